"""Annotations: the editor's explicit word on one place, for what no rule can know.

A place is told by its words and what stands around them, never by offsets, so that it survives
changes of the transcription. One that matches nothing or twice is an error.
"""

from __future__ import annotations

from collections.abc import Sequence

from teipipe.encode.candidates import Candidates, candidates
from teipipe.encode.declarations import Annotation
from teipipe.encode.matching import misplaced, passages
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Attributes, Marked, Span
from teipipe.findings import Finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "annotations"


def mark_annotations(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    _spans: Sequence[Span],
) -> Marked:
    """Mark the one place that each annotation means."""
    made: list[Span] = []
    found: list[Finding] = []
    known = candidates(settings, registers)
    for number, declared in enumerate(settings.annotation):
        mistake = _place_mistake(transcription, settings, declared, number)
        if mistake is None:
            mistake = _entry_mistake(settings, known, declared, number)
        if mistake is None:
            made.append(_span(transcription, known, declared))
        else:
            found.append(mistake)
    return tuple(made), tuple(found)


def _places(transcription: Transcription, declared: Annotation) -> tuple[tuple[int, int], ...]:
    return passages(
        transcription.text, declared.quote, declared.until, declared.prefix, declared.suffix
    )


def _place_mistake(
    transcription: Transcription, settings: Settings, declared: Annotation, number: int
) -> Finding | None:
    places = _places(transcription, declared)
    if len(places) == 1:
        return None
    begins = passages(transcription.text, declared.quote, prefix=declared.prefix)
    ends_nowhere = declared.until and begins and not places
    quote = declared.until if ends_nowhere else declared.quote
    return misplaced(transcription, settings.place("annotation", number), NAME, quote, places)


def _entry_mistake(
    settings: Settings, known: Candidates, declared: Annotation, number: int
) -> Finding | None:
    if not declared.entry or known.one(declared.entry):
        return None
    return known.unknown(settings.place("annotation", number), NAME, declared.entry)


def _span(transcription: Transcription, known: Candidates, declared: Annotation) -> Span:
    ((start, end),) = _places(transcription, declared)
    element, attributes = declared.element, declared.attributes
    if meant := known.one(declared.entry):
        element = element or meant.kind.mention
        reference: Attributes = (("ref", meant.pointer),)
        attributes = (*reference, *attributes)
    return Span(start, end, element, attributes, NAME, certainty=declared.certainty, explicit=True)
