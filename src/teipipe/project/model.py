"""The project as a value: what its settings say, and where its files are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from teipipe.documents import absolute, shown
from teipipe.project.formats import FORMATS
from teipipe.selection import Found, below, selected

FILE = "teipipe.toml"
SOURCE = "source.txt"
"""The transcription of a document, in its folder."""
SETTINGS = "encoding.toml"
HEADER = "header.xml"
"""What a document is encoded from besides its transcription, in its folder."""
SUGGESTIONS = "suggestions.jsonl"
"""What may be marked in a document, in its folder while one works on it: no part of an edition."""
SUFFIXES = (".xml", ".tei")
"""What TEI documents are called."""
DEPOSIT = "deposit"
"""The folder of packages and exports, in a project or the current folder."""
_ALL = ("**",)
MEGABYTE = 1_000_000
"""How settings and messages count: a megabyte is a million bytes."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that a project takes as it is: its code, its file, words of its message, and why.

    `line` is where teipipe.toml says so.
    """

    code: str
    document: str
    reason: str
    message: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: the bytes of its file, and the seconds for its first megabyte.

    For each further megabyte it has a quarter of these seconds again.
    """

    seconds: float = 120.0
    size: int = 64 * MEGABYTE

    def time_for(self, size: int) -> float:
        """Give the seconds that a document of so many bytes has."""
        return self.seconds * (1 + max(0, size - MEGABYTE) / MEGABYTE / 4)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a `teipipe.toml`; all paths are absolute and below `root`.

    `rules`, `catalogs`, `schema_files` and `seconds` are for validation: the project's own
    Schematron, where addresses of schemas lead, and the time that Schematron has. `deposit` is
    what the project says of its deposit, as it stands. `severities` (by code) and `accepted` judge
    what is found. `sources` and `exclude` are patterns of the documents' paths, `names` is that of
    their outputs' names; `parts` are the settings of folders that have their own, by their paths.
    """

    root: Path
    documents: Path
    out: Path
    registers: tuple[Path, ...] = ()
    schemas: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    catalogs: tuple[Path, ...] = ()
    schema_files: Mapping[str, Path] = field(default_factory=dict)
    seconds: float | None = None
    formats: tuple[str, ...] = FORMATS
    parameters: Mapping[str, Any] = field(default_factory=dict)
    deposit: Mapping[str, Any] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    limits: Limits = field(default_factory=Limits)
    sources: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    names: str = ""
    parts: Mapping[str, Project] = field(default_factory=dict)

    def folders(self) -> tuple[Path, ...]:
        """Give the folders of the documents, by name: those with a source or a TEI file."""
        return tuple(
            each
            for each in self._below()
            if (each / SETTINGS).is_file() or tei_file(each).is_file()
        )

    def texts(self) -> tuple[Path, ...]:
        """Give the documents that are written: those that `sources` select, else by place."""
        return tuple(self.root / each for each in self.found().files)

    def found(self) -> Found:
        """Give the documents that are written, and the folders where others could be.

        By place, each TEI file in `documents` is one; where a file is called as its folder, what
        else the folder holds are parts of it.
        """
        inside = self._inside()
        files = selected(inside.files, self.sources or _ALL, self.exclude)
        tei = (each for each in files if each.lower().endswith(SUFFIXES))
        return replace(
            inside,
            files=tuple(each for each in tei if not is_part(self.root / each)),
            links=self._of_interest(inside.links),
            unread=self._of_interest(inside.unread),
        )

    def _inside(self) -> Found:
        """Give what stands where documents can be, without what is a part of one by its place."""
        top = self.root if self.sources else self.documents
        judging = (*self.schemas, *self.rules, *self.catalogs, *self.schema_files.values())
        apart = (*self.registers, *judging, self.out, self.root / DEPOSIT)
        inside = below(top, {shown(each, top) for each in apart})
        if self.sources:
            return inside
        if not top.exists():
            return Found(())
        way = "" if top == self.root else f"{shown(top, self.root)}/"
        placed = _by_place(inside.files)
        names = (placed, inside.links, inside.unread)
        files, links, unread = (tuple(way + each for each in listed) for listed in names)
        parts = {way + each: [way + part for part in held] for each, held in placed.items() if held}
        return Found(files, links, unread, parts)

    def _of_interest(self, folders: Sequence[str]) -> tuple[str, ...]:
        """Give the folders in which there could be documents."""
        inside = {f"{folder}/a{suffix}": folder for folder in folders for suffix in SUFFIXES}
        found = selected(inside, self.sources or _ALL, self.exclude)
        return tuple(dict.fromkeys(inside[each] for each in found))

    def _below(self) -> list[Path]:
        return sorted(self.documents.iterdir()) if self.documents.is_dir() else []

    def files(self) -> tuple[Path, ...]:
        """Give the project's TEI: the documents that are written, and the registers."""
        return (*self.texts(), *self.registers)

    def at(self, path: Path) -> Project:
        """Give the settings that hold for a file: those of the nearest folder with its own."""
        if not self.parts:
            return self
        around = (shown(each, self.root) for each in absolute(path).parents)
        return next((self.parts[each] for each in around if each in self.parts), self)


def tei_file(folder: Path) -> Path:
    """Give the TEI file of a document's folder: both have the document's name."""
    return folder / f"{folder.name}.xml"


def is_part(path: Path) -> bool:
    """Say whether a file is the header from which encode makes the document beside it."""
    return path.name == HEADER and path.with_name(SETTINGS).is_file()


def _by_place(files: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Give files, with each those that are parts of it: the others in a folder of its own.

    Such a folder holds a transcription, or TEI that is called as the folder is.
    """
    there = frozenset(files)
    found: dict[str, list[str]] = {}
    for each in files:
        around = accumulate(each.split("/")[:-1], lambda above, name: f"{above}/{name}")
        owned = (up for up in around if not there.isdisjoint((_in_folder(up), f"{up}/{SOURCE}")))
        folder = next(owned, None)
        own = found.setdefault(each if folder is None else _in_folder(folder), [])
        if folder is not None and each != _in_folder(folder):
            own.append(each)
    return {each: parts for each, parts in found.items() if each in there}


def _in_folder(folder: str) -> str:
    return f"{folder}/{folder.rpartition('/')[2]}.xml"
