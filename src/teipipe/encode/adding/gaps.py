"""Gaps: between two characters of a text, the bytes of its file where a tag could stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping
from dataclasses import dataclass

from teipipe.documents import tei
from teipipe.encode.adding.offsets import NOWHERE, Layout
from teipipe.encode.spans import Span
from teipipe.text import edges

ALTERNATIVES = frozenset(tei(name) for name in ("app", "choice", "subst"))
"""The elements whose parts stand for each other: markup goes around them, or not at all."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A span, the bytes before which its tags go, the number of the element around them."""

    span: Span
    start: int
    end: int
    parent: int


class Gaps:
    """Answers where a span's tags can stand, so that they nest with those that are there."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._bytes = list(layout.spots)
        self._starts = [each.start for each in layout.elements]
        self._taken: list[tuple[int, int]] = []
        self._taken_ends: list[tuple[int, int]] = []
        self._depths = _depths(layout)

    def slot(self, span: Span) -> Slot | None:
        """Give the innermost place of a span, None where its tags would cross others."""
        if self._crosses_taken(span):
            return None
        before, after = self._gap(span.start), self._gap(span.end)
        if span.start == span.end:
            return self._beside(span, before)
        common = [each for each in before if each in after and self._depths[each] >= 0]
        if not common:
            return None
        parent = max(common, key=self._depths.__getitem__)
        if self._holds_block(span, parent):
            return None
        return Slot(span, before[parent][1], after[parent][0], parent)

    def _beside(self, span: Span, gap: Mapping[int, tuple[int, int]]) -> Slot | None:
        """Give the place of an empty element: before what follows.

        What brings words of its own stands right after what it is about, in the same block.
        """
        open_ones = {each: spots for each, spots in gap.items() if self._depths[each] >= 0}
        if not open_ones:
            return None
        if not span.inserted:
            parent, (_, byte) = list(open_ones.items())[-1]
            return Slot(span, byte, byte, parent)
        order = sorted(open_ones, key=lambda each: (not self._is_block(each), open_ones[each]))
        byte = open_ones[order[0]][0]
        return Slot(span, byte, byte, order[0])

    def take(self, span: Span) -> None:
        """Keep the place of a span: what comes later must not cross it."""
        insort(self._taken, (span.start, span.end))
        insort(self._taken_ends, (span.end, span.start))

    def obstacle(self, span: Span) -> str:
        """Name what a span would cross: a tag that begins or ends in it, else what is around."""
        elements = self._layout.elements
        for each in elements[: bisect_left(self._starts, span.end)]:
            ends_in = each.start < span.start < each.end < span.end
            begins_in = span.start < each.start < span.end < each.end
            if ends_in or begins_in:
                return _local(each.element)
        inside = self._blocks(span)
        around = [each for each in elements if each.start <= span.start and span.end <= each.end]
        return inside or (_local(around[-1].element) if around else "")

    def _gap(self, offset: int) -> Mapping[int, tuple[int, int]]:
        """Give the elements that a tag at an offset could stand in: the first and last byte."""
        characters = self._layout.characters
        low = characters[offset - 1].end if offset else 0
        high = characters[offset].start if offset < len(characters) else self._bytes[-1]
        found: dict[int, tuple[int, int]] = {}
        for at in range(bisect_left(self._bytes, low), bisect_right(self._bytes, high)):
            byte = self._bytes[at]
            parent = self._layout.spots[byte]
            if parent != NOWHERE:
                first = found.pop(parent)[0] if parent in found else byte
                found[parent] = (first, byte)
        return found

    def _crosses_taken(self, span: Span) -> bool:
        """Say whether one that was taken begins in a span and ends behind it, or the reverse."""
        begin_in = _between(self._taken, span.start, span.end)
        end_in = _between(self._taken_ends, span.start, span.end)
        return any(end > span.end for _, end in begin_in) or any(
            start < span.start for _, start in end_in
        )

    def _holds_block(self, span: Span, parent: int) -> bool:
        return any(
            self._is_within(number, parent) and self._is_block(number)
            for number in self._range(span)
        )

    def _blocks(self, span: Span) -> str:
        """Name the first block that is a part of a span, and not all of it."""
        whole = (span.start, span.end)
        elements = (self._layout.elements[n] for n in self._range(span) if self._is_block(n))
        parts = (each for each in elements if (each.start, each.end) != whole)
        return next((_local(each.element) for each in parts), "")

    def _range(self, span: Span) -> list[int]:
        """Give the elements with characters that lie in a span."""
        elements = self._layout.elements
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [n for n in range(low, high) if elements[n].start < elements[n].end <= span.end]

    def _is_block(self, number: int) -> bool:
        return edges.around(self._layout.elements[number].element)[0] is edges.Edge.BREAK

    def _is_within(self, number: int, parent: int) -> bool:
        while number != NOWHERE:
            number = self._layout.elements[number].parent
            if number == parent:
                return True
        return False


def _between(pairs: list[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    """Give the pairs whose first number lies between two others."""
    return pairs[bisect_left(pairs, (low + 1,)) : bisect_left(pairs, (high,))]


def _depths(layout: Layout) -> list[int]:
    """Give how deep each element stands; those in alternatives are no place: -1."""
    depths: list[int] = []
    for each in layout.elements:
        above = depths[each.parent] if each.parent != NOWHERE else 0
        alternative = each.element.tag in ALTERNATIVES
        depths.append(-1 if above < 0 or alternative else above + 1)
    return depths


def _local(element: object) -> str:
    return str(getattr(element, "tag", "")).rpartition("}")[2]
