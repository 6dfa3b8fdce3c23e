"""The metadata of a deposit: headers and the project's table together."""

from typing import Any

import pytest
from tests.unit.deposit.samples import header

from teipipe.configuration import check
from teipipe.deposit.gathering import gather
from teipipe.deposit.metadata import BODY, Identifier

LICENCE = (
    '<availability><licence target="https://creativecommons.org/licenses/{}/4.0/"/></availability>'
)


def people(agents: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.inverted, each.roles) for each in agents]


def test_the_people_of_the_edition_are_cited_and_the_author_belongs_to_the_source():
    read = header(
        "<title>T</title><author>Radek, Karl</author><editor>Lee, Ann</editor>"
        "<respStmt><resp>TEI encoding</resp><name>Fox, Eve</name></respStmt>"
        "<respStmt><resp>cooking</resp><name>Cook, Al</name></respStmt>"
    )
    found = gather("t", [read], {})
    assert people(found.creators) == [("Lee, Ann", ("edt",)), ("Fox, Eve", ("mrk",))]
    assert people(found.contributors) == [("Cook, Al", ("ctb",))]
    assert people(found.authors()) == [("Radek, Karl", ("aut",))]


def test_where_nobody_edits_those_who_took_part_are_cited():
    read = header("<title>T</title><respStmt><resp>cooking</resp><name>Cook, Al</name></respStmt>")
    found = gather("t", [read], {})
    assert people(found.creators) == [("Cook, Al", ("ctb",))]
    assert found.contributors == ()


def test_a_person_of_two_duties_is_one():
    read = header(
        '<title>T</title><editor ref="gnd:118540238">Ann Lee</editor>'
        '<respStmt><resp>transcription</resp><name ref="gnd:118540238">Lee, Ann</name></respStmt>'
    )
    (only,) = gather("t", [read], {}).creators
    assert only.roles == ("edt", "trc")
    assert not only.guessed


def test_several_documents_are_joined_where_they_agree():
    first = header(
        "<title>One</title><editor>Lee, Ann</editor>",
        LICENCE.format("by") + '<date when="2020"/>',
        further="<encodingDesc><projectDesc><p>P.</p></projectDesc></encodingDesc><profileDesc>"
        '<creation><date when="1900"/></creation><langUsage><language ident="de"/></langUsage>'
        "</profileDesc>",
    )
    second = header(
        "<title>Two</title><editor>Lee, Ann</editor><editor>Fox, Eve</editor>",
        LICENCE.format("by") + '<date when="2022"/>',
        further="<encodingDesc><projectDesc><p>P.</p></projectDesc></encodingDesc><profileDesc>"
        '<creation><date when="1910"/></creation></profileDesc>',
    )
    found = gather("t", [first, second], {})
    assert found.title == ""
    assert [each for each, _ in people(found.creators)] == ["Lee, Ann", "Fox, Eve"]
    assert found.licence is not None
    assert found.licence.spdx == "CC-BY-4.0"
    assert found.date == "2022"
    assert found.created is not None
    assert found.created.edtf == "1900/1910"
    assert found.description == ("P.",)
    assert found.languages == ("en", "de")
    assert gather("t", [first, second], {"title": "All"}).title == "All"


@pytest.mark.parametrize(
    "publications",
    [
        [LICENCE.format("by"), LICENCE.format("by-sa")],
        [LICENCE.format("by"), "<p/>"],
        [LICENCE.format("by") + LICENCE.format("by-sa")],
        ['<availability status="unknown"><p>No licence is stated.</p></availability>'],
        ["<p/>"],
    ],
)
def test_where_headers_disagree_or_are_silent_no_licence_is_claimed(publications):
    found = gather("t", [header(publication=each) for each in publications], {})
    assert found.licence is None


TABLE: dict[str, Any] = {
    "title": "All",
    "subtitle": "Letters",
    "description": "What\nit is.\n\nAnd more.",
    "date": "2026-11",
    "version": "1.2",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "languages": ["de", "deu", "la"],
    "keywords": ["letters"],
    "publisher": "The Press",
    "publisher-ror": "05dxps055",
    "doi": "https://doi.org/10.1234/AB",
    "address": "https://example.org",
    "contact": {"name": "Lee, Ann", "email": "a@example.org"},
    "creators": [
        {"name": "Lee, Ann", "orcid": "https://orcid.org/0000-0002-1825-0097",
         "affiliation": "The Academy", "affiliation-ror": "05dxps055"},
        {"name": "Lee & Fox", "kind": "body"},
    ],
    "contributors": [{"name": "Cook, Al", "roles": ["dtm"]}],
    "funding": [{"funder": "The Fund", "award": "P 1"}],
    "related": [{"relation": "IsSupplementTo", "identifier": "https://doi.org/10.1234/x"}],
}  # fmt: skip


def test_the_table_of_the_project_goes_before_the_headers():
    assert check({"deposit": TABLE}, "deposit.schema.json", "teipipe.toml") == []
    read = header("<title>One</title><editor>Fox, Eve</editor>", '<date when="2020"/>')
    found = gather("t", [read], TABLE)
    assert [(each.text, each.kind) for each in found.titles] == [
        ("All", "main"),
        ("Letters", "sub"),
    ]
    assert found.description == ("What it is.", "And more.")
    assert (found.date, found.version, found.doi) == ("2026-11", "1.2", "10.1234/ab")
    assert found.languages == ("de", "la")
    assert found.creators[0].identifiers == (Identifier("ORCID", "0000-0002-1825-0097"),)
    assert found.creators[0].affiliations[0].identifiers == (Identifier("ROR", "05dxps055"),)
    assert found.creators[1].kind == BODY
    assert people(found.contributors) == [("Fox, Eve", ("edt",)), ("Cook, Al", ("dtm",))]
    assert found.publisher is not None
    assert found.publisher.name == "The Press"
    assert found.related[0].identifier == Identifier("DOI", "10.1234/x")
    assert found.email == "a@example.org"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("titel", "x"),
        ("date", "soon"),
        ("doi", ""),
        ("creators", [{"orcid": "x"}]),
        ("creators", [{"name": "x", "roles": ["editor"]}]),
        ("disciplines", ["Cooking"]),
        ("related", [{"relation": "Likes", "identifier": "x"}]),
        ("contact", {"name": "x", "email": "nowhere"}),
    ],
)
def test_a_mistake_in_the_table_is_found(key, value):
    assert check({"deposit": {**TABLE, key: value}}, "deposit.schema.json", "teipipe.toml")


def test_one_restricted_document_restricts_the_whole():
    closed = header(publication='<availability status="restricted"><p>Ask.</p></availability>')
    table = {"licence": "CC-BY-4.0"}
    assert gather("some", [closed], table).restricted
    assert gather("some", [header(), closed], {**table, "title": "T"}).restricted
    assert not gather("some", [header()], table).restricted
