"""Encoding: rules, weaver and frame, one after the other; the same inputs give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teipipe.digests import digest
from teipipe.encode.frame import (
    claimed,
    completed,
    dangling,
    framed,
    is_identifier,
    misattributed,
)
from teipipe.encode.inputs import Inputs
from teipipe.encode.rules import Rule, installed
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span
from teipipe.encode.weaver import weave
from teipipe.findings import Finding, Place, finding
from teipipe.lock import Lock
from teipipe.project import tei_file
from teipipe.registers import Register
from teipipe.transcription import Transcription, told


@dataclass(frozen=True, slots=True)
class Encoded:
    """An encoded document: its bytes, the woven text alone, every span, what was found.

    `source` is the transcription that the offsets of the spans count in.
    """

    name: str
    source: Transcription
    content: bytes
    text: str
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...]
    lock: Lock


def encoded(given: Inputs) -> Encoded:
    """Encode: rules, weaver, frame; the same inputs give the same bytes."""
    rules = installed()
    spans, found = marked(given.transcription, given.settings, given.registers, rules)
    text, crossed = weave(given.transcription, spans, [name for name, _ in rules])
    header = completed(given.header, given.transcription.text, spans)
    document = framed(given.name, given.settings, header, given.schemas, text)
    content = document.encode("utf-8")
    output = tei_file(given.settings.folder).name
    findings = (
        *told(given.transcription),
        *found,
        *crossed,
        *dangling(header, spans),
        *misattributed(header, spans),
        *claimed(header, given.transcription, spans),
        *_name_finding(given),
    )
    lock = Lock(given.hashes, {output: digest(content)})
    return Encoded(given.name, given.transcription, content, text, spans, findings, lock)


def marked(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    rules: Sequence[tuple[str, Rule]],
) -> Marked:
    """Run the rules, each with the spans of those before it."""
    spans: list[Span] = []
    found: list[Finding] = []
    length = len(transcription.text)
    for name, rule in rules:
        made, findings = rule(transcription, settings, registers, tuple(spans))
        found.extend(findings)
        for span in made:
            if 0 <= span.start <= span.end <= length:
                spans.append(span)
            else:
                found.append(_outside(transcription, name, span))
    return tuple(spans), tuple(found)


def _outside(transcription: Transcription, rule: str, span: Span) -> Finding:
    return finding(
        "E015",
        Place(transcription.name),
        rule,
        rule=rule,
        start=span.start,
        end=span.end,
        length=len(transcription.text),
    )


def _name_finding(given: Inputs) -> tuple[Finding, ...]:
    if is_identifier(given.name):
        return ()
    return (finding("E016", Place(given.settings.name, 1, 1), "header", name=given.name),)
