"""Furniture: the lines of a text that are those of its pages, numbers and running heads.

They part no paragraph: one whose sentence goes on behind them is one (TEI Guidelines 11.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from teipipe.encode.blocks import Block, label_of
from teipipe.encode.layout import Pages
from teipipe.encode.spans import BLANK

NUMBER, HEADER = "pageNum", "header"

_LINE = re.compile(r"[^\n]+")
_GOES_ON = re.compile(r"[^.!?…:;»”“\"'’)\]\s]\s*\Z|\w[-\u2010\u00ac]\s*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page without the blanks around it, its kind (a `fw/@type`), what it says."""

    start: int
    end: int
    kind: str
    label: str


def lines_of_pages(text: str, declared: Pages | None) -> Sequence[Line]:
    """Find the lines that are page numbers or running heads from their beginning to their end."""
    if declared is None:
        return ()
    kinds = [(NUMBER, declared.number), (HEADER, declared.head)]
    found: list[Line] = []
    for line in _LINE.finditer(text):
        words = line[0].strip(BLANK)
        match = next(((k, m) for k, e in kinds if e and words and (m := e.fullmatch(words))), None)
        if match:
            start = line.start() + line[0].index(words)
            found.append(Line(start, start + len(words), match[0], label_of(match[1])))
    return found


def runs(text: str, lines: Iterable[Line]) -> Sequence[Sequence[Line]]:
    """Gather the lines between which nothing stands."""
    made: list[list[Line]] = []
    for line in lines:
        if made and not text[made[-1][-1].end : line.start].strip(BLANK):
            made[-1].append(line)
        else:
            made.append([line])
    return made


def without(text: str, blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """Give the blocks without the lines at their ends; two of one sentence are one block."""
    made: list[Block] = []
    for block in blocks:
        inner = _trimmed(text, block, lines)
        if inner is None:
            continue
        if made and _is_one(text, made[-1], inner, lines):
            made[-1] = (made[-1][0], inner[1])
        else:
            made.append(inner)
    return made


def _trimmed(text: str, block: Block, lines: Sequence[Line]) -> Block | None:
    start, end = block
    within = [each for each in lines if start <= each.start < end]
    for each in within:
        if each.start == start:
            start = each.end + len(text[each.end : end]) - len(text[each.end : end].lstrip(BLANK))
    for each in reversed(within):
        if each.end == end and each.start >= start:
            end = start + len(text[start : each.start].rstrip(BLANK))
    return (start, end) if start < end else None


def _is_one(text: str, before: Block, after: Block, lines: Sequence[Line]) -> bool:
    """Say whether only lines of pages stand between two blocks, and the sentence goes on."""
    between = any(before[1] <= each.start < after[0] for each in lines)
    words = text[slice(*before)]
    return between and text[after[0]].islower() and bool(_GOES_ON.search(words))
