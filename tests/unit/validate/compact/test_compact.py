"""RELAX NG in compact syntax: the tree that it stands for, its places, and what is wrong in it."""

from __future__ import annotations

import pytest
from lxml import etree

from teipipe.documents import parse
from teipipe.errors import ConfigurationError
from teipipe.validate import catalogs, sources, validate
from teipipe.validate.compact import CompactError, read
from teipipe.validate.relaxng import load

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
DOCUMENTATION = "http://relaxng.org/ns/compatibility/annotations/1.0"


def written(compact):
    """The tree of a schema, as its XML would be written by hand."""
    tree, spans = read(compact.encode())
    root = tree.getroot()
    assert len(spans) == sum(1 for _ in root.iter(etree.Element))
    text = etree.tostring(root, encoding="unicode").replace("ns0:", "").replace(":ns0", "")
    return text.replace(f' xmlns="{RNG}"', "")


@pytest.mark.parametrize(
    ("compact", "xml"),
    [
        ("element a { empty }", '<element name="a"><empty/></element>'),
        (
            'default namespace = "urn:a" element a { attribute b { text }? }',
            (
                '<element><name ns="urn:a">a</name><optional><attribute name="b"><text/>'
                "</attribute></optional></element>"
            ),
        ),
        (
            "grammar { start |= a  a &= (b, c)* | \\element+ }",
            (
                '<grammar><start combine="choice"><ref name="a"/></start>'
                '<define name="a" combine="interleave"><choice><zeroOrMore><group><ref name="b"/>'
                '<ref name="c"/></group></zeroOrMore><oneOrMore><ref name="element"/></oneOrMore>'
                "</choice></define></grammar>"
            ),
        ),
        (
            "element * - (xml:* | a) { list { xsd:int { minInclusive = '1' } - '7' } }",
            (
                '<element><anyName><except><choice><nsName ns="http://www.w3.org/XML/1998/namespace"/>'
                "<name>a</name></choice></except></anyName>"
                f'<list><data type="int" datatypeLibrary="{XSD}">'
                '<param name="minInclusive">1</param>'
                "<except><value>7</value></except></data></list></element>"
            ),
        ),
        (
            'start = string "a" ~ \'"b"\' | """c\nd""" | token "\\x{a}"',
            (
                '<grammar><start><choice><value type="string" datatypeLibrary="">a"b"</value>'
                '<value>c\nd</value><value type="token" datatypeLibrary="">\n</value>'
                "</choice></start>"
                "</grammar>"
            ),
        ),
        (
            'include "b.rnc" { div { a = parent b } } c = external "d.rnc"',
            (
                '<grammar><include href="b.rnc"><div><define name="a"><parentRef name="b"/>'
                "</define>"
                '</div></include><define name="c"><externalRef href="d.rnc"/></define></grammar>'
            ),
        ),
        (
            '## One\n## and two\n# no more\n[ x = "1" y [ z = "2" "said" ] ] a = b >> c [ ]',
            (
                f'<grammar><define name="a" x="1"><ns1:documentation xmlns:ns1="{DOCUMENTATION}">'
                'One\nand two</ns1:documentation><y z="2">said</y><ref name="b"/><c/></define>'
                "</grammar>"
            ),
        ),
        (
            'namespace p = inherit default namespace = "urn:a" element p:a|b { notAllowed }',
            (
                '<element><choice><name>a</name><name ns="urn:a">b</name></choice><notAllowed/>'
                "</element>"
            ),
        ),
    ],
)
def test_a_schema_stands_for_the_tree_of_its_xml(compact, xml):
    assert written(compact) == xml


@pytest.mark.parametrize(
    ("compact", "line", "column", "reason"),
    [
        ("", 1, 1, "the file ends"),
        ("\n<grammar/>", 2, 1, "it is XML"),
        ("start = element", 1, 16, "the file ends where a name"),
        ("start = a\n  b == c", 2, 6, "“=” stands where a pattern"),
        ("start = a, b | c", 1, 14, "brackets around the others"),
        ("start = a | xsd:int - '1'", 1, 13, "brackets around it"),
        ("start = element a - b { text }", 1, 19, "“-” stands where “{”"),
        ("start = element q:a { text }", 1, 17, "“q” is declared nowhere"),
        ("start = x:int", 1, 9, "no library"),
        ("start = 'a\n'", 1, 9, "quotation mark"),
        ("a = \\x{0}", 1, 5, "control character"),
        ("start = " + "(" * 200, 1, 109, "too many deep"),
        ("start = text }", 1, 14, "“}” stands where a definition"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(compact, line, column, reason):
    with pytest.raises(CompactError) as caught:
        read(compact.encode())
    assert (caught.value.line, caught.value.column) == (line, column)
    assert reason in caught.value.reason


def test_what_a_pattern_lacks_is_told_at_its_place_in_the_compact_file(tmp_path):
    (tmp_path / "a.rnc").write_text('include "b.rnc"\n')
    (tmp_path / "b.rnc").write_text("start =\n  element a { missing }\n", encoding="utf-16")
    with pytest.raises(ConfigurationError, match="missing") as caught:
        load(tmp_path / "a.rnc", tmp_path)
    place = caught.value.findings[0].place
    assert (place.file, place.line, place.column) == ("b.rnc", 2, 15)


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "a.rnc").write_bytes(b"start = text\n# caf\xe9")
    with pytest.raises(ConfigurationError, match="UTF-8") as caught:
        sources.read(tmp_path / "a.rnc", tmp_path)
    assert caught.value.findings[0].place.line == 2


BAD = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0" rent="x"><teiHeader><fileDesc>
<titleStmt><title>A</title></titleStmt></fileDesc></teiHeader><text><body>
<p>A <persNam>name</persNam><date when="soon"/></p>stray</body></text></TEI>"""


def test_the_two_syntaxes_of_the_tei_find_the_same(tmp_path):
    xml = catalogs.by_name()["tei_all"]
    letter = parse(BAD, tmp_path / "letter.xml", tmp_path)
    findings = [validate(letter, [each]) for each in (xml, xml.with_suffix(".rnc"))]
    told = [{(each.code, each.place, each.message) for each in found} for found in findings]
    assert {"V011", "V013", "V015", "V016", "V019"} <= {code for code, _, _ in told[0]}
    assert told[0] == told[1]


def test_schematron_in_annotations_is_applied(tmp_path):
    schema = tmp_path / "a.rnc"
    schema.write_text(
        'namespace s = "http://purl.oclc.org/dsdl/schematron"\n'
        "start = element a { text }\n"
        's:pattern [ s:rule [ context = "a" s:assert [ test = "text()" "Say more." ] ] ]\n'
    )
    (found,) = validate(parse(b"<a/>", tmp_path / "a.xml", tmp_path), [schema])
    assert found.message.endswith("Say more.")
