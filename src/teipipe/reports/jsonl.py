"""Findings as JSON Lines: one finding a line, for programs."""

from __future__ import annotations

import json

from teipipe.reports import Report


def render(report: Report) -> str:
    """Give each finding as one line of JSON."""
    found = (json.dumps(each.as_dict(), ensure_ascii=False) for each in report.findings)
    return "".join(f"{line}\n" for line in found)
