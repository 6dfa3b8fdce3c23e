"""Sequences: where two long sequences of words differ, fast when they do not, bounded when they do.

They are cut at common beginnings, common ends and words that occur once (the "patience" way of
comparing); where no such word is, stretch by stretch at runs of words that occur once, and in
windows where no such run is, so that time never grows with the square of the length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from difflib import SequenceMatcher

__all__ = ["Range", "differing"]

_WINDOW: Final = 400
_STRETCH: Final = 1 << 14
_RUN: Final = 3
"""Words that stand one after the other just so at one place of a stretch, most likely."""

_Words = Sequence[str]
Range = tuple[int, int, int, int]
"""Words from `low` to `high` of one text, and from `from_` to `to` of the other."""


def differing(one: _Words, other: _Words) -> list[Range]:
    """Give the ranges that differ, in order."""
    found: list[Range] = []
    waiting: list[tuple[Range, int]] = [((0, len(one), 0, len(other)), len(one) + len(other))]
    while waiting:
        ranges, promising = waiting.pop()
        low, high, from_, to = ranges = _trimmed(one, other, ranges)
        size = high - low + to - from_
        if low == high or from_ == to:
            found += [ranges] if size else []
        elif max(high - low, to - from_) <= _WINDOW:
            found += _by_difflib(one, other, ranges)
        elif size <= promising and (anchors := _anchors(one, other, ranges, 1)):
            waiting += ((each, promising) for each in _between(anchors, ranges))
        else:
            parts, differ, rest = _stretch(one, other, ranges)
            found += differ
            waiting += ((each, 0) for each in parts)
            waiting.append((rest, min(promising, size // 2)))
    return sorted(found)


def _trimmed(one: _Words, other: _Words, ranges: Range) -> Range:
    low, high, from_, to = ranges
    while low < high and from_ < to and one[low] == other[from_]:
        low, from_ = low + 1, from_ + 1
    while low < high and from_ < to and one[high - 1] == other[to - 1]:
        high, to = high - 1, to - 1
    return low, high, from_, to


def _by_difflib(one: _Words, other: _Words, ranges: Range) -> list[Range]:
    low, high, from_, to = ranges
    return [
        (low + a, low + b, from_ + c, from_ + d)
        for kind, a, b, c, d in _matcher(one[low:high], other[from_:to]).get_opcodes()
        if kind != "equal"
    ]


def _anchors(one: _Words, other: _Words, ranges: Range, run: int) -> list[tuple[int, int]]:
    """Give pairs of places of runs of words that occur once on each side.

    Of the pairs it is the longest sequence that rises on both sides.
    """
    low, high, from_, to = ranges
    ours, theirs = _runs(one[low:high], run), _runs(other[from_:to], run)
    here, there = Counter(ours), Counter(theirs)
    places = {each: j for j, each in enumerate(theirs, from_) if there[each] == 1}
    pairs = [
        (i, places[each]) for i, each in enumerate(ours, low) if here[each] == 1 and each in places
    ]
    tails, links, last = list[int](), list[int | None](), list[int]()
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        tails[at : at + 1], last[at : at + 1] = [j], [number]
        links.append(last[at - 1] if at else None)
    return _chain(pairs, links, last[-1] if last else None)


def _chain(
    pairs: Sequence[tuple[int, int]], links: Sequence[int | None], end: int | None
) -> list[tuple[int, int]]:
    """Follow the links back from the end of the longest sequence."""
    chain: list[tuple[int, int]] = []
    while end is not None:
        chain.append(pairs[end])
        end = links[end]
    return chain[::-1]


def _between(anchors: Sequence[tuple[int, int]], ranges: Range) -> Iterator[Range]:
    """Give the ranges between anchors; each anchor heads the range after it, and is trimmed."""
    low, high, from_, to = ranges
    for i, j in (*anchors, (high, to)):
        yield low, i, from_, j
        low, from_ = i, j


def _stretch(one: _Words, other: _Words, ranges: Range) -> tuple[list[Range], list[Range], Range]:
    """Cut the first words of a range up to their last anchor, or compare those of a window.

    Gives the parts to compare, what differs, and the range that remains.
    """
    low, high, from_, to = ranges
    stretch = low, min(low + _STRETCH, high), from_, min(from_ + _STRETCH, to)
    if anchors := _anchors(one, other, stretch, _RUN):
        *parts, _ = _between(anchors, stretch)
        return parts, [], (anchors[-1][0], high, anchors[-1][1], to)
    differ, rest = _window(one, other, ranges)
    return [], differ, rest


def _runs(words: _Words, length: int) -> Sequence[object]:
    """Give the run of words that begins with each word."""
    return words if length == 1 else list(zip(*(words[n:] for n in range(length)), strict=False))


def _window(one: _Words, other: _Words, ranges: Range) -> tuple[list[Range], Range]:
    """Compare the first words of a range up to their last agreement, and give what remains."""
    low, high, from_, to = ranges
    end, limit = min(low + _WINDOW, high), min(from_ + _WINDOW, to)
    matching = _matcher(one[low:end], other[from_:limit]).get_matching_blocks()
    blocks = [block for block in matching if block.size]
    if blocks:
        end, limit = low + blocks[-1].a + blocks[-1].size, from_ + blocks[-1].b + blocks[-1].size
    return _by_difflib(one, other, (low, end, from_, limit)), (end, high, limit, to)


def _matcher(one: _Words, other: _Words) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False)
