"""Headers: titles, publication, rights, source, as their shapes in the wild are."""

import pytest
from tests.unit.deposit.samples import header

from teipipe.deposit.metadata import BODY, Identifier, Subject, Title


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        ("<title>A</title>", [("A", "main")]),
        ('<title level="s">S</title><title level="a">A</title>', [("A", "main")]),
        ('<title>A</title><title type="sub">B</title>', [("A", "main"), ("B", "sub")]),
        ('<title type="sub">B</title><title type="main">A</title>', [("A", "main"), ("B", "sub")]),
        (
            (
                '<title level="s">S</title><title type="iso-date">1895-04-25</title>'
                '<title level="a">A</title>'
            ),
            [("A", "main")],
        ),
        (
            '<title>A</title><title xml:lang="la">B</title>',
            [("A", "main"), ("B", "translated")],
        ),
        ('<title>A</title><title type="short">B</title>', [("A", "main"), ("B", "alternative")]),
        ("<title/>", []),
        ("", []),
    ],
)
def test_titles_have_their_kinds(titles, found):
    assert [(each.text, each.kind) for each in header(titles).titles] == found


def test_a_title_has_its_language():
    assert header('<title xml:lang="la">A</title>').titles == (Title("A", "main", "la"),)


@pytest.mark.parametrize(
    ("publication", "name", "email"),
    [
        ("<publisher>The Press</publisher>", "The Press", ""),
        (
            (
                '<publisher><orgName>The Lab</orgName><orgName xml:lang="de">Die Akademie</orgName>'
                '<orgName xml:lang="en">The Academy</orgName></publisher>'
            ),
            "The Lab, Die Akademie",
            "",
        ),
        (
            (
                "<publisher><email>x@example.org</email><orgName>The Lab</orgName>"
                "<orgName>The Academy</orgName><address><street>S</street></address></publisher>"
            ),
            "The Lab, The Academy",
            "x@example.org",
        ),
        (
            (
                "<publisher><name>The Centre</name><address><street>Street</street></address>"
                '<ref target="https://example.org">example.org</ref></publisher>'
            ),
            "The Centre",
            "",
        ),
        ("<authority>The Project</authority>", "The Project", ""),
        ("<p>The Department</p>", None, ""),
    ],
)
def test_a_publisher_is_a_name_without_its_address(publication, name, email):
    found = header(publication=publication)
    assert (found.publisher.name if found.publisher else None) == name
    assert found.email == email


def test_a_publisher_who_is_a_person_is_one():
    found = header(publication="<publisher><persName>Ann Lee</persName></publisher>").publisher
    assert found is not None
    assert found.family == "Lee"
    other = header(publication="<publisher>Ann Lee</publisher>").publisher
    assert other is not None
    assert other.kind == BODY


@pytest.mark.parametrize(
    ("publication", "names"),
    [
        (
            '<licence target="http://creativecommons.org/licenses/by/4.0/"/>',
            ["CC-BY-4.0"],
        ),
        ("<licence>CC BY 4.0</licence>", ["CC-BY-4.0"]),
        (
            ('<p>See <ref target="https://creativecommons.org/licenses/by-sa/3.0/">it</ref>.</p>'),
            ["CC-BY-SA-3.0"],
        ),
        (
            "<p>(<ref>http://creativecommons.org/licenses/by/4.0/</ref>)</p>",
            ["CC-BY-4.0"],
        ),
        (
            "<licence>CC BY 4.0</licence><licence>CC BY-SA 4.0</licence>",
            ["CC-BY-4.0", "CC-BY-SA-4.0"],
        ),
        (
            (
                '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0'
                "</licence><licence>CC BY 4.0</licence>"
            ),
            ["CC-BY-4.0"],
        ),
        ("<licence>All rights reserved.</licence>", [None]),
        ("<p>Nobody knows.</p>", []),
        ("<licence/>", []),
    ],
)
def test_licences_are_read_from_address_reference_and_words(publication, names):
    found = header(publication=f"<availability>{publication}</availability>").licences
    assert [each.licence and each.licence.name for each in found] == names


def test_the_licence_of_the_source_is_not_that_of_the_edition():
    rights = "<availability><licence>CC0</licence></availability>"
    source = f"<biblFull><publicationStmt>{rights}</publicationStmt></biblFull>"
    assert header(source=source).licences == ()


def test_publication_and_creation_are_told_apart():
    found = header(
        publication='<date type="posted" when="2015-02-13"/><date when="1958"/>',
        further='<profileDesc><creation><date when="1958-11-07"/><placeName>Bonn</placeName>'
        '</creation></profileDesc><revisionDesc><change when="2016-01-01"/>'
        '<change when="2015-01-01"/></revisionDesc>',
    )
    assert found.issued is not None
    assert found.created is not None
    assert (found.issued.edtf, found.created.edtf) == ("2015-02-13", "1958-11-07")
    assert found.changed == "2016-01-01"
    assert found.places == ("Bonn",)


def test_a_letter_was_made_when_it_was_sent():
    further = (
        '<profileDesc><correspDesc><correspAction type="received"><date when="1895-05-01"/>'
        '</correspAction><correspAction type="sent"><date when="1895-04-25"/></correspAction>'
        "</correspDesc></profileDesc>"
    )
    found = header(further=further).created
    assert found is not None
    assert found.edtf == "1895-04-25"


def test_a_thing_was_made_at_the_date_within_its_origin():
    origin = (
        '<origDate><date calendar="Śaka">1175</date>'
        '<date calendar="Julian" notBefore="1253" notAfter="1254">1253/4</date></origDate>'
    )
    found = header(source=f"<msDesc><history><origin>{origin}</origin></history></msDesc>")
    assert found.created is not None
    assert found.created.edtf == "1253~/1254~"
    assert found.source.dated == found.created


@pytest.mark.parametrize(
    ("source", "title", "text", "year"),
    [
        (
            (
                "<bibl>Lee: Tales. 1842</bibl><biblFull><title>Tales</title><date>1842</date>"
                "</biblFull>"
            ),
            "Tales",
            "Lee: Tales. 1842",
            "1842",
        ),
        ("<bibl>The Site</bibl><bibl><title>Tales</title> 1</bibl>", "Tales", "Tales 1", None),
        (
            (
                "<msDesc><msIdentifier><settlement>Graz</settlement><repository>UB</repository>"
                "<idno>MS 1</idno></msIdentifier><physDesc><p>Of parchment.</p></physDesc></msDesc>"
            ),
            "",
            "Graz, UB, MS 1",
            None,
        ),
        ("<msDesc>MS 1</msDesc><bibl><title>Print</title></bibl>", "", "MS 1", None),
    ],
)
def test_a_source_has_the_title_that_a_reference_gives(source, title, text, year):
    found = header(source=source).source
    assert (found.title, found.citation) == (title, text)
    assert (found.dated.edtf if found.dated else None) == year


@pytest.mark.parametrize(
    ("edition", "version"),
    [
        ('<edition n="1.0"/>', "1.0"),
        ("<edition>0.3</edition>", "0.3"),
        ("<edition><date>1558</date></edition>", ""),
        ('<edition n="2">of <date>1558</date></edition>', "2"),
        ("<edition>Second</edition>", ""),
    ],
)
def test_the_number_of_an_edition_is_not_its_year(edition, version):
    assert header(further=f"<editionStmt>{edition}</editionStmt>").version == version


def test_the_site_of_a_publisher_identifies_no_document():
    found = header(publication='<publisher>P</publisher><idno type="URL">https://p.org</idno>')
    assert (found.identifiers, found.address) == ((), "https://p.org")


def test_the_address_is_that_of_the_document_before_that_of_its_publisher():
    publisher = '<publisher>P<ref target="https://p.org/us">p.org</ref></publisher>'
    own = '<idno type="URL">https://p.org/editions/1</idno>'
    assert header(publication=publisher).address == ""
    pointed = '<ref target="https://q.org/1">q</ref>'
    assert header(publication=publisher + pointed + own).address == "https://p.org/editions/1"


def test_identifiers_and_address_of_the_publication():
    found = header(
        publication='<idno type="DOI">https://doi.org/10.1234/AB</idno>'
        '<idno type="URI">https://example.org/e</idno>'
        '<idno type="handle">https://hdl.handle.net/21.1/0-1</idno><idno type="filename">F1</idno>'
        '<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>'
    )
    assert found.identifiers == (
        Identifier("DOI", "10.1234/ab"),
        Identifier("URL", "https://example.org/e"),
        Identifier("Handle", "21.1/0-1"),
        Identifier("filename", "F1"),
    )
    assert found.address == "https://example.org/e"


def test_an_identifier_that_cannot_be_is_told_with_its_place():
    found = header(
        '<title>T</title>\n<editor ref="https://orcid.org/0000-0002-1825-0098">A B</editor>'
    )
    (claim,) = found.claims
    assert (claim.authority.name, claim.value) == ("ORCID", "0000-0002-1825-0098")
    assert claim.place.line == 3
    assert found.makers[0].identifiers == ()


def test_description_methods_subjects_and_funding():
    found = header(
        titles='<title>T</title><funder>The Fund<idno type="grant">P 1</idno></funder>',
        further="<encodingDesc><projectDesc><p>What it is.</p></projectDesc><editorialDecl>"
        "<correction><p>How.</p></correction></editorialDecl></encodingDesc><profileDesc>"
        '<langUsage><language ident="de"/><language ident="en"/></langUsage><textClass>'
        '<keywords scheme="#x"><list><item>letters</item></list><term ref="https://d-nb.info/gnd/1">'
        "poems</term></keywords></textClass></profileDesc>",
    )
    assert found.description == ("What it is.",)
    assert found.methods == ("How.",)
    assert found.languages == ("en", "de")
    assert found.subjects == (
        Subject("letters", "#x"),
        Subject("poems", "#x", "https://d-nb.info/gnd/1"),
    )
    assert [(each.funder.name, each.award) for each in found.funding] == [("The Fund", "P 1")]


def test_an_abstract_goes_before_the_description_of_the_project():
    found = header(
        further="<encodingDesc><projectDesc><p>Project.</p></projectDesc></encodingDesc>"
        "<profileDesc><abstract><p>Abstract.</p></abstract></profileDesc>"
    )
    assert found.description == ("Abstract.",)


def test_a_placeholder_identifies_nothing():
    found = header(
        publication='<idno type="handle">https://hdl.handle.net/XXXX</idno>'
        '<idno type="DOI">TBA</idno>'
        '<idno type="handle">https://hdl.handle.net/21.1/0-1</idno>'
    )
    assert [each.value for each in found.identifiers] == ["21.1/0-1"]
