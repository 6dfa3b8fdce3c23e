"""Fingerprints: by what a finding is known again, wherever its line has gone.

Its *kind* is its code and its arguments that are words; numbers say where or how many, and may
change. Its *mark* is what stands in the source from its place on.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from teipipe.digests import digest
from teipipe.findings import Finding
from teipipe.reports import Entry, Report, name
from teipipe.reports.sources import context

_LENGTH = 120
"""How many characters from a place on make its mark."""


def kind(finding: Finding) -> str:
    """Give the digest of what a finding says."""
    words = {
        key: value
        for key, value in finding.arguments.items()
        if isinstance(value, str) and key != "severity"
    }
    return _digest([finding.code, words])[:16]


def mark(entry: Entry) -> str:
    """Give the digest of what stands at a finding's place; the same for all without a place."""
    return _digest(context(entry.path, entry.root, entry.finding.place, _LENGTH))[:8]


def fingerprints(report: Report) -> Iterator[str]:
    """Give a fingerprint for each finding of a report, different from all others."""
    times: Counter[str] = Counter()
    for entry in report.entries:
        file = name(entry.path, report.base) if entry.path else ""
        known = _digest([file, kind(entry.finding), mark(entry)])[:32]
        times[known] += 1
        yield known if times[known] == 1 else _digest([known, times[known]])[:32]


def _digest(value: object) -> str:
    return digest(json.dumps(value, sort_keys=True).encode())
