"""The report for a person at a terminal: a line for each finding, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from teipipe.findings import Finding, Severity

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33", Severity.NOTE: "36"}


def lines(findings: Iterable[Finding], colour: bool = False) -> list[str]:
    """Give `file:line:column: severity code: message`, and each hint below the first it is for."""
    made: list[str] = []
    hints: set[str] = set()
    for each in findings:
        place = each.place
        spot = ":".join(str(part) for part in (place.file, place.line, place.column) if part)
        times = f" (and {each.count - 1} more like it)" if each.count > 1 else ""
        severity = _painted(each.severity.name.lower(), _COLOURS[each.severity], colour)
        head = f"{spot}: " if spot else ""
        made.append(f"{head}{severity} {each.code}: {each.message}{times}")
        if each.hint and each.hint not in hints:
            hints.add(each.hint)
            made.append(f"    {each.hint}")
    return made


def summary(findings: Sequence[Finding]) -> str:
    """Give the totals by severity, gravest first."""
    totals: Counter[Severity] = Counter()
    for each in findings:
        totals[each.severity] += each.count
    parts = [
        f"{totals[severity]} {severity.name.lower()}{'s' if totals[severity] != 1 else ''}"
        for severity in sorted(totals, reverse=True)
    ]
    return ", ".join(parts) or "no findings"


def _painted(word: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{word}\x1b[0m" if colour else word
