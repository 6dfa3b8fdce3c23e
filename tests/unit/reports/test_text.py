"""The report for a terminal: place, severity, code, message, source line, and each hint once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.reports.conftest import report_of

from teipipe.findings import Finding, Place, finding
from teipipe.reports import Report, entries, render, text
from teipipe.reports.text import Style, Teller

HERE = Place("a.xml", 3, 7)
ONE = finding("P001", HERE, reason="it ends too early")
UNKNOWN = finding("T001", HERE, name="castList")
PLAIN = Style()


def told(folder: Path, source: str, place: Place, style: Style = PLAIN) -> list[str]:
    (folder / "a.xml").write_text(source)
    found = [replace(ONE, place=place)]
    return list(Teller(style).lines(entries(found, folder), found))


def test_a_finding_has_its_place_and_its_remedy() -> None:
    assert text.lines([ONE]) == [
        "a.xml:3:7: error P001: The file is not well-formed XML: it ends too early.",
        f"    {ONE.hint}",
    ]


def test_a_hint_is_given_once() -> None:
    elsewhere = finding("T001", Place("a.xml", 9, 1), name="set")
    lines = text.lines([UNKNOWN, elsewhere])
    assert [line.startswith("    ") for line in lines] == [False, True, False]


def test_findings_of_one_cause_are_told_once_with_the_lines_of_the_others() -> None:
    alike = [replace(UNKNOWN, place=Place("a.xml", line)) for line in range(3, 15)]
    lines = text.lines([*alike, replace(UNKNOWN, place=Place("b.xml", 1))])
    assert len(lines) == 3
    assert lines[0].endswith("(and 11 more like it: lines 4, 5, 6, 7, 8, 9, 10, 11, …)")


def test_findings_of_one_place_name_no_further_line() -> None:
    assert text.lines([UNKNOWN, UNKNOWN, UNKNOWN])[0].endswith("(and 2 more like it)")


def test_a_place_without_line_or_file() -> None:
    assert text.lines([replace(ONE, place=Place("a.xml"))])[0].startswith("a.xml: error P001")
    assert text.lines([replace(ONE, place=Place())])[0].startswith("error P001")


def test_a_name_is_no_command_to_a_host() -> None:
    assert text.lines([replace(ONE, place=Place("::x.xml", 1))])[0].startswith("./::x.xml:1: error")


def test_colour_is_for_those_who_ask() -> None:
    assert "\x1b" not in "".join(text.lines([ONE]))
    assert "\x1b[31;1merror\x1b[0m P001" in text.lines([ONE], Style(colour=True))[0]


def test_the_source_line_is_marked(tmp_path: Path) -> None:
    shown = told(tmp_path, '<TEI>\n  <p rent="x">é</p>', Place("a.xml", 2, 3, 2, 15))[1:3]
    assert shown == ['    2 | <p rent="x">é</p>', "      | ^^^^^^^^^^^^"]


def test_a_tag_over_two_lines_is_marked_to_the_end_of_the_first(tmp_path: Path) -> None:
    shown = told(tmp_path, '<a>\t<p\n rent="x">', Place("a.xml", 1, 5, 2, 11))[1:3]
    assert shown == ["    1 | <a> <p", "      |     ^^"]


def test_wide_letters_take_two_columns(tmp_path: Path) -> None:
    shown = told(tmp_path, "<p>漢字<q/></p>", Place("a.xml", 1, 6, 1, 10))[1:3]
    assert shown == ["    1 | <p>漢字<q/></p>", "      |        ^^^^"]


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    line = "x" * 5000 + "<q/>" + "y" * 5000
    shown = told(tmp_path, line, Place("a.xml", 1, 5001, 1, 5005), Style(width=80))[1:3]
    assert all(len(each) <= 80 for each in shown)
    assert "…xxx" in shown[0]
    assert shown[0].endswith("yyy…")
    start = shown[1].index("^")
    assert shown[0][start : start + 4] == "<q/>"


def test_a_long_line_of_wide_letters_is_cut_as_they_are_wide(tmp_path: Path) -> None:
    line = "漢" * 500 + "<q/>" + "字" * 500
    shown = told(tmp_path, line, Place("a.xml", 1, 501, 1, 505), Style(width=80))[1:3]
    assert all(text.cells(each) <= 80 for each in shown)
    assert shown[1].endswith(" ^^^^")


def test_a_place_beyond_its_line_or_file_is_no_fault(tmp_path: Path) -> None:
    assert len(told(tmp_path, "ab", Place("a.xml", 1, 40, 1, 50))) == 4
    assert len(told(tmp_path, "ab", Place("a.xml", 7, 1))) == 2


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_the_source_is_read_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    source = f'<?xml version="1.0" encoding="{encoding}"?>\r\n<p>é<q/></p>'
    (tmp_path / "a.xml").write_bytes(source.encode(encoding))
    found = [replace(ONE, place=Place("a.xml", 2, 5, 2, 9))]
    lines = list(Teller(PLAIN).lines(entries(found, tmp_path), found))
    assert lines[1:3] == ["    2 | <p>é<q/></p>", "      |     ^^^^"]


def test_nothing_steers_the_terminal(tmp_path: Path) -> None:
    hostile = "\x1b]0;x\x07\x9b31m\u202e\r"
    found = [finding("V057", Place("a.xml", 1, 1), text=hostile, name=hostile)]
    (tmp_path / "a.xml").write_text(hostile, newline="")
    lines = "\n".join(Teller(PLAIN).lines(entries(found, tmp_path), found))
    assert not set(lines) & set("\x1b\x07\x9b\u202e\r")
    assert "\\x1b]0;x" in lines


def test_a_file_outside_the_root_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.xml").symlink_to(tmp_path / "secret")
    found = [replace(ONE, place=Place("a.xml", 1, 1))]
    assert "secret" not in "\n".join(Teller(PLAIN).lines(entries(found, root), found))


def test_hints_are_broken_between_words_on_a_terminal() -> None:
    lines = text.lines([ONE], Style(width=40))
    assert len(lines) > 2
    assert all(len(line) <= 40 and line.startswith("    ") for line in lines[1:])


def test_what_many_files_have_is_told_shortly_after_the_third(tmp_path: Path) -> None:
    teller, lengths = Teller(PLAIN), []
    for name in ("a", "b", "c", "d", "e"):
        (tmp_path / f"{name}.xml").write_text("<p/>")
        found = [replace(ONE, place=Place(f"{name}.xml", 1, 1))]
        lengths.append(len(list(teller.lines(entries(found, tmp_path), found))))
    assert lengths == [4, 3, 3, 1, 1]


def test_what_two_documents_have_of_one_file_is_told_once() -> None:
    teller, shared = Teller(PLAIN), replace(ONE, place=Place("xslt/html.xsl", 4, 3))
    told = [list(teller.lines(entries(each, Path()), each)) for each in ([shared], [shared, ONE])]
    assert [each[0].partition(":")[0] for each in told] == ["xslt/html.xsl", "a.xml"]


def test_at_most_so_many_are_told_and_all_are_counted(report: Report) -> None:
    teller = Teller(PLAIN, most=1)
    lines = list(teller.lines(report.entries, report.findings))
    assert [line for line in lines if line.startswith("one.xml")] == lines[:1]
    assert teller.held_back == 4
    assert "4 more findings are not shown" in "\n".join(
        text.closing(report, PLAIN, teller.held_back)
    )


def test_the_summary_counts_every_occurrence(report: Report) -> None:
    *table, total = text.closing(report, PLAIN)
    assert [line.split()[:3] for line in table] == [
        ["5", "errors", "V013"],
        ["1", "warning", "V005"],
        ["1", "warning", "V057"],
        ["1", "note", "V004"],
        ["1", "note", "V060"],
    ]
    assert total == "3 documents: 5 errors, 2 warnings, 2 notes"


def test_one_cause_in_many_files_is_one_line(tmp_path: Path) -> None:
    found = [
        replace(finding("V002", Place(f"{file}.xml", 1, 1), text=said), count=2)
        for file, said in (("a", "No date."), ("b", "No date."), ("b", "No name."))
    ]
    warned = {**found[2].arguments, "severity": "warning"}
    found.append(replace(found[2], arguments=warned))
    table = [*text.closing(report_of(tmp_path, found, "a.xml", "b.xml"), PLAIN)][:-1]
    assert [" ".join(line.split()) for line in table] == [
        "6 errors V002 rule broken in 2 files",
        "4 × No date. (in 2 files)",
        "2 warnings V002 rule broken in 1 file",
    ]


def test_nothing_found(tmp_path: Path) -> None:
    assert render("text", report_of(tmp_path, [], "a.xml")) == b"1 document: no findings\n"


def test_the_whole_report_as_a_file(report: Report, findings: list[Finding]) -> None:
    lines = render("text", report).decode().splitlines()
    assert sum(": error " in each or ": warning " in each for each in lines) == 3
    assert lines[0].startswith("one.xml:2:3: error V013")
    assert lines[-1] == "3 documents: 5 errors, 2 warnings, 2 notes"
