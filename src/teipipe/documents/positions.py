"""Positions: the line and column of every start tag, from a second pass over a file's bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from teipipe.documents.entities import declared

Span = tuple[int, int, int, int]
"""Line and column of a start tag, and of what follows it; a column counts characters, from 1."""
_PART = 1 << 16
"""How many bytes are read at once."""


class Positions:
    """The spans of a document's start tags, in document order, read as far as they are asked for.

    Where the second parser cannot follow the first (an entity in an attribute that only the table
    defines, say), there are none from there on.
    """

    def __init__(self, content: bytes) -> None:
        """Take a document in UTF-8."""
        self._content = declared(content).content
        self._read = 0
        self._tags = _Tags()

    def span(self, number: int) -> Span | None:
        """Give the span of the start tag of the n-th element, from 0."""
        found = self._tags.found
        while number >= len(found) and self._read <= len(self._content):
            part = self._content[self._read : self._read + _PART]
            self._read += _PART
            try:
                self._tags.parser.Parse(part, self._read > len(self._content))
            except expat.ExpatError:
                self._read = len(self._content) + 1
        return found[number] if number < len(found) else None


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
