"""Declarations of the editor about single words: titles, dates, corrections.

Their keys in `encoding.toml` are explained in `schemas/encoding.schema.json`.
"""

from __future__ import annotations

from dataclasses import dataclass


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
