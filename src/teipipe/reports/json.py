"""Findings as JSON: of one document's build, with its ledgers, and of a whole run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from teipipe.findings import Finding
from teipipe.reports import Report
from teipipe.reports.totals import by_severity


def document(
    source: Mapping[str, Any],
    outputs: Sequence[Mapping[str, Any]],
    findings: Sequence[Finding],
) -> bytes:
    """Give a document's `report.json`; the same values give the same bytes."""
    content = {
        "document": dict(source),
        "outputs": [dict(each) for each in outputs],
        "findings": [each.as_dict() for each in findings],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def render(report: Report) -> str:
    """Give all findings of a run, their totals, and what changed since the baseline."""
    findings = report.findings
    content = {
        "documents": len(report.documents),
        "totals": {each.name.lower(): count for each, count in by_severity(findings).items()},
        "known": report.standing.known,
        "accepted": report.standing.accepted,
        "fixed": [asdict(each) for each in report.standing.fixed],
        "stale": [asdict(each) for each in report.standing.stale],
    }
    head = json.dumps(content, ensure_ascii=False, indent=2).removesuffix("\n}")
    lines = ",".join(f"\n    {_line(each)}" for each in findings)
    return f'{head},\n  "findings": [{lines}\n  ]\n}}\n'


def _line(found: Finding) -> str:
    return json.dumps(found.as_dict(), ensure_ascii=False)
