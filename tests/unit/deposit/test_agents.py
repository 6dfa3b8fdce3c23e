"""Persons and bodies: the shapes in which headers name them."""

import pytest
from tests.unit.deposit.samples import header

from teipipe.deposit.headers.agents import duties_of, parts
from teipipe.deposit.metadata import BODY, PERSON, Agent, Identifier


def makers(statement: str) -> tuple[Agent, ...]:
    return header(titles=f"<title>T</title>{statement}").makers


@pytest.mark.parametrize(
    ("name", "family", "given", "guessed"),
    [
        ("Radek, Karl", "Radek", "Karl", False),
        ("Karl Radek", "Radek", "Karl", True),
        ("Sharp, Evelyn (1869-1955)", "Sharp", "Evelyn", False),
        ("Shakespeare, William, 1564-1616.", "Shakespeare", "William", False),
        ("Heminge, John, approximately 1556-1630", "Heminge", "John", False),
        ("Condell, Henry, -1627", "Condell", "Henry", False),
        ("Johann Wolfgang von Goethe", "von Goethe", "Johann Wolfgang", True),
        ("Simone de Beauvoir", "de Beauvoir", "Simone", True),
        ("Sallust", "", "", False),
        ("King, Martin Luther, Jr.", "King", "Martin Luther, Jr.", True),
        ("Ann Lee, PhD", "Lee", "Ann", True),
        ("Univ.-Prof. Dr. Ann Lee", "Lee", "Ann", True),
        ("Lee, Dr. Ann", "Lee", "Ann", False),
    ],
)
def test_a_name_has_its_parts(name, family, given, guessed):
    found = parts(name)
    assert (found.family, found.given, found.guessed, found.kind) == (
        family,
        given,
        guessed,
        PERSON,
    )


@pytest.mark.parametrize(
    "name",
    [
        "University of Oxford",
        "The teipipe authors",
        "Deutsche Nationalbibliothek",
        "École, Paris",
        "HD LAB",
    ],
)
def test_a_body_is_told_by_its_words(name):
    assert parts(name) == Agent(name, kind=BODY)


def test_a_person_before_a_body_belongs_to_it():
    found = parts("Ada Lee, University of Oxford")
    assert (found.family, found.kind) == ("Lee", PERSON)
    assert [each.name for each in found.affiliations] == ["University of Oxford"]


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("<editor>Lee, Ann</editor>", ["Lee, Ann"]),
        ("<editor><name>Lee, Ann</name><name>Fox, Eve</name></editor>", ["Lee, Ann", "Fox, Eve"]),
        (
            "<respStmt><resp>edited</resp><name>Lee, Ann</name><name>Fox, Eve</name></respStmt>",
            ["Lee, Ann", "Fox, Eve"],
        ),
        (
            "<editor><persName><surname>Lee</surname><forename>Ann</forename></persName></editor>",
            ["Lee, Ann"],
        ),
        (
            (
                "<editor><persName><forename>Ann</forename> <nameLink>van</nameLink> "
                "<surname>Lee</surname></persName></editor>"
            ),
            ["van Lee, Ann"],
        ),
        (
            '<editor><persName>Ἄννα</persName><persName xml:lang="en">Anna</persName></editor>',
            ["Ἄννα"],
        ),
        ("<editor><orgName>Lee and Fox</orgName></editor>", ["Lee and Fox"]),
        ('<editor key="Lee, Ann (1900-1980)">Lee</editor>', ["Lee, Ann"]),
        ('<editor><ref target="https://example.org">Ann Lee</ref></editor>', ["Lee, Ann"]),
        ('<editor>Ann Lee <ref target="https://a.org">www.a.org</ref></editor>', ["Lee, Ann"]),
        ('<editor>Ann Lee <ref target="https://a.org">a.org</ref></editor>', ["Lee, Ann"]),
        ("<editor>N. N.</editor>", []),
        ("<editor>missing</editor>", []),
        ("<editor>anonymous</editor>", []),
        ('<editor type="unknown">somebody</editor>', []),
        ('<respStmt><resp>tr.</resp><name type="unknown">somebody</name></respStmt>', []),
        ("<respStmt><resp>edited by nobody</resp></respStmt>", []),
        ("<editor/>", []),
    ],
)
def test_a_statement_names_its_people(statement, names):
    assert [each.inverted for each in makers(statement)] == names


GND = Identifier("GND", "118540238")
ORCID = Identifier("ORCID", "0000-0002-1825-0097")


@pytest.mark.parametrize(
    ("statement", "identifiers"),
    [
        ('<editor ref="https://d-nb.info/gnd/118540238">Lee, Ann</editor>', (GND,)),
        ('<editor ref="gnd:118540238">Lee, Ann</editor>', (GND,)),
        ('<editor key="gnd:118540238">Lee, Ann</editor>', (GND,)),
        (
            '<editor ref="gnd:118540238 https://orcid.org/0000-0002-1825-0097">Lee, Ann</editor>',
            (GND, ORCID),
        ),
        ('<editor>Lee, Ann<idno type="pnd">118540238</idno></editor>', (GND,)),
        (
            '<editor><name>Lee, Ann</name><idno type="ORCID">0000000218250097</idno></editor>',
            (ORCID,),
        ),
        (
            (
                '<respStmt ref="http://d-nb.info/gnd/118540238"><resp>edited</resp>'
                "<persName>Lee, Ann</persName></respStmt>"
            ),
            (GND,),
        ),
        ('<editor ref="missing">Lee, Ann</editor>', ()),
        ('<editor ref="viaf:unavailable">Lee, Ann</editor>', ()),
        ('<editor ref="gnd:118540239">Lee, Ann</editor>', ()),
        (
            '<editor ref="https://example.org/lee">Lee, Ann</editor>',
            (Identifier("URL", "https://example.org/lee"),),
        ),
    ],
)
def test_identifiers_are_read_wherever_they_stand(statement, identifiers):
    (found,) = makers(statement)
    assert found.identifiers == identifiers


def test_a_pointer_leads_to_the_identifiers_of_an_entry():
    persons = (
        '<profileDesc><particDesc><listPerson><person xml:id="lee"><persName>Lee, Ann</persName>'
        '<idno type="GND">118540238</idno></person></listPerson></particDesc></profileDesc>'
    )
    found = header(titles='<title>T</title><editor ref="#lee">Ann</editor>', further=persons)
    assert found.makers[0].identifiers == (GND,)
    empty = header(titles='<title>T</title><editor ref="#lee"/>', further=persons)
    assert [each.inverted for each in empty.makers] == ["Lee, Ann"]


def test_of_several_names_in_a_statement_none_has_the_identifier_of_all():
    statement = (
        '<respStmt ref="gnd:118540238"><resp>edited</resp><name>Lee, Ann</name>'
        "<name>Fox, Eve</name></respStmt>"
    )
    assert [each.identifiers for each in makers(statement)] == [(), ()]


@pytest.mark.parametrize(
    ("words", "reference", "code"),
    [
        ("translated by", "", "trl"),
        ("Übersetzung", "", "trl"),
        ("TEI encoding", "", "mrk"),
        ("anything", "http://id.loc.gov/vocabulary/relators/pfr", "pfr"),
        ("Editorin", "", "edt"),
        ("engraver", "", "egr"),
        ("printer", "", "prt"),
        ("Principal investigator", "", "pdr"),
        ("Principal editor", "", "edt"),
        ("cooking", "", ""),
        ("Édition scientifique", "", "edt"),
        ("Kodierung", "", "mrk"),
        ("Edited and translated by", "", "edt trl"),
        ("Herausgegeben, übersetzt und kommentiert von", "", "edt trl cwt"),
        ("Edited, with an introduction, by", "", "edt win"),
        ("TEI/XML encoding", "", "mrk mrk"),
        ("editor of the translation", "", "trl"),
        ("anything", "http://id.loc.gov/vocabulary/relators/edt marc:relators/trl", "edt trl"),
    ],
)
def test_a_responsibility_has_its_relators(words, reference, code):
    assert " ".join(duties_of(words, reference)) == code


def test_every_role_of_an_editor_counts():
    assert makers('<editor role="editor translator">Lee, Ann</editor>')[0].roles == ("edt", "trl")
    assert makers('<editor role="edt trl ann">Lee, Ann</editor>')[0].roles == ("edt", "trl", "ann")


def test_a_role_that_nobody_knows_leaves_an_editor_an_editor():
    assert makers('<editor role="general">Lee, Ann</editor>')[0].roles == ("edt",)
    assert makers('<editor role="translator">Lee, Ann</editor>')[0].roles == ("trl",)
    assert makers('<editor role="translator editor">Lee, Ann</editor>')[0].roles == ("trl", "edt")
