"""Declarations: what the editor says of words in an `encoding.toml`, table by table.

Their keys are explained in `schemas/encoding.schema.json`, whose defaults are those of the classes
here. What is said of blocks stands in `layout`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BracketException:
    """A bracket that is not what brackets usually are; `target` is what it comments on."""

    quote: str
    type: str
    element: str = ""
    language: str = ""
    certainty: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Brackets:
    """What brackets mean in this transcription."""

    resp: str
    type: str
    marks: str = "[]"
    element: str = "note"
    renditions: tuple[str, ...] = ("bracket-open", "bracket-close")
    language: str = ""
    completion: str = ""
    exception: tuple[BracketException, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """A mark of emphasis that stands before and after words, and what these words are."""

    mark: str
    element: str = "hi"
    rend: str = ""

    @property
    def renditions(self) -> tuple[str, str]:
        """The xml:id of the renditions of the header that restore the mark, by its characters."""
        name = "-".join(unicodedata.name(each, "mark").lower() for each in self.mark)
        name = re.sub("[^a-z0-9]+", "-", name)
        return f"{name}-open", f"{name}-close"


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
class QuotationKind:
    """What the quotation that begins with some words is, or every one between two marks."""

    element: str
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    marks: str = ""
    who: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Quotations:
    """Which marks pair, and which words begin with an apostrophe."""

    element: str = "q"
    marks: tuple[str, ...] = (
        "“”",
        "‘’",
        "„“",
        "„”",
        "‚‘",
        "«»",
        "»«",
        "‹›",
        "›‹",
        "「」",
        "『』",
        '""',
        "''",
    )
    apostrophes: tuple[str, ...] = ()
    kind: tuple[QuotationKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """Phrases of one language."""

    language: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detection:
    """Among which languages a detector chooses, where it looks, and how sure it has to be.

    `margin` is by how much (log-likelihood) a language surpasses that of the text.
    """

    languages: tuple[str, ...]
    evidence: tuple[str, ...] = ("brackets", "quotations")
    margin: float = 16


@dataclass(frozen=True, slots=True)
class Scope:
    """Of one kind: which entries occur (None: any of the registers), where none is looked for.

    `types` are those of the names that are looked for; others only tell of an entry.
    """

    entries: tuple[str, ...] | None = None
    skip: tuple[str, ...] = ()
    types: tuple[str, ...] = ("main", "variant", "plural")


@dataclass(frozen=True, slots=True)
class Registers:
    """What is looked for, kind by kind (None: nothing), and where no name is looked for."""

    persons: Scope | None = None
    places: Scope | None = None
    organisations: Scope | None = None
    works: Scope | None = None
    objects: Scope | None = None
    skip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """Titles of one level and language, by their words; `entry` is a register's."""

    phrases: tuple[str, ...]
    level: str
    language: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class DateZone:
    """A stretch of text whose dates are of one year."""

    quote: str
    year: int
    until: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class DateException:
    """A date that means something else than it says, or words that are none (`skip`)."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    certainty: str = ""
    skip: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """In which languages dates are written, and what they leave unsaid.

    `year` completes a day without a year (0: nothing does); a bare number is a year when it lies
    within `years`, the first and the last; `doubtful` asks for a finding on each date in figures
    that cannot be read in one way.
    """

    languages: tuple[str, ...] = ()
    calendar: str = "gregorian"
    year: int = 0
    years: tuple[int, ...] = ()
    doubtful: bool = False
    skip: tuple[str, ...] = ()
    zone: tuple[DateZone, ...] = ()
    exception: tuple[DateException, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What the editor says of one place: of what `kind` it is, and what should stand there."""

    quote: str
    kind: str
    prefix: str = ""
    suffix: str = ""
    correct: str = ""
    note: str = ""
    reason: str = ""
    resp: str = "#editor"
    certainty: str = ""
    language: str = ""
    before: bool = False
