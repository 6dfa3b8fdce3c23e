"""Titles of a header: the main one as page and book choose it, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from teipipe.deposit.headers.elements import all_of
from teipipe.deposit.metadata import Title
from teipipe.documents import LANG, text_of

_SERIES = ("j", "s")
_DATE_TITLES = ("iso-date", "date")
_ALTERNATIVES = ("alt", "alternative", "short", "variant", "uniform", "distinctive")


def titles_of(header: etree._Element) -> Iterator[Title]:
    """Give the main title first, then what stands beside it; the series' title is none of them."""
    titles = [each for each in all_of(header, "titleStmt/title") if text_of(each)]
    own = [each for each in titles if each.get("level") not in _SERIES]
    main = _main(titles, own)
    if main is None:
        return
    yield Title(text_of(main), "main", main.get(LANG, ""))
    for each in own:
        kind, language = each.get("type", ""), each.get(LANG, "")
        if each is main or kind in _DATE_TITLES or text_of(each) == text_of(main):
            continue
        if kind in ("sub", "desc"):
            yield Title(text_of(each), "sub", language)
        elif language and language != main.get(LANG, "") and kind not in _ALTERNATIVES:
            yield Title(text_of(each), "translated", language)
        else:
            yield Title(text_of(each), "alternative", language)


def _main(titles: Sequence[etree._Element], own: Sequence[etree._Element]) -> Any:
    ordered = (
        *(each for each in own if each.get("type") == "main"),
        *(each for each in own if each.get("level") == "a"),
        *own,
        *(each for each in titles if each.get("type") == "main"),
        *titles,
    )
    return next(iter(ordered), None)
