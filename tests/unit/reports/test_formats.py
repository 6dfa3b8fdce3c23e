"""Each form of a report, read back by a reader of others, and the numbers in all of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator
from junitparser import Failure, JUnitXml
from lxml import etree, html
from markdown_it import MarkdownIt
from tests.unit.reports.conftest import HOSTILE, LINES, ODD, report_of

from teipipe.findings import Finding, Place, Severity, finding
from teipipe.reports import FORMATS, Report, Standing, render, sarif
from teipipe.reports.github import MOST as ANNOTATIONS

Counts = dict[str, int]
KNOWN = {"name": "p", "expected": "rend", "documentation": ""}
TIMES = re.compile(r"\((\d[\d,]*) times\)")
WORDS = re.compile(r"([\d,]+) (error|warning|note)s?\b")


def in_words(line: str) -> Counts:
    counts = {"error": 0, "warning": 0, "note": 0}
    return counts | {name: int(n.replace(",", "")) for n, name in WORDS.findall(line)}


def times(message: str) -> int:
    counted = TIMES.search(message)
    return int(counted[1].replace(",", "")) if counted else 1


def counted(pairs: Any) -> Counts:
    counts: Counter[str] = Counter({"error": 0, "warning": 0, "note": 0})
    for severity, count in pairs:
        counts[severity] += count
    return dict(counts)


def of_text(made: str) -> Counts:
    return in_words(made.splitlines()[-1])


def of_json(made: str) -> Counts:
    content = json.loads(made)
    listed = counted((each["severity"], each["count"]) for each in content["findings"])
    assert content["totals"] == listed
    return listed


def of_jsonl(made: str) -> Counts:
    lines = [json.loads(line) for line in made.splitlines()]
    return counted((each["severity"], each["count"]) for each in lines)


def of_sarif(made: str) -> Counts:
    (run,) = json.loads(made)["runs"]
    listed = counted((each["level"], each["occurrenceCount"]) for each in run["results"])
    totals: Counts = run["properties"]["totals"]
    assert sum(listed.values()) + run["properties"]["omitted"] == sum(totals.values())
    return totals


def of_junit(made: str) -> Counts:
    suites = JUnitXml.fromstring(made.encode())
    properties = [each for suite in suites for each in suite.properties()]
    return counted((each.name, int(each.value)) for each in properties)


def of_github(made: str) -> Counts:
    return in_words(made.splitlines()[-1])


def of_gitlab(made: str) -> Counts:
    names = {"major": "error", "minor": "warning", "info": "note"}
    return counted(
        (names[each["severity"]], times(each["description"])) for each in json.loads(made)
    )


def of_checkstyle(made: str) -> Counts:
    errors = etree.fromstring(made.encode()).iter("error")
    names = {"error": "error", "warning": "warning", "info": "note"}
    return counted(
        (names[str(each.get("severity"))], times(str(each.get("message")))) for each in errors
    )


def of_html(made: str) -> Counts:
    return in_words(html.fromstring(made).find_class("summary")[0].text_content())


def of_markdown(made: str) -> Counts:
    return in_words(made.splitlines()[2])


READERS: dict[str, Callable[[str], Counts]] = {
    "text": of_text,
    "json": of_json,
    "jsonl": of_jsonl,
    "sarif": of_sarif,
    "junit": of_junit,
    "github": of_github,
    "gitlab": of_gitlab,
    "checkstyle": of_checkstyle,
    "html": of_html,
    "markdown": of_markdown,
}


def made(form: str, report: Report) -> str:
    return render(form, report).decode("utf-8")


@pytest.fixture
def many(tmp_path: Path) -> Report:
    """A report of more findings than any host shows, in two thousand causes."""
    (tmp_path / "one.xml").write_text(LINES * 4000)
    found = [
        finding("V013", Place("one.xml", line, 3), attribute=f"a{line % 2500}", **KNOWN)
        for line in range(1, 12_001)
    ]
    found += [finding("V057", Place("one.xml", 1, 1), text=str(n), name="title") for n in range(99)]
    return report_of(tmp_path, found, "one.xml")


@pytest.mark.parametrize("form", FORMATS)
def test_the_numbers_are_the_same_in_every_form(form: str, report: Report) -> None:
    assert READERS[form](made(form, report)) == {"error": 5, "warning": 2, "note": 2}


@pytest.mark.parametrize("form", FORMATS)
def test_so_they_are_where_a_form_is_cut(form: str, many: Report) -> None:
    assert READERS[form](made(form, many)) == {"error": 12_000, "warning": 99, "note": 0}


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_said_too(form: str, tmp_path: Path) -> None:
    report = report_of(tmp_path, [], "a.xml")
    assert READERS[form](made(form, report)) == {"error": 0, "warning": 0, "note": 0}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_findings_give_the_same_bytes(form: str, report: Report) -> None:
    assert render(form, report) == render(form, report)


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_not_unicode(form: str, tmp_path: Path) -> None:
    found = [finding("V004", Place("\udcff.xml", 1, 1))]
    assert READERS[form](made(form, report_of(tmp_path, found, "\udcff.xml")))["note"] == 1


def test_a_finding_in_json_has_the_keys_that_every_report_shares(report: Report) -> None:
    first = json.loads(made("jsonl", report).splitlines()[0])
    assert first["file"] == "one.xml"
    assert first == report.findings[0].as_dict()


@pytest.fixture
def sarif_schema(schemas: Path) -> Draft7Validator:
    return Draft7Validator(json.loads((schemas / "sarif-schema-2.1.0.json").read_text("utf-8")))


@pytest.mark.parametrize("compared", [False, True])
def test_sarif_is_valid(report: Report, sarif_schema: Draft7Validator, compared: bool) -> None:
    log = json.loads(made("sarif", replace(report, standing=Standing(compared=compared))))
    assert [each.message for each in sarif_schema.iter_errors(log)] == []


def test_the_rules_of_sarif_leave_nothing_open(report: Report) -> None:
    rules = json.loads(made("sarif", report))["runs"][0]["tool"]["driver"]["rules"]
    sentences = [each["fullDescription"]["text"] for each in rules]
    assert sentences
    assert not any("{" in each for each in sentences)
    assert all(each["id"] in each["help"]["markdown"] for each in rules)


def test_a_damaged_sarif_is_seen(report: Report, sarif_schema: Draft7Validator) -> None:
    log = json.loads(made("sarif", report))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(sarif_schema.iter_errors(log))


def test_sarif_points_into_the_repository(report: Report) -> None:
    (run,) = json.loads(made("sarif", report))["runs"]
    places = [
        each["locations"][0]["physicalLocation"] for each in run["results"] if each["locations"]
    ]
    uris = [each["artifactLocation"]["uri"] for each in places]
    assert unquote(uris[3]) == ODD
    assert re.fullmatch(r"[\w%./~-]+", uris[3])
    assert places[0]["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 20}
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])


def test_sarif_keeps_to_the_limits_of_hosts(many: Report, sarif_schema: Draft7Validator) -> None:
    log = json.loads(made("sarif", many))
    (run,) = log["runs"]
    assert len(run["results"]) <= sarif.MOST
    assert max(len(each["locations"]) for each in run["results"]) <= sarif.PLACES
    assert run["properties"]["omitted"] == 0
    assert [each.message for each in sarif_schema.iter_errors(log)] == []


def test_sarif_leaves_the_least_grave_out(tmp_path: Path) -> None:
    notes = [finding("V060", Place("a.xml", 1), text=str(n), name="x") for n in range(sarif.MOST)]
    report = report_of(tmp_path, [*notes, finding("V004", Place("a.xml", 1)), *ERRORS], "a.xml")
    (run,) = json.loads(made("sarif", report))["runs"]
    assert run["properties"]["omitted"] == len(ERRORS) + 1
    assert sum(each["level"] == "error" for each in run["results"]) == len(ERRORS)


ERRORS = [finding("P001", Place("a.xml", 1), reason=str(n)) for n in range(3)]


def prints(report: Report) -> list[str]:
    (run,) = json.loads(made("sarif", report))["runs"]
    return [each["partialFingerprints"]["teipipe/v1"] for each in run["results"]]


def test_fingerprints_differ_and_do_not_depend_on_lines(
    report: Report, findings: list[Finding], tmp_path: Path
) -> None:
    before = prints(report)
    assert len(set(before)) == len(before)
    (tmp_path / "one.xml").write_text(f"<!-- new -->\n\n{LINES}")
    moved = [
        replace(each, place=_lower(each.place)) if each.place.file == "one.xml" else each
        for each in findings
        if each.code != "V004"
    ]
    after = prints(report_of(tmp_path, moved, "one.xml", ODD))
    assert after == [each for each in before if each != before[4]]


def _lower(place: Place) -> Place:
    end = place.end_line + 2 if place.end_line else None
    return replace(place, line=(place.line or 0) + 2, end_line=end)


def test_junit_is_read_by_its_parser(report: Report) -> None:
    suites = JUnitXml.fromstring(made("junit", report).encode())
    cases = [case for suite in suites for case in suite]
    failing = [case for case in cases if not case.is_passed]
    assert (suites.tests, suites.failures) == (len(cases), 1) == (6, 1)
    (failure,) = failing[0].result
    assert isinstance(failure, Failure)
    assert failure.text.splitlines()[1:4] == ["one.xml:2:3", "one.xml:3:2", "one.xml:5:1"]
    clean = [case for case in cases if case.classname == "clean.xml"]
    assert [case.is_passed for case in clean] == [True]


def test_what_fails_the_command_fails_in_junit(report: Report) -> None:
    strict = replace(report, threshold=Severity.WARNING)
    suites = JUnitXml.fromstring(made("junit", strict).encode())
    assert suites.failures == 3


def test_github_gets_commands_that_hold_nothing_else(report: Report) -> None:
    lines = made("github", report).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == len(report.findings)
    assert commands[0].startswith(
        "::error file=one.xml,line=2,endLine=2,col=3,endColumn=20,title=V013%3A "
    )
    odd = next(each for each in commands if "V057" in each)
    properties, message = odd.removeprefix("::warning ").split("::", 1)
    pairs = dict(each.split("=", 1) for each in properties.split(","))
    assert unescaped(pairs["file"]) == ODD
    assert HOSTILE in unescaped(message)


def unescaped(text: str) -> str:
    for escape, mark in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escape, mark)
    return text


def test_github_gets_no_more_than_it_shows_the_gravest_first(many: Report) -> None:
    lines = made("github", many).splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * ANNOTATIONS + ["::warning"] * ANNOTATIONS
    assert "12,079 more findings are not shown" in lines[-2]


def test_gitlab_gets_the_shape_that_it_publishes(report: Report) -> None:
    issues = json.loads(made("gitlab", report))
    for each in issues:
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert isinstance(each["location"]["lines"]["begin"], int)
        assert each["location"]["path"]
        assert each["description"] and each["check_name"]
    assert len({each["fingerprint"] for each in issues}) == len(issues)


def test_checkstyle_names_every_file_once(report: Report) -> None:
    root = etree.fromstring(made("checkstyle", report).encode())
    names = [each.get("name") for each in root]
    assert names == ["one.xml", ODD.replace("\n", "\\n"), "sub/gone.xml", "."]
    assert {each.get("source") for each in root.iter("error")} >= {"teipipe.V013"}


def test_markdown_is_words_and_tables_whatever_the_findings_say(report: Report) -> None:
    page = html.fromstring(
        MarkdownIt("commonmark").enable("table").render(made("markdown", report))
    )
    assert len(page.findall(".//table")) == 3
    assert page.findall(".//script") == page.findall(".//a") == []
    rows = page.findall(".//table")[2].findall(".//tr")
    assert [len(row) for row in rows] == [2] * len(rows)
    assert "<script>alert(1)</script>" in rows[2].text_content()
    assert rows[2][0].text_content() == ODD.replace("\n", "\\n") + ":2:3"


def test_markdown_fits_into_a_summary(many: Report) -> None:
    assert len(render("markdown", many)) < 1 << 20


def test_the_page_needs_nothing_and_runs_nothing(report: Report) -> None:
    page = html.fromstring(made("html", report))
    assert page.findall(".//script") == page.findall(".//link") == page.findall(".//img") == []
    assert HOSTILE.split(" | ")[0] in page.text_content()


def test_the_page_shows_totals_as_bars_and_each_source_line(report: Report) -> None:
    page = html.fromstring(made("html", report))
    by_rule, by_file = page.findall(".//table")
    widths = [each.get("style") for each in by_rule.iter("span") if each.get("style")]
    assert widths == ["inline-size: 100.00%"] + ["inline-size: 20.00%"] * 4
    assert len(by_file.findall(".//tbody/tr")) == 4
    first = page.find_class("file")[0]
    assert first.find(".//mark").text == '<p rent="italic">'
    assert first.find(".//pre").text_content() == '2 <p rent="italic">Dear Ann,</p>'
    targets = {each.get("id") for each in page.iter() if each.get("id")}
    assert {each.get("href")[1:] for each in page.iter("a")} <= targets


def test_the_page_stays_one_that_a_browser_can_show(many: Report) -> None:
    page = made("html", many)
    assert page.count("<li>") == 2000
    assert "more findings are not shown" in page
