"""Speakers: whose words the editor ties to entries of registers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teipipe.encode.candidates import candidates
from teipipe.encode.settings import Settings
from teipipe.findings import Finding
from teipipe.registers import Register


def spoken(name: str) -> str:
    """Give a speaker's words without the punctuation after them, in any letter case."""
    return " ".join(name.rstrip(".:,;—–- ").split()).casefold()


def speakers(
    settings: Settings, registers: Sequence[Register], check: str
) -> tuple[Mapping[str, str], list[Finding]]:
    """Give the pointer for each declared speaker."""
    speech = settings.structure.speech
    if speech is None or not speech.who:
        return {}, []
    known = candidates(settings, registers)
    made: dict[str, str] = {}
    found: list[Finding] = []
    for name, key in speech.who:
        if entry := known.one(key):
            made[spoken(name)] = entry.pointer
        else:
            found.append(known.unknown(settings.place("structure", "speech"), check, key))
    return made, found
