"""What page and book say of a publication, and what a deposit says of it, is the same."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from tests.unit.deposit.samples import document

from teipipe import resources
from teipipe.deposit.headers import read
from teipipe.deposit.headers.agents import relators
from teipipe.documents import serialised
from teipipe.saxon import Engine

SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tp="https://teipipe.org/ns/1.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="urn:teipipe:xslt:html.xsl"/>
  <xsl:output method="text" omit-xml-declaration="yes"/>
  <xsl:template match="/" priority="9">
    <xsl:variable name="header" select="*/teiHeader"/>
    <xsl:value-of separator="&#10;" select="
        normalize-space(tp:main-title($header)),
        string-join(tp:authors($header) ! tp:file-as(.), '|'),
        string(tp:published($header)), string(tp:doi($header)), string(tp:published-at($header)),
        string(tp:languages(.)[1]),
        string-join(tp:contributors($header, 'edt') ! tp:file-as(.), '|')"/>
  </xsl:template>
</xsl:stylesheet>"""

EDITION = (
    '<title level="s">Series</title><title level="a">Letters</title><title type="sub">Sub</title>'
    '<author type="unknown">nobody</author>'
    "<author><persName><forename>Ann</forename> <surname>Lee</surname></persName></author>"
    "<author>Fox, Eve</author>"
    '<editor role="general">Cole, Dora</editor><editor role="translator">Orr, Ed</editor>'
    '<editor role="translator editor">Mee, Di</editor>'
    "<respStmt><resp>transcribed, edited and annotated by</resp><name>Tee, Cy</name></respStmt>"
    "<respStmt><resp>edited by</resp><name>Poe, Al</name><name>Ray, Bo</name></respStmt>"
    "<respStmt><resp>cooking</resp><name>Cook, Al</name></respStmt>"
)
PUBLICATION = (
    '<publisher>Press</publisher><date when="2024-03-05"/><date when="2020"/>'
    '<idno type="DOI">https://doi.org/10.1234/ab_c</idno><idno type="URL">https://example.org/e</idno>'
)
HEADERS = [
    (EDITION, PUBLICATION),
    ("<title>One</title><title>Two</title>", '<date when="1999-05"/>'),
    ('<title type="short">S</title><title type="main">Main</title>', "<p/>"),
    ('<title level="s">Series</title>', '<ptr target="https://example.org/x"/>'),
    (
        '<title>One</title><editor><ref target="https://example.org/lee">Lee, Ann</ref></editor>',
        (
            '<publisher>P<ref target="https://example.org/p">p</ref></publisher><availability><licence>'
            '<ref target="https://example.org/l">l</ref></licence></availability>'
            '<ref target="https://example.org/r">r</ref><idno>https://example.org/e</idno>'
        ),
    ),
    (
        (
            "<title>One</title><author>Karl Kraus</author>"
            "<author>Johann Wolfgang von Goethe</author>"
            "<author>Charles de la Croix</author><author>Kraus, Karl (1874-1936)</author>"
            "<author>Sallust</author><author><orgName>The Kitchen Team</orgName></author>"
            "<author>Universität Wien</author><author>Landesverlag Graz</author>"
            "<author>Mary Mitford, 1787-1855.</author><author>Ann Lee b. 1850</author>"
            "<author>Prof. Dr. Ann Lee</author><author>Lee, Dr. Eve</author><author>Dr.</author>"
            "<author>A. B.</author><author>Van Helsing</author><author>Ludwig van</author>"
        ),
        '<date when="1999"/>',
    ),
    ("<title>One</title><author/>", '<authority>A</authority><idno type="doi">10.1234/x</idno>'),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    sheet = Path(tmp_path_factory.mktemp("sheet")) / "asked.xsl"
    sheet.write_text(SHEET, "utf-8")
    return Engine({"asked": sheet})


@pytest.mark.parametrize(("titles", "publication"), HEADERS)
def test_page_and_deposit_agree(engine, titles, publication):
    sample = document(titles, publication)
    labels = resources.table("xslt/locale/en.json")
    ran = engine.run("asked", engine.parse(serialised(sample.tree)), {"labels": labels}).text
    title, authors, date, doi, address, language, editors = ran.split("\n")
    found = read(sample, "letters", lambda _: ())
    assert found.title == title
    assert "|".join(each.inverted for each in found.authors) == authors
    assert (found.issued.edtf if found.issued else "") == date
    assert next((each.value for each in found.identifiers if each.scheme == "DOI"), "") == doi
    assert found.address == address
    assert found.languages[0] == language
    named = [each.inverted for each in found.makers if "edt" in each.roles]
    assert "|".join(named) == editors


def test_both_turn_names_by_the_same_words():
    sheet = resources.path("xslt/common/publication.xsl").read_text("utf-8")
    known = resources.table("schemas/agents.json")
    for name in ("bodies", "links", "titles"):
        table = re.search(rf'name="tp:{name}" as="xs:string\+" select="(.*?)"/>', sheet, re.S)
        assert table is not None
        words = re.findall(r"'((?:[^']|'')+)'", table[1])
        assert [each.replace("''", "'") for each in words] == known[name]
    assert f"select=\"'{known['life']}'\"" in sheet


def test_both_read_duties_by_the_same_words():
    sheet = resources.path("xslt/common/publication.xsl").read_text("utf-8")
    table = re.search(r'name="tp:relators"[^>]*? as="array.*?select="(.*?)"/>', sheet, re.S)
    assert table is not None
    words = re.findall(r"\['([^']+)', '([a-z]{3})'\]", table[1])
    assert [list(each) for each in words] == relators()["words"]
    assert all(first != second for first, second in pairwise(words))
