"""The report for a terminal: place, severity, code, message, and each hint once."""

from __future__ import annotations

from dataclasses import replace

from teipipe.findings import Place, finding, grouped
from teipipe.reports import text

HERE = Place("a.xml", 3, 7)
ONE = finding("P001", HERE, reason="it ends too early")
UNKNOWN = finding("T001", HERE, name="castList")


def test_a_finding_has_its_place_and_its_remedy() -> None:
    assert text.lines([ONE]) == [
        "a.xml:3:7: error P001: The file is not well-formed XML: it ends too early.",
        f"    {ONE.hint}",
    ]


def test_a_hint_is_given_once() -> None:
    elsewhere = replace(UNKNOWN, place=Place("a.xml", 9, 1))
    lines = text.lines([UNKNOWN, elsewhere])
    assert [line.startswith("    ") for line in lines] == [False, True, False]


def test_findings_of_one_cause_are_one_line_with_their_number() -> None:
    lines = text.lines(grouped([UNKNOWN, UNKNOWN, UNKNOWN]))
    assert len(lines) == 2
    assert lines[0].endswith("(and 2 more like it)")


def test_a_place_without_line_or_file() -> None:
    assert text.lines([replace(ONE, place=Place("a.xml"))])[0].startswith("a.xml: error P001")
    assert text.lines([replace(ONE, place=Place())])[0].startswith("error P001")


def test_colour_is_for_those_who_ask() -> None:
    assert "\x1b" not in "".join(text.lines([ONE]))
    assert text.lines([ONE], colour=True)[0].startswith("a.xml:3:7: \x1b[31;1merror\x1b[0m P001")


def test_the_summary_counts_every_occurrence() -> None:
    assert text.summary([]) == "no findings"
    assert text.summary([ONE, replace(UNKNOWN, count=4), ONE]) == "2 errors, 4 warnings"
