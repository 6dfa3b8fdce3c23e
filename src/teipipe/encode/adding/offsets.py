"""Offsets: where each character of a document's text stands in the bytes of its file.

The text is the source view. A scanner of its own (expat) tells the bytes of every tag and every
character; what it saw is laid beside what the view read, and must be the same, string by string.
Nothing here changes anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.entities import name2codepoint
from typing import Any
from xml.parsers import expat

from lxml import etree

from teipipe.documents import Document
from teipipe.text import trees
from teipipe.text.views import VIEWS, Piece, read

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")

_SHOWN = 40

NOWHERE = -1
"""The number of the element around the root."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character of the text and its bytes: the file's own, or those of the tag it came from."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """An element of the file, by its number: the one around it, its stretch of the text."""

    element: etree._Element
    parent: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's text, character by character, and its markup, by bytes.

    `spots` are the bytes before which something can be inserted, each with the number of the
    element that would hold it.
    """

    text: str
    characters: tuple[Character, ...]
    elements: tuple[Tagged, ...]
    spots: Mapping[int, int]


class LayoutError(Exception):
    """The scanner and the view do not see the same text: nothing can be said of bytes."""


@dataclass(slots=True)
class _Run:
    """Text between two pieces of markup, as one parent holds it."""

    string: list[str] = field(default_factory=list)
    characters: list[Character] = field(default_factory=list)


@dataclass(slots=True)
class _Tags:
    """The bytes of the start and the end tag of an element; of an empty one they are the same."""

    parent: int
    start: Character
    end: Character = Character(0, 0)


@dataclass(slots=True)
class _Scanner:
    """What expat tells of one file, in bytes."""

    content: bytes
    parser: Any = None
    tags: list[_Tags] = field(default_factory=list)
    runs: defaultdict[int, list[_Run]] = field(default_factory=lambda: defaultdict(list))
    spots: dict[int, int] = field(default_factory=dict)
    open: list[int] = field(default_factory=lambda: [NOWHERE])
    fresh: bool = True
    raw: bool = False

    def run(self) -> None:
        parser = self.parser = expat.ParserCreate()
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.SkippedEntityHandler = self.skipped
        parser.CommentHandler = parser.ProcessingInstructionHandler = self.other
        parser.StartCdataSectionHandler = lambda: self.cdata(True)
        parser.EndCdataSectionHandler = lambda: self.cdata(False)
        parser.Parse(self.content, True)

    def at(self) -> int:
        byte: int = self.parser.CurrentByteIndex
        return byte

    def spot(self, byte: int) -> None:
        if not self.raw:
            self.spots[byte] = self.open[-1]

    def start(self, name: str, _attributes: object) -> None:
        byte = self.at()
        if self.content[byte : byte + 1] != b"<":
            raise LayoutError(name)  # markup that an entity brings has no bytes of its own
        self.spot(byte)
        self.tags.append(_Tags(self.open[-1], Character(byte, self.tag_end(byte))))
        self.open.append(len(self.tags) - 1)
        self.fresh = True
        if not self.is_empty(byte):
            self.spot(self.tag_end(byte))

    def end(self, _name: str) -> None:
        byte = self.at()
        tags = self.tags[self.open[-1]]
        if self.is_empty(tags.start.start):
            tags.end = tags.start
        else:
            self.spot(byte)
            tags.end = Character(byte, self.tag_end(byte))
        self.open.pop()
        self.fresh = True
        self.spot(tags.end.end)

    def is_empty(self, byte: int) -> bool:
        return self.content[self.tag_end(byte) - 2 : self.tag_end(byte)] == b"/>"

    def tag_end(self, byte: int) -> int:
        """Give the byte after a tag; a `>` in an attribute does not end it."""
        found = _TAG.match(self.content, byte)
        return found.end() if found else byte

    def other(self, *_: object) -> None:
        self.spot(self.at())
        self.fresh = True

    def cdata(self, begins: bool) -> None:
        if begins:
            self.spot(self.at())
        self.raw = begins
        if not begins:
            self.spot(self.at() + len("]]>"))

    def characters(self, string: str) -> None:
        byte = self.at()
        reference = self.content[byte : byte + 1] == b"&" and not self.raw
        literal = not reference and self.content.startswith(string.encode("utf-8"), byte)
        for character in string:
            end = byte + len(character.encode("utf-8")) if literal else self.after(byte)
            self.add(character, byte, end)
            byte = end if literal else byte

    def after(self, byte: int) -> int:
        """Give the byte after a reference or a line end of two characters."""
        if self.content[byte : byte + 1] == b"&":
            return self.content.index(b";", byte) + 1
        return byte + (2 if self.content[byte : byte + 2] == b"\r\n" else 1)

    def skipped(self, name: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        byte = self.at()
        string = chr(name2codepoint[name]) if name in name2codepoint else f"&{name};"
        for character in string:
            self.add(character, byte, self.after(byte))

    def add(self, character: str, start: int, end: int) -> None:
        runs = self.runs[self.open[-1]]
        if self.fresh or not runs:
            runs.append(_Run())
            self.fresh = False
        self.spot(start)
        runs[-1].string.append(character)
        runs[-1].characters.append(Character(start, end))
        self.spot(end)


def laid_out(document: Document) -> Layout:
    """Lay the text of a document in UTF-8 beside its bytes.

    Raises `LayoutError` where they do not agree.
    """
    scanner = _Scanner(document.content)
    try:
        scanner.run()
    except expat.ExpatError as error:
        raise LayoutError(str(error)) from None
    elements = list(document.tree.getroot().iter(etree.Element))
    if len(elements) != len(scanner.tags):
        raise LayoutError(document.name)
    numbers = {each: number for number, each in enumerate(elements)}
    pieces = [piece for piece in read(document.tree, VIEWS["source"]).main if piece.string]
    characters = tuple(_characters(pieces, scanner, numbers))
    return Layout(
        "".join(piece.string for piece in pieces),
        characters,
        tuple(_tagged(scanner.tags, elements, characters)),
        dict(sorted(scanner.spots.items())),
    )


def _characters(
    pieces: Sequence[Piece], scanner: _Scanner, numbers: Mapping[Any, int]
) -> Iterator[Character]:
    """Give the bytes of each character of the view, run by run of the element that holds it."""
    waiting = {number: iter(runs) for number, runs in scanner.runs.items()}
    for piece in pieces:
        number = numbers[piece.element]
        if piece.restored:
            tags = scanner.tags[number]
            tag = tags.start if piece.restored == "before" else tags.end
            yield from [tag] * len(piece.string)
        else:
            yield from _run(piece, waiting.get(number, iter(())))


def _run(piece: Piece, runs: Iterator[_Run]) -> Sequence[Character]:
    """Give the next run of an element; the blanks of a `choice` are none of its text."""
    for run in runs:
        string = "".join(run.string)
        if string == piece.string:
            return run.characters
        if piece.element.tag != trees.CHOICE or string.strip():
            break
    raise LayoutError(piece.string[:_SHOWN])


def _tagged(
    tags: Sequence[_Tags], elements: Sequence[etree._Element], characters: Sequence[Character]
) -> Iterator[Tagged]:
    starts = [each.start for each in characters]
    for tag, element in zip(tags, elements, strict=True):
        start = bisect_left(starts, tag.start.start)
        yield Tagged(element, tag.parent, start, bisect_left(starts, tag.end.end))
