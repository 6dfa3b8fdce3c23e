"""Totals: what every report counts the same way, each finding as often as it occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

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


class Totals:
    """How often what was found: a document after the other, none of whose findings is kept."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._severities: Counter[Severity] = Counter()
        self._rules = _Counted[tuple[str, Severity]]()
        self._said = _Counted[tuple[str, Severity, str]]()
        self.add(findings)

    def add(self, findings: Iterable[Finding]) -> None:
        """Count more findings."""
        for each in findings:
            self._severities[each.severity] += each.count
            self._rules.add((each.code, each.severity), each)
            self._said.add((each.code, each.severity, each.message), each)

    @property
    def count(self) -> int:
        """How many there are."""
        return self._severities.total()

    def by_rule(self) -> list[Sum]:
        """Give the counts by code and severity, the gravest and most frequent first."""
        sums = [Sum(*key, count, files) for key, count, files in self._rules.most_common()]
        return sorted(sums, key=lambda each: (-each.severity, -each.count, each.code))

    def of_many_files(self) -> Alike:
        """Give by rule what is said alike in several files."""
        found: dict[tuple[str, Severity], list[tuple[str, int, int]]] = {}
        for (code, severity, message), count, files in self._said.most_common():
            if files > 1:
                found.setdefault((code, severity), []).append((message, count, files))
        return found

    def told(self) -> str:
        """Give the totals by severity in words, gravest first."""
        counted = sorted(self._severities.items(), reverse=True)
        parts = [say(severity.name.lower(), count) for severity, count in counted]
        return ", ".join(parts) or say("nothing")


class _Counted(Generic[Key]):
    """How often findings of a key occur, and in how many files."""

    def __init__(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._files: dict[Key, set[str | None]] = {}

    def add(self, key: Key, found: Finding) -> None:
        self._counts[key] += found.count
        self._files.setdefault(key, set()).add(found.place.file)

    def most_common(self) -> Iterator[tuple[Key, int, int]]:
        for key, count in self._counts.most_common():
            yield key, count, len(self._files[key])


def by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Count findings by severity, the gravest first; a severity that is not there is 0."""
    totals = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for each in findings:
        totals[each.severity] += each.count
    return totals


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


def messages(finding: Finding) -> Iterator[str]:
    """Give the lines in which a host's report tells a finding: message with count, and hint."""
    yield say("times", finding.count, message=finding.message)
    if finding.hint:
        yield finding.hint
