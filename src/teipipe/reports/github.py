"""Annotations of GitHub Actions: workflow commands that put findings beside the lines of a change.

GitHub shows ten of each kind in a step, so the gravest come first and the rest is summed up in
plain words. (GitHub Docs, “Workflow commands for GitHub Actions”.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from teipipe.findings import Finding, Severity, catalogue
from teipipe.reports import Report, text
from teipipe.reports.totals import gravest_first, messages
from teipipe.reports.words import say

MOST = 10
"""How many annotations of one kind GitHub shows for a step."""
_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """Give the commands, then the totals."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    given: Counter[Severity] = Counter()
    left = 0
    for each in gravest_first(report.findings):
        given[each.severity] += 1
        if given[each.severity] > MOST:
            left += each.count
        else:
            yield _command(each)
    if left:
        yield say("not-shown", left, all=say("whole"))
    yield from text.changes(report.standing.fixed)
    yield f"{report.extent}: {text.summary(report)}"


def _command(each: Finding) -> str:
    place = each.place
    properties = {
        "file": place.file,
        "line": place.line,
        "endLine": place.end_line,
        "col": place.column,
        "endColumn": place.end_column,
        "title": f"{each.code}: {catalogue()[each.code]['title']}",
    }
    given = {key: str(value) for key, value in properties.items() if value}
    listed = ",".join(f"{key}={_property(value)}" for key, value in given.items())
    told = "\n".join(messages(each))
    return f"::{_KINDS[each.severity]} {listed}::{_message(told)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
