"""DTDs: libxml2's verdicts, with our findings; only files that may be read are read."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.oracles.mutants import mutants

from teipipe.documents import parse
from teipipe.errors import ConfigurationError
from teipipe.validate import catalogs, dtd, validate

P4 = """<!ENTITY % verse "IGNORE">
<!ENTITY % chars PUBLIC "ISO 8879:1986//ENTITIES Added Latin 1//EN" "iso-lat1.ent"> %chars;
<!ENTITY % parts SYSTEM "sub/parts.ent"> %parts;
<![%verse;[<!ELEMENT lg (l+)>]]>
<!ELEMENT TEI.2 (head?, (p | lg)+)>
<!ATTLIST TEI.2 id ID #IMPLIED lang CDATA #FIXED "en">
"""
PARTS = """<!ELEMENT head (#PCDATA)> <!ELEMENT l (#PCDATA)>
<!ELEMENT p (#PCDATA | lg | ref)*>
<!ATTLIST p id ID #REQUIRED type (prose|letter) "prose" xml:lang NMTOKEN #IMPLIED>
<!ELEMENT ref EMPTY> <!ATTLIST ref refid IDREF #IMPLIED>
"""
VERSE = '[<!-- ] --><!ENTITY % verse "INCLUDE"><!ENTITY own "mine">]'


@pytest.fixture
def project(tmp_path):
    (tmp_path / "dtd" / "sub").mkdir(parents=True)
    (tmp_path / "dtd" / "tei2.dtd").write_text(P4)
    (tmp_path / "dtd" / "sub" / "parts.ent").write_text(PARTS)
    return tmp_path


def judged(project, content, subset="", system="dtd/tei2.dtd"):
    text = f'<!DOCTYPE TEI.2 SYSTEM "{system}" {subset}>\n{content}'
    return validate(parse(text.encode(), project / "letter.xml", project))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('<TEI.2><p id="a">x</p></TEI.2>', []),
        ('<TEI.2 lang="en"><head>A</head><p id="a" type="letter" xml:lang="de"/></TEI.2>', []),
        ("<TEI.2><p>x</p></TEI.2>", [("V014", 8, "@id")]),
        ('<TEI.2><p id="a" typ="prose"/></TEI.2>', [("V013", 18, "@typ")]),
        ('<TEI.2><p id="a" type="verse"/></TEI.2>', [("V015", 23, "verse")]),
        ('<TEI.2 lang="fr"><p id="a"/></TEI.2>', [("V015", 13, "fr")]),
        ('<TEI.2><p id="a"/><head/></TEI.2>', [("V012", 19, "head")]),
        ('<TEI.2><p id="a"/>text</TEI.2>', [("V016", 19, "text")]),
        ('<TEI.2><p id="a"><ref>x</ref></p></TEI.2>', [("V016", 23, "x")]),
        ('<TEI.2><p id="a"><lg/></p></TEI.2>', [("V011", 18, "lg")]),
        ("<TEI.2/>", [("V019", 9, "TEI.2")]),
        ("<p id='a'/>", [("V012", 1, "p")]),
        ('<TEI.2><p id="a"/><p id="a"/></TEI.2>', [("V018", 19, "a")]),
        ('<TEI.2><p id="a"><ref refid="b"/></p></TEI.2>', [("V005", 18, "b")]),
    ],
)
def test_a_document_is_judged_by_the_dtd_that_it_names(project, content, found):
    told = [each for each in judged(project, content) if each.code != "V051"]
    assert [(each.code, each.place.line, each.place.column) for each in told] == [
        (code, 2, column) for code, column, _ in found
    ]
    assert all(word in each.message for each, (*_, word) in zip(told, found, strict=True))


def test_what_stands_in_the_brackets_of_the_doctype_counts(project):
    verse = '<TEI.2><lg><l>&own;</l></lg><p id="a"/></TEI.2>'
    assert judged(project, verse, VERSE) == ()
    assert {each.code for each in judged(project, verse.replace("&own;", ""))} == {"V011"}


def test_a_dtd_may_be_given(project):
    letter = parse(b"<TEI.2><p/></TEI.2>", project / "letter.xml", project)
    assert [each.code for each in validate(letter, [project / "dtd" / "tei2.dtd"])] == ["V014"]
    with pytest.raises(ConfigurationError) as caught:
        validate(letter, [project / "missing.dtd"])
    assert caught.value.findings[0].code == "V003"


def test_a_dtd_of_entities_alone_judges_nothing(project):
    (project / "names.dtd").write_text('<!ENTITY me "I">')
    found = judged(project, "<TEI.2><q/></TEI.2>", system="names.dtd")
    assert found == ()
    letter = parse(b"<q/>", project / "letter.xml", project)
    with pytest.raises(ConfigurationError, match="declares no elements"):
        validate(letter, [project / "names.dtd"])


@pytest.mark.parametrize(
    ("declaration", "code", "file", "line", "reason"),
    [
        ("\n<!ELEMENT p (", "V017", "bad.dtd", 2, "ContentDecl"),
        ('<!ENTITY % x SYSTEM "sub/no.ent"> %x;', "V003", "bad.dtd", 1, "sub/no.ent"),
        ('<!ENTITY % x SYSTEM "../secret.ent"> %x;', "V008", "bad.dtd", 1, "secret.ent"),
        ('<!ENTITY % x SYSTEM "/etc/passwd"> %x;', "V008", "bad.dtd", 1, "passwd"),
        ('<!ENTITY % x SYSTEM "https://x.invalid/a.ent"> %x;', "V007", "bad.dtd", 1, "x.invalid"),
        ("<TEI/>", "V017", "bad.dtd", 1, ""),
    ],
)
def test_a_dtd_that_cannot_be_used_is_told(project, declaration, code, file, line, reason):
    (project.parent / "secret.ent").write_text("<!ELEMENT secret EMPTY>")
    (project / "bad.dtd").write_text(declaration)
    with pytest.raises(ConfigurationError) as caught:
        judged(project, "<TEI.2/>", system="bad.dtd")
    (found,) = caught.value.findings
    assert (found.code, found.place.file, found.place.line) == (code, file, line)
    assert reason in found.message


def test_what_grows_without_end_is_refused(project):
    bomb = "".join(f'<!ENTITY % e{n} "%e{n - 1};%e{n - 1};">' for n in range(1, 40))
    (project / "bomb.dtd").write_text(f'<!ENTITY % e0 "<!ELEMENT a ANY>">{bomb}%e39;')
    with pytest.raises(ConfigurationError):
        judged(project, "<TEI.2/>", system="bomb.dtd")


def test_the_verdicts_are_those_of_libxml2(tmp_path):
    path = catalogs.by_name()["tei_lite"].parent.parent / "dtd" / "tei_lite.dtd"
    oracle = etree.DTD(str(path))
    text = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title>
</titleStmt><publicationStmt><p>B</p></publicationStmt><sourceDesc><p>C</p></sourceDesc></fileDesc>
</teiHeader><text><body><div type="a" xml:id="x"><head>H</head><p rend="i">P <name>N</name>.</p>
<list><item n="1">I</item><item>J</item></list></div><lg><l>L</l></lg></body></text></TEI>"""
    verdicts = []
    for each in (text, *mutants(text, 120, 7)):
        document = parse(each, tmp_path / "a.xml", tmp_path)
        verdicts.append(
            (oracle.validate(document.tree), not dtd.check(document, path, path.parent))
        )
    assert all(theirs == ours for theirs, ours in verdicts)
    assert {ours for _, ours in verdicts} == {True, False}
