"""Languages: every page names one, words of another script name theirs, and run their own way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from teipipe.documents import LANG, text_of
from teipipe.findings import Finding
from teipipe.validate.epub.book import Book

_LATIN = "LATIN"
_SCRIPTS: Final = {
    "ARABIC": "ar fa ur ps ckb ku sd ug az kk ky ota tr ms ks pa ha arc",
    "HEBREW": "he hbo yi yid lad arc tmr jpa jrb jpr",
    "SYRIAC": "syr syc arc aii",
    "GREEK": "el grc gmy cop",
    "CYRILLIC": "ru uk be bg sr mk cu chu kk ky mn tg tt ba os ce av uz az ro sh hbs orv",
}
"""Scripts by the names of their letters, and the languages that may be written in each."""
_SUBTAGS: Final = {
    "ARABIC": ("arab", "aran"),
    "CYRILLIC": ("cyrl", "cyrs"),
    "GREEK": ("grek",),
    "HEBREW": ("hebr",),
    "SYRIAC": ("syrc", "syre", "syrj", "syrn"),
}
"""What BCP 47 calls each script."""
_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_MARKS: Final = "\\u0300-\\u036f\\u0591-\\u05c7\\u064b-\\u065f\\u0670\\u0730-\\u074a"
_RUN = re.compile(rf"(?:[^\W\d_][{_MARKS}]*){{3,}}")
_FOREIGN = re.compile(r"(?:^|\s)tei-foreign(?:\s|$)")


def check(book: Book) -> Iterator[Finding]:
    """Check the languages of every page."""
    for path, page in book.pages.items():
        if not (page.get("lang") and page.get(LANG)):
            yield book.finding("V130", path, page)
        for element in page.iter("{*}*"):
            if element is not page and element.get("lang", "") != element.get(LANG, ""):
                yield book.finding(
                    "V131", path, element, lang=element.get("lang") or element.get(LANG)
                )
            if _FOREIGN.search(element.get("class") or "") and element.get("lang") is None:
                yield book.finding("V132", path, element, text=_shown(element))
        yield from _letters(book, path, page)


def _letters(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    """Tell of words in letters of which their language has none, or that run the wrong way."""
    for element in (each for part in page.iterchildren("{*}body") for each in part.iter("{*}*")):
        strings = [element.text, *(each.tail for each in element)]
        for run in (each for string in strings for each in _RUN.findall(string or "")):
            script = _script(run[0])
            if script == _LATIN:
                continue
            language = _nearest(element, "lang")
            if language and not _may_be_written(language, script):
                yield book.finding("V133", path, element, text=run, language=language)
                break
            is_rtl = unicodedata.bidirectional(run[0]) in _RIGHT_TO_LEFT
            if is_rtl and not _has_direction(element):
                yield book.finding("V134", path, element, text=run)
                break


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    name = unicodedata.name(letter, _LATIN).partition(" ")[0]
    return name if name in _SCRIPTS else _LATIN


def _may_be_written(language: str, script: str) -> bool:
    """Tell whether a language may be written in a script: it says so itself, or is known to be."""
    primary, *rest = language.lower().split("-")
    return primary in _languages(script) or not set(_SUBTAGS[script]).isdisjoint(rest)


def _languages(script: str) -> frozenset[str]:
    return frozenset((*_SCRIPTS[script].split(), "und", "mul", "zxx", "mis"))


def _has_direction(element: etree._Element) -> bool:
    """Tell whether words from right to left stand in a passage that says so, or chose its own way.

    Words of such a language that are mostly in other letters may run from left to right.
    """
    passage = next((each for each in _around(element) if each.get("dir")), None)
    if passage is None:
        return False
    language = next((each for each in _around(element) if each.get("lang")), None)
    is_own = passage.getparent() is not None and language in _around(passage)
    return is_own or passage.get("dir") == "rtl"


def _around(element: etree._Element) -> list[Any]:
    return [element, *element.iterancestors()]


def _nearest(element: etree._Element, name: str) -> str:
    return next((each.get(name) for each in _around(element) if each.get(name)), "")


def _shown(element: etree._Element) -> str:
    return text_of(element)[:60]
