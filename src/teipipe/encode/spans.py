"""Spans: stand-off annotations over an immutable text.

A rule adds spans and changes no character. What becomes of spans that cross is
the weaver's affair (`teipipe.encode.weaver`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from teipipe.findings import Finding

BLANK = " \t\r\n"
"""What XML takes for white space (a no-break space is none)."""
Attributes = tuple[tuple[str, str], ...]
"""Names and values in the order of writing."""


@dataclass(frozen=True, slots=True)
class Delimiter:
    """Characters at an end of a span that become markup, restored from a `rendition`."""

    length: int
    rendition: str


@dataclass(frozen=True, slots=True)
class Span:
    """An element over the characters from `start` to before `end` (counted from 0).

    `rule` made it, `certainty` is written as `@cert`, `explicit` says that the editor declared
    this very place. A `block` never stands inside an element that is none. What is `inserted` the
    edition adds at the end of the element: characters, or an element that holds them (a `corr` in
    its `choice`); they are no part of the transcription.
    """

    start: int
    end: int
    element: str
    attributes: Attributes = ()
    rule: str = ""
    certainty: str = ""
    explicit: bool = False
    block: bool = False
    before: Delimiter | None = None
    after: Delimiter | None = None
    inserted: str | Span = ""

    def attribute(self, name: str) -> str:
        """Give the value of an attribute, or nothing."""
        return next((value for each, value in self.attributes if each == name), "")

    def holds(self, other: Span) -> bool:
        """Say whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


def with_inserted(spans: Iterable[Span]) -> Iterator[Span]:
    """Give the spans, and after each what it inserts, where that is a span too."""
    for span in spans:
        yield span
        if isinstance(span.inserted, Span):
            yield from with_inserted((span.inserted,))


def of(spans: Iterable[Span], elements: Collection[str]) -> tuple[Span, ...]:
    """Give the spans of some elements, in their order."""
    return tuple(span for span in spans if span.element in elements)


def leaves(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give the blocks that hold no other block: paragraphs, headings, lines of a title page."""
    blocks = sorted((span for span in spans if span.block), key=lambda s: (s.start, -s.end))
    return tuple(
        span
        for number, span in enumerate(blocks, 1)
        if number == len(blocks) or not span.holds(blocks[number])
    )


Marked = tuple[tuple[Span, ...], tuple[Finding, ...]]
"""What a rule adds, and what it found."""


class Zones:
    """Stretches of text, joined where they touch or overlap, to ask what lies in them."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((span.start, span.end) for span in spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Say whether any character of a stretch lies in a zone."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start
