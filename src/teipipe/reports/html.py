"""The report as one page: findings as XML, which `xslt/report.xsl` makes into HTML.

Long reports are cut to what a browser shows at ease; the totals are always those of all findings,
and what is left out is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.findings import Finding, Severity
from teipipe.reports import Entry, Recorded, Report, text
from teipipe.reports.sources import excerpt
from teipipe.reports.totals import Cause, Totals, by_file, causes
from teipipe.reports.trees import element
from teipipe.reports.words import say, words
from teipipe.saxon import Engine

MOST = 2_000
"""How many causes, and how many files, the page lists."""
_STYLESHEET = "xslt/report.xsl"
_STYLE = "xslt/assets/report.css"


def render(report: Report) -> str:
    """Give the page."""
    engine = Engine({"report": resources.path(_STYLESHEET)})
    tree = etree.tostring(_tree(report), encoding="unicode")
    return engine.run("report", engine.parse(tree), {}).text + "\n"


def _tree(report: Report) -> Any:
    findings = report.findings
    root = etree.Element("report")
    element(root, "style", resources.path(_STYLE).read_text("utf-8"))
    for key, form in words().items():
        if isinstance(form, str):
            element(root, "word", form, key=key)
    root.set("documents", report.extent)
    root.set("summary", text.summary(report))
    if report.standing.known:
        root.set("known", str(report.standing.known))
    listed = _listed(report, findings)
    names = {file: f"file-{number}" for number, file in enumerate(listed, 1)}
    if findings:
        _rules(root, report.totals)
        _files(root, findings, names)
    for tag, recorded in report.standing.gone:
        _changes(root, tag, recorded)
    for file, alike in listed.items():
        parent = element(root, "file", name=file or say("project"), id=names[file])
        for cause, entry in alike:
            _finding(parent, cause, entry)
    shown = sum(cause.count for alike in listed.values() for cause, _ in alike)
    _left(root, report.totals.count - shown)
    return root


def _listed(
    report: Report, findings: Sequence[Finding]
) -> dict[str | None, list[tuple[Cause, Entry]]]:
    """Give the causes that the page lists, by file: the gravest where there are too many."""
    entries = {id(found): entry for found, entry in zip(findings, report.entries, strict=True)}
    alike = causes(findings)
    if len(alike) > MOST:
        alike = sorted(alike, key=lambda each: -each.first.severity)[:MOST]
    files: dict[str | None, list[tuple[Cause, Entry]]] = {}
    for each in alike:
        pair = (each, entries[id(each.first)])
        files.setdefault(each.first.place.file, []).append(pair)
    return files


def _rules(root: etree._Element, totals: Totals) -> None:
    parent = element(root, "rules")
    sums = totals.by_rule()
    most = max(each.count for each in sums)
    for each in sums:
        count = f"{say(each.severity.name.lower(), each.count)} {say('files', each.files)}"
        row = element(parent, "row", kind="rule", name=f"{each.code} {each.title}", count=count)
        _bars(row, {each.severity: each.count}, most)


def _files(
    root: etree._Element, findings: Sequence[Finding], names: Mapping[str | None, str]
) -> None:
    parent = element(root, "files")
    counted = by_file(findings)
    most = max(sum(counts.values()) for _, counts in counted)
    for file, counts in counted[:MOST]:
        told = ", ".join(say(each.name.lower(), n) for each, n in counts.items() if n)
        name = file or say("project")
        row = element(parent, "row", kind="file", name=name, count=told, target=names.get(file))
        _bars(row, counts, most)
    if len(counted) > MOST:
        parent.set("left", say("more-files", len(counted) - MOST))


def _bars(row: Any, counts: Mapping[Severity, int], most: int) -> None:
    for severity, count in counts.items():
        if count:
            share = f"{100 * count / most:.2f}"
            element(row, "bar", severity=severity.name.lower(), share=share)


def _finding(parent: etree._Element, cause: Cause, entry: Entry) -> None:
    first = cause.first
    made = element(parent, "finding", severity=first.severity.name.lower(), code=first.code)
    if cause.count > 1:
        made.set("more", text.further(cause))
    element(made, "message", first.message)
    if shown := excerpt(entry.path, entry.root, first.place):
        source = element(made, "source", line=shown.line)
        for tag, part in (("before", shown.before), ("at", shown.at), ("after", shown.after)):
            element(source, tag, part)
    if first.hint:
        element(made, "hint", first.hint)


def _changes(root: etree._Element, tag: str, recorded: Sequence[Recorded]) -> None:
    if not recorded:
        return
    parent = element(root, tag)
    for each in recorded[:MOST]:
        message = say("times", each.count, message=each.message)
        element(parent, "change", message, file=each.file, code=each.code)
    _left(parent, sum(each.count for each in recorded[MOST:]))


def _left(parent: etree._Element, count: int) -> None:
    if count:
        parent.set("left", say("not-shown", count, all=say("whole")))
