"""Pointers: what leads to nothing is found, what cannot be followed is left alone."""

from pathlib import Path

import pytest

from teipipe.documents import Document, parse
from teipipe.documents.inclusion import whole
from teipipe.findings import Finding, finding
from teipipe.registers import load_registers
from teipipe.validate import references, relaxng, validate
from teipipe.validate.kinds import Kind, Schema

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
    return whole(parse(text.encode(), project / "letters" / "letter.xml", project))


def check(project: Path, content: str) -> list[Finding]:
    registers = load_registers([project / "registers" / "persons.xml"], project)
    return list(references.check(document(project, content), registers))


@pytest.mark.parametrize(
    ("pointer", "codes"),
    [
        ("#p-1", []),
        ("#p-2", ["V005"]),
        ("#p-1 #p-2 #p-3", ["V005", "V005"]),
        ("#p-2 #p-2", ["V005"]),
        ("../registers/persons.xml#lenin", []),
        ("../registers/persons.xml", []),
        ("../registers/persons.xml#lenine", ["V006"]),
        ("other.xml#p-1", []),
        ("other.xml#p-9", ["V005"]),
        ("other.xml", []),
        ("missing.xml", ["V005"]),
        ("p-1", ["V040"]),
        ("page", ["V044"]),
        ("page?x=1", ["V044"]),
        ("images/page", ["V045"]),
        ("mailto:a@example.org", []),
        ("a%20page.jpg", []),
        ("a%20page.png", ["V045"]),
        ("../../outside.xml#x", []),
        ("https://example.org/#x", []),
        ("psn:lenin", ["V041"]),
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
        '<rule context="ref[@type]"><report test="1">Bad: <value-of select="@type, @target"/>.'
        "</report></rule></pattern></schema>"
    )
    content = '<ref target="#x"/><ref type="t" target="#y"/>'
    codes = [each.code for each in validate(document(project, content), [schema])]
    assert codes == ["V002", "V005"]


def test_what_a_rule_does_not_say_is_told_beside_it(project):
    schema = project / "rules.sch"
    schema.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
        '<rule context="ref"><report test="1">Bad.</report></rule></pattern></schema>'
    )
    found = validate(document(project, '<ref target="#x"/>'), [schema])
    assert [each.code for each in found] == ["V002", "V005"]


def codes(project: Path, content: str, **options) -> list[str]:
    registers = load_registers([project / "registers" / "persons.xml"], project)
    return [
        each.code for each in references.check(document(project, content), registers, **options)
    ]


PREFIX = (
    '<listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" '
    'replacementPattern="../registers/persons.xml#$1"/>'
    '<prefixDef ident="psn" matchPattern="([A-Z]+)" replacementPattern="#$1"/>'
    '<prefixDef ident="gnd" matchPattern="([0-9X-]+)" '
    'replacementPattern="https://d-nb.info/gnd/$1"/>'
    '<prefixDef ident="bomb" matchPattern="(a+)+b" replacementPattern="#$1"/>'
    '<prefixDef ident="wrong" matchPattern="(" replacementPattern="#$1"/></listPrefixDef>'
)


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("psn:lenin", []),
        ("psn:lenine", ["V006"]),
        ("psn:LENIN", ["V005"]),
        ("psn:lenin-1", ["V042"]),
        ("psn:len1n", ["V042"]),
        ("gnd:118571338", []),
        ("gnd:abc", ["V042"]),
        ("bomb:" + "a" * 200, ["V042"]),
        ("wrong:x", ["V042"]),
        ("psn:" + "a" * 5000, ["V042"]),
        ("other:x", ["V041"]),
    ],
)
def test_a_prefix_is_replaced_as_it_is_declared(project, pointer, expected):
    assert codes(project, f'{PREFIX}<persName ref="{pointer}"/>') == expected


@pytest.mark.parametrize(
    ("base", "pointer", "expected"),
    [
        ("../registers/", "persons.xml#lenin", []),
        ("../registers/", "persons.xml#lenine", ["V006"]),
        ("../registers/persons.xml", "#lenin", []),
        ("../registers/persons.xml", "#p-1", []),
        ("https://example.org/", "missing.xml", []),
        ("elsewhere/", "other.xml", ["V005"]),
        ("https://example.org/", "#nobody", []),
        ("elsewhere/", "#nobody", ["V005"]),
    ],
)
def test_a_pointer_starts_from_the_base_around_it(project, base, pointer, expected):
    content = f'<div xml:base="{base}"><ref target="{pointer}"/></div><ref target="other.xml"/>'
    assert codes(project, content) == expected


def test_bases_are_joined(project):
    content = (
        '<div xml:base="../"><p xml:base="registers/"><ref target="persons.xml#lenin"/></p></div>'
    )
    assert codes(project, content) == []


INCLUDE = '<include xmlns="http://www.w3.org/2001/XInclude" href="{}"/>'


def test_what_is_included_is_part_of_the_document(project):
    (project / "letters" / "part.xml").write_text(
        f'<div xml:id="in">{INCLUDE.format("deep.xml")}</div>'
    )
    (project / "letters" / "deep.xml").write_text('<div xml:id="deep"/>')
    part = INCLUDE.format("part.xml")
    assert codes(project, part + '<ref target="#in"/><ref target="#deep"/>') == []
    (project / "registers" / "part.xml").write_text('<div><ref target="persons.xml#lenin"/></div>')
    assert codes(project, INCLUDE.format("../registers/part.xml")) == []
    found = check(project, part + '<ref target="#out"/>')
    assert [each.severity.name for each in found] == ["WARNING"]


def test_an_include_that_cannot_be_read_makes_a_note(project):
    found = check(project, INCLUDE.format("missing.xml") + '<ref target="#out"/>')
    assert [(each.code, each.severity.name) for each in found] == [("V005", "NOTE")]


def test_files_that_include_each_other_end(project):
    for one, other in (("a", "b"), ("b", "a")):
        (project / "letters" / f"{one}.xml").write_text(INCLUDE.format(f"{other}.xml"))
    found = check(project, INCLUDE.format("a.xml") + '<ref target="#out"/>')
    assert [(each.code, each.severity.name) for each in found] == [("V005", "NOTE")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<app from="#x"/>', ["V005"]),
        ('<date from="#x"/>', []),
        ('<space resp="#x"/>', []),
        ('<seg resp="#x"/>', ["V005"]),
        ('<seg who="#x"/>', ["V005"]),
        ('<catRef scheme="#x"/>', ["V005"]),
        ('<tag scheme="#x"/>', []),
        ('<seg custom="#x"/>', []),
        ('<egXML xmlns="http://www.tei-c.org/ns/Examples"><ref target="#x"/></egXML>', []),
        ('<graphic url="a page.jpg"/>', []),
        ('<graphic url="no page.jpg"/>', ["V045"]),
    ],
)
def test_which_attributes_hold_pointers(project, content, expected):
    assert codes(project, content) == expected


def test_a_grammar_says_which_attributes_hold_pointers(project):
    grammar = project / "own.rng"
    grammar.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<start><element name="TEI"><ref name="own"/><ref name="who"/></element></start>'
        '<define name="own"><attribute name="custom"><list><oneOrMore><ref name="pointer"/>'
        '</oneOrMore></list></attribute><attribute name="hand"><choice><value>#a</value></choice>'
        "</attribute></define>"
        '<define name="pointer"><data type="anyURI"/></define>'
        '<define name="who"><attribute name="who"><text/></attribute></define></grammar>'
    )
    content = '<seg custom="#x"/><seg who="#x"/><seg ref="#x"/><seg hand="#x"/>'
    assert codes(project, content) == ["V005", "V005", "V005"]
    grammars = [Schema(grammar, Kind.RELAXNG, project)]
    found = references.check(document(project, content), (), grammars)
    assert [each.arguments["attribute"] for each in found] == ["custom", "ref", "hand"]


def test_many_different_pointers_of_one_attribute_are_one_finding(project):
    content = "".join(f'<hi rendition="#r{number % 40}"/>' for number in range(70_000))
    found = check(project, content)
    assert [(each.code, each.count, each.severity.name) for each in found] == [
        ("V043", 70_000, "WARNING")
    ]
    assert "40 different" in found[0].message


def test_what_a_grammar_says_of_identifiers_is_not_said_twice(project, monkeypatch):
    said = finding("V018", identifier="p-1", first=2), finding("V005", pointer="x", attribute="a")
    monkeypatch.setattr(relaxng, "check", lambda *_: said)
    (project / "any.rng").write_text(
        '<element name="x" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
    )
    letter = document(project, '<p xml:id="p-1"/><p xml:id="q"/><p xml:id="q"/>')
    found = validate(letter, [project / "any.rng"])
    assert [each.arguments.get("identifier") for each in found] == ["p-1", None, "q"]
