"""Faults that editors make, one by one, by the grammar of all of the TEI: each found, each once."""

from pathlib import Path

import pytest
from tests.oracles import jing

from teipipe.documents import parse
from teipipe.findings import Finding
from teipipe.validate import validate
from teipipe.validate.relaxng import check

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>Letters</title>
        <respStmt><resp>edited by</resp><name>A. Editor</name></respStmt>
      </titleStmt>
      <publicationStmt>
        <publisher>A press</publisher>
        <date when="1921-03-01">1921</date>
      </publicationStmt>
      <sourceDesc><p>The manuscript.</p></sourceDesc>
    </fileDesc>
    <profileDesc>
      <langUsage><language ident="en">English</language></langUsage>
      <particDesc>
        <listPerson>
          <person xml:id="anna" sex="2"><persName>Anna</persName><birth when="1880-02-29"/></person>
          <person xml:id="boris"><persName>Boris</persName></person>
        </listPerson>
      </particDesc>
    </profileDesc>
    <revisionDesc><change when="2024-01-01">Begun.</change></revisionDesc>
  </teiHeader>
  <text>
    <body>
      <div type="letter" n="1">
        <head>First letter</head>
        <opener><dateline><date when="1921-03-05">5 March</date></dateline></opener>
        <p rend="indent">My <hi rend="italic">dear</hi> <persName ref="#boris">Boris</persName>,
          see <ref target="https://example.org/a">this</ref>.</p>
        <lg type="stanza"><l n="1">One line,</l><l n="2">and another.</l></lg>
        <list><item>one</item><item>two</item></list>
        <table><row><cell cols="2">a</cell></row></table>
        <p><choice><sic>teh</sic><corr>the</corr></choice> end<note place="foot">A note.</note></p>
        <figure><graphic url="a.jpg"/><figDesc>A seal.</figDesc></figure>
        <p><app><lem wit="#a">one</lem><rdg wit="#b">two</rdg></app> <gap reason="lost"/></p>
        <closer><signed>Anna</signed></closer>
      </div>
    </body>
  </text>
</TEI>
"""

FAULTS = [
    ("<title>Letters</title>", "<titel>Letters</titel>", "V011", "<titel"),
    ('<cell cols="2">a</cell>', '<cel cols="2">a</cel>', "V011", "<cel "),
    ("<signed>Anna</signed>", "<Signed>Anna</Signed>", "V011", "<Signed"),
    ("<item>one</item>", "<li>one</li>", "V011", "<li>"),
    ("<p>The manuscript.</p>", "<paragraph>The manuscript.</paragraph>", "V011", "<paragraph"),
    ("<title>Letters</title>", "", "V031", "<respStmt"),
    ("<publisher>A press</publisher>", "", "V031", '<date when="1921-03-01'),
    ("<head>First letter</head>", "", "", ""),
    ('<hi rend="italic">dear</hi>', "<head>dear</head>", "V012", "<head>dear"),
    ("<item>two</item>", "<item>two</item><p>x</p>", "V012", "<p>x"),
    ("<row>", "<row><row><cell/></row>", "V012", "<row><cell/>"),
    ('<l n="1">One line,</l>', "<div><p/></div>", "V012", "<div><p/>"),
    ('<note place="foot">A note.</note>', "<body><p/></body>", "V012", "<body><p/>"),
    ("<list><item>one</item>", "<list>stray<item>one</item>", "V016", "stray"),
    ("</table>", "stray</table>", "V016", "stray"),
    ("<head>First letter</head>", "<head>First letter</head>stray", "V016", "stray"),
    ('<graphic url="a.jpg"/>', '<graphic url="a.jpg">stray</graphic>', "V016", "stray"),
    ('<l n="1">One line,</l><l n="2">and another.</l>', "", "V019", "</lg>"),
    ("<item>one</item><item>two</item>", "", "V019", "</list>"),
    ('<row><cell cols="2">a</cell></row>', "", "V019", "</table>"),
    ("<sic>teh</sic><corr>the</corr>", "", "V019", "</choice>"),
    ('<birth when="1880-02-29"/>', '<birth when="1881-02-29"/>', "V015", '"1881-'),
    ('when="1921-03-05"', 'when="5.3.1921"', "V015", '"5.3'),
    ('when="2024-01-01"', 'when="2024-13-01"', "V015", '"2024-13'),
    ('cols="2"', 'cols="two"', "V015", '"two'),
    ('target="https://example.org/a"', 'target="1http:a"', "V015", '"1http'),
    ('ref="#boris"', 'ref="#a#b"', "V015", '"#a#b'),
    ('ident="en"', 'ident="e_n"', "V015", '"e_n'),
    ('xml:id="boris"', 'xml:id="2boris"', "V015", '"2boris'),
    ('type="stanza"', 'type=""', "V015", '""'),
    ('rend="indent"', 'rendd="indent"', "V013", "rendd"),
    ('type="letter"', 'typ="letter"', "V013", "typ="),
    ("<corr>the", '<corr target="#x">the', "V013", 'target="#x"'),
    ('url="a.jpg"', "", "V014", "<graphic"),
    (' url="a.jpg"', ' ulr="a.jpg"', "V013", "ulr"),
    ('ident="en"', "", "V014", "<language"),
    ('xml:id="boris"', 'xml:id="anna"', "V018", '<person xml:id="anna"><pers'),
    ('<lem wit="#a">one</lem><rdg wit="#b">two</rdg>', "two", "V016", "two</app>"),
    ('<TEI xmlns="http://www.tei-c.org/ns/1.0">', "<TEI>", "V032", "<TEI"),
    ("<p>The manuscript.</p>", "", "V019", "</sourceDesc>"),
    (
        "<teiHeader>\n    <fileDesc>",
        "<teiHeader>\n    <encodingDesc><p/></encodingDesc>\n    <fileDesc>",
        "V031",
        "<encodingDesc",
    ),
    ("<opener>", "<trailer>x</trailer><opener>", "V031", "<trailer"),
]
"""What is replaced, by what, the code that it gives, and what the finding's place begins with."""
STANDING = ("#a", "#b", "a.jpg")
"""Pointers of the undamaged document that lead to nothing."""


def findings(text: str) -> tuple[Finding, ...]:
    schema = jing.tei_all()
    return check(parse(text.encode(), Path("letter.xml"), Path()), schema, schema.parent)


def position(text: str, part: str) -> tuple[int, int]:
    before = text[: text.index(part)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def test_the_undamaged_document_is_valid():
    assert findings(GOOD) == ()


@pytest.mark.parametrize(("old", "new", "code", "at"), FAULTS)
def test_a_fault_is_found_once_where_it_is(old, new, code, at):
    assert GOOD.count(old) == 1
    text = GOOD.replace(old, new)
    found = [(each.code, each.place.line, each.place.column) for each in findings(text)]
    assert found == ([(code, *position(text, at))] if code else [])


@pytest.mark.parametrize(("old", "new", "code", "at"), FAULTS)
def test_no_other_check_repeats_a_fault_or_follows_from_it(old, new, code, at):
    """But for a pointer to an element whose identifier is damaged: that leads to nothing."""
    schema = jing.tei_all()
    text = GOOD.replace(old, new)
    found = validate(parse(text.encode(), Path("letter.xml"), Path()), [schema])
    others = [each for each in found if each.arguments.get("pointer") not in STANDING]
    followed = ["V005"] if 'xml:id="boris"' in old else []
    assert [each.code for each in others] == [*([code] if code else []), *followed]


def test_faults_of_one_paragraph_are_all_found():
    text = GOOD.replace(
        '<hi rend="italic">dear</hi>',
        '<hii>dear</hii> <date when="soon">now</date> <hi rendx="italic">dear</hi>',
    )
    assert [each.code for each in findings(text)] == ["V011", "V015", "V013"]


def test_faults_of_one_file_are_all_found():
    text = GOOD
    chosen = [FAULTS[index] for index in (0, 6, 10, 13, 20, 22, 30, 33)]
    for old, new, _, _ in chosen:
        text = text.replace(old, new)
    assert sorted(each.code for each in findings(text)) == sorted(code for *_, code, _ in chosen)
