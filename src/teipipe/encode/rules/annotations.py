"""Annotations: the editor's explicit word on one place, for what no rule can know.

A place is told by its words and what stands around them, never by offsets, so that it survives
changes of the transcription. One that matches nothing or twice is an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teipipe.encode.matching import near_places, passages, told
from teipipe.encode.rules.registers import Candidate, by_key, candidates, unknown
from teipipe.encode.settings import Annotation, Settings
from teipipe.encode.spans import Attributes, Span
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "annotations"

Known = Mapping[str, tuple[Candidate, ...]]


def mark_annotations(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    _spans: Sequence[Span],
) -> tuple[tuple[Span, ...], tuple[Finding, ...]]:
    """Mark the one place that each annotation means."""
    made: list[Span] = []
    found: list[Finding] = []
    known = by_key(candidates(settings, registers))
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
    where = settings.place("annotation", number)
    if places:
        near = told(transcription, places)
        return finding("E006", where, NAME, quote=declared.quote, times=len(places), near=near)
    begins = passages(transcription.text, declared.quote, prefix=declared.prefix)
    missing = declared.until if declared.until and begins else declared.quote
    near = near_places(transcription, missing)
    return finding("E005", where, NAME, quote=missing, near=near)


def _entry_mistake(
    settings: Settings, known: Known, declared: Annotation, number: int
) -> Finding | None:
    if not declared.entry or len(known.get(declared.entry, ())) == 1:
        return None
    entries = (each for same in known.values() for each in same)
    return unknown(settings.place("annotation", number), NAME, declared.entry, entries)


def _span(transcription: Transcription, known: Known, declared: Annotation) -> Span:
    ((start, end),) = _places(transcription, declared)
    element, attributes = declared.element, declared.attributes
    if declared.entry:
        (meant,) = known[declared.entry]
        element = element or meant.kind.mention
        reference: Attributes = (("ref", meant.pointer),)
        attributes = (*reference, *attributes)
    return Span(start, end, element, attributes, NAME, certainty=declared.certainty, explicit=True)
