"""Notes: the marks in the text that call them, and what each begins with (TEI Guidelines 3.9.1).

The notes themselves are blocks, which `structure` makes. Marks and notes are paired by what they
say, in the order of both, those first between which no others stand: a number may come again on
each page or in each chapter. A mark without note and a note without mark are told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from teipipe.encode.blocks import label_of
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span, Zones, leaves, of
from teipipe.findings import finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "notes"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    label: str


def mark_notes(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Tie each mark to its note, and mark what a note begins with as its label."""
    declared = settings.notes
    if declared is None:
        return (), ()
    text = transcription.text
    notes = sorted(of(spans, {"note"}), key=lambda each: each.start)
    marks = list(_marks(text, declared.mark, spans))
    pairs = list(_pairs(marks, notes))
    called = dict(pairs)
    calls = tuple(_call(mark, note) for mark, note in pairs)
    labels = tuple(_label(text, declared.note, note) for note in notes)
    lonely = [each for each in marks if each not in called]
    uncalled = [each for each in notes if each not in called.values()]
    found = [
        *(("E060", each.start, each.end, each.label) for each in lonely),
        *(("E061", each.start, each.start + 1, each.attribute("n")) for each in uncalled),
    ]
    return (*calls, *labels), tuple(
        finding(code, transcription.place(start, end), NAME, label=label)
        for code, start, end, label in sorted(found, key=lambda each: each[1])
    )


def _marks(text: str, mark: re.Pattern[str], spans: Sequence[Span]) -> Iterator[_Mark]:
    """Find the marks in all blocks that are not those of notes."""
    within = Zones(of(spans, {"note"}))
    for block in leaves(spans):
        for match in mark.finditer(text, block.start, block.end):
            if match[0] and not within.touch(*match.span()):
                yield _Mark(*match.span(), label_of(match))


def _pairs(marks: Sequence[_Mark], notes: Sequence[Span]) -> Iterator[tuple[_Mark, Span]]:
    """Pair notes that stand together with the marks since those before them, then with older."""
    older: list[_Mark] = []
    starts = [each.start for each in marks]
    before = 0
    for together in _batches(starts, notes):
        now = bisect_left(starts, together[0].start)
        near = list(_aligned(marks[before:now], together))
        paired = {note for _, note in near}
        far = list(_aligned(older, [each for each in together if each not in paired]))
        yield from (*near, *far)
        used = {mark for mark, _ in (*near, *far)}
        older = [each for each in (*older, *marks[before:now]) if each not in used]
        before = now


def _batches(starts: Sequence[int], notes: Sequence[Span]) -> Iterator[list[Span]]:
    """Gather the notes between which no mark stands."""
    for _, together in groupby(notes, key=lambda each: bisect_left(starts, each.start)):
        yield list(together)


def _aligned(marks: Sequence[_Mark], notes: Sequence[Span]) -> Iterator[tuple[_Mark, Span]]:
    """Pair marks and notes that say the same, in the order of both."""
    said = [each.label for each in marks], [each.attribute("n") for each in notes]
    for mark, note, length in SequenceMatcher(None, *said, autojunk=False).get_matching_blocks():
        yield from zip(marks[mark : mark + length], notes[note : note + length], strict=True)


def _call(mark: _Mark, note: Span) -> Span:
    target = (("target", f"#{note.attribute('xml:id')}"),)
    return Span(mark.start, mark.end, "ref", target, NAME)


def _label(text: str, begins: re.Pattern[str], note: Span) -> Span:
    match = begins.match(text, note.start)
    said = match[0].rstrip() if match else ""
    return Span(note.start, note.start + len(said), "label", (), NAME)
