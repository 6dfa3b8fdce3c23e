"""Positions: the line and column of every start tag, from a second pass over a file's bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from teipipe.documents.entities import declared

Span = tuple[int, int, int, int]
"""Line and column of a start tag, and of what follows it; a column counts characters, from 1."""


def positions(content: bytes) -> tuple[Span, ...]:
    """Give the span of every start tag of a document in UTF-8, in document order.

    None at all where the second parser cannot follow the first (an entity in an attribute that
    only the table defines, say).
    """
    tags = _Tags()
    try:
        tags.parser.Parse(declared(content).content, True)
    except expat.ExpatError:
        return ()
    return tuple(tags.found)


def placed(content: bytes, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the line and column of rising offsets into a document in UTF-8."""
    line, start, seen = 1, 0, 0
    for offset in offsets:
        line += content.count(b"\n", seen, offset)
        start = max(start, content.rfind(b"\n", seen, offset) + 1)
        seen = offset
        yield line, len(content[start:offset].decode("utf-8", "replace")) + 1


class _Tags:
    """Collects start tags; where one ends is known when the next thing starts."""

    def __init__(self) -> None:
        self.found: list[Span] = []
        self.open: tuple[int, int] | None = None
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = parser.CharacterDataHandler = self.end
        parser.DefaultHandlerExpand = self.end

    def at(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def end(self, *_: object) -> None:
        if self.open:
            self.found.append((*self.open, *self.at()))
            self.open = None

    def start(self, *_: object) -> None:
        self.end()
        self.open = self.at()
