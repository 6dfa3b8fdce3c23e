"""Places of texts and end tags: what a tree no longer knows is read from the bytes once more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from xml.parsers import expat

from teipipe.documents import Document
from teipipe.documents.attributes import attribute_place
from teipipe.documents.entities import declared
from teipipe.findings import Place
from teipipe.validate.relaxng.faults import Fault, Spot
from teipipe.validate.relaxng.matching.values import BLANK

Range = tuple[int, int, int, int]
"""Line and column of the beginning, line and column of the end."""


def places(document: Document, faults: Iterable[Fault]) -> list[Place]:
    """Give the place of each fault: of a start tag or in it, of an end tag or a text.

    In a tree that was put together from several files, that of an end tag or a text is not known.
    """
    listed = list(faults)
    starts = [_start(document, each) for each in listed]
    if document.origins or all(each.spot not in (Spot.END, Spot.TEXT) for each in listed):
        return starts
    scan = _scanned(document.content)
    numbers = {node: number for number, node in enumerate(document.tree.getroot().iter())}
    return [
        _moved(start, scan, fault, numbers) for start, fault in zip(starts, listed, strict=True)
    ]


def _start(document: Document, fault: Fault) -> Place:
    """Give the place of a start tag, or of the attribute in it that is at fault."""
    if fault.spot in (Spot.ATTRIBUTE, Spot.VALUE):
        part = "value" if fault.spot is Spot.VALUE else ""
        return attribute_place(document, fault.element, fault.arguments["attribute"], part)
    return document.place(fault.element)


def _moved(start: Place, scan: _Scan, fault: Fault, numbers: dict[Any, int]) -> Place:
    if fault.spot is Spot.END:
        found = scan.ends.get(numbers[fault.element])
    elif fault.spot is Spot.TEXT:
        after = fault.element if fault.follows is None else fault.follows
        found = scan.texts.get((numbers[after], fault.follows is not None))
    else:
        return start
    if found is None:
        return start
    line, column, end_line, end_column = found
    return replace(start, line=line, column=column, end_line=end_line, end_column=end_column)


@dataclass(slots=True)
class _Scan:
    """Where end tags and texts are, by the numbers of nodes from the root element on.

    A text has the number of the node before it, and whether that node has ended.
    """

    ends: dict[int, Range] = field(default_factory=dict)
    texts: dict[tuple[int, bool], Range] = field(default_factory=dict)
    opened: list[int] = field(default_factory=list)
    ended: int | None = None
    count: int = 0
    before: tuple[int, bool] = (0, False)
    parser: Any = None

    def run(self, content: bytes) -> None:
        parser = self.parser = expat.ParserCreate("utf-8")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CommentHandler = parser.ProcessingInstructionHandler = self.other
        parser.CharacterDataHandler = self.text
        parser.Parse(content, True)

    def here(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def close(self) -> None:
        """Let the end tag that came last end where the next thing starts."""
        if self.ended is not None:
            self.ends[self.ended] = (*self.ends[self.ended][:2], *self.here())
            self.ended = None

    def start(self, *_: object) -> None:
        self.close()
        self.opened.append(self.count)
        self.before = (self.count, False)
        self.count += 1

    def end(self, *_: object) -> None:
        self.close()
        self.ended = self.opened.pop()
        self.ends[self.ended] = (*self.here(), *self.here())
        self.before = (self.ended, True)

    def other(self, *_: object) -> None:
        self.close()
        if self.opened:
            self.before = (self.count, True)
            self.count += 1

    def text(self, written: str) -> None:
        self.close()
        inner = written.strip(BLANK)
        if inner:
            line, column = self.here()
            first = column + len(written) - len(written.lstrip(BLANK))
            last = (line, first + len(inner))
            self.texts[self.before] = (*self.texts.get(self.before, (line, first))[:2], *last)


def _scanned(content: bytes) -> _Scan:
    """Read a document's bytes; what cannot be followed gives no places."""
    scan = _Scan()
    try:
        scan.run(declared(content).content)
    except expat.ExpatError:
        return _Scan()
    return scan
