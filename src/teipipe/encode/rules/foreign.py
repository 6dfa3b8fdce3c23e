"""Foreign: words in another language, where something says that they are (Guidelines 3.3.2.1).

First the editor's phrases, wherever they occur; then runs of another script; last, where it is
declared, the words in brackets and between quotation marks that a detector finds in another
language by a margin. What is marked already is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from teipipe.encode.declarations import Detection
from teipipe.encode.detection import Detector, detector
from teipipe.encode.matching import Forms
from teipipe.encode.rules import brackets, quotations
from teipipe.encode.scripts import SCRIPTS, runs
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span, Zones, leaves
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "foreign"
ELEMENT = "foreign"

_LATIN = "Latin"
_AT_ENDS = " \t\n\u00a0.,;:!?…“”„‟‘’‚‛«»‹›\"'"

Found = tuple[list[Span], list[Finding]]


def mark_foreign(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Mark phrases, scripts and what a detector finds, in this order."""
    made: list[Span] = []
    found: list[Finding] = []
    for mark in (_phrases, _scripts, _detected):
        further, findings = mark(transcription, settings, (*spans, *made))
        made.extend(further)
        found.extend(findings)
    return tuple(made), tuple(found)


def _marked(spans: Iterable[Span]) -> Zones:
    return Zones(each for each in spans if each.element == ELEMENT or _has_language(each))


def _has_language(span: Span) -> bool:
    """Say whether a span is a title that bears its language itself."""
    return span.element == "title" and bool(span.attribute("xml:lang"))


def _span(start: int, end: int, language: str, certainty: str = "") -> Span:
    return Span(start, end, ELEMENT, (("xml:lang", language),), NAME, certainty)


def _phrases(transcription: Transcription, settings: Settings, spans: Sequence[Span]) -> Found:
    """Mark each declared phrase, the longest first; one that occurs nowhere is a finding."""
    declared = [
        (phrase, number, each.language)
        for number, each in enumerate(settings.foreign)
        for phrase in each.phrases
    ]
    forms = Forms((phrase, (phrase, language)) for phrase, _, language in declared)
    marked = _marked(spans)
    made: list[Span] = []
    seen: set[str] = set()
    for block in leaves(spans):
        for match in forms.find(transcription.text, block.start, block.end):
            phrase, language = match.values[0]
            seen.add(phrase)
            if not marked.touch(match.start, match.end):
                made.append(_span(match.start, match.end, language))
    idle = [
        finding("E011", settings.place("foreign", number, "phrases"), NAME, declared=phrase)
        for phrase, number, _ in declared
        if phrase not in seen and settings.is_own("foreign", number)
    ]
    return made, idle


def _scripts(transcription: Transcription, settings: Settings, spans: Sequence[Span]) -> Found:
    """Mark the runs of each declared script; tell of another script, and of one without runs."""
    declared = dict(settings.scripts)
    made: list[Span] = []
    found: list[Finding] = []
    for script in SCRIPTS if declared else ():
        places = list(_runs(transcription, script, spans))
        if script not in declared:
            if places and script != _LATIN:
                place = transcription.place(*places[0])
                found.append(finding("E041", place, NAME, script=script, times=len(places)))
        elif not places:
            place = settings.place("scripts", script)
            found.append(finding("E011", place, NAME, declared=script))
        elif declared[script] != settings.language:
            made.extend(_span(*place, declared[script]) for place in places)
    return made, found


def _runs(
    transcription: Transcription, script: str, spans: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    marked = _marked(spans)
    for block in leaves(spans):
        for start, end in runs(transcription.text, script, block.start, block.end):
            if not marked.touch(start, end):
                yield start, end


def _detected(transcription: Transcription, settings: Settings, spans: Sequence[Span]) -> Found:
    """Mark what a detector finds where there is evidence, or say why there is none to ask."""
    declared = settings.detection
    if declared is None:
        return [], []
    place = settings.place("detection")
    try:
        detect = detector(declared.languages, settings.language)
    except ValueError as error:
        return [], [finding("E044", place, NAME, reason=str(error))]
    if detect is None:
        return [], [finding("E043", place, NAME)]
    return _judged(transcription, declared, spans, detect)


def _judged(
    transcription: Transcription, declared: Detection, spans: Sequence[Span], detect: Detector
) -> Found:
    """Mark by the margin; half of it makes a finding. An outer passage goes before an inner."""
    text, reached = transcription.text, 0
    made: list[Span] = []
    found: list[Finding] = []
    for start, end in _evidence(text, declared, spans):
        if start < reached:
            continue
        language, margin = detect(text[start:end])
        if margin >= declared.margin:
            made.append(_span(start, end, language, "medium"))
            reached = end
        elif margin >= declared.margin / 2:
            words, place = text[start:end], transcription.place(start, end)
            found.append(finding("E042", place, NAME, words=words, language=language))
    return made, found


def _evidence(text: str, declared: Detection, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Give the words in brackets and between marks that nothing has marked, in their order."""
    marked = _marked(spans)
    kinds = {"brackets": brackets.NAME, "quotations": quotations.NAME}
    rules = {kinds[each] for each in declared.evidence}
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if span.rule not in rules:
            continue
        start = span.start + (span.before.length if span.before else 0)
        end = span.end - (span.after.length if span.after else 0)
        inner = text[start:end].strip(_AT_ENDS)
        start += len(text[start:end]) - len(text[start:end].lstrip(_AT_ENDS))
        if any(map(str.isalpha, inner)) and not marked.touch(start, start + len(inner)):
            yield start, start + len(inner)
