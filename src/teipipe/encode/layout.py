"""What the editor declares about the blocks of a text, in an `encoding.toml`.

These are the tables `structure`, `notes` and `pages`; their keys are explained in
`schemas/encoding.schema.json`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Compile = Callable[..., re.Pattern[str]]
"""Makes a pattern of an expression, and tells of a wrong one at the path of its key."""


@dataclass(frozen=True, slots=True)
class Division:
    """One level of divisions: how its headings begin, and its type."""

    heading: re.Pattern[str]
    type: str = "section"


@dataclass(frozen=True, slots=True)
class BlockQuotation:
    """The first and the last words of a quotation that is a block of its own, and its source."""

    first: str
    last: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Verse:
    """Blocks whose lines are verse: those that `block` matches, or from first words to last."""

    block: re.Pattern[str] | None = None
    first: str = ""
    last: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """How a speech begins, how stage directions look, whether the lines of speeches are verse.

    `who` gives the entry of a register for a speaker's words.
    """

    speaker: re.Pattern[str]
    stage: re.Pattern[str] | None = None
    verse: bool = False
    who: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """How the items of lists begin, and the type of the lists."""

    item: re.Pattern[str]
    type: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """How notes are called in the text, how each begins, where they stand, and whose they are."""

    mark: re.Pattern[str]
    note: re.Pattern[str]
    place: str = "bottom"
    type: str = "authorial"
    resp: str = "#author"


@dataclass(frozen=True, slots=True)
class Pages:
    """Lines that are the number of a page or its running head, and where they stand on it."""

    number: re.Pattern[str]
    head: re.Pattern[str] | None = None
    place: str = "top"


@dataclass(frozen=True, slots=True)
class Structure:
    """Which blocks are not plain paragraphs."""

    front: tuple[str, ...] = ()
    division: tuple[Division, ...] = ()
    lines: tuple[tuple[str, re.Pattern[str]], ...] = ()
    quotation: tuple[BlockQuotation, ...] = ()
    verse: tuple[Verse, ...] = ()
    speech: Speech | None = None
    list: Listing | None = None

    def expressions(self) -> Iterator[tuple[tuple[str | int, ...], re.Pattern[str]]]:
        """Give every expression, with the path of its key."""
        for number, division in enumerate(self.division):
            yield ("division", number, "heading"), division.heading
        for element, expression in self.lines:
            yield ("lines", element), expression
        for number, verse in enumerate(self.verse):
            if verse.block:
                yield ("verse", number, "block"), verse.block
        if self.speech:
            yield ("speech", "speaker"), self.speech.speaker
            if self.speech.stage:
                yield ("speech", "stage"), self.speech.stage
        if self.list:
            yield ("list", "item"), self.list.item


def structure_of(table: Mapping[str, Any], pattern: Compile) -> Structure:
    """Make the value of a checked table."""
    return Structure(
        front=tuple(table.get("front", ())),
        division=tuple(
            Division(
                pattern(each["heading"], "division", number, "heading"),
                each.get("type", "section"),
            )
            for number, each in enumerate(table.get("division", ()))
        ),
        lines=tuple(
            (element, pattern(expression, "lines", element))
            for element, expression in table.get("lines", {}).items()
        ),
        quotation=tuple(BlockQuotation(**each) for each in table.get("quotation", ())),
        verse=tuple(
            _verse(each, number, pattern) for number, each in enumerate(table.get("verse", ()))
        ),
        speech=_speech(table["speech"], pattern) if "speech" in table else None,
        list=_list(table["list"], pattern) if "list" in table else None,
    )


def _verse(table: Mapping[str, Any], number: int, pattern: Compile) -> Verse:
    block = pattern(table["block"], "verse", number, "block") if "block" in table else None
    return Verse(block, **{key: value for key, value in table.items() if key != "block"})


def _list(table: Mapping[str, Any], pattern: Compile) -> Listing:
    return Listing(pattern(table["item"], "list", "item"), table.get("type", ""))


def notes_of(table: Mapping[str, Any], pattern: Compile) -> Notes:
    """Make the value of a checked table `notes`."""
    expressions = {key: pattern(table[key], key) for key in ("mark", "note")}
    return Notes(**{**table, **expressions})


def pages_of(table: Mapping[str, Any], pattern: Compile) -> Pages:
    """Make the value of a checked table `pages`."""
    expressions = {key: pattern(table[key], key) for key in ("number", "head") if key in table}
    return Pages(**{**table, **expressions})


def _speech(table: Mapping[str, Any], pattern: Compile) -> Speech:
    return Speech(
        pattern(table["speaker"], "speech", "speaker"),
        pattern(table["stage"], "speech", "stage") if "stage" in table else None,
        table.get("verse", False),
        tuple(table.get("who", {}).items()),
    )
