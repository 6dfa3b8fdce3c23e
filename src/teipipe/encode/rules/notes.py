"""Notes: the marks in the text that call them, and what each begins with (TEI Guidelines 3.9.1).

The notes themselves are blocks, which `structure` makes. Marks and notes are paired in the order
in which both stand, by what they say: a number may come again on each page or in each chapter. A
mark without note and a note without mark are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

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
    said = [each.label for each in marks], [each.attribute("n") for each in notes]
    for mark, note, length in SequenceMatcher(None, *said, autojunk=False).get_matching_blocks():
        together = zip(marks[mark : mark + length], notes[note : note + length], strict=True)
        yield from (each for each in together if each[0].start < each[1].start)


def _call(mark: _Mark, note: Span) -> Span:
    target = (("target", f"#{note.attribute('xml:id')}"),)
    return Span(mark.start, mark.end, "ref", target, NAME)


def _label(text: str, begins: re.Pattern[str], note: Span) -> Span:
    match = begins.match(text, note.start)
    said = match[0].rstrip() if match else ""
    return Span(note.start, note.start + len(said), "label", (), NAME)
