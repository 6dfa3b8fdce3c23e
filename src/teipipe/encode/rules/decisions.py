"""Decisions: the suggestions that somebody accepted, each at its place."""

from __future__ import annotations

from collections.abc import Sequence

from teipipe.encode.decisions import ACCEPTED, located
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span, Zones, of
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "decisions"


def mark_decisions(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Mark the accepted places; one for every place leaves those that are marked already."""
    places, found = located(transcription, settings.decisions, NAME)
    made: list[Span] = []
    for decision, where in places:
        if decision.decision != ACCEPTED:
            continue
        element, attributes = decision.element, decision.attributes
        marked = Zones(of((*spans, *made), (element,)) if decision.everywhere else ())
        made.extend(
            Span(start, end, element, attributes, NAME, decision.certainty, explicit=True)
            for start, end in where
            if not marked.touch(start, end)
        )
    return tuple(made), found
