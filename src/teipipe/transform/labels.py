"""Labels: the words that a page or a book adds to the text, in the reader's language.

Each language is a file `<tag>.json` of keys and words, shipped in `xslt/locale/`; a project lays
its own files of the same names over them, or adds languages (docs/overriding.md). Which keys there
are, the English file says; what no language has falls back to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from teipipe import resources
from teipipe.configuration import mistake
from teipipe.documents import LANG, Document, is_below, shown, tei
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, Place, finding, why

__all__ = [
    "FOLDER",
    "TWO_LETTERS",
    "known_languages",
    "labels_in",
    "language_of",
    "tags",
    "unused_labels",
]

FOLDER: Final = "xslt/locale"
"""Where the files of labels stand, here and in a project."""
_CODES: Final = """ara:ar arm:hy bul:bg cat:ca ces:cs chi:zh cym:cy cze:cs dan:da deu:de dut:nl
    ell:el eng:en est:et eus:eu fas:fa fin:fi fra:fr fre:fr ger:de gla:gd gle:ga gre:el heb:he
    hin:hi hrv:hr hun:hu hye:hy ice:is isl:is ita:it jpn:ja kat:ka kor:ko lat:la lav:lv lit:lt
    nld:nl nor:no per:fa pol:pl por:pt ron:ro rum:ro rus:ru san:sa slk:sk slo:sk slv:sl spa:es
    srp:sr swe:sv tur:tr ukr:uk urd:ur wel:cy yid:yi zho:zh"""
TWO_LETTERS: Final = dict(pair.split(":") for pair in _CODES.split())
"""The two letters of languages that a document names by three (ISO 639-2, of both kinds)."""
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def labels_in(language: str, root: Path | None) -> dict[str, str]:
    """Give the labels of a language, from the general to the special, the project's over ours.

    Raises `ConfigurationError` (P005) for a file of the project that cannot be used.
    """
    found: dict[str, str] = {}
    for tag in ("en", *tags(language)):
        for folder in _folders(root):
            if file := _file(folder, tag):
                found.update(_read(file, root, found))
    return found


def tags(language: str) -> tuple[str, ...]:
    """Give the tags under which labels are looked for: “de”, then “de-at” (RFC 4647, 3.4)."""
    subtags = language.replace("_", "-").lower().split("-")
    subtags[0] = TWO_LETTERS.get(subtags[0], subtags[0])
    return tuple("-".join(subtags[:length]) for length in range(1, len(subtags) + 1))


def language_of(document: Document) -> str:
    """Give the language of the text: its `xml:lang`, else the first in `langUsage`, else English.

    TEI Guidelines, chapters vi.1 and 2.4.2.
    """
    root = document.tree.getroot()
    text = next(root.iter(tei("text")), root)
    around = (each.get(LANG) for each in (text, *text.iterancestors()))
    used = (each.get("ident") for each in root.iter(tei("language")))
    return next(filter(None, (*around, *used)), "en")


def known_languages(root: Path | None) -> frozenset[str]:
    """Give the tags of all languages that there are labels in, in small letters."""
    files = (each for folder in _folders(root) for each in folder.glob("*.json"))
    return frozenset(each.stem.lower() for each in files)


def _folders(root: Path | None) -> Iterator[Path]:
    yield resources.path(FOLDER)
    if root is not None and (root / FOLDER).is_dir():
        yield root / FOLDER


def _file(folder: Path, tag: str) -> Path | None:
    return next((each for each in sorted(folder.glob("*.json")) if each.stem.lower() == tag), None)


def _read(file: Path, root: Path | None, known: Mapping[str, str]) -> Mapping[str, str]:
    place = Place(shown(file, root or file.parent), 1, 1)
    if root and not is_below(file, root) and file.is_relative_to(root):
        raise ConfigurationError(finding("P006", place, root=root.name))
    try:
        content = json.loads(file.read_bytes())
    except json.JSONDecodeError as error:
        place = Place(place.file, error.lineno, error.colno)
        raise ConfigurationError(mistake("no-json", place, said=error.msg)) from None
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(finding("P003", place, reason=why("no-file-in-utf-8"))) from None
    for found in _mistakes(content, known, place):
        raise ConfigurationError(found)
    return dict(content)


def unused_labels(root: Path) -> Iterator[Finding]:
    """Tell of labels of a project that neither ours nor its own stylesheets ask for (T023)."""
    ours = labels_in("en", None)
    sheets = [file.read_bytes() for file in sorted((root / FOLDER).parent.rglob("*.xsl"))]
    for file in sorted((root / FOLDER).glob("*.json")):
        for key in _read(file, root, ours):
            if key not in ours and not any(key.encode() in each for each in sheets):
                place = Place(shown(file, root), _line_of(key, file))
                near = "".join(get_close_matches(key, ours, 1))
                yield finding("T023", place, key=key, near=near)


def _line_of(key: str, file: Path) -> int:
    lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    return next((number for number, each in lines if f'"{key}"' in each), 1)


def _mistakes(content: Any, known: Mapping[str, str], place: Place) -> Iterator[Finding]:
    """Tell what no label can be: something other than words, or one that names a stranger."""
    if not isinstance(content, dict):
        yield mistake("labels-no-object", place)
        return
    for key, words in content.items():
        if not isinstance(words, str):
            yield mistake("label-no-string", place, key=key)
        elif strange := _filled_in(words) - _filled_in(known.get(key, words)):
            told = {"name": min(strange), "english": known[key]}
            yield mistake("label-strange-place", place, key=key, **told)


def _filled_in(words: str) -> frozenset[str]:
    """Give the names of the places in a label that are filled in."""
    return frozenset(_PLACEHOLDER.findall(words))
