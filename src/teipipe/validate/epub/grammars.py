"""What each file of XML may hold: by our grammars (`schemas/formats/epub/`), and by what they miss.

A grammar says what stands directly in what. That an element may not stand in another at any depth,
and which names are anybody's own, is said here (HTML Living Standard, 3.2.5, 3.2.6.6 and 4.13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from lxml import etree

from teipipe import resources
from teipipe.documents import Document
from teipipe.findings import Finding
from teipipe.validate.epub.book import CHECK, NAMES, Book
from teipipe.validate.relaxng import Schema, faults, load
from teipipe.validate.relaxng.faults import Fault

_BY_ROOT: Final = {
    f"{{{NAMES['c']}}}container": "container",
    f"{{{NAMES['c']}}}encryption": "encryption",
    f"{{{NAMES['n']}}}ncx": "ncx",
    f"{{{NAMES['opf']}}}package": "package",
}
_OF_OLDER: Final = ("container", "encryption", "ncx")
"""The grammars of what is the same in EPUB 2."""
_ACTIVE: Final = """self::h:a or self::h:button or self::h:details or self::h:embed
    or self::h:iframe or self::h:label or self::h:select or self::h:textarea
    or self::h:input[not(@type = 'hidden')] or self::h:audio[@controls] or self::h:video[@controls]
    or self::h:img[@usemap] or self::h:object[@usemap]"""
_OUTSIDE: Final = {
    "h:a": _ACTIVE,
    "h:address": "self::h:address or self::h:footer or self::h:header",
    "h:audio": "self::h:audio or self::h:video",
    "h:button": _ACTIVE,
    "h:caption": "self::h:table",
    "h:dfn": "self::h:dfn",
    "h:footer": "self::h:footer or self::h:header",
    "h:form": "self::h:form",
    "h:header": "self::h:footer or self::h:header",
    "h:label": "self::h:label",
    "h:meter": "self::h:meter",
    "h:progress": "self::h:progress",
    "h:video": "self::h:audio or self::h:video",
}
"""Elements, and what may not stand in them at any depth."""


def check(book: Book) -> Iterator[Finding]:
    """Judge every file of XML by its grammar."""
    for path, root in (*book.frame.items(), *book.parsed.items()):
        name = _grammar(book, path, root)
        if name and (name in _OF_OLDER or not book.is_older):
            yield from _judged(book, path, root, _schema(name))
    if not book.is_older:
        yield from _nested(book)


def _grammar(book: Book, path: str, root: Any) -> str | None:
    """Give the name of the grammar of a file; a drawing has none."""
    if path in book.pages:
        return "navigation" if book.navigation and book.navigation[0] == path else "xhtml"
    return _BY_ROOT.get(root.tag)


@cache
def _schema(name: str) -> Schema:
    path = resources.path(f"schemas/formats/epub/{name}.rnc")
    return load(path, path.parent)[0]


def _judged(book: Book, path: str, root: Any, schema: Schema) -> Iterator[Finding]:
    found = [each for each in faults(schema, root) if not _is_own(each)]
    if not found:
        return
    from teipipe.validate.relaxng.messages import findings

    document = Document(Path(path), Path(), book.files[path], root.getroottree())
    for each in findings(document, found):
        yield replace(each, place=replace(each.place, file=book.shown(path)), check=CHECK)


def _is_own(fault: Fault) -> bool:
    """Tell whether anybody may make up such a name: `data-*`, and that of a custom element."""
    if fault.code == "V013":
        return fault.arguments["attribute"].startswith("data-")
    if fault.code == "V011":
        name = etree.QName(fault.arguments["name"])
        return name.namespace == NAMES["h"] and "-" in name.localname
    return False


def _nested(book: Book) -> Iterator[Finding]:
    for around, within in _OUTSIDE.items():
        for path, each in book.all(f"//{around}//*[{within}]"):
            said = {"name": etree.QName(each).localname, "around": around[2:]}
            yield book.finding("V146", path, each, **said)
