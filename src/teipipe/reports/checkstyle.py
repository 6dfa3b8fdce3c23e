"""Checkstyle's XML, which many build servers and editors read."""

from __future__ import annotations

from lxml import etree

from teipipe.findings import Finding, Severity
from teipipe.reports import Report
from teipipe.reports.totals import messages
from teipipe.reports.trees import document, element

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """Give the findings file by file."""
    files: dict[str, list[Finding]] = {}
    for each in report.findings:
        files.setdefault(each.place.file or ".", []).append(each)
    root = etree.Element("checkstyle", version="4.3")
    for file, found in files.items():
        parent = element(root, "file", name=file)
        for each in found:
            element(
                parent,
                "error",
                line=each.place.line or 1,
                column=each.place.column,
                severity=_SEVERITIES[each.severity],
                message=" ".join(messages(each)),
                source=f"teipipe.{each.code}",
            )
    return document(root)
