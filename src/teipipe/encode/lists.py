"""Lists: blocks and lines that begin with what numbers an item (TEI Guidelines 3.8).

An item that stands further in than the one before it begins a list inside it; a block that stands
further in than its item goes on with it. What an item begins with is its label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from teipipe.encode.layout import Listing
from teipipe.encode.spans import BLANK, Span

Line = tuple[int, int]
"""Where a line begins that is an item, without its indentation, and where its label ends."""


@dataclass(slots=True)
class _Open:
    """A list that may go on: its column, the places of its span and of its last item's."""

    column: int
    place: int
    item: int
    has_blocks: bool = False


@dataclass(slots=True)
class Lists:
    """The open lists, the outermost first; their spans are among those of the body."""

    text: str
    declared: Listing | None
    rule: str
    spans: list[Span]
    open: list[_Open] = field(default_factory=list)

    def lines(self, start: int, end: int) -> Sequence[Line]:
        """Give the lines of a block that are items; one alone in a paragraph begins no list."""
        if self.declared is None:
            return ()
        found: list[Line] = []
        for line in re.finditer(r"[^\n]+", self.text[start:end]):
            words = line[0].strip(BLANK)
            label = self.declared.item.match(words)
            if label and label[0].strip(BLANK) and len(label[0]) < len(words):
                at = start + self.text[start:end].index(words, line.start())
                found.append((at, at + len(label[0].rstrip(BLANK))))
        begins = bool(found) and found[0][0] == start
        columns = {each.column for each in self.open}
        goes_on = any(self._column(at) in columns for at, _ in found)
        return found if begins or goes_on or len(found) > 1 else ()

    def add(self, lines: Sequence[Line], end: int) -> None:
        """Mark the items of a block that begins with one."""
        begins = [at for at, _ in lines[1:]]
        for (at, label), until in zip(lines, [*begins, end], strict=True):
            self._item(at, label, len(self.text[:until].rstrip(BLANK)))

    def goes_on(self, start: int, end: int) -> bool:
        """Take a block into an item if it stands further in than that; say whether it does."""
        while self.open and self._column(start) <= self.open[-1].column:
            self.open.pop()
        if not self.open:
            return False
        self._make_blocks(self.open[-1])
        self.spans.append(self._span("p", start, end))
        self._extend(end)
        return True

    def close(self) -> None:
        """End all lists."""
        self.open.clear()

    def _item(self, at: int, label: int, end: int) -> None:
        column = self._column(at)
        while self.open and column < self.open[-1].column:
            self.open.pop()
        if not self.open or column > self.open[-1].column:
            if self.open:
                self._make_blocks(self.open[-1])
            self.spans.append(self._span("list", at, end))
            self.open.append(_Open(column, len(self.spans) - 1, 0))
        self.spans.append(self._span("label", at, label))
        begin = label + len(self.text[label:end]) - len(self.text[label:end].lstrip(BLANK))
        self.open[-1].item, self.open[-1].has_blocks = len(self.spans), False
        self.spans.append(self._span("item", begin, end))
        self._extend(end)

    def _make_blocks(self, one: _Open) -> None:
        """Let the words of an item be a paragraph, as another block follows in it."""
        if not one.has_blocks:
            item = self.spans[one.item]
            self.spans.insert(one.item + 1, self._span("p", item.start, item.end))
            one.has_blocks = True

    def _extend(self, end: int) -> None:
        for each in self.open:
            for place in (each.place, each.item):
                self.spans[place] = replace(self.spans[place], end=max(self.spans[place].end, end))

    def _column(self, at: int) -> int:
        return at - self.text.rfind("\n", 0, at) - 1

    def _span(self, element: str, start: int, end: int) -> Span:
        kind = self.declared.type if self.declared and element == "list" else ""
        attributes = (("type", kind),) if kind else ()
        return Span(start, end, element, attributes, self.rule, block=True)
