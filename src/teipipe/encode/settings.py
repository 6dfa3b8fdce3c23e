"""Settings: what the editor declares about one transcription, from its `encoding.toml`.

The meaning of each key stands in `schemas/encoding.schema.json`. Defaults of the schema
are those of the classes here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from teipipe.configuration import KeyPath, key_lines, read_toml
from teipipe.documents import shown
from teipipe.errors import ConfigurationError
from teipipe.findings import Place, finding

SCHEMA = "encoding.schema.json"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Division:
    """One level of divisions: how its headings begin, and its type."""

    heading: re.Pattern[str]
    type: str = "section"


@dataclass(frozen=True, slots=True)
class BlockQuotation:
    """The first and the last words of a quotation that is a block of its own."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Structure:
    """Which blocks are not plain paragraphs."""

    front: tuple[str, ...] = ()
    division: tuple[Division, ...] = ()
    lines: tuple[tuple[str, re.Pattern[str]], ...] = ()
    quotation: tuple[BlockQuotation, ...] = ()


@dataclass(frozen=True, slots=True)
class BracketException:
    """A bracket that is not what brackets usually are."""

    quote: str
    type: str
    language: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Brackets:
    """What brackets mean in this transcription."""

    resp: str
    type: str
    marks: str = "[]"
    element: str = "note"
    renditions: tuple[str, ...] = ("bracket-open", "bracket-close")
    language: str = ""
    exception: tuple[BracketException, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """An element at one place, told by its words and what stands around them."""

    quote: str
    element: str = ""
    until: str = ""
    prefix: str = ""
    suffix: str = ""
    entry: str = ""
    certainty: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quotations:
    """Which marks pair, and which words begin with an apostrophe."""

    element: str = "q"
    marks: tuple[str, ...] = ("“”", "‘’", "„“", "„”", "‚‘", "«»", '""', "''")
    apostrophes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """Phrases of one language."""

    language: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Persons:
    """Which entries occur (None: any of the registers), and where none is looked for."""

    entries: tuple[str, ...] | None = None
    skip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of an `encoding.toml`; `folder` is where the encoded document will stand."""

    folder: Path
    name: str
    language: str = "en"
    structure: Structure = Structure()
    brackets: Brackets | None = None
    annotation: tuple[Annotation, ...] = ()
    quotations: Quotations | None = None
    foreign: tuple[Foreign, ...] = ()
    persons: Persons | None = None
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Give the line of a key, or of the table around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return Place(self.name, self.lines[path[:end]], 1)
        return Place(self.name, 1, 1)


def read_settings(path: Path, root: Path) -> Settings:
    """Read an `encoding.toml`; raises `ConfigurationError` with each mistake as a finding."""
    values = read_toml(path, SCHEMA, root)
    lines = key_lines(path.read_text("utf-8"))
    name = shown(path, root)
    made: dict[str, Any] = {"folder": path.absolute().parent, "name": name, "lines": lines}
    bare = Settings(**made)
    if "structure" in values:
        values["structure"] = _structure(values["structure"], bare)
    if "persons" in values:
        values["persons"] = _persons(values["persons"])
    for key in _TABLES.keys() & values.keys():
        values[key] = _made(_TABLES[key], values[key])
    for key in _ARRAYS.keys() & values.keys():
        values[key] = tuple(_made(_ARRAYS[key], each) for each in values[key])
    return Settings(**made, **values)


_TABLES: Mapping[str, type] = {"brackets": Brackets, "quotations": Quotations}
_ARRAYS: Mapping[str, type] = {"annotation": Annotation, "foreign": Foreign}
_PARTS: Mapping[str, type] = {"exception": BracketException}


def _made(kind: type, table: Mapping[str, Any]) -> Any:
    """Make a value of a table: arrays become tuples, tables below become values or pairs."""
    known = {each.name for each in fields(kind)}
    return kind(**{key: _value(key, value) for key, value in table.items() if key in known})


def _value(key: str, value: Any) -> Any:
    if key in _PARTS:
        return tuple(_made(_PARTS[key], each) for each in value)
    if isinstance(value, list):
        return tuple(value)
    return tuple(value.items()) if isinstance(value, dict) else value


def _persons(table: Mapping[str, Any]) -> Persons:
    entries = None if table["entries"] == ALL else tuple(table["entries"])
    return Persons(entries, tuple(table.get("skip", ())))


def _structure(table: Mapping[str, Any], settings: Settings) -> Structure:
    return Structure(
        front=tuple(table.get("front", ())),
        division=tuple(
            Division(
                _pattern(each["heading"], settings, "division", number, "heading"),
                each.get("type", "section"),
            )
            for number, each in enumerate(table.get("division", ()))
        ),
        lines=tuple(
            (element, _pattern(expression, settings, "lines", element))
            for element, expression in table.get("lines", {}).items()
        ),
        quotation=tuple(_made(BlockQuotation, each) for each in table.get("quotation", ())),
    )


def _pattern(expression: str, settings: Settings, *path: str | int) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        found = finding(
            "E004", settings.place("structure", *path), expression=expression, reason=str(error)
        )
        raise ConfigurationError(found.message, found) from None
