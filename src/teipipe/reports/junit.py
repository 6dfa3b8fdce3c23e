"""JUnit's XML: a suite for each file, a case for each thing that was found there.

What makes the command fail is a failure; what does not is told in the output of a case that
passes. A file without findings is one case that passes.
"""

from __future__ import annotations

from lxml import etree

from teipipe.findings import Finding
from teipipe.reports import Report, name
from teipipe.reports.sources import visible
from teipipe.reports.totals import Cause, by_severity, causes
from teipipe.reports.trees import document, element, nested
from teipipe.reports.words import say

_PLACES = 100
"""How many places of one cause a failure lists."""


def render(report: Report) -> str:
    """Give the suites, in the order of the files."""
    files: dict[str, list[Finding]] = {name(each, report.base): [] for each in report.documents}
    for each in report.findings:
        files.setdefault(each.place.file or ".", []).append(each)
    root = etree.Element("testsuites", name="teipipe", tests="", failures="")
    suites = [_suite(root, file, found, report) for file, found in files.items()]
    return document(root, suites)


def _suite(root: etree._Element, file: str, found: list[Finding], report: Report) -> str:
    """Write the suite of a file, and count its cases and failures."""
    alike = causes(found)
    failures = sum(each.first.severity >= report.threshold for each in alike)
    counts = {"tests": len(alike) or 1, "failures": failures}
    for what, count in counts.items():
        root.set(what, str(int(root.get(what) or 0) + count))
    suite = etree.Element("testsuite", name=visible(file))
    for what, count in {**counts, "errors": 0, "skipped": 0}.items():
        suite.set(what, str(count))
    properties = element(suite, "properties")
    for severity, count in by_severity(found).items():
        element(properties, "property", name=severity.name.lower(), value=count)
    if not alike:
        element(suite, "testcase", classname=file, name=say("clean"))
    return nested(suite, [_case(file, each, report) for each in alike], 1)


def _case(file: str, cause: Cause, report: Report) -> str:
    first = cause.first
    case = etree.Element("testcase", classname=visible(file))
    case.set("name", visible(f"{first.code}: {first.message}"))
    hint = [first.hint] if first.hint else []
    text = "\n".join(map(visible, [_message(cause), *_places(cause, file), *hint]))
    if first.severity >= report.threshold:
        kind = f"{first.code} {first.severity.name.lower()}"
        element(case, "failure", text, message=_message(cause), type=kind)
    else:
        element(case, "system-out", f"{first.severity.name.lower()} {text}")
    return nested(case, (), 2)


def _message(cause: Cause) -> str:
    return say("times", cause.count, message=cause.first.message)


def _places(cause: Cause, file: str) -> list[str]:
    spots = [
        ":".join(str(part) for part in (file, each.place.line, each.place.column) if part)
        for each in cause.all[:_PLACES]
    ]
    return [*spots, *(["…"] if len(cause.all) > _PLACES else [])]
