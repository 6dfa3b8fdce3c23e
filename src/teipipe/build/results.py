"""What became of a document that was built: a plain record, which can cross to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from teipipe.findings import Finding, Severity
from teipipe.stopwatch import Span

_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a document: its name below the document's folder, its format, size and digest.

    `changed` is the time of its last change, in nanoseconds; the report has no format.
    """

    name: str
    format: str
    size: int
    changed: int
    digest: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What a document's outputs were made of, for the next build to go by.

    `reads` are the files looked at with their digests, the source first; `entries` are the names of
    register entries that the document could mean, where it does not see all (`sees_registers`).
    What is not made at present has the files of before.
    """

    files: tuple[Written, ...] = ()
    reads: tuple[tuple[str, str], ...] = ()
    entries: tuple[str, ...] = ()
    sees_registers: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
    is_made: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: the files written (changed or not), and what was found.

    Without a `trace` the document was not built for a reason that may pass, such as a full disk.
    `spans` are its stages, in their order, and `worker` is the process that built it.
    """

    identifier: str
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    trace: Trace | None = None
    spans: tuple[Span, ...] = ()
    worker: int = 0

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(each.severity is Severity.ERROR for each in self.findings)

    def plain(self) -> Result:
        """Give the result without anything of an engine or a parser in it."""
        return replace(self, findings=tuple(map(plain, self.findings)))


def plain(found: Finding) -> Finding:
    """Give a finding whose place and arguments are plain values."""
    place = {each.name: _plain(getattr(found.place, each.name)) for each in fields(found.place)}
    arguments = {name: _plain(value) for name, value in found.arguments.items()}
    return replace(found, place=replace(found.place, **place), arguments=arguments)


def _plain(value: Any) -> Any:
    """Give a value of its exact type: the strings of a parser hold on to its tree."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return next((each(value) for each in (int, float) if isinstance(value, each)), str(value))
