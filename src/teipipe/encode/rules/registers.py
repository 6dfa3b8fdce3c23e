"""Registers: mentions of persons, places, organisations, works and objects by their names.

Names are looked for only as whole words, the longest form of all kinds first, only those of
entries that the editor says to occur, and only where the editor lets it (TEI Guidelines 14.2.1).
A form that two entries share is never guessed: an annotation settles it, else it is a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from teipipe.encode.candidates import Candidate, Candidates, candidates
from teipipe.encode.declarations import Registers, Scope
from teipipe.encode.matching import Forms, Match
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span, Zones, leaves, of
from teipipe.findings import Finding, finding
from teipipe.registers import KINDS, Kind, Register
from teipipe.transcription import Transcription

NAME = "registers"
MENTIONS = frozenset({"name", "rs", *(kind.mention for kind in KINDS.values())})
"""Where one of these stands, the editor has said who or what is meant."""


def mark_registers(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Mark every mention that is certain, and tell of every other."""
    declared = settings.registers
    if declared is None:
        return (), ()
    entries = candidates(settings, registers)
    scope, mistakes = _in_scope(settings, declared, entries)
    mistakes.extend(_missing(settings, declared, registers))
    types = {kind: {"", *asked.types} for kind, asked in _scopes(declared)}
    mistakes.extend(_nameless(settings, declared, scope, types))
    forms = Forms((text, each) for each in scope for text in _texts(each, types[each.kind]))
    made: list[Span] = []
    doubts: list[Match[Candidate]] = []
    for match in _mentions(transcription, forms, declared, spans):
        if len(match.values) > 1:
            doubts.append(match)
        else:
            made.append(_span(match))
    found = (_ambiguous(transcription, match) for match in doubts)
    mentioned = {
        value for span in (*spans, *made) for key, value in span.attributes if key == "ref"
    }
    mentioned.update(each.pointer for match in doubts for each in match.values)
    idle = _idle(settings, declared, (each for each in scope if each.pointer not in mentioned))
    return tuple(made), (*mistakes, *found, *idle)


def _scopes(declared: Registers) -> Iterator[tuple[Kind, Scope]]:
    """Give the kinds that are looked for, with their scopes."""
    for kind in KINDS.values():
        scope: Scope | None = getattr(declared, kind.subject)
        if scope is not None:
            yield kind, scope


def _in_scope(
    settings: Settings, declared: Registers, entries: Candidates
) -> tuple[tuple[Candidate, ...], list[Finding]]:
    scope: list[Candidate] = []
    mistakes: list[Finding] = []
    for kind, wanted in _scopes(declared):
        known = entries.of(kind)
        where = settings.place(NAME, kind.subject, "entries")
        if wanted.entries is None:
            scope.extend(known.entries)
        for key in wanted.entries or ():
            if each := known.one(key):
                scope.append(each)
            else:
                mistakes.append(known.unknown(where, NAME, key))
    return tuple(scope), mistakes


def _missing(
    settings: Settings, declared: Registers, registers: Sequence[Register]
) -> Iterator[Finding]:
    """Tell of kinds all entries of which are asked for, and of which there is none."""
    known = {entry.kind for register in registers for entry in register.entries}
    for kind, scope in _scopes(declared):
        if scope.entries is None and kind.entry not in known:
            where = settings.place(NAME, kind.subject, "entries")
            yield finding("E026", where, NAME, kind=kind.subject)


def _nameless(
    settings: Settings,
    declared: Registers,
    scope: Sequence[Candidate],
    types: Mapping[Kind, Collection[str]],
) -> Iterator[Finding]:
    """Tell of entries all names of which have types that are not looked for."""
    for kind, _ in _scopes(declared):
        silent = [
            each
            for each in scope
            if each.kind is kind and each.entry.names and not any(_texts(each, types[kind]))
        ]
        if silent:
            where = settings.place(NAME, kind.subject, "entries")
            others = dict.fromkeys(name.type for each in silent for name in each.entry.names)
            told = {"count": len(silent), "entry": silent[0].entry.id, "types": ", ".join(others)}
            yield finding("E059", where, NAME, kind=kind.subject, **told)


def _texts(candidate: Candidate, types: Collection[str]) -> Iterator[str]:
    """Give the forms to look for: each name of these types, and as a text says it."""
    for name in candidate.entry.names:
        if name.type in types:
            yield from filter(None, (name.text, name.spoken))


def _mentions(
    transcription: Transcription,
    forms: Forms[Candidate],
    declared: Registers,
    spans: Sequence[Span],
) -> Iterator[Match[Candidate]]:
    """Find the forms, but not across blocks, not in zones to skip, not where one is marked."""
    blocked = Zones(of(spans, {*declared.skip, *MENTIONS}))
    skipped = {kind: Zones(of(spans, scope.skip)) for kind, scope in _scopes(declared)}
    for block in leaves(spans):
        for match in forms.find(transcription.text, block.start, block.end):
            if not blocked.touch(match.start, match.end):
                values = tuple(
                    each
                    for each in match.values
                    if not skipped[each.kind].touch(match.start, match.end)
                )
                if values:
                    yield replace(match, values=values)


def _span(match: Match[Candidate]) -> Span:
    (only,) = match.values
    attributes = (("ref", only.pointer),)
    return Span(match.start, match.end, only.kind.mention, attributes, NAME)


def _ambiguous(transcription: Transcription, match: Match[Candidate]) -> Finding:
    ids = [each.entry.id for each in match.values]
    same = len(set(ids)) < len(ids)
    names = [each.name for each in match.values] if same else ids
    return finding(
        "E007",
        transcription.place(match.start, match.end),
        NAME,
        name=transcription.text[match.start : match.end],
        candidates=", ".join(names),
    )


def _idle(
    settings: Settings, declared: Registers, missing: Iterable[Candidate]
) -> Iterator[Finding]:
    """Tell of entries that the document's own settings say to occur and that do not."""
    silent = list(missing)
    for kind, scope in _scopes(declared):
        if scope.entries is None or not settings.is_own(NAME, kind.subject, "entries"):
            continue
        where = settings.place(NAME, kind.subject, "entries")
        for each in silent:
            if each.kind is kind:
                yield finding("E011", where, NAME, declared=each.entry.id)
