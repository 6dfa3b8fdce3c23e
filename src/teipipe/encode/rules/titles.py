"""Titles: declared titles of works, wherever they occur (TEI Guidelines 3.12.2.1, `title`).

A title in another language bears it itself, so that no `foreign` stands around or inside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from teipipe.encode.candidates import candidates
from teipipe.encode.declarations import Title
from teipipe.encode.matching import Forms
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Attributes, Marked, Span, Zones, leaves, of
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "titles"
ELEMENT = "title"


def mark_titles(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Mark each declared title, the longest first, but not inside one that is marked already."""
    attributes, found = _attributes(settings, registers)
    declared = [
        (phrase, number) for number, each in enumerate(settings.title) for phrase in each.phrases
    ]
    forms = Forms((phrase, (phrase, number)) for phrase, number in declared)
    marked = Zones(of(spans, (ELEMENT,)))
    made: list[Span] = []
    seen: set[str] = set()
    for block in leaves(spans):
        for match in forms.find(transcription.text, block.start, block.end):
            phrase, number = match.values[0]
            seen.add(phrase)
            if not marked.touch(match.start, match.end):
                made.append(Span(match.start, match.end, ELEMENT, attributes[number], NAME))
    idle = (
        finding("E011", settings.place("title", number, "phrases"), NAME, declared=phrase)
        for phrase, number in declared
        if phrase not in seen and settings.is_own("title", number)
    )
    return tuple(made), (*found, *idle)


def _attributes(
    settings: Settings, registers: Sequence[Register]
) -> tuple[list[Attributes], list[Finding]]:
    """Give the attributes of each declaration; an entry that no register has is a finding."""
    known = candidates(settings, registers)
    made: list[Attributes] = []
    found: list[Finding] = []
    for number, each in enumerate(settings.title):
        reference: Attributes = ()
        if meant := known.one(each.entry):
            reference = (("ref", meant.pointer),)
        elif each.entry:
            found.append(known.unknown(settings.place("title", number, "entry"), NAME, each.entry))
        made.append((*_described(each), *reference))
    return made, found


def _described(title: Title) -> Attributes:
    language = (("xml:lang", title.language),) if title.language else ()
    return (("level", title.level), *language)
