"""Pointers: what leads to nothing is found, what cannot be followed is left alone."""

from pathlib import Path

import pytest

from teipipe.documents import Document, parse
from teipipe.findings import Finding
from teipipe.registers import load_registers
from teipipe.validate import references, validate

REGISTER = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="lenin"/></TEI>'


@pytest.fixture
def project(tmp_path):
    for folder in ("letters", "registers"):
        (tmp_path / "project" / folder).mkdir(parents=True)
    root = tmp_path / "project"
    (root / "registers" / "persons.xml").write_text(REGISTER)
    (root / "letters" / "other.xml").write_text('<TEI><p xml:id="p-1"/></TEI>')
    (root / "letters" / "a page.jpg").write_bytes(b"")
    (root.parent / "outside.xml").write_text("<TEI/>")
    return root


def document(project: Path, content: str) -> Document:
    text = f'<TEI>\n<p xml:id="p-1"/>\n{content}</TEI>'
    return parse(text.encode(), project / "letters" / "letter.xml", project)


def check(project: Path, content: str) -> list[Finding]:
    registers = load_registers([project / "registers" / "persons.xml"], project)
    return list(references.check(document(project, content), registers))


@pytest.mark.parametrize(
    ("pointer", "codes"),
    [
        ("#p-1", []),
        ("#p-2", ["V005"]),
        ("#p-1 #p-2 #p-3", ["V005", "V005"]),
        ("../registers/persons.xml#lenin", []),
        ("../registers/persons.xml", []),
        ("../registers/persons.xml#lenine", ["V006"]),
        ("other.xml#p-1", []),
        ("other.xml#p-9", ["V005"]),
        ("other.xml", []),
        ("missing.xml", ["V005"]),
        ("a%20page.jpg", []),
        ("a%20page.png", ["V005"]),
        ("../../outside.xml#x", []),
        ("https://example.org/#x", []),
        ("psn:lenin", []),
        ("#xpath(//p)", []),
        ("", []),
    ],
)
def test_a_pointer(project, pointer, codes):
    found = check(project, f'<ref target="{pointer}"/>')
    assert [each.code for each in found] == codes
    assert all((each.place.line, each.place.column) == (3, 1) for each in found)


def test_what_is_no_pointer_is_left_alone(project):
    assert check(project, '<date from="1921" n="#x" type="#y" key="#z"/>') == []


def test_an_identifier_used_twice_names_both_lines(project):
    found = check(project, '<p>\n<seg xml:id="p-1"/></p>')
    assert [(each.code, each.place.line) for each in found] == [("V018", 4)]
    assert "line 2" in found[0].message


def test_one_cause_is_one_finding_with_a_count(project):
    found = validate(document(project, '<hi rendition="#b"/>' * 500 + '<hi rendition="#c"/>'))
    dangling = [(each.count, each.arguments["pointer"]) for each in found if each.code == "V005"]
    assert dangling == [(500, "#b"), (1, "#c")]


def test_what_a_rule_of_the_schema_says_is_not_said_twice(project):
    schema = project / "rules.sch"
    schema.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
        '<rule context="ref[@type]"><report test="1">Bad.</report></rule></pattern></schema>'
    )
    content = '<ref target="#x"/><ref type="t" target="#y"/>'
    codes = [each.code for each in validate(document(project, content), [schema])]
    assert codes == ["V002", "V005"]
