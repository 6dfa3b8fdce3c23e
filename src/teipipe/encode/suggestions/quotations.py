"""Quotations: what a mark without partner may open or close; pairs where none are declared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from teipipe.encode.declarations import Quotations
from teipipe.encode.rules.quotations import mark_quotations
from teipipe.encode.spans import Span
from teipipe.encode.suggestions.seen import Seen, Suggestion

KIND = "quotation"
UNBALANCED = "E009"

_PAIR, _LONELY = 0.8, 0.3


def suggest_quotations(seen: Seen) -> Sequence[Suggestion]:
    """Give the pairs of a text whose quotations nobody declared, and the open ends of marks."""
    declared = seen.settings.quotations or Quotations()
    made: tuple[Span, ...] = ()
    found = tuple(each for each in seen.findings if each.code == UNBALANCED)
    if seen.settings.quotations is None:
        settings = replace(seen.settings, quotations=declared)
        made, found = mark_quotations(seen.transcription, settings, seen.registers, seen.spans)
    lonely = [seen.offset(each.place.line or 1, each.place.column or 1) for each in found]
    pairs = [
        Suggestion(each.start, each.end, KIND, declared.element, "pair", _PAIR) for each in made
    ]
    return [*pairs, *_open_ends(seen, declared.element, lonely)]


def _open_ends(seen: Seen, element: str, lonely: Sequence[int]) -> Iterator[Suggestion]:
    """Give the words from a mark to the end of its block, or from the beginning to the mark."""
    blocks = seen.blocks()
    starts = [start for start, _ in blocks]
    for at in lonely:
        number = bisect_right(starts, at) - 1
        begin, end = blocks[number] if number >= 0 else (0, at + 1)
        opens = seen.text[at + 1 : at + 2].strip() and not seen.text[begin:at].endswith(".")
        start, stop = (at, end) if opens else (begin, at + 1)
        yield Suggestion(start, stop, KIND, element, "unbalanced", _LONELY)
