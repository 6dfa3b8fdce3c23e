"""Suggestions: what may be a name, a quotation, foreign words or a slip, for somebody to decide.

Nothing here changes an encoding. `suggest` gives candidates in the order of the text, without
those that are marked or decided already; `tables` writes them. A detector is a function from what
was seen to suggestions; DETECTORS is their order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from teipipe.encode.decisions import Decision, located
from teipipe.encode.suggestions.foreign import suggest_foreign
from teipipe.encode.suggestions.names import suggest_names
from teipipe.encode.suggestions.quotations import suggest_quotations
from teipipe.encode.suggestions.seen import Seen, Suggestion
from teipipe.encode.suggestions.slips import suggest_slips
from teipipe.transcription import Transcription

__all__ = ["DETECTORS", "Detector", "Seen", "Suggestion", "suggest"]

Detector = Callable[[Seen], Sequence[Suggestion]]

DETECTORS: tuple[Detector, ...] = (
    suggest_slips,
    suggest_quotations,
    suggest_foreign,
    suggest_names,
)
"""The detectors; of two suggestions over the same words that of the earlier one stands."""


def suggest(seen: Seen, decisions: Sequence[Decision] = ()) -> tuple[Suggestion, ...]:
    """Give what is open: candidates that no span covers and nobody decided on."""
    known = {(span.start, span.end, span.element) for span in seen.spans}
    known |= _decided(seen.transcription, decisions)
    taken: set[tuple[int, int]] = set()
    open_ones: list[Suggestion] = []
    for detector in DETECTORS:
        for each in detector(seen):
            place = (each.start, each.end)
            if place not in taken and (*place, each.element) not in known:
                open_ones.append(each)
                taken.add(place)
    return tuple(sorted(open_ones, key=lambda each: (each.start, each.end, each.kind)))


def _decided(
    transcription: Transcription, decisions: Sequence[Decision]
) -> set[tuple[int, int, str]]:
    places, _ = located(transcription, decisions)
    return {(*stretch, each.element) for each, where in places for stretch in where}
