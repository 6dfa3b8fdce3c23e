"""Settings: what the editor declares about one transcription, from its `encoding.toml`.

What may be declared stands in `declarations` and `layout`. An `encoding.toml` in a folder above
holds for every document below it, table by table (of `registers` kind by kind), as far as the
document's own says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from teipipe.configuration import KeyPath, key_lines, read_toml
from teipipe.documents import shown
from teipipe.encode.decisions import FILE as DECISIONS
from teipipe.encode.decisions import Decision, read_decisions
from teipipe.encode.declarations import (
    Annotation,
    BracketException,
    Brackets,
    Correction,
    DateException,
    Dates,
    DateZone,
    Detection,
    Foreign,
    Highlight,
    QuotationKind,
    Quotations,
    Registers,
    Scope,
    Title,
)
from teipipe.encode.layout import Compile, Notes, Pages, Structure, notes_of, pages_of, structure_of
from teipipe.errors import ConfigurationError
from teipipe.findings import Place, finding
from teipipe.transcription import Reception, rules_of

SCHEMA = "encoding.schema.json"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of an `encoding.toml`; `folder` is where the encoded document will stand."""

    folder: Path
    name: str
    language: str = "en"
    source: Reception = field(default_factory=Reception)
    structure: Structure = field(default_factory=Structure)
    notes: Notes | None = None
    pages: Pages | None = None
    brackets: Brackets | None = None
    highlight: tuple[Highlight, ...] = ()
    annotation: tuple[Annotation, ...] = ()
    quotations: Quotations | None = None
    title: tuple[Title, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    scripts: tuple[tuple[str, str], ...] = ()
    detection: Detection | None = None
    registers: Registers | None = None
    dates: Dates | None = None
    correction: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    where: Mapping[KeyPath, Place] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Give the line of a key, or of the table around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.where:
                return self.where[path[:end]]
        return Place(self.name, 1, 1)

    def expressions(self) -> Iterator[tuple[KeyPath, re.Pattern[str]]]:
        """Give every expression, with the path of its key."""
        for path, expression in self.structure.expressions():
            yield ("structure", *path), expression
        if self.notes:
            yield ("notes", "mark"), self.notes.mark
            yield ("notes", "note"), self.notes.note
        if self.pages:
            yield ("pages", "number"), self.pages.number
            if self.pages.head:
                yield ("pages", "head"), self.pages.head

    def is_own(self, *path: str | int) -> bool:
        """Say whether a key stands in the document's own file, not in one of a folder above."""
        return self.place(*path).file == self.name


def settings_files(path: Path, root: Path) -> tuple[Path, ...]:
    """Give the settings that hold for a document: those of the folders above it, then its own."""
    folders = [each for each in path.absolute().parents if each.is_relative_to(root.absolute())]
    above = [folder / path.name for folder in reversed(folders[1:])]
    return (*(each for each in above if each.is_file()), path)


def read_settings(path: Path, root: Path) -> Settings:
    """Read an `encoding.toml`; raises `ConfigurationError` with each mistake as a finding."""
    values: dict[str, Any] = {}
    places: dict[KeyPath, Place] = {}
    for file in settings_files(path, root):
        _inherit(values, read_toml(file, SCHEMA, root), places, _places(file, root))
    name = shown(path, root)
    made: dict[str, Any] = {"folder": path.absolute().parent, "name": name, "where": places}
    bare = Settings(**made)
    made["decisions"] = read_decisions(path.with_name(DECISIONS), root)
    values["scripts"] = tuple(values.get("scripts", {}).items())
    values["source"] = rules_of(values.get("source", {}))
    if "structure" in values:
        values["structure"] = structure_of(values["structure"], _patterns(bare, "structure"))
    if "notes" in values:
        values["notes"] = notes_of(values["notes"], _patterns(bare, "notes"))
    if "pages" in values:
        values["pages"] = pages_of(values["pages"], _patterns(bare, "pages"))
    if "registers" in values:
        values["registers"] = _registers(values["registers"])
    for key in _TABLES.keys() & values.keys():
        values[key] = _made(_TABLES[key], values[key])
    for key in _ARRAYS.keys() & values.keys():
        values[key] = tuple(_made(_ARRAYS[key], each) for each in values[key])
    return Settings(**made, **values)


_TABLES: Mapping[str, type] = {
    "brackets": Brackets,
    "quotations": Quotations,
    "detection": Detection,
    "dates": Dates,
}
_ARRAYS: Mapping[str, type] = {
    "annotation": Annotation,
    "title": Title,
    "foreign": Foreign,
    "highlight": Highlight,
    "correction": Correction,
}
_PARTS: Mapping[tuple[type, str], type] = {
    (Brackets, "exception"): BracketException,
    (Dates, "exception"): DateException,
    (Quotations, "kind"): QuotationKind,
    (Dates, "zone"): DateZone,
}
_LISTS: frozenset[tuple[type, str]] = frozenset({(QuotationKind, "who")})
"""Lists that may be written as one value."""


def _made(kind: type, table: Mapping[str, Any]) -> Any:
    """Make a value of a table: arrays become tuples, tables below become values or pairs."""
    known = {each.name for each in fields(kind)}
    return kind(**{key: _value(kind, key, value) for key, value in table.items() if key in known})


def _value(kind: type, key: str, value: Any) -> Any:
    if (kind, key) in _PARTS:
        return tuple(_made(_PARTS[kind, key], each) for each in value)
    if (kind, key) in _LISTS and isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(value)
    return tuple(value.items()) if isinstance(value, dict) else value


def _places(file: Path, root: Path) -> dict[KeyPath, Place]:
    name = shown(file, root)
    return {key: Place(name, line, 1) for key, line in key_lines(file.read_text("utf-8")).items()}


def _inherit(
    values: dict[str, Any],
    nearer: Mapping[str, Any],
    places: dict[KeyPath, Place],
    nearer_places: Mapping[KeyPath, Place],
) -> None:
    """Put the settings of a nearer file over those of the folders above it."""
    replaced: set[KeyPath] = {(key,) for key in nearer if key != "registers"}
    replaced.update(("registers", key) for key in nearer.get("registers", ()))
    for key in [each for each in places if each[:1] in replaced or each[:2] in replaced]:
        del places[key]
    registers = {**values.get("registers", {}), **nearer.get("registers", {})}
    values.update(nearer)
    places.update(nearer_places)
    if registers:
        values["registers"] = registers


def _registers(table: Mapping[str, Any]) -> Registers:
    scopes = {kind: _scope(scope) for kind, scope in table.items() if kind != "skip"}
    return Registers(skip=tuple(table.get("skip", ())), **scopes)


def _scope(table: Mapping[str, Any]) -> Scope:
    entries = None if table["entries"] == ALL else tuple(table["entries"])
    types = tuple(table.get("types", Scope().types))
    return Scope(entries, tuple(table.get("skip", ())), types)


def _patterns(settings: Settings, table: str) -> Compile:
    """Give what compiles the expressions of a table, and tells of a wrong one with its line."""

    def pattern(expression: str, *path: str | int) -> re.Pattern[str]:
        try:
            return re.compile(expression)
        except re.error as error:
            place = settings.place(table, *path)
            raise ConfigurationError(
                finding("E004", place, expression=expression, reason=str(error))
            ) from None

    return pattern
