"""The metadata of a book is what its header says, and no more."""

import pytest
from lxml import etree
from tests.unit.transform.books import NS

from teipipe import resources
from teipipe.saxon import Engine
from teipipe.transform.cutting import cut

MODIFIED = "//opf:meta[@property='dcterms:modified']/text()"
KIND = "//opf:meta[@property='identifier-type']/text()"
CHANGES = "<revisionDesc><change when='2001'/><change when='2003-04'/><change/></revisionDesc>"
SUMMER = "<revisionDesc><change when='2003-07-01T00:30:00+02:00'/></revisionDesc>"
KEYWORDS = "<profileDesc><textClass><keywords {}>{}</keywords></textClass></profileDesc>"
CLASS_CODE = (
    "<profileDesc><textClass><classCode scheme='https://a.org/s/'>X1</classCode></textClass>"
    "</profileDesc>"
)
AUTHORITY = "//opf:meta[@refines='#subject-1']/text()"
LCSH = (AUTHORITY, ["LCSH", "sh85076255"])
HEADERS = [
    ("", "//dc:identifier/text()", ["urn:uuid:the-uuid"]),
    ("", KIND, []),
    (
        "<idno type='DOI'>https://doi.org/10.1000/x</idno>",
        "//dc:identifier/text()",
        ["urn:doi:10.1000/x"],
    ),
    ("<idno type='doi'>10.1000/x</idno>", KIND, ["06"]),
    (
        "<idno type='ISBN'>978-3-16-148410-0</idno>",
        "//dc:identifier/text()",
        ["urn:isbn:9783161484100"],
    ),
    ("<idno type='ISBN'>3-16-148410-X</idno>", KIND, ["02"]),
    (
        "<idno type='ISBN'>3-16-148410-X</idno><idno type='DOI'>10.1000/x</idno>",
        "//dc:identifier/text()",
        ["urn:doi:10.1000/x", "urn:isbn:316148410X"],
    ),
    (
        "<idno type='ISBN'>3-16-148410-X</idno><idno type='DOI'>10.1000/x</idno>",
        "//opf:meta[@refines='#identifier-2']/text()",
        ["02"],
    ),
    ("", "//dc:language/text()", ["und"]),
    ("", MODIFIED, ["2011-05-06T00:00:00Z"]),
    ("<date when='1999'/>", MODIFIED, ["1999-01-01T00:00:00Z"]),
    ("<date when='1999'/>" + CHANGES, MODIFIED, ["2003-04-01T00:00:00Z"]),
    (SUMMER, MODIFIED, ["2003-06-30T22:30:00Z"]),
    ("<date when='1999'/><date when='2000'/>", "//dc:date/text()", ["1999"]),
    ("<date>long ago</date>", "//dc:date/text()", []),
    ("<date when='2020-02-30'/>", "//dc:date/text()", []),
    ("<idno type='DOI'>none yet</idno>", "//dc:identifier/text()", ["urn:uuid:the-uuid"]),
    (
        (
            "<idno type='DOI'>10.12/x</idno><idno type='ISBN'>978-3-16-148410-1</idno>"
            "<idno type='ISBN'>3-16-148410-0</idno><idno type='ISBN'>978-3-16-148410-0</idno>"
        ),
        "//dc:identifier/text()",
        ["urn:isbn:9783161484100"],
    ),
    (
        "<idno type='DOI'>10.12/x</idno><idno type='DOI'>doi:10.1000/y</idno>",
        "//dc:identifier/text()",
        ["urn:doi:10.1000/y"],
    ),
    ("<idno type='ISBN'>0-000 (pbk)</idno>", "//dc:identifier/text()", ["urn:uuid:the-uuid"]),
    (
        "<idno type='ISBN'>ISBN-13: 978-3-16-148410-0</idno>",
        "//dc:identifier/text()",
        ["urn:isbn:9783161484100"],
    ),
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
    (
        "<title xml:lang='ar'>كتاب</title>",
        "//dc:title/@xml:lang | //dc:title/@dir",
        ["ar", "rtl"],
    ),
    ("<idno type='URN'>urn:nbn:de:1-2</idno>", "//dc:identifier/text()", ["urn:nbn:de:1-2"]),
    ("<idno type='URL'>https://a.org</idno>", "//dc:identifier/text()", ["urn:uuid:the-uuid"]),
    ("<author type='unknown'>Anon</author>", "//dc:creator", []),
    (
        "<author><persName ref='https://viaf.org/viaf/1 #x'>A</persName></author>",
        "//opf:meta[@refines='#creator-1'][@property='schema:sameAs']/text()",
        ["https://viaf.org/viaf/1"],
    ),
    (
        "<seriesStmt><title>Series</title><biblScope>12</biblScope></seriesStmt>",
        "//opf:meta[@property='belongs-to-collection' or @refines='#series-1']/text()",
        ["Series", "series", "12"],
    ),
    (
        (
            "<seriesStmt><title>S</title><biblScope n='3'>vol. 3</biblScope>"
            "<idno type='ISSN'>1234-5679</idno></seriesStmt>"
        ),
        "//opf:meta[@refines='#series-1']/text()",
        ["series", "3", "urn:issn:1234-5679"],
    ),
    (
        (
            "<seriesStmt><title>S</title><idno type='ISSN'>1234-567X</idno>"
            "<idno type='ISSN'>2434-561X</idno></seriesStmt>"
        ),
        "//opf:meta[@refines='#series-1']/text()",
        ["series", "urn:issn:2434-561X"],
    ),
    (
        "<title>Main</title><title type='alt' xml:lang='la'>Alius</title>",
        "//dc:title[2]/@xml:lang",
        ["la"],
    ),
    (
        (
            "<author><persName><forename>A</forename> <nameLink>van</nameLink>"
            "<surname>B</surname></persName></author>"
        ),
        "//opf:meta[@property='file-as']/text()",
        ["van B, A"],
    ),
    (
        "<author><persName><forename>A</forename><surname>B</surname></persName></author>",
        "//dc:creator/text()",
        ["A B"],
    ),
    ("<sponsor>The Hull</sponsor>", "//opf:meta[@property='file-as']/text()", ["The Hull"]),
    (
        (
            "<author><persName><surname>B</surname> <forename>A</forename></persName></author>"
            "<author><persName xml:lang='hu'><surname>B</surname> <forename>C</forename>"
            "</persName></author>"
        ),
        "//dc:creator/text()",
        ["A B", "B C"],
    ),
    (
        (
            "<author><persName xml:lang='ar'><surname>B</surname> <forename>A</forename></persName>"
            "<persName xml:lang='ar-Latn'>C D</persName></author>"
        ),
        "//dc:creator/text() | //opf:meta[@property='file-as']/text()",
        ["A B", "B, A"],
    ),
    (
        (
            "<editor>A B</editor><respStmt><resp>transcribed by</resp><name>A B</name></respStmt>"
            "<respStmt><resp>transcribed by</resp><name>A B</name></respStmt>"
        ),
        "//dc:contributor/text() | //opf:meta[@property='role']/text()",
        ["A B", "edt", "trc"],
    ),
    (
        (
            "<publisher>Press <address><addrLine>1 Road</addrLine></address>"
            "<email>a@b.org</email>,</publisher>"
        ),
        "//dc:publisher/text()",
        ["Press"],
    ),
    (
        (
            "<sourceDesc><msDesc><msIdentifier><settlement>Paris</settlement><repository>BnF"
            "</repository><idno>fr. 412</idno></msIdentifier><msContents><p>Saints</p></msContents>"
            "</msDesc><msDesc><physDesc><p>Vellum</p></physDesc></msDesc><listPerson><person>"
            "<persName>Rica</persName></person></listPerson></sourceDesc>"
        ),
        "//dc:source/text()",
        ["Paris, BnF, fr. 412"],
    ),
    (
        (
            "<sourceDesc><biblFull><titleStmt><title>T</title><author><surname>B</surname> "
            "<forename>A</forename></author></titleStmt><publicationStmt><pubPlace>P</pubPlace>"
            "<date>1848</date></publicationStmt></biblFull></sourceDesc>"
        ),
        "//dc:source/text()",
        ["A B, T, P, 1848"],
    ),
    (
        (
            "<sourceDesc><biblStruct><monogr><author>A</author><title>B</title></monogr>"
            "</biblStruct></sourceDesc>"
        ),
        "//dc:source/text()",
        ["A, B"],
    ),
    (
        (
            "<sourceDesc><listBibl><bibl>Of A.</bibl><biblStruct><monogr><author>B</author>"
            "<title>C</title></monogr></biblStruct></listBibl></sourceDesc>"
        ),
        "//dc:source/text()",
        ["Of A.; B, C"],
    ),
    (
        (
            "<sourceDesc><bibl><author>A.</author><title>T</title><date>1900</date></bibl>"
            "<bibl><hi>B</hi><hi>C</hi></bibl></sourceDesc>"
        ),
        "//dc:source/text()",
        ["A. T, 1900", "BC"],
    ),
    (KEYWORDS.format("", "<term>Letters</term>"), AUTHORITY, []),
    (KEYWORDS.format("scheme='#lcsh'", "<term key='sh85076255'>Letters</term>"), *LCSH),
    (KEYWORDS.format("scheme='#lcsh'", "<term>Letters</term>"), AUTHORITY, []),
    (KEYWORDS.format("scheme='#ours'", "<term key='7'>Letters</term>"), AUTHORITY, []),
    (
        KEYWORDS.format(
            "",
            "<term ref='http://id.loc.gov/authorities/subjects/sh85076255'>Letters</term>",
        ),
        *LCSH,
    ),
    (
        CLASS_CODE,
        AUTHORITY,
        ["https://a.org/s/", "X1"],
    ),
    (
        KEYWORDS.format("", "<list><item><term>a</term></item><item>b</item></list>"),
        "//dc:subject/@id | //dc:subject/text()",
        ["subject-1", "a", "subject-2", "b"],
    ),
    (
        KEYWORDS.format("", "<term>a</term><term>b</term><term> a</term><term>c</term>"),
        "//dc:subject/@id | //dc:subject/text()",
        ["subject-1", "a", "subject-2", "b", "subject-3", "c"],
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


def package(engine: Engine, header: str) -> etree._Element:
    """Make the package of a document; each piece of its header goes where it belongs."""
    pieces = etree.fromstring(f"<h>{header}</h>")
    places = {"idno": "p", "publisher": "p", "date": "p", "availability": "p", "revisionDesc": "r"}
    places |= {"seriesStmt": "s", "sourceDesc": "s", "profileDesc": "f"}
    held = dict.fromkeys("tpsfr", "")
    for piece in pieces:
        held[places.get(str(piece.tag), "t")] += etree.tostring(piece, encoding="unicode")
    xml = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>{t}</titleStmt>'
        "<publicationStmt>{p}</publicationStmt>{s}</fileDesc>{f}{r}</teiHeader>"
        "<text><body><p>Words.</p></body></text></TEI>"
    ).format(**held)
    labels = resources.table("xslt/locale/en.json")
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


REPORTED = [
    ("", {}, ["T044", "T045"]),
    ("", {"date": "2011-05-06"}, ["T045"]),
    ("<publicationStmt><date when='1999'/></publicationStmt>", {}, ["T045"]),
    ("<publicationStmt><date>long ago</date></publicationStmt>", {}, ["T044", "T045"]),
]


@pytest.mark.parametrize(("statement", "parameters", "expected"), REPORTED)
def test_what_a_book_must_say_and_the_document_does_not_is_reported(
    engine: Engine, statement: str, parameters: dict[str, str], expected: list[str]
) -> None:
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc>{statement}</fileDesc>"
        "</teiHeader><text><body><p>Words.</p></body></text></TEI>"
    )
    labels = resources.table("xslt/locale/en.json")
    result = engine.run("epub", engine.parse(xml), {"labels": labels, **parameters})
    assert [each.attributes.get("code") for each in result.messages] == expected


def test_a_corpus_has_the_languages_of_its_members_and_first_its_own(engine: Engine) -> None:
    members = "".join(
        f"<TEI><teiHeader/><text{each}><body><p>Words.</p></body></text></TEI>"
        for each in ("", " xml:lang='fr'")
    )
    corpus = f"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0' xml:lang='la'>{members}</teiCorpus>"
    labels = resources.table("xslt/locale/en.json")
    made = engine.run("epub", engine.parse(corpus), {"labels": labels, "date": "2011-05-06"})
    found = etree.fromstring(cut(made.text)["EPUB/package.opf"])
    assert found.xpath("//dc:language/text()", namespaces=NS) == ["la", "fr"]


def test_a_claim_is_made_only_by_who_vouches_for_it(engine: Engine) -> None:
    xml = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>Words.</p></body></text></TEI>"
    labels = resources.table("xslt/locale/en.json")
    standard = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    for by, expected in (("", []), ("The Library", [standard, "The Library"])):
        parameters = {"labels": labels, "conforms-to": standard if by else "", "certified-by": by}
        made = engine.run("epub", engine.parse(xml), parameters)
        found = etree.fromstring(cut(made.text)["EPUB/package.opf"])
        path = "//opf:meta[@id='conformance' or @refines='#conformance']/text()"
        assert found.xpath(path, namespaces=NS) == expected
        summary = found.xpath("//opf:meta[contains(@property, 'Summary')]/text()", namespaces=NS)
        assert ("Nobody has assessed" in summary[0]) != bool(by)


@pytest.mark.parametrize(
    ("words", "claims"),
    [("Words.", False), ("<foreign>Mots.</foreign>", False), ("<q xml:lang='fr'>Mots.</q>", True)],
)
def test_the_summary_tells_of_marked_languages_where_some_are(
    engine: Engine, words: str, claims: bool
) -> None:
    xml = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'><text><body><p>"
        f"{words}</p></body></text></TEI>"
    )
    labels = resources.table("xslt/locale/en.json")
    made = engine.run("epub", engine.parse(xml), {"labels": labels})
    found = etree.fromstring(cut(made.text)["EPUB/package.opf"])
    (summary,) = found.xpath("//opf:meta[contains(@property, 'Summary')]/text()", namespaces=NS)
    assert ("other languages are marked" in summary) is claims
