"""Reports: one module for each form in which findings and ledgers are handed on.

`FORMATS` names them; each module has `render`, a function from a `Report` to text. What a report
says beside the findings' own messages stands in `schemas/reports.json`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from teipipe.documents import absolute
from teipipe.findings import Finding, Severity
from teipipe.reports.totals import Totals
from teipipe.reports.words import say

FORMATS = (
    "text",
    "json",
    "jsonl",
    "sarif",
    "junit",
    "github",
    "gitlab",
    "checkstyle",
    "html",
    "markdown",
)
"""The forms of a report, each a module of this package."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding, the file that it is about, and the folder which that file may not leave."""

    finding: Finding
    path: Path | None
    root: Path


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finding that a baseline has and this run does not, `count` times."""

    file: str
    code: str
    message: str
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What was held against earlier decisions: a baseline, and what teipipe.toml accepts.

    `known` findings (of the baseline) and `accepted` ones are only counted; `fixed` and `stale`
    ones are those of the baseline that are gone, with their file still there or not.
    """

    compared: bool = False
    known: int = 0
    accepted: int = 0
    fixed: tuple[Recorded, ...] = ()
    stale: tuple[Recorded, ...] = ()

    @property
    def gone(self) -> tuple[tuple[str, tuple[Recorded, ...]], ...]:
        """What is gone, by what became of it."""
        return ("fixed", self.fixed), ("stale", self.stale)


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found.

    `entries` are the findings to act on, `documents` all files that were looked at, whether or not
    anything was found; `counted` is the word for them, by its key. Files are named from the folder
    `base`. A finding of `threshold` or above makes the command fail.
    """

    entries: tuple[Entry, ...]
    documents: tuple[Path, ...]
    base: Path
    threshold: Severity = Severity.ERROR
    standing: Standing = field(default_factory=Standing)
    counted: str = "documents"
    totals: Totals = field(default_factory=Totals)
    """Those of the entries, unless others are given: of findings that nobody kept."""
    findings: tuple[Finding, ...] = field(init=False)
    """The findings of the entries, their files named from the base."""

    def __post_init__(self) -> None:
        found = tuple(named(each, self.base) for each in self.entries)
        object.__setattr__(self, "findings", found)
        if not self.totals.count:
            object.__setattr__(self, "totals", Totals(found))

    @property
    def extent(self) -> str:
        """How many files were looked at, in words."""
        return say(self.counted, len(self.documents))


def entries(findings: Sequence[Finding], root: Path) -> tuple[Entry, ...]:
    """Give findings whose files are named from a root as entries of a report."""
    names = {each.place.file for each in findings}
    paths = {each: absolute(root / each) if each else None for each in names}
    return tuple(Entry(each, paths[each.place.file], root) for each in findings)


def named(entry: Entry, base: Path) -> Finding:
    """Give an entry's finding with its file named as seen from a folder."""
    if entry.path is None:
        return entry.finding
    place = replace(entry.finding.place, file=name(entry.path, base))
    return replace(entry.finding, place=place)


@lru_cache(maxsize=256)
def name(path: Path, base: Path) -> str:
    """Give a file's name as seen from a folder (both absolute), with `/` on every system."""
    return Path(os.path.relpath(path, base)).as_posix()


def render(form: str, report: Report) -> bytes:
    """Give a report in one of the `FORMATS`, in UTF-8; half a surrogate becomes an escape."""
    made: str = import_module(f"{__name__}.{form}").render(report)
    return made.encode("utf-8", "backslashreplace")
