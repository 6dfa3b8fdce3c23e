"""Candidates: the entries of the registers that words may mean, by what the editor calls them."""

from __future__ import annotations

import difflib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from teipipe.encode.settings import Settings
from teipipe.findings import Finding, Place, finding
from teipipe.registers import KINDS, Entry, Kind, Register


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be meant, and the pointer to it."""

    entry: Entry
    pointer: str

    @property
    def kind(self) -> Kind:
        """What kind of entry it is."""
        return KINDS[self.entry.kind]

    @property
    def name(self) -> str:
        """The file and the identifier, as an annotation may give it."""
        return self.pointer.rpartition("/")[2]


@dataclass(frozen=True)
class Candidates:
    """Entries, called by their identifier, alone or after the name or path of their file."""

    entries: tuple[Candidate, ...]

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[Candidate]]:
        found: defaultdict[str, list[Candidate]] = defaultdict(list)
        for each in self.entries:
            for key in dict.fromkeys((each.entry.id, each.name, each.pointer)):
                found[key].append(each)
        return dict(found)

    def of(self, kind: Kind) -> Candidates:
        """Give those of one kind."""
        return Candidates(tuple(each for each in self.entries if each.kind is kind))

    def one(self, key: str) -> Candidate | None:
        """Give the entry that is called so; None where none is, or several are."""
        called = self._by_key.get(key, ())
        return called[0] if len(called) == 1 else None

    def unknown(self, where: Place, check: str, key: str) -> Finding:
        """Tell of a name that no entry has, or that several have, with the most alike."""
        same = [each.name for each in self._by_key.get(key, ())]
        ids = [each for each in self._by_key if "#" not in each]
        near = same or difflib.get_close_matches(key, ids, 3, 0.5)
        code = "E021" if same else "E008"
        return finding(code, where, check, entry=key, near=", ".join(near))


def candidates(settings: Settings, registers: Iterable[Register]) -> Candidates:
    """Give every entry of the registers, with its pointer as seen from the document."""
    return Candidates(
        tuple(
            Candidate(entry, f"{path}#{entry.id}")
            for register in registers
            for path in [_relative(settings, register)]
            for entry in register.entries
        )
    )


def _relative(settings: Settings, register: Register) -> str:
    return PurePath(os.path.relpath(register.path.absolute(), settings.folder)).as_posix()
