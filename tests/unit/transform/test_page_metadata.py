"""What programs read of a page: as a reference manager would read it, and as JSON."""

import json
import re
from typing import Any

import pytest
from lxml import etree, html

from teipipe import resources
from teipipe.saxon import Engine

HEADER = """<teiHeader><fileDesc>
<titleStmt><title>Letters &amp; {Papers}</title>
<author><persName ref="https://viaf.org/viaf/1"><forename>Ann</forename> <surname>Lee</surname>
</persName></author>
<author>Bo Quist</author>
<editor>Cole, Dora</editor>
<respStmt><resp>translated by</resp><name>Eve Fox</name></respStmt>
<author type="unknown">nobody knows</author></titleStmt>
<publicationStmt><publisher>The Press</publisher><date when="2024-03-05"/>
<idno type="DOI">https://doi.org/10.1234/ab_c</idno><idno type="URL">https://example.org/e</idno>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence>
</availability>
</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>%s
<revisionDesc><change when="2024-05-01"/><change when="2023-01-01"/></revisionDesc></teiHeader>"""
LETTER = "<profileDesc><correspDesc><correspAction/></correspDesc></profileDesc>"
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">%s
<text><body><p>a</p></body></text></TEI>"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine({"html": resources.path("xslt/html.xsl")})


def page(engine: Engine, header: str) -> html.HtmlElement:
    labels = resources.table("xslt/locale/en.json")
    parameters = {
        "labels": labels,
        "identifier": "letters",
        "tei": "https://example.org/{identifier}.xml",
    }
    return html.fromstring(engine.run("html", engine.parse(TEI % header), parameters).text)


def reference(tree: html.HtmlElement) -> dict[str, Any]:
    """Read a page as Zotero's generic reader does (Embedded Metadata, with its RDF reader).

    A type of the Bibliographic Ontology decides; else Highwire terms guess: a title alone is taken
    for an article of a journal. Highwire authors win over Dublin Core; "Surname, Given" is split.
    """
    terms: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        terms.setdefault(meta.get("name") or "", []).append(meta.get("content") or "")
    guessed = "book" if "citation_isbn" in terms else "journalArticle"
    if "citation_book_title" in terms:
        guessed = "bookSection"
    named = {"Book": "book", "Letter": "letter"}
    creators = [
        {"type": kind, "name": [part.strip() for part in each.split(",")]}
        for kind in ("author", "editor", "translator")
        for each in terms.get(f"citation_{kind}", [])
    ]
    return {
        "type": next((named[each] for each in terms.get("bibo:type", [])), guessed),
        "title": (terms.get("citation_title") or terms["dcterms.title"])[0],
        "creators": creators,
        "date": terms["citation_publication_date"][0],
        "doi": terms["citation_doi"][0],
        "publisher": terms["citation_publisher"][0],
    }


def test_a_reference_manager_reads_a_book(engine: Engine) -> None:
    assert reference(page(engine, HEADER % "")) == {
        "type": "book",
        "title": "Letters & {Papers}",
        "creators": [
            {"type": "author", "name": ["Lee", "Ann"]},
            {"type": "author", "name": ["Quist", "Bo"]},
            {"type": "editor", "name": ["Cole", "Dora"]},
            {"type": "translator", "name": ["Fox", "Eve"]},
        ],
        "date": "2024/03/05",
        "doi": "10.1234/ab_c",
        "publisher": "The Press",
    }


def test_a_reference_manager_reads_a_letter(engine: Engine) -> None:
    assert reference(page(engine, HEADER % LETTER))["type"] == "letter"


def test_without_its_type_the_page_would_be_an_article(engine: Engine) -> None:
    tree = page(engine, HEADER % "")
    (typed,) = tree.xpath("//meta[@name = 'bibo:type']")
    typed.getparent().remove(typed)
    assert reference(tree)["type"] == "journalArticle"


def test_other_forms_of_the_edition_are_linked(engine: Engine) -> None:
    links = {(each.get("rel"), each.get("href")) for each in page(engine, HEADER % "").iter("link")}
    assert {
        ("cite-as", "https://doi.org/10.1234/ab_c"),
        ("canonical", "https://example.org/e"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("alternate", "https://example.org/letters.xml"),
    } <= links


def test_linked_data_is_json_and_says_what_the_header_says(engine: Engine) -> None:
    (script,) = page(engine, HEADER % "").xpath("//script")
    found = json.loads(script.text)
    assert (found["@type"], found["name"]) == ("Book", "Letters & {Papers}")
    assert found["author"][0] == {
        "@type": "Person",
        "name": "Ann Lee",
        "sameAs": "https://viaf.org/viaf/1",
    }
    assert [each["name"] for each in found["editor"]] == ["Cole, Dora"]
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_linked_data_cannot_end_its_element(engine: Engine) -> None:
    header = HEADER.replace("{Papers}", "&lt;/script>&lt;b>") % ""
    (script,) = page(engine, header).xpath("//script")
    assert json.loads(script.text)["name"] == "Letters & </script><b>"


def test_the_citation_is_given_in_three_forms(engine: Engine) -> None:
    (block,) = page(engine, HEADER % "").xpath("//aside")
    line = etree.tostring(block.find("p"), method="text", encoding="unicode")
    assert line == (
        "Ann Lee, Bo Quist: Letters & {Papers}. Edited by Cole, Dora. Translated by Eve Fox. "
        "The Press, 2024-03-05. https://doi.org/10.1234/ab_c"
    )
    bibtex, csl = (each.text for each in block.iter("pre"))
    assert "  author = {Lee, Ann and Quist, Bo},\n" in bibtex
    assert "  title = {Letters \\& \\{Papers\\}},\n" in bibtex
    assert re.search(r"^  doi = \{10\.1234/ab_c\},?$", bibtex, re.M)
    (item,) = json.loads(csl)
    assert item["author"] == [
        {"family": "Lee", "given": "Ann"},
        {"family": "Quist", "given": "Bo"},
    ]
    assert item["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert item["type"] == "book"


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ('<title level="s">Series</title><title level="a">Letter</title>', "Letter"),
        ('<title>One</title><title type="main">Two</title>', "Two"),
        ('<title type="main" level="s">Series</title><title>Own</title>', "Own"),
        ('<title level="j">Journal</title>', "Journal"),
    ],
)
def test_the_title_is_that_of_the_text(engine: Engine, titles: str, expected: str) -> None:
    header = HEADER.replace("<title>Letters &amp; {Papers}</title>", titles) % ""
    assert page(engine, header).find("head/title").text == expected


def test_who_did_the_same_is_told_together(engine: Engine) -> None:
    did = "<respStmt><resp>{}</resp><name>{}</name></respStmt>".format
    more = did("", "Al Ray") + did("translated by", "Jo Wu") + did("seen by", "")
    tree = page(engine, (HEADER % "").replace("</titleStmt>", f"{more}</titleStmt>"))
    told = [each.text_content() for each in tree.find_class("imprint")[0].iterchildren("span")]
    assert told == ["Edited by Cole, Dora", "translated by: Eve Fox, Jo Wu", "Al Ray"]


def test_two_licences_are_both_named(engine: Engine) -> None:
    second = '<licence target="https://opensource.org/license/mit">MIT</licence></availability>'
    tree = page(engine, HEADER.replace("</availability>", second) % "")
    (text,) = tree.xpath("//script[@type = 'application/ld+json']/text()")
    assert json.loads(text)["license"] == [
        "https://creativecommons.org/licenses/by/4.0/",
        "https://opensource.org/license/mit",
    ]


def test_an_unknown_licence_is_claimed_nowhere(engine: Engine) -> None:
    tree = page(engine, HEADER.replace("<availability>", '<availability status="unknown">') % "")
    assert "creativecommons" not in html.tostring(tree.find("head"), encoding="unicode")
