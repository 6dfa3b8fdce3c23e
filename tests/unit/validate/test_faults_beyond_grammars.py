"""One fault at a time in a sound document: found, at its line, with no message that only follows.

The faults are those that a grammar cannot see: pointers, identifiers, rules, header and values.
"""

from pathlib import Path

import pytest

from teipipe.documents import parse
from teipipe.registers import load_registers
from teipipe.validate import validate

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="de">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A letter</title><author ref="gnd:118540238">Goethe</author></titleStmt>
      <publicationStmt><publisher>A lab</publisher><availability>
        <licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>
      </availability></publicationStmt>
      <sourceDesc><bibl><idno type="ISBN">978-3-16-148410-0</idno></bibl></sourceDesc>
    </fileDesc>
    <encodingDesc>
      <listPrefixDef>
        <prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="persons.xml#$1"/>
        <prefixDef ident="gnd" matchPattern="([0-9X-]+)" replacementPattern="https://d-nb.info/gnd/$1"/>
      </listPrefixDef>
      <tagsDecl><rendition xml:id="i">font-style: italic</rendition></tagsDecl>
    </encodingDesc>
    <profileDesc><langUsage><language ident="de">German</language></langUsage></profileDesc>
    <revisionDesc>
      <change when="2020-01-01">Transcribed.</change>
      <change when="2021-01-01">Encoded.</change>
      <change when="2022-01-01">Published.</change>
    </revisionDesc>
  </teiHeader>
  <text>
    <body>
      <pb facs="page.jpg" n="1"/>
      <p xml:id="p-1">Dear <persName ref="persons.xml#charlotte">Charlotte</persName>,</p>
      <p xml:id="p-2">I met <persName ref="psn:carl">Carl</persName> on
        <date when="1787-02-28">Wednesday</date>, see <ref target="#p-1">above</ref> and
        <ref target="other.xml#p-9">the other letter</ref>.</p>
      <p>He was <hi rendition="#i">very</hi> <foreign xml:lang="fr">content</foreign>.</p>
      <note type="gloss" target="#p-2">He was.</note>
    </body>
  </text>
</TEI>
"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
  <ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
  <pattern>
    <rule context="t:note"><assert test="@type">A note needs a type.</assert></rule>
  </pattern>
  <pattern>
    <rule context="t:p"><report test="not(normalize-space())" role="warning">Empty.</report></rule>
  </pattern>
</schema>
"""

FAULTS = [
    ("pointer to no element", 'target="#p-1"', 'target="#p-11"', "V005"),
    ("pointer to no file", "other.xml#p-9", "others.xml#p-9", "V005"),
    ("pointer to no element of a file", "other.xml#p-9", "other.xml#p-8", "V005"),
    ("rendition that is not declared", 'rendition="#i"', 'rendition="#u"', "V005"),
    ("person in no register", "persons.xml#charlotte", "persons.xml#lotte", "V006"),
    ("person in no register, by prefix", "psn:carl", "psn:karl", "V006"),
    ("pointer that its prefix does not allow", "psn:carl", "psn:carl-1", "V042"),
    ("prefix that is not declared", 'ref="psn:carl"', 'ref="pers:carl"', "V041"),
    ("pointer without its mark", 'target="#p-1"', 'target="p-1"', "V040"),
    ("name for a pointer", 'target="#p-1"', 'target="above"', "V044"),
    ("picture that is not there", "page.jpg", "page.tif", "V045"),
    ("identifier used twice", "<p>He", '<p xml:id="p-2">He', "V018"),
    ("rule broken", '<note type="gloss"', "<note", "V002"),
    ("rule of a warning broken", "<p>He was", "<p/><p>He was", "V002"),
    ("check digit of a person", "gnd:118540238", "gnd:118540283", "V046"),
    ("check digit of a book", "978-3-16-148410-0", "978-3-16-148401-0", "V046"),
    ("thirtieth of February", "1787-02-28", "1787-02-30", "V055"),
    ("date in words", "1787-02-28", "Wednesday", "V055"),
    ("language that is none", 'xml:lang="fr"', 'xml:lang="french"', "V054"),
    ("language of the header that is none", 'ident="de"', 'ident="ger"', "V054"),
    ("empty title", "<title>A letter", "<title>", "V056"),
    ("placeholder", "<publisher>A lab", "<publisher>N. N.", "V057"),
    ("licence of two kinds", ">CC BY 4.0", ">CC BY-SA 4.0", "V051"),
    ("change out of order", "2022-01-01", "2020-06-01", "V052"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "rules.sch").write_text(RULES)
    (root / "page.jpg").write_bytes(b"")
    (root / "other.xml").write_text('<TEI><p xml:id="p-9"/></TEI>')
    (root / "persons.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="charlotte"/>'
        '<person xml:id="carl"/></TEI>'
    )
    return root


def found(project: Path, text: str):
    document = parse(text.encode(), project / "letter.xml", project)
    registers = load_registers([project / "persons.xml"], project)
    return validate(document, [project / "rules.sch"], registers)


def test_the_sound_document_is_sound(project):
    assert found(project, TEXT) == ()


@pytest.mark.parametrize(("fault", "right", "wrong", "code"), FAULTS, ids=[f[0] for f in FAULTS])
def test_a_fault_is_found_and_nothing_else(project, fault, right, wrong, code):
    assert TEXT.count(right) == 1, fault
    line = TEXT[: TEXT.index(right)].count("\n") + 1
    findings = found(project, TEXT.replace(right, wrong))
    assert [(each.code, each.place.line) for each in findings] == [(code, line)]


def test_all_faults_at_once_are_all_found(project):
    damaged, seeded = TEXT, []
    for _, right, wrong, code in FAULTS:
        if right in damaged:
            damaged = damaged.replace(right, wrong)
            seeded.append(code)
    assert len(seeded) > 15
    assert sorted(each.code for each in found(project, damaged)) == sorted(seeded)
