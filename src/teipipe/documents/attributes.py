"""Where in a start tag an attribute is written, and where its value."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from teipipe.documents.encodings import decoded
from teipipe.documents.names import XML
from teipipe.findings import Place

if TYPE_CHECKING:
    from teipipe.documents import Document

_ATTRIBUTE = re.compile(r"""(?P<name>[^\s=<>"'/]+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""")
_LINE_END = re.compile(r"\r\n?|\n")


def attribute_place(
    document: Document, element: etree._Element, name: str, part: str = ""
) -> Place:
    """Give the place of an attribute, by its name with namespace; `part` may be its “value” alone.

    Where it is not found, as in a document put together from many, it is the start tag's.
    """
    place = document.place(element)
    if place.end_line is None:
        return place
    tag = _between(_lines(document.source_of(element)), place)
    for found in _ATTRIBUTE.finditer(tag):
        if _expanded(found["name"], element) == name:
            start, end = (_spot(tag, at, place) for at in found.span(part or 0))
            return Place(place.file, *start, *end, place.xpath)
    return place


def _between(lines: list[str], place: Place) -> str:
    """Give the text from the beginning of a place to its end."""
    first, last = (place.line or 1) - 1, (place.end_line or 1) - 1
    text = "\n".join([*lines[first:last], lines[last][: (place.end_column or 1) - 1]])
    return text[(place.column or 1) - 1 :]


def _spot(tag: str, at: int, place: Place) -> tuple[int, int]:
    further = tag.count("\n", 0, at)
    column = at - tag.rfind("\n", 0, at) if further else (place.column or 1) + at
    return (place.line or 1) + further, column


def _expanded(written: str, element: etree._Element) -> str:
    prefix, _, local = written.rpartition(":")
    namespace = XML if prefix == "xml" else element.nsmap.get(prefix) if prefix else None
    return f"{{{namespace}}}{local}" if namespace else local


@lru_cache(maxsize=2)
def _lines(document: Document) -> list[str]:
    content = decoded(document.content, document.name).content
    return _LINE_END.split(content.decode("utf-8", "replace"))
