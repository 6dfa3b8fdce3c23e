"""Persons: mentions of the persons in the registers, by every declared form of their names.

Names are looked for only as whole words, the longest form first, only those of persons whom the
editor says to occur, and only where the editor lets it (TEI Guidelines 14.2.1). A form that two
persons share is never guessed: an annotation settles it, else it is a finding.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from teipipe.encode.matching import Forms, Match
from teipipe.encode.settings import Persons, Settings
from teipipe.encode.spans import Span, Zones, leaves, of
from teipipe.findings import Finding, Place, finding
from teipipe.registers import Entry, Name, Register
from teipipe.transcription import Transcription

NAME = "persons"
KIND = "person"
ELEMENT = "persName"
TYPES = frozenset({"", "main", "variant", "plural"})
"""The types of names that are looked for; others (a pen name, a nickname) only tell of them."""

Known = Mapping[str, tuple[Register, Entry]]


def mark_persons(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    spans: Sequence[Span],
) -> tuple[tuple[Span, ...], tuple[Finding, ...]]:
    """Mark every mention that is certain, and tell of every other."""
    declared = settings.persons
    if declared is None:
        return (), ()
    scope, mistakes = _scope(settings, declared, registers)
    forms = Forms((name.text, key) for key, (_, entry) in scope.items() for name in _names(entry))
    made: list[Span] = []
    found: list[Finding] = []
    for match in _mentions(transcription, forms, declared, spans):
        if len(match.values) > 1:
            found.append(_ambiguous(transcription, match))
        else:
            ref = pointer(settings, scope[match.values[0]][0], match.values[0])
            made.append(Span(match.start, match.end, ELEMENT, (("ref", ref),), NAME))
    idle = _idle(settings, declared, scope, (*spans, *made), found)
    return tuple(made), (*mistakes, *found, *idle)


def known(registers: Sequence[Register]) -> Known:
    """Give every entry by its identifier; of two registers that have it the first counts."""
    return {
        entry.id: (register, entry)
        for register in reversed(registers)
        for entry in reversed(register.entries)
    }


def pointer(settings: Settings, register: Register, key: str) -> str:
    """Give the value of `@ref`: the register as seen from the document, and the entry."""
    path = os.path.relpath(register.path.absolute(), settings.folder)
    return f"{PurePath(path).as_posix()}#{key}"


def unknown(where: Place, check: str, key: str, registers: Sequence[Register]) -> Finding:
    """Tell of an identifier that no register has, with the most alike."""
    near = difflib.get_close_matches(key, list(known(registers)), 3, 0.5)
    return finding("E008", where, check, entry=key, near=", ".join(near) or "–")


def _scope(
    settings: Settings, declared: Persons, registers: Sequence[Register]
) -> tuple[Known, list[Finding]]:
    entries = {key: each for key, each in known(registers).items() if each[1].kind == KIND}
    if declared.entries is None:
        return entries, []
    where = settings.place("persons", "entries")
    missing = [key for key in declared.entries if key not in entries]
    mistakes = [unknown(where, NAME, key, registers) for key in missing]
    return {key: entries[key] for key in declared.entries if key in entries}, mistakes


def _names(entry: Entry) -> Iterator[Name]:
    return (name for name in entry.names if name.type in TYPES)


def _mentions(
    transcription: Transcription, forms: Forms[str], declared: Persons, spans: Sequence[Span]
) -> Iterator[Match[str]]:
    """Find the forms, but not across blocks, not in zones to skip, not where one is marked."""
    blocked = Zones((*of(spans, declared.skip), *of(spans, (ELEMENT,))))
    for block in leaves(spans):
        for match in forms.find(transcription.text, block.start, block.end):
            if not blocked.touch(match.start, match.end):
                yield match


def _ambiguous(transcription: Transcription, match: Match[str]) -> Finding:
    return finding(
        "E007",
        transcription.place(match.start, match.end),
        NAME,
        name=transcription.text[match.start : match.end],
        candidates=", ".join(match.values),
    )


def _idle(
    settings: Settings,
    declared: Persons,
    scope: Known,
    spans: Sequence[Span],
    ambiguous: Sequence[Finding],
) -> Iterator[Finding]:
    """Tell of persons who are said to occur and do not."""
    mentioned = {
        value.rpartition("#")[2]
        for span in spans
        for name, value in span.attributes
        if name == "ref"
    }
    mentioned.update(key for each in ambiguous for key in each.arguments["candidates"].split(", "))
    for key in declared.entries or ():
        if key in scope and key not in mentioned:
            yield finding("E011", settings.place("persons", "entries"), NAME, declared=key)
