"""The reading page, element by element: `html/<element>.xml` and what the page makes of it.

A new case is one TEI file named after its element, with a header that holds nothing but a title
(unless the header is the subject). `pytest tests/cases/test_html_cases.py --regen-all` writes the
expected page beside it: what stands between the contents and the end. Read it before you keep it.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from pytest_regressions.file_regression import FileRegressionFixture

from teipipe import resources
from teipipe.documents import load
from teipipe.saxon import Engine, Result
from teipipe.text.ledger import Ledger, account
from teipipe.text.readers import read_html
from teipipe.text.views import HELD, VIEWS, read
from teipipe.transform.pages import as_written
from teipipe.transform.stylesheets import outputs

LABELS = resources.table("xslt/locale/en.json")
CASES = sorted((Path(__file__).parent / "html").glob("*.xml"))
TEI = "{http://www.tei-c.org/ns/1.0}"
PLAIN_HEADER = {"teiHeader", "fileDesc", "titleStmt", "title"}
TOLD_OF = {
    "fallback": {"T001"},
    "other-vocabularies": {"T047"},
    "strange-division": {"T047"},
    "strange-root": {"T001"},
}
"""What is said of the elements of a case that no template is for."""


@cache
def engine() -> Engine:
    return Engine({"html": resources.path("xslt/html.xsl")})


def output() -> dict[str, str]:
    """Give what the page's own stylesheet says of how it is written."""
    page = resources.path("xslt/html.xsl")
    return dict(next(outputs(load(page, page.parent))).attrib)


def run(case: Path, engine: Engine, view: str = "reading") -> Result:
    document = engine.parse(case.read_text("utf-8"))
    return engine.run("html", document, {"labels": LABELS, "view": view})


@cache
def made(case: Path, view: str = "reading") -> Result:
    """Give what our own stylesheet makes of a case, once for all tests of it."""
    return run(case, engine(), view)


def subject(page: str, case: Path) -> str:
    """Give the part of a page that the case is about; how to cite it is tested elsewhere."""
    page = re.sub(r"<aside class=.citation .*?</aside>", "", page, flags=re.DOTALL)
    header = etree.parse(case).getroot().find(f"{TEI}teiHeader")
    names = {etree.QName(each).localname for each in (() if header is None else header.iter())}
    if "titlePage" in case.read_text("utf-8"):
        start = page.index('<header class="title-block')
    else:
        start = page.index('<div id="text"')
    end = page.index("</body>") if names - PLAIN_HEADER else page.index("</main>")
    return page[start:end].rstrip() + "\n"


def ledger(case: Path, page: str) -> Ledger:
    return account("html", read(etree.parse(case), VIEWS["reading"]), read_html(page))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_page_is_the_expected_one(case: Path, file_regression: FileRegressionFixture) -> None:
    page = subject(made(case).text, case)
    file_regression.check(page, fullpath=case.with_suffix(".html"), encoding="utf-8", newline="")


def test_the_stylesheet_of_books_makes_the_same_pages() -> None:
    books = Engine({"epub": resources.path("xslt/epub.xsl")})
    told = {"labels": LABELS, "format": "html"}
    of_books = {
        case: books.run("epub", books.parse(case.read_text("utf-8")), told, output())
        for case in CASES
    }
    others = [case.stem for case in CASES if of_books[case] != made(case)]
    assert others == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_character_is_accounted_for(case: Path) -> None:
    account = ledger(case, made(case).text)
    assert account.balanced, account.entries


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_text_as_written_is_accounted_for(case: Path) -> None:
    """Both from the page of the text as meant, and made for itself."""
    reading = read(etree.parse(case), HELD["written"])
    of_source = read_html(made(case, "source").text)
    assert account("html", reading, of_source).balanced
    for page in as_written({"page.html": made(case).text}).values():
        assert read_html(page) == of_source


def test_a_side_that_does_not_turn_is_seen() -> None:
    case = case_of("choice")
    page = as_written({"page.html": made(case).text})["as-written.html"]
    spoilt = read_html(page.replace(" hidden", "", 1))
    assert not account("html", read(etree.parse(case), HELD["written"]), spoilt).balanced
    assert as_written({"page.html": "<p>no sides</p>"}) == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_only_the_fallback_is_reported(case: Path) -> None:
    codes = {message.attributes.get("code") for message in made(case).messages}
    assert codes == TOLD_OF.get(case.stem, set())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_ids_are_single_and_links_lead_somewhere(case: Path) -> None:
    page = made(case).text
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]*)"', page)) <= set(ids)


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ('<ref target="#nowhere">x</ref>', "T002"),
        ('<ref target="javascript:alert(1)">x</ref>', "T022"),
        ('<ref target="bib:one bib:two">x</ref>', "T022"),
        ('<foreign xml:lang="italic">x</foreign>', "T021"),
        ('<persName ref="persons.xml#nobody">X</persName>', "T004"),
        ("<unheardOf>x</unheardOf>", "T001"),
    ],
)
def test_what_leads_nowhere_is_reported_and_kept(fragment: str, code: str) -> None:
    text = '<text xmlns="http://www.tei-c.org/ns/1.0"><body><p>a {} b</p></body></text>'
    document = engine().parse(text.format(fragment))
    result = engine().run("html", document, {"labels": LABELS})
    assert [message.attributes.get("code") for message in result.messages] == [code]
    assert 'href="javascript' not in result.text
    assert re.search(r"<(span|i) class=\"tei-\w+\"[^>]*>[xX]</", result.text)


@pytest.mark.parametrize(
    ("header", "fragment", "shown"),
    [
        (
            (
                '<charDecl><char xml:id="x"><mapping type="other">z</mapping>'
                '<mapping type="standard">s</mapping></char></charDecl>'
            ),
            '<g ref="#x"/>',
            "s",
        ),
        (
            '<charDecl><glyph xml:id="x"><glyphName>KNOT</glyphName></glyph></charDecl>',
            '<g ref="#x"/>',
            "[KNOT]",
        ),
        (
            '<handNotes><handNote xml:id="x">a later hand</handNote></handNotes>',
            '<handShift new="#x"/>',
            "[hand: a later hand]",
        ),
        (
            '<handNotes><handNote xml:id="x" scribe="Anna"/></handNotes>',
            '<handShift new="#x"/>',
            "[hand: Anna]",
        ),
    ],
)
def test_what_the_header_says_of_a_sign_stands_in_its_place(
    header: str, fragment: str, shown: str
) -> None:
    text = f"<teiHeader>{header}</teiHeader><text><body><p>a {fragment} b</p></body></text>"
    document = engine().parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>')
    page = engine().run("html", document, {"labels": LABELS}).text
    assert f'<span class="generated">{shown}</span></span> b' in page


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("abc", ' dir="ltr"'),
        ("اب <foreign xml:lang='en'>a long quotation</foreign>", ""),
        ("اب <hi>a long quotation</hi>", ' dir="ltr"'),
    ],
)
def test_a_paragraph_runs_as_most_of_its_own_letters_do(words: str, direction: str) -> None:
    text = f'<text xml:lang="ar"><body><p>اب</p><p>{words}</p></body></text>'
    document = engine().parse(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>')
    page = engine().run("html", document, {"labels": LABELS}).text
    assert re.findall(r'<p id="p2" class="tei-p"([^>]*)>', page) == [direction]


def test_ids_survive_an_edit_elsewhere() -> None:
    case = next(case for case in CASES if case.stem == "div").read_text("utf-8")
    added = "<p>new <note><p>n</p></note></p><p>a</p>"
    pages = [
        engine().run("html", engine().parse(text), {"labels": LABELS}).text
        for text in (case, case.replace("<p>a</p>", added))
    ]
    before, after = (set(re.findall(r' id="([^"]*)"', page)) for page in pages)
    assert before < after


def test_an_id_that_is_no_name_or_not_the_first_gives_way_to_the_count() -> None:
    body = '<p xml:id="a b">1</p><p xml:id="a">2</p><p xml:id="a">3<seg xml:id="a">4</seg></p>'
    text = f'<text xmlns="http://www.tei-c.org/ns/1.0"><body>{body}</body></text>'
    page = engine().run("html", engine().parse(text), {"labels": LABELS}).text
    assert re.findall(r'<p id="([^"]*)"', page) == ["p1", "a", "p3"]
    assert '<span class="tei-seg">4</span>' in page


def test_the_address_of_another_format_is_encoded() -> None:
    document = engine().parse('<text xmlns="http://www.tei-c.org/ns/1.0"><body/></text>')
    parameters = {"labels": LABELS, "identifier": "one & ü", "formats": ["text"]}
    page = engine().run("html", document, parameters).text
    assert re.findall(r'href="([^"]*[.]txt)"', page) == ["one%20%26%20%C3%BC.txt"] * 2


def test_a_mention_of_two_persons_is_in_both_entries() -> None:
    case = next(case for case in CASES if case.stem == "person").read_text("utf-8")
    document = engine().parse(case.replace('<rs ref="#trotsky">', '<rs ref="#trotsky #radek">'))
    page = engine().run("html", document, {"labels": LABELS}).text
    assert page.count('<a href="#div1-p2" aria-label="Paragraph 2">') == 2


def test_a_missing_label_is_reported_and_shows_its_key() -> None:
    document = engine().parse('<text xmlns="http://www.tei-c.org/ns/1.0"><body/></text>')
    result = engine().run("html", document, {})
    assert [dict(message.attributes)["key"] for message in result.messages] == ["skip"]
    assert ">skip</a>" in result.text


def test_a_letter_says_at_its_head_who_wrote_to_whom() -> None:
    page = made(case_of("correspDesc")).text
    head = page[page.index('<dl class="letter record generated">') : page.index('<div id="text"')]
    assert re.findall("<dd>([^<]*)</dd>", head) == ["Ann Lee, York, 1901-05-02", "Bert Moss"]
    assert re.findall('"label generated">([^<]*)<', head) == ["Previous", "Next"]


@pytest.mark.parametrize("lost", ["provenance", "msItem", "origPlace", "msDesc"])
def test_a_part_of_a_description_that_is_lost_is_caught(lost: str, tmp_path: Path) -> None:
    sheet, case = tmp_path / "html.xsl", case_of("msDesc")
    sheet.write_text(
        f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
        xmlns:tp="https://teipipe.org/ns/1.0"
        xpath-default-namespace="http://www.tei-c.org/ns/1.0">
        <xsl:import href="urn:teipipe:xslt:html.xsl"/>
        <xsl:template match="{lost}" priority="9"/>
        <xsl:template match="{lost}" priority="9" mode="tp:content"/>
        </xsl:stylesheet>"""
    )
    assert not ledger(case, run(case, Engine({"html": sheet})).text).balanced


def case_of(name: str) -> Path:
    return next(case for case in CASES if case.stem == name)


def test_a_template_that_loses_text_is_caught(tmp_path: Path) -> None:
    sheet = tmp_path / "html.xsl"
    sheet.write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:import href="urn:teipipe:xslt:html.xsl"/>
        <xsl:template match="hi" xpath-default-namespace="http://www.tei-c.org/ns/1.0"/>
        </xsl:stylesheet>"""
    )
    case = next(case for case in CASES if case.stem == "hi")
    page = run(case, Engine({"html": sheet})).text
    assert not ledger(case, page).balanced
