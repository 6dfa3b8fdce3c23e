"""Highlighting: words between marks of emphasis, as in _so_ or **so** (TEI Guidelines 3.3.1).

The marks become markup, and are restored from it. One opens before a word and closes after one,
within a block; one without its partner is told and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teipipe.encode.declarations import Highlight
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Delimiter, Marked, Span, Zones, leaves
from teipipe.findings import finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "highlighting"


def mark_highlighting(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Mark what stands between two marks; the longer marks first, as `**` is none of two `*`."""
    made: list[Span] = []
    lonely: list[tuple[int, str]] = []
    taken: list[Span] = []
    blocks = leaves(spans)
    for each in sorted(settings.highlight, key=lambda one: -len(one.mark)):
        free = Zones(taken)
        for block in blocks:
            open_at = None
            for start, opens, closes in _marks(transcription.text, each.mark, block, free):
                if open_at is not None and closes:
                    made.append(_highlighted(each, open_at, start + len(each.mark)))
                    taken.extend(_ends(made[-1]))
                    open_at = None
                elif open_at is None and opens:
                    open_at = start
                else:
                    lonely.append((start, each.mark))
            if open_at is not None:
                lonely.append((open_at, each.mark))
    found = (
        finding("E062", transcription.place(at, at + len(mark)), NAME, mark=mark)
        for at, mark in sorted(lonely)
    )
    return tuple(made), tuple(found)


def _marks(text: str, mark: str, block: Span, taken: Zones) -> Iterator[tuple[int, bool, bool]]:
    """Give where a mark stands in a block, and whether it may open or close there."""
    for match in re.finditer(re.escape(mark), text[block.start : block.end]):
        start, end = block.start + match.start(), block.start + match.end()
        before = text[start - 1] if start > block.start else " "
        after = text[end] if end < block.end else " "
        opens = not before.isalnum() and not after.isspace()
        closes = not before.isspace() and not after.isalnum()
        if (opens or closes) and not taken.touch(start, end):
            yield start, opens, closes


def _ends(span: Span) -> Iterator[Span]:
    """Give the stretches of the two marks of a span."""
    assert span.before is not None
    length = span.before.length
    yield Span(span.start, span.start + length, "")
    yield Span(span.end - length, span.end, "")


def _highlighted(declared: Highlight, start: int, end: int) -> Span:
    rend = (("rend", declared.rend),) if declared.rend else ()
    length, (before, after) = len(declared.mark), declared.renditions
    return Span(
        start,
        end,
        declared.element,
        rend,
        NAME,
        before=Delimiter(length, f"#{before}"),
        after=Delimiter(length, f"#{after}"),
    )
