"""What headers, table and kept files say otherwise of the same thing is told, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.deposit.samples import header
from tests.unit.deposit.test_crosswalks import SAMPLES

from teipipe.deposit import crosswalks, statements
from teipipe.deposit.checking import check
from teipipe.deposit.drift import drift
from teipipe.deposit.gathering import Statement, gather
from teipipe.deposit.headers import Header
from teipipe.findings import Finding, Place

TITLES = (
    "<title>Letters</title><editor ref='https://orcid.org/0000-0002-1825-0097'>Lee, Ann</editor>"
)
PUBLICATION = (
    "<publisher>The Press</publisher><date when='2024-03-05'/><idno type='DOI'>10.1234/a</idno>"
    "<availability><licence target='https://creativecommons.org/licenses/by/4.0/'/></availability>"
)
LANGUAGES = "<profileDesc><langUsage><language ident='de'/></langUsage></profileDesc>"


def read(titles: str = TITLES, publication: str = PUBLICATION, name: str = "a.xml") -> Header:
    found = header(titles, publication, further=LANGUAGES)
    makers = tuple(replace(each, place=Place(name, 2)) for each in found.makers)
    return replace(found, identifier=name, place=Place(name, 1), makers=makers)


def said(
    headers: list[Header],
    table: Mapping[str, Any] | None = None,
    others: Mapping[str, bytes] | None = None,
) -> Statement:
    metadata = gather("x", headers, table or {})
    lines = {("deposit", key): n for n, key in enumerate(table or {}, 2)}
    return Statement(metadata, headers, table or {}, "teipipe.toml", lines, others or {})


def told(found: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(each.code, str(each.arguments.get("what", "")), each.place.file) for each in found]


CFF = """cff-version: 1.2.0
message: Cite this.
title: Letters
authors:
  - family-names: Lee
    given-names: Ann M.
date-released: 2024-03-05
license: CC-BY-4.0
doi: 10.1234/a
"""
ZENODO = """{"title": "Letters", "upload_type": "dataset", "creators": [{"name": "Lee, A."}],
 "publication_date": "2024", "language": "eng", "license": "cc-by-4.0", "doi": "10.1234/A"}"""
CODEMETA = """{"@context": "https://w3id.org/codemeta/3.0", "@type": "Dataset", "name": "Letters",
 "author": [{"@type": "Person", "familyName": "Lee", "givenName": "Ann"}],
 "publisher": {"@type": "Organization", "name": "The press"}, "inLanguage": ["en", "deu"],
 "license": "https://creativecommons.org/licenses/by/4.0/legalcode", "datePublished": "2024-03",
 "identifier": "https://doi.org/10.1234/a"}"""
FILES = {"CITATION.cff": CFF, ".zenodo.json": ZENODO, "codemeta.json": CODEMETA}
MUTANTS = [
    ("CITATION.cff", "title: Letters", "title: Poems", "title", 3),
    ("CITATION.cff", "names: Lee", "names: Fox", "people who are cited", 5),
    ("CITATION.cff", "2024-03-05", "2023-01-01", "date of publication", 7),
    ("CITATION.cff", "CC-BY-4.0", "MIT", "licence", 8),
    ("CITATION.cff", "10.1234/a", "10.1234/b", "identifier", 9),
    (".zenodo.json", '"Letters"', '"Poems"', "title", 1),
    (".zenodo.json", "Lee, A.", "Leer, A.", "people who are cited", 1),
    (".zenodo.json", '"2024"', '"2022"', "date of publication", 2),
    (".zenodo.json", '"eng"', '"lat"', "languages", 2),
    (".zenodo.json", "cc-by-4.0", "cc-zero", "licence", 2),
    (".zenodo.json", "10.1234/A", "10.1234/C", "identifier", 2),
    ("codemeta.json", '"Letters"', '"Poems"', "title", 1),
    ("codemeta.json", '"Lee"', '"Fox"', "people who are cited", 2),
    ("codemeta.json", "The press", "Another", "publisher", 3),
    ("codemeta.json", '"deu"', '"fra"', "languages", 3),
    ("codemeta.json", "/by/", "/by-nc/", "licence", 4),
    ("codemeta.json", "2024-03", "2023-03", "date of publication", 4),
]


def test_what_is_the_same_in_other_words_is_no_contradiction():
    whole = {name: text.encode() for name, text in FILES.items()}
    assert list(drift(said([read()], others=whole))) == []


@pytest.mark.parametrize(("name", "old", "new", "what", "line"), MUTANTS)
def test_what_a_kept_file_says_otherwise_is_told_in_its_line(name, old, new, what, line):
    text = FILES[name]
    assert old in text
    statement = said([read()], others={name: text.replace(old, new).encode()})
    (found,) = drift(statement)
    assert (found.code, found.arguments["what"]) == ("D007", what)
    assert (found.place.file, found.place.line) == (name, line)
    grave = what in ("licence", "identifier")
    assert found.severity.name == ("ERROR" if grave else "WARNING")


def test_the_file_of_a_program_is_left_alone_and_an_invalid_one_told():
    program = CFF.replace("title: Letters", "title: Tool\ntype: software").encode()
    assert list(drift(said([read()], others={"CITATION.cff": program}))) == []
    wrong = CFF.replace("message", "massage").encode()
    assert told(list(drift(said([read()], others={"CITATION.cff": wrong})))) == [
        ("D037", "", "CITATION.cff")
    ]


TABLES = [
    ("title", "Poems", "title"),
    ("date", "2023-01-01", "date of publication"),
    ("publisher", "Another Press", "publisher"),
    ("languages", ["fr"], "languages"),
    ("licence", "MIT", "licence"),
    ("doi", "10.1234/b", "identifier"),
]


@pytest.mark.parametrize(("key", "value", "what"), TABLES)
def test_what_the_table_says_otherwise_than_the_header_is_told(key, value, what):
    (found,) = drift(said([read()], {key: value}))
    assert (found.code, found.arguments["what"]) == ("D007", what)
    assert (found.place.file, found.place.line) == ("teipipe.toml", 2)


def test_a_table_that_says_the_same_is_not_told():
    same = {
        "title": "Letters",
        "date": "2024",
        "publisher": "The press",
        "languages": ["eng", "de"],
        "licence": "CC BY 4.0",
        "doi": "https://doi.org/10.1234/A",
    }
    assert list(drift(said([read()], same))) == []


def test_several_documents_may_be_published_together_later_but_not_earlier():
    several = [read(), read(publication=PUBLICATION.replace("10.1234/a", "10.1234/b"))]
    assert list(drift(said(several, {"title": "All", "date": "2025"}))) == []
    assert told(list(drift(said(several, {"title": "All", "date": "2023"})))) == [
        ("D007", "date of publication", "teipipe.toml")
    ]


def test_one_document_of_another_publisher_is_told_unless_the_table_names_one():
    other = PUBLICATION.replace("The Press", "Another").replace("10.1234/a", "10.1234/c")
    headers = [
        read(name="a.xml"),
        read(publication=PUBLICATION.replace("10.1234/a", "10.1234/b"), name="b.xml"),
        read(publication=other, name="c.xml"),
    ]
    assert told(list(drift(said(headers)))) == [("D006", "", "c.xml")]
    assert "c.xml" not in {each[2] for each in told(list(drift(said(headers, {"publisher": "P"}))))}


def test_one_identifier_for_some_documents_is_told_for_all_it_is_that_of_the_whole():
    other = read(publication=PUBLICATION.replace("10.1234/a", "10.1234/b"), name="c.xml")
    headers = [read(name="a.xml"), read(name="b.xml"), other]
    (found,) = drift(said(headers))
    assert (found.code, found.place.file, found.arguments["other"]) == ("D019", "b.xml", "a.xml")
    assert list(drift(said(headers[:2]))) == []


def test_one_orcid_for_two_people_and_two_for_one_are_told():
    eve = read(TITLES.replace("Lee, Ann", "Fox, Eve"), "<p/>", "b.xml")
    (found,) = drift(said([read(), eve]))
    assert (found.code, found.place) == ("D007", Place("b.xml", 2))
    assert "Fox, Eve" in found.message
    assert "Lee, Ann" in found.message
    second = read(TITLES.replace("0000-0002-1825-0097", "0000-0001-5109-3700"), "<p/>", "b.xml")
    assert told(list(drift(said([read(), second])))) == [("D007", "ORCID: Lee, Ann", "b.xml")]
    table = {"creators": [{"name": "Fox, Eve", "orcid": "0000-0002-1825-0097"}]}
    assert [each[2] for each in told(list(drift(said([read()], table))))] == ["teipipe.toml"]
    initials = read(TITLES.replace("Lee, Ann", "A. Lee"), "<p/>", "b.xml")
    assert list(drift(said([read(), initials]))) == []


def test_check_tells_of_drift():
    statement = said([read()], others={"CITATION.cff": CFF.replace("Letters", "Poems").encode()})
    assert "D007" in {each.code for each in check(statement, ())}


@pytest.mark.parametrize("name", statements._table())
def test_every_path_of_a_format_leads_to_what_its_crosswalk_writes(name):
    sample = replace(SAMPLES["full"], identifiers=gather("x", [read()], {}).identifiers)
    content = statements._made(name, sample)
    assert content is not None
    found = statements.said_in(name, content)
    assert found.keys() == statements._table()[name].keys()
    assert "Briefe" in found["title"][0]
    assert list(statements.contradictions(name, content, sample)) == []
    assert name in {*crosswalks.CROSSWALKS, "ro-crate-metadata.json"}
