"""What only follows from a mistake that has been told, or tells it once more, is left out."""

from __future__ import annotations

import pytest

from teipipe.documents import parse
from teipipe.findings import Severity
from teipipe.validate import validate

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
FILES = {
    "a.dtd": """<!ELEMENT TEI (p+)> <!ELEMENT p (#PCDATA | ref)*>
        <!ATTLIST p xml:id ID #IMPLIED corresp IDREF #IMPLIED n (a | b) #IMPLIED>
        <!ELEMENT ref EMPTY> <!ATTLIST ref target CDATA #REQUIRED>""",
    "a.rnc": """default namespace = "http://www.tei-c.org/ns/1.0"
        start = element TEI { element p { attribute xml:id { xsd:ID }?,
          attribute corresp { xsd:IDREF }?, attribute n { "a" | "b" }?, mixed { Ref* } }+ }
        Ref = element ref { attribute target { text } }""",
    "wide.rnc": """default namespace = "http://www.tei-c.org/ns/1.0"
        start = element TEI { element hi { empty }?, element p { attribute * { text }*,
          mixed { element ref { attribute target { text } }* } }+ }""",
    "a.sch": """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
        <pattern><rule context="*:p"><assert test="@n">A p has its n.</assert></rule></pattern>
        </schema>""",
    "b.sch": """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
        <pattern><rule context="*:p"><assert test="@n">A p has its n.</assert>
        <report test="true()">A p.</report></rule></pattern></schema>""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("schemas")
    for name, text in FILES.items():
        (made / name).write_text(text)
    return made


def found(folder, content, *schemas):
    document = parse(f"<TEI {NS}>{content}</TEI>".encode(), folder / "a.xml", folder)
    return validate(document, [folder / each for each in schemas])


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ('<p n="c"/>', ["V015"]),
        ('<p m="a"/>', ["V013"]),
        ("<p><hi/></p>", ["V011"]),
        ("<p/>text<p><ref/></p>", ["V016", "V014"]),
        ('<p xml:id="a"/><p xml:id="a"/>', ["V018"]),
        ('<p corresp="b"/>', ["V005"]),
        ('<p xml:id="a" corresp="a"/>', []),
    ],
)
def test_two_schemas_that_say_the_same_are_heard_once(folder, content, codes):
    for schemas in (["a.dtd"], ["a.rnc"], ["a.dtd", "a.rnc"], ["a.rnc", "a.dtd"]):
        told = found(folder, content, *schemas)
        assert [each.code for each in told] == codes, schemas
        assert {each.severity for each in told} <= {Severity.ERROR}


def test_an_element_that_two_grammars_refuse_in_other_words_is_told_once(folder):
    assert [each.code for each in found(folder, "<p><hi/></p>", "wide.rnc")] == ["V012"]
    assert [each.code for each in found(folder, "<p><hi/></p>", "a.rnc", "wide.rnc")] == ["V011"]


def test_what_only_the_second_schema_says_is_told(folder):
    told = found(folder, '<p n="c"/><p m=""><hi/></p>', "wide.rnc", "a.rnc")
    assert [each.code for each in told] == ["V012", "V015", "V013"]


def test_rules_that_stand_in_two_schemas_are_heard_once(folder):
    told = found(folder, "<p/><p/>", "a.sch", "b.sch")
    assert [(each.place.xpath, each.message) for each in told] == [
        ("/*/*[1]", "A p has its n."),
        ("/*/*[2]", "A p has its n."),
        ("/*/*[1]", "A p."),
        ("/*/*[2]", "A p."),
    ]


def test_findings_by_a_dtd_say_so(folder):
    assert [each.check for each in found(folder, "<p><hi/></p>", "a.dtd")] == ["dtd"]
