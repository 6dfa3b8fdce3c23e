"""Foreign: declared words in another language, wherever they occur (TEI Guidelines 3.3.2.1)."""

from __future__ import annotations

from collections.abc import Sequence

from teipipe.encode.matching import Forms
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Span, Zones, leaves
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "foreign"
ELEMENT = "foreign"


def mark_foreign(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    spans: Sequence[Span],
) -> tuple[tuple[Span, ...], tuple[Finding, ...]]:
    """Mark each declared phrase, the longest first, but not inside what is marked already."""
    declared = [
        (phrase, number, each.language)
        for number, each in enumerate(settings.foreign)
        for phrase in each.phrases
    ]
    forms = Forms((phrase, (phrase, language)) for phrase, _, language in declared)
    marked = Zones(each for each in spans if each.element == ELEMENT or _has_language(each))
    made: list[Span] = []
    seen: set[str] = set()
    for block in leaves(spans):
        for match in forms.find(transcription.text, block.start, block.end):
            phrase, language = match.values[0]
            seen.add(phrase)
            if not marked.touch(match.start, match.end):
                attributes = (("xml:lang", language),)
                made.append(Span(match.start, match.end, ELEMENT, attributes, NAME))
    idle = tuple(
        finding("E011", settings.place("foreign", number, "phrases"), NAME, declared=phrase)
        for phrase, number, _ in declared
        if phrase not in seen
    )
    return tuple(made), idle


def _has_language(span: Span) -> bool:
    """Say whether a span is a title that bears its language itself."""
    return span.element == "title" and bool(span.attribute("xml:lang"))
