"""What a worker answers: plain records, for no object of an engine and no error can cross over."""

from __future__ import annotations

from dataclasses import dataclass

from teipipe import errors
from teipipe.build.results import Result, plain
from teipipe.errors import TeipipeError
from teipipe.findings import Finding


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker can take a chunk; `resident` is the memory that it keeps, in bytes."""

    resident: int


@dataclass(frozen=True, slots=True)
class Begun:
    """What serves many documents is there, and the worker begins with the one of a number."""

    number: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the document of a number."""

    number: int
    result: Result


@dataclass(frozen=True, slots=True)
class Stop:
    """What ends the whole build: an error by its class, with its message and findings."""

    error: str
    message: str
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, error: TeipipeError) -> Stop:
        """Give an error as a record."""
        return cls(type(error).__name__, str(error), tuple(map(plain, error.findings)))

    def as_error(self) -> TeipipeError:
        """Give the error back."""
        kind: type[TeipipeError] = getattr(errors, self.error)
        return kind(self.message, *self.findings)
