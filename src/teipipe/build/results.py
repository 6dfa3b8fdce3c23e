"""What became of a document that was built."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from teipipe.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: the files written (changed or not), and what was found."""

    identifier: str
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(each.severity is Severity.ERROR for each in self.findings)
