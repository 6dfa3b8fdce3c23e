"""The weaver: spans over a text become one string of markup, and no character is lost.

Spans nest by extent (the longer outside), then by the order of their rules. Where two cross, the
one of the later rule is split at the edge of the other, its parts joined by `@part` where TEI has
it (Guidelines 21.3, class att.fragmentable) and by `@next` and `@prev` elsewhere, and a finding
says so. A block inside a span that is none splits that span too. What a span inserts is written
before its end tag. Time grows with the number of
spans and parts; nothing here recurses.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from teipipe.encode.spans import BLANK, Attributes, Delimiter, Span
from teipipe.findings import Finding, finding
from teipipe.transcription import Transcription

FRAGMENTABLE = frozenset(
    {"ab", "c", "cl", "div", "l", "lg", "m", "p", "pc", "phr", "s", "seg", "w"}
)
"""The elements that may bear `@part`."""

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


@dataclass(slots=True)
class _Part:
    """A stretch of one span that crosses nothing; `number` is the span's."""

    start: int
    end: int
    number: int
    attributes: Attributes = ()


@dataclass(slots=True)
class _Sweep:
    """The parts in the order of their start tags, and what split each span."""

    spans: Sequence[Span]
    ranks: Sequence[int]
    waiting: list[tuple[int, int, int, int]] = field(default_factory=list)
    open: list[_Part] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    split_by: dict[int, int] = field(default_factory=dict)

    def run(self) -> None:
        for number, span in enumerate(self.spans):
            self.wait(number, span.start)
        while self.waiting:
            start, negative, _, number = heapq.heappop(self.waiting)
            while self.open and _has_ended(self.open[-1], start, number, self.spans):
                self.open.pop()
            self.enter(number, start, -negative)

    def wait(self, number: int, start: int) -> None:
        item = (start, -self.spans[number].end, self.ranks[number], number)
        heapq.heappush(self.waiting, item)

    def enter(self, number: int, start: int, end: int) -> None:
        """Open a span: cut it at stronger ones that end too soon, cut weaker ones before it."""
        weaker: list[_Part] = []
        for part in reversed(self.open):
            if not self.clash(part, number, end):
                break
            if self.ranks[part.number] <= self.ranks[number]:
                end = part.end
                self.split_by.setdefault(number, part.number)
                self.wait(number, end)
                break
            weaker.append(part)
        for part in weaker:
            if not self.clash(part, number, end):
                break
            self.open.pop()
            part.end = start
            self.split_by.setdefault(part.number, number)
            self.wait(part.number, start)
        made = _Part(start, end, number)
        self.parts.append(made)
        self.open.append(made)

    def clash(self, part: _Part, number: int, end: int) -> bool:
        if part.end < end:
            return True
        inner, outer = self.spans[number], self.spans[part.number]
        later = self.ranks[part.number] > self.ranks[number]
        return later and inner.block and not outer.block


def weave(
    transcription: Transcription, spans: Sequence[Span], order: Sequence[str] = ()
) -> tuple[str, tuple[Finding, ...]]:
    """Give the text with its markup, and a finding (E003) for each span that had to be split.

    `order` names the rules from the strongest to the weakest; a rule that it lacks is weaker.
    """
    rank = {rule: place for place, rule in enumerate(order)}
    sweep = _Sweep(spans, [rank.get(span.rule, len(rank)) for span in spans])
    sweep.run()
    groups = _groups(sweep.parts, spans, transcription.text)
    parts, moved = _dressed(groups, spans)
    found = tuple(
        finding(
            "E003",
            transcription.place(spans[number].start, spans[number].end),
            "weaver",
            element=spans[number].element,
            other=spans[sweep.split_by[number]].element,
        )
        for number, group in groups.items()
        if len(group) > 1
    )
    kept = [part for part in sweep.parts if id(part) in parts]
    return _Writing(transcription.text, spans, sorted(moved)).run(kept), found


def _groups(parts: Sequence[_Part], spans: Sequence[Span], text: str) -> dict[int, list[_Part]]:
    """Gather the parts of each span; of a split one, those that hold more than white space."""
    groups: defaultdict[int, list[_Part]] = defaultdict(list)
    for part in parts:
        groups[part.number].append(part)
    for number, group in groups.items():
        if len(group) > 1:
            full = [part for part in group if text[part.start : part.end].strip(BLANK)]
            filled = [part for part in group if part.start < part.end]
            groups[number] = full or filled[:1] or group[:1]
    order = sorted(groups, key=lambda number: (spans[number].start, number))
    return {number: groups[number] for number in order}


def _dressed(
    groups: Mapping[int, Sequence[_Part]], spans: Sequence[Span]
) -> tuple[set[int], set[int]]:
    """Give every part its attributes; tell which parts are kept and which characters moved."""
    moved: set[int] = set()
    kept: set[int] = set()
    splits = 0
    for number, group in groups.items():
        span = spans[number]
        splits += len(group) > 1
        for place, part in enumerate(group):
            renditions = _renditions(span, part, moved)
            part.attributes = (
                *_stated(span),
                *((("rendition", " ".join(renditions)),) if renditions else ()),
            )
            if len(group) > 1:
                part.attributes = _joined(part.attributes, span, splits, place, len(group))
            kept.add(id(part))
    return kept, moved


def _stated(span: Span) -> Attributes:
    return (*span.attributes, *((("cert", span.certainty),) if span.certainty else ()))


def _renditions(span: Span, part: _Part, moved: set[int]) -> list[str]:
    """Move the delimiters that lie whole in a part, unless another span moved them before."""
    given: list[str] = []
    ends: tuple[tuple[Delimiter | None, bool, int], ...] = (
        (span.before, part.start == span.start, part.start),
        (span.after, part.end == span.end, part.end - (span.after.length if span.after else 0)),
    )
    for delimiter, here, start in ends:
        if delimiter is None or not here:
            continue
        characters = range(start, start + delimiter.length)
        whole = start >= part.start and start + delimiter.length <= part.end
        if whole and moved.isdisjoint(characters):
            moved.update(characters)
            given.append(delimiter.rendition)
    return given


def _joined(attributes: Attributes, span: Span, split: int, place: int, count: int) -> Attributes:
    """Add what ties a part to the other parts of its span."""
    if span.element in FRAGMENTABLE:
        letter = "I" if place == 0 else "F" if place == count - 1 else "M"
        own = attributes if place == 0 else _without_id(attributes)
        return (*own, ("part", letter))
    first = dict(span.attributes).get("xml:id", f"part-{split}-1")
    names = [first, *(f"part-{split}-{each}" for each in range(2, count + 1))]
    return (
        ("xml:id", names[place]),
        *_without_id(attributes),
        *((("prev", f"#{names[place - 1]}"),) if place else ()),
        *((("next", f"#{names[place + 1]}"),) if place < count - 1 else ()),
    )


def _without_id(attributes: Attributes) -> Attributes:
    return tuple(each for each in attributes if each[0] != "xml:id")


def _has_ended(part: _Part, at: int, number: int, spans: Sequence[Span]) -> bool:
    """Say whether an open part ends before a span begins; what is inserted stays in its block."""
    stays = spans[number].inserted and spans[number].end == at and spans[part.number].block
    return part.end < at or (part.end == at and not stays)


@dataclass(slots=True)
class _Writing:
    """The text and the tags of nested parts, written up to `position`; `moved` is left out."""

    text: str
    spans: Sequence[Span]
    moved: Sequence[int]
    written: list[str] = field(default_factory=list)
    open: list[_Part] = field(default_factory=list)
    position: int = 0

    def run(self, parts: Sequence[_Part]) -> str:
        for part in parts:
            while self.open and _has_ended(self.open[-1], part.start, part.number, self.spans):
                self.close()
            self.enter(part)
        while self.open:
            self.close()
        self.copy(len(self.text))
        return "".join(self.written)

    def enter(self, part: _Part) -> None:
        self.copy(part.start)
        span = self.spans[part.number]
        is_empty = part.start == part.end and not span.inserted
        self.written.append(start_tag(span.element, part.attributes, is_empty))
        if not is_empty:
            self.open.append(part)

    def close(self) -> None:
        part = self.open.pop()
        span = self.spans[part.number]
        self.copy(part.end)
        if part.end == span.end:
            self.written.append(_inserted(span.inserted))
        self.written.append(f"</{span.element}>")

    def copy(self, end: int) -> None:
        """Write the text up to a place."""
        first, last = bisect_left(self.moved, self.position), bisect_left(self.moved, end)
        for at in self.moved[first:last]:
            self.written.append(self.text[self.position : at].translate(_TEXT))
            self.position = at + 1
        self.written.append(self.text[self.position : end].translate(_TEXT))
        self.position = max(self.position, end)


def _inserted(added: str | Span) -> str:
    """Write what the edition adds to an element."""
    if isinstance(added, str):
        return added.translate(_TEXT)
    tag = start_tag(added.element, _stated(added))
    return f"{tag}{_inserted(added.inserted)}</{added.element}>"


def start_tag(element: str, attributes: Attributes, empty: bool = False) -> str:
    """Write a start tag, or an empty element."""
    return f"<{element}{attributes_written(attributes)}{'/' if empty else ''}>"


def attributes_written(attributes: Attributes) -> str:
    """Write attributes, each after a blank; of two with one name the first counts."""
    once = dict(reversed(attributes))
    kept = {name: once[name] for name, _ in attributes}
    return "".join(f' {name}="{value.translate(_VALUE)}"' for name, value in kept.items())
