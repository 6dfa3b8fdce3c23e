"""Markdown for the summary page of a CI run: totals by rule and file, and the first findings.

GitHub takes a summary of at most 1 MiB; a report ends well before, and says what it leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teipipe.findings import Finding
from teipipe.reports import Report, text
from teipipe.reports.sources import visible
from teipipe.reports.totals import Totals, by_file, causes
from teipipe.reports.words import say

MOST = 200
"""How many causes, and how many files, are listed."""
_LONG = 500
"""Characters of a message in a table."""
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&@])")


def render(report: Report) -> str:
    """Give the summary."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    findings = report.findings
    yield f"## {say('title')}"
    yield ""
    yield f"{report.extent}: **{text.summary(report)}**"
    if findings:
        yield from _rules(report.totals)
        yield from _files(findings)
        yield from _findings(findings)
    for became, recorded in report.standing.gone:
        if recorded:
            yield from ("", f"### {say(f'{became}-head')}", "")
            yield from (f"- {_plain(line)}" for line in text.changes(recorded[:MOST]))
            yield from _left(sum(each.count for each in recorded[MOST:]))


def _rules(totals: Totals) -> Iterator[str]:
    yield from _table("by-rule", ("rule", "total", "files-head"))
    for each in totals.by_rule():
        rule = f"{each.code} {_plain(each.title)}"
        yield _row(rule, say(each.severity.name.lower(), each.count), f"{each.files:,}")


def _files(findings: Sequence[Finding]) -> Iterator[str]:
    counted = by_file(findings)
    yield from _table("by-file", ("file", "total"))
    for file, counts in counted[:MOST]:
        parts = [say(severity.name.lower(), n) for severity, n in counts.items() if n]
        yield _row(_code(file or say("project")), ", ".join(parts))
    if len(counted) > MOST:
        yield _row(say("more-files", len(counted) - MOST), "")


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    alike = sorted(causes(findings), key=lambda each: -each.first.severity)
    yield from _table("findings", ("place", "what"))
    for each in alike[:MOST]:
        message = say("times", each.count, message=_plain(each.first.message))
        severity = each.first.severity.name.lower()
        yield _row(_code(_spot(each.first)), f"**{severity} {each.first.code}** {message}")
    yield from _left(sum(each.count for each in alike[MOST:]))


def _left(count: int) -> Iterator[str]:
    if count:
        yield from ("", say("not-shown", count, all=say("whole")))


def _table(title: str, columns: Sequence[str]) -> Iterator[str]:
    yield from ("", f"### {say(title)}", "")
    yield _row(*(say(each) for each in columns))
    yield _row(*("---" for _ in columns))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _spot(each: Finding) -> str:
    spot = (each.place.file or say("project"), each.place.line, each.place.column)
    return ":".join(str(part) for part in spot if part)


def _code(text: str) -> str:
    """Set a text as code in the cell of a table, with the marks in it that would end either."""
    fence = "`" * (1 + max((len(each) for each in re.findall("`+", text)), default=0))
    inner = visible(text).replace("|", "\\|")
    space = " " if "`" in text else ""
    return f"{fence}{space}{inner}{space}{fence}"


def _plain(text: str) -> str:
    """Give words that no mark of Markdown changes, nor any that names a person or an issue."""
    cut = text if len(text) <= _LONG else text[:_LONG] + "…"
    return _MARKS.sub(r"\\\1", visible(cut))
