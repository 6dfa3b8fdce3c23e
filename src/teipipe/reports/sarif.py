"""SARIF 2.1.0 (OASIS), within the limits of the hosts that show it.

GitHub refuses more than 25,000 results of a run and shows 5,000; where there are more, the
findings of one file that say the same become one result with the places of the first hundred,
and if that is not enough, the gravest stay. What is left out is said in the run's properties.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from teipipe import __version__
from teipipe.findings import Finding, Place, Severity
from teipipe.reports import Report
from teipipe.reports.explaining import as_markdown, as_text, explanation
from teipipe.reports.fingerprints import fingerprints
from teipipe.reports.totals import by_severity, causes
from teipipe.reports.words import say

MOST = 5_000
"""How many results of one run GitHub shows."""
PLACES = 100
"""How many places of one result GitHub shows."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class _Result:
    """A finding with all its places, how often it occurs, and how it is known again."""

    first: Finding
    places: tuple[Place, ...]
    count: int
    fingerprint: str


def render(report: Report) -> str:
    """Give one run with a rule for each code that occurs."""
    findings = report.findings
    results = _results(report, findings)
    codes = sorted({each.code for each in findings})
    run = {
        "tool": {"driver": _driver(codes)},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes, report) for each in results],
        "properties": _properties(report, results),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _results(report: Report, findings: Sequence[Finding]) -> list[_Result]:
    known = list(fingerprints(report))
    each_alone = [
        _Result(found, (found.place,), found.count, mark)
        for found, mark in zip(findings, known, strict=True)
    ]
    return _gravest(each_alone if len(each_alone) <= MOST else _joined(findings, known))


def _joined(findings: Sequence[Finding], known: Sequence[str]) -> list[_Result]:
    marks = {id(found): mark for found, mark in zip(findings, known, strict=True)}
    return [
        _Result(
            each.first,
            tuple(found.place for found in each.all[:PLACES]),
            each.count,
            marks[id(each.first)],
        )
        for each in causes(findings)
    ]


def _gravest(results: list[_Result]) -> list[_Result]:
    if len(results) <= MOST:
        return results
    return sorted(results, key=lambda each: -each.first.severity)[:MOST]


def _driver(codes: Sequence[str]) -> dict[str, Any]:
    return {"name": "teipipe", "semanticVersion": __version__, "rules": [_rule(c) for c in codes]}


def _rule(code: str) -> dict[str, Any]:
    """Give a rule with the example that explains it: what its sentences leave open is filled in."""
    explained = explanation(code)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in explained.title.split()),
        "shortDescription": {"text": explained.title.capitalize()},
        "fullDescription": {"text": explained.message},
        "help": {"text": as_text(explained), "markdown": as_markdown(explained)},
        "defaultConfiguration": {"level": _LEVELS[Severity[explained.severity.upper()]]},
    }


def _result(each: _Result, codes: Sequence[str], report: Report) -> dict[str, Any]:
    text = say("times", each.count, message=each.first.message)
    return {
        "ruleId": each.first.code,
        "ruleIndex": codes.index(each.first.code),
        "level": _LEVELS[each.first.severity],
        "message": {"text": f"{text}\n{each.first.hint}".strip()},
        "occurrenceCount": each.count,
        "locations": [_location(place) for place in each.places if place.file],
        "partialFingerprints": {"teipipe/v1": each.fingerprint},
        **({"baselineState": "new"} if report.standing.compared else {}),
    }


def _location(place: Place) -> dict[str, Any]:
    address = quote(os.fsencode(place.file or ""))
    physical: dict[str, Any] = {"artifactLocation": {"uri": address}}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    if place.line:
        physical["region"] = {key: value for key, value in region.items() if value}
    return {"physicalLocation": physical}


def _properties(report: Report, results: Sequence[_Result]) -> dict[str, Any]:
    """Give the totals over all findings, and how many of them have no result."""
    totals = by_severity(report.findings)
    shown = sum(each.count for each in results)
    return {
        "totals": {each.name.lower(): count for each, count in totals.items()},
        "omitted": sum(totals.values()) - shown,
    }
