"""Registers: lists of persons, places and organisations, read from TEI.

A register is a TEI document; mentions in an edition point to its entries with `@ref`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teipipe.documents import TEI, XML, Document, load

KINDS = {"person": "persName", "place": "placeName", "org": "orgName"}
"""The elements that are entries, and the element that names one (TEI P5, chapter 14)."""


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a name: `text` with white space folded, `type` as the register gives it."""

    text: str
    type: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, a place or an organisation, with every declared form of its name."""

    id: str
    kind: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """A register file and its entries in document order."""

    document: Document
    entries: tuple[Entry, ...]

    @property
    def path(self) -> Path:
        """The register's file."""
        return self.document.path


def load_registers(paths: Iterable[Path], root: Path) -> tuple[Register, ...]:
    """Read the registers in the order given; raises `DocumentError` as `documents.load` does."""
    return tuple(_register(load(path, root)) for path in paths)


def _register(document: Document) -> Register:
    kinds = [f"{{{TEI}}}{kind}" for kind in KINDS]
    found = document.tree.getroot().iter(*kinds)
    return Register(document, tuple(_entry(each) for each in found if each.get(f"{{{XML}}}id")))


def _entry(element: Any) -> Entry:
    kind = element.tag.rpartition("}")[2]
    names = element.findall(f"{{{TEI}}}{KINDS[kind]}")
    return Entry(
        element.get(f"{{{XML}}}id"),
        kind,
        tuple(Name(" ".join("".join(n.itertext()).split()), n.get("type", "")) for n in names),
    )
