"""The metadata of a book is what its header says, and no more."""

import json

import pytest
from lxml import etree
from tests.unit.transform.books import NS

from teipipe import resources
from teipipe.saxon import Engine
from teipipe.transform.marks import cut

MODIFIED = "//opf:meta[@property='dcterms:modified']/text()"
KIND = "//opf:meta[@property='identifier-type']/text()"
CHANGES = "<revisionDesc><change when='2001'/><change when='2003-04'/><change/></revisionDesc>"
SUMMER = "<revisionDesc><change when='2003-07-01T00:30:00+02:00'/></revisionDesc>"
HEADERS = [
    ("", "//dc:identifier/text()", ["urn:uuid:the-uuid"]),
    ("", KIND, []),
    (
        "<idno type='DOI'>https://doi.org/10.1/x</idno>",
        "//dc:identifier/text()",
        ["urn:doi:10.1/x"],
    ),
    ("<idno type='doi'>10.1/x</idno>", KIND, ["06"]),
    (
        "<idno type='ISBN'>978-3-16-148410-0</idno>",
        "//dc:identifier/text()",
        ["urn:isbn:9783161484100"],
    ),
    ("<idno type='ISBN'>3-16-148410-X</idno>", KIND, ["02"]),
    ("", "//dc:language/text()", ["und"]),
    ("", MODIFIED, ["2011-05-06T00:00:00Z"]),
    ("<date when='1999'/>", MODIFIED, ["1999-01-01T00:00:00Z"]),
    ("<date when='1999'/>" + CHANGES, MODIFIED, ["2003-04-01T00:00:00Z"]),
    (SUMMER, MODIFIED, ["2003-06-30T22:30:00Z"]),
    ("<date when='1999'/><date when='2000'/>", "//dc:date/text()", ["1999"]),
    ("<date>long ago</date>", "//dc:date/text()", []),
    ("", "//dc:rights/text()", []),
    ("<availability><p>Ask</p><p>us.</p></availability>", "//dc:rights/text()", ["Ask us."]),
    (
        "<availability><licence target='https://a.org'>L</licence></availability>",
        "//opf:link/@href",
        ["https://a.org"],
    ),
    ("<editor>A</editor>", "//dc:contributor/text()", ["A"]),
    (
        "<respStmt><resp>Translated</resp><name type='unknown'>nobody</name></respStmt>",
        "//dc:contributor",
        [],
    ),
    ("<author>Brandt, Ada</author>", "//opf:meta[@property='file-as']/text()", ["Brandt, Ada"]),
    (
        "<title>Main</title><title type='sub'>Sub</title>",
        "//opf:meta[@property='title-type']/text()",
        ["main", "subtitle"],
    ),
]
DUTIES = [
    ("Translated from German by", "trl"),
    ("Übersetzung", "trl"),
    ("Transcription", "trc"),
    ("encoding", "mrk"),
    ("edited by", "edt"),
    ("Herausgeber", "edt"),
    ("tea", "ctb"),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine({"epub": resources.path("xslt/epub.xsl")})


def package(engine: Engine, header: str) -> etree._Element:
    """Make the package of a document; each piece of its header goes where it belongs."""
    pieces = etree.fromstring(f"<h>{header}</h>")
    places = {"idno": "p", "date": "p", "availability": "p", "revisionDesc": "r"}
    held = {"t": "", "p": "", "r": ""}
    for piece in pieces:
        held[places.get(str(piece.tag), "t")] += etree.tostring(piece, encoding="unicode")
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>{t}</titleStmt>'
        "<publicationStmt>{p}</publicationStmt></fileDesc>{r}</teiHeader>"
        "<text><body><p>Words.</p></body></text></TEI>"
    ).format(**held)
    labels = json.loads(resources.path("xslt/locale/en.json").read_text("utf-8"))
    parameters = {"labels": labels, "uuid": "the-uuid", "date": "2011-05-06"}
    result = engine.run("epub", engine.parse(xml), parameters)
    return etree.fromstring(cut(result.text)["EPUB/package.opf"])


@pytest.mark.parametrize(("header", "path", "expected"), HEADERS)
def test_the_package_says_what_the_header_says(
    engine: Engine, header: str, path: str, expected: list[str]
) -> None:
    assert package(engine, header).xpath(path, namespaces=NS) == expected


@pytest.mark.parametrize(("duty", "relator"), DUTIES)
def test_a_duty_has_its_relator(engine: Engine, duty: str, relator: str) -> None:
    header = f"<respStmt><resp>{duty}</resp><name>A</name></respStmt>"
    path = "//opf:meta[@property='role']/text()"
    assert package(engine, header).xpath(path, namespaces=NS) == [relator]


def test_a_relator_that_the_header_names_is_taken(engine: Engine) -> None:
    resp = "<resp ref='http://id.loc.gov/vocabulary/relators/crr'>tea</resp>"
    found = package(engine, f"<respStmt>{resp}<name>A</name></respStmt>")
    assert found.xpath("//opf:meta[@property='role']/text()", namespaces=NS) == ["crr"]
