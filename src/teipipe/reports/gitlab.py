"""Code Quality of GitLab: one JSON array (GitLab Docs, “Code Quality report format”)."""

from __future__ import annotations

import json
from typing import Any

from teipipe.findings import Finding, Severity
from teipipe.reports import Report
from teipipe.reports.fingerprints import fingerprints
from teipipe.reports.totals import messages

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """Give one object for each finding."""
    found = zip(report.findings, fingerprints(report), strict=True)
    lines = ",\n".join(json.dumps(_issue(each, known)) for each, known in found)
    return f"[\n{lines}\n]\n"


def _issue(each: Finding, fingerprint: str) -> dict[str, Any]:
    lines = {"begin": each.place.line or 1}
    if each.place.end_line:
        lines["end"] = each.place.end_line
    return {
        "description": " ".join(messages(each)),
        "check_name": each.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[each.severity],
        "location": {"path": each.place.file or ".", "lines": lines},
    }
