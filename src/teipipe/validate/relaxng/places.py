"""Places of texts and end tags: what a tree no longer knows is read from the bytes once more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from xml.parsers import expat

from teipipe.documents import Document
from teipipe.documents.entities import declared
from teipipe.findings import Place
from teipipe.validate.relaxng.faults import Fault, Spot
from teipipe.validate.relaxng.values import BLANK

Range = tuple[int, int, int, int]
"""Line and column of the beginning, line and column of the end."""


def places(document: Document, faults: Iterable[Fault]) -> list[Place]:
    """Give the place of each fault: a start tag, an end tag or a text.

    In a tree that was put together from several files it is always the start tag.
    """
    listed = list(faults)
    starts = [document.place(each.element) for each in listed]
    if document.origins or all(each.spot is Spot.START for each in listed):
        return starts
    scan = _scanned(document.content)
    numbers = {node: number for number, node in enumerate(document.tree.getroot().iter())}
    return [
        _moved(start, scan, fault, numbers) for start, fault in zip(starts, listed, strict=True)
    ]


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

    ends: dict[int, Range]
    texts: dict[tuple[int, bool], Range]


def _scanned(content: bytes) -> _Scan:
    """Read a document's bytes; what cannot be followed gives no places."""
    scan = _Scan({}, {})
    parser = expat.ParserCreate("utf-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    opened: list[int] = []
    ended: list[int] = []
    count = 0
    before = (0, False)

    def here() -> tuple[int, int]:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def close() -> None:
        if ended:
            scan.ends[ended[0]] = (*scan.ends[ended[0]][:2], *here())
            ended.clear()

    def start(*_: Any) -> None:
        nonlocal count, before
        close()
        opened.append(count)
        before = (count, False)
        count += 1

    def end(*_: Any) -> None:
        nonlocal before
        close()
        number = opened.pop()
        scan.ends[number] = (*here(), *here())
        ended.append(number)
        before = (number, True)

    def other(*_: Any) -> None:
        nonlocal count, before
        close()
        if opened:
            before = (count, True)
            count += 1

    def text(written: str) -> None:
        close()
        inner = written.strip(BLANK)
        if inner:
            line, column = here()
            first = column + len(written) - len(written.lstrip(BLANK))
            last = (line, first + len(inner))
            scan.texts[before] = (*scan.texts.get(before, (line, first))[:2], *last)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CommentHandler = other
    parser.ProcessingInstructionHandler = other
    parser.CharacterDataHandler = text
    try:
        parser.Parse(declared(content).content, True)
    except expat.ExpatError:
        return _Scan({}, {})
    return scan
