"""Totals: what every report counts the same way, each finding as often as it occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from teipipe.findings import Finding, Severity, catalogue
from teipipe.reports.words import say

Key = TypeVar("Key", bound=Hashable)
Alike = Mapping[tuple[str, Severity], Sequence[tuple[str, int, int]]]
"""What several files have alike, by code and severity: message, how often, in how many files."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How often a rule (a code, at one severity) was broken, and in how many files."""

    code: str
    severity: Severity
    count: int
    files: int

    @property
    def title(self) -> str:
        """The rule's short name in the catalogue."""
        return catalogue()[self.code]["title"]


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings of one file with the same code, severity and message; the first stands for all."""

    first: Finding
    all: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How often it occurs."""
        return sum(each.count for each in self.all)

    @property
    def further_lines(self) -> tuple[int, ...]:
        """The other lines on which it occurs, each once."""
        lines = {each.place.line for each in self.all if each.place.line}
        return tuple(sorted(lines - {self.first.place.line}))


def by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Count findings by severity, the gravest first; a severity that is not there is 0."""
    totals = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for each in findings:
        totals[each.severity] += each.count
    return totals


def by_rule(findings: Iterable[Finding]) -> list[Sum]:
    """Count findings by code and severity, the gravest and most frequent first."""
    counted = _counted(findings, lambda each: (each.code, each.severity))
    sums = [Sum(*key, count, files) for key, (count, files) in counted.items()]
    return sorted(sums, key=lambda each: (-each.severity, -each.count, each.code))


def of_many_files(findings: Iterable[Finding]) -> Alike:
    """Give by rule what is said alike in several files."""
    counted = _counted(findings, lambda each: (each.code, each.severity, each.message))
    found: dict[tuple[str, Severity], list[tuple[str, int, int]]] = {}
    for (code, severity, message), (count, files) in counted.items():
        if files > 1:
            found.setdefault((code, severity), []).append((message, count, files))
    return found


def _counted(
    findings: Iterable[Finding], key: Callable[[Finding], Key]
) -> dict[Key, tuple[int, int]]:
    """Give by key how often findings occur and in how many files, the most frequent first."""
    counts: Counter[Key] = Counter()
    files: dict[Key, set[str | None]] = {}
    for each in findings:
        same = key(each)
        counts[same] += each.count
        files.setdefault(same, set()).add(each.place.file)
    return {each: (count, len(files[each])) for each, count in counts.most_common()}


def by_file(findings: Iterable[Finding]) -> list[tuple[str | None, dict[Severity, int]]]:
    """Count findings by file, the one with the gravest and most findings first."""
    files: dict[str | None, list[Finding]] = {}
    for each in findings:
        files.setdefault(each.place.file, []).append(each)
    counted = [(file, by_severity(each)) for file, each in files.items()]
    return sorted(counted, key=lambda each: ([-n for n in each[1].values()], each[0] or ""))


def causes(findings: Iterable[Finding]) -> list[Cause]:
    """Join findings of one file that say the same, in the order of their first places."""
    alike: dict[tuple[str | None, str, Severity, str], list[Finding]] = {}
    for each in findings:
        key = (each.place.file, each.code, each.severity, each.message)
        alike.setdefault(key, []).append(each)
    return [Cause(each[0], tuple(each)) for each in alike.values()]


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    """Give findings by severity, those of one severity in their order."""
    return sorted(findings, key=lambda each: -each.severity)


def told(findings: Iterable[Finding]) -> str:
    """Give the totals by severity in words, gravest first."""
    counted = by_severity(findings).items()
    parts = [say(severity.name.lower(), count) for severity, count in counted if count]
    return ", ".join(parts) or say("nothing")


def messages(finding: Finding) -> Iterator[str]:
    """Give the lines in which a host's report tells a finding: message with count, and hint."""
    yield say("times", finding.count, message=finding.message)
    if finding.hint:
        yield finding.hint
