"""Views: what is the text of a document, under which rule."""

import pytest
from lxml import etree

from teipipe.documents import tei
from teipipe.text.edges import Edge, around
from teipipe.text.rules import Fate, Rule
from teipipe.text.views import VIEWS, read

HEADER = """<teiHeader><fileDesc><titleStmt><title>Never text</title>
  <editor xml:id="ed"><name xml:id="ed-name">E</name></editor>
  <editor role="translator" xml:id="tr"/></titleStmt>
  <editionStmt><edition/><respStmt><resp/><name xml:id="desk"/></respStmt></editionStmt></fileDesc>
  <encodingDesc><appInfo><application xml:id="app" ident="a" version="1"/></appInfo><tagsDecl>
    <rendition xml:id="open" scheme="css" scope="before">content: "["</rendition>
    <rendition xml:id="close" scheme="css" scope="after">color: red; content: ']'</rendition>
    <rendition xml:id="blank" scheme="css" scope="before">content: " "</rendition>
    <rendition xml:id="bold" scheme="css">font-weight: bold; content: "no"</rendition>
  </tagsDecl></encodingDesc></teiHeader>"""


CBETA = "'http://www.cbeta.org/ns/1.0'"
TXM = "'http://textometrie.org/1.0'"


def document(body: str) -> etree._Element:
    return etree.fromstring(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>{body}</body></text></TEI>'
    )


def text(body: str, view: str) -> str:
    return read(document(body), VIEWS[view]).text


@pytest.mark.parametrize(
    ("body", "source", "reading"),
    [
        ("<p>a<!-- no --> b<?no pi?> c</p>", "a b c", "a b c"),
        ("<p><choice><sic>teh</sic><corr>the</corr></choice></p>", "teh", "the"),
        ("<p>(<choice>\n <abbr>M.</abbr>\n <expan>Mr</expan>\n</choice>)</p>", "(M.)", "(Mr)"),
        ("<p><choice><unclear>a</unclear><unclear>b</unclear></choice></p>", "ab", "a"),
        ("<p><sic>teh</sic> <reg>x</reg></p>", "teh ", "teh x"),
        ("<p>a<del>b</del><surplus>c</surplus><add>d</add></p>", "abcd", "ad"),
        ("<p>M<ex>r</ex></p>", "M", "Mr"),
        ("<p>a<index><term>b</term></index></p>", "ab", "a"),
        ('<p>a<note rendition="#open #close">n</note> b</p>', "a[n] b", "a b"),
        ('<p><choice rendition="#blank"> <sic>a</sic></choice></p>', " a", "a"),
        ('<p><hi rendition="#bold">b</hi></p>', "b", "b"),
        ('<p>a<note resp="#ed">n</note></p>', "a", "a"),
        ('<p>a<note resp="#tr">n</note></p>', "an", "a"),
        ("<p>w<subst>\n<del>a</del>\n<add>o</add>\n</subst>rd</p>", "waord", "word"),
        ("<p><choice><lb/><sic>a</sic><orig>b</orig></choice></p>", "ab", "a"),
        ("<p>a <restore><del>b</del></restore></p>", "a b", "a b"),
        ("<p>a <fw>b</fw></p>", "a b", "a "),
        ("<p><expan>D<am>.</am><ex>omini</ex></expan> q<am>;</am></p>", " q;", "Domini q;"),
        ('<p>a<span from="#x">b</span></p><spanGrp><span>c</span></spanGrp>', "abc", "ac"),
        ("<p>a<span>b</span></p>", "ab", "ab"),
        (f"<p><w>a<ana xmlns={TXM}>b</ana></w></p>", "ab", "a"),
        (f"<div><mulu xmlns={CBETA}>a</mulu><head>a</head></div>", "aa", "a"),
        (f"<div><mulu xmlns={CBETA}>a</mulu><head>b</head></div>", "ab", "ab"),
        ("<p><w>a</w><interp>b</interp></p><interpGrp><interp>c</interp></interpGrp>", "abc", "ac"),
        ("<p>a<linkGrp>b</linkGrp><timeline>c</timeline></p><joinGrp>d</joinGrp>", "abcd", "ad"),
        ("<u><note>a</note>b</u><div><note>c</note><u>d</u></div>", "abcd", "abcd"),
        ('<sp><note type="speaker">a</note><p>b<note>c</note></p></sp>', "abc", "ab"),
        ("<sp><note>a</note><p>b</p></sp>", "ab", "b"),
        ('<p><app loc="1"><lem>a</lem><rdg>b</rdg><note>c</note></app></p>', "abc", "abc"),
        ('<p><app from="#x"><rdg>b</rdg></app></p>', "b", "b"),
        ("<listApp><app><lem>a</lem><rdg>b</rdg></app></listApp>", "ab", "ab"),
        ("<p><app><rdgGrp><rdg>a</rdg>\n<rdg>b</rdg></rdgGrp> c</app></p>", "ab c", "a c"),
    ],
)
def test_each_view_has_its_text(body: str, source: str, reading: str) -> None:
    assert text(body, "source") == source
    assert text(body, "reading") == reading


@pytest.mark.parametrize(
    ("body", "main", "notes"),
    [
        ("<p>a<note>b</note></p>", "a", ("b",)),
        (
            "<div><head>N</head><pb/><note>b</note><noteGrp><note>c</note></noteGrp></div>",
            "Nbc",
            (),
        ),
        ("<div><note>b<note>c</note></note></div>", "b", ("c",)),
        ("<div><p>a</p><note>b</note></div>", "ab", ()),
        ("<div><div/><noteGrp><note>b</note></noteGrp></div>", "b", ()),
        ("<note>b</note>", "b", ()),
        ("<div><p>a<ref target='#n'/></p><note xml:id='n'>b</note></div>", "a", ("b",)),
        ("<div><p>a<anchor xml:id='n'/></p><note target='#n'>b</note></div>", "a", ("b",)),
        ("<div><p>a<note next='#n'>b</note></p><note xml:id='n'>c</note></div>", "a", ("bc",)),
        ("<div>a <note>b</note><p>c</p></div>", "a c", ("b",)),
    ],
)
def test_a_note_is_moved_out_of_words_or_where_something_calls_it(
    body: str, main: str, notes: tuple[str, ...]
) -> None:
    reading = read(document(body), VIEWS["reading"])
    assert reading.text == main
    assert reading.note_texts == notes


@pytest.mark.parametrize("voice", ["ed", "ed-name", "desk", "app"])
def test_the_edition_speaks_by_editor_responsibility_and_application(voice: str) -> None:
    body = f'<p>a<supplied resp="#tr #{voice}">b</supplied></p>'
    assert text(body, "source") == "a"
    assert read(document(body), VIEWS["source"]).left_out == {"edition": 1}


def test_notes_are_moved_in_order_each_with_its_own_text() -> None:
    reading = read(document("<p>a<note>1<note>2</note>3</note>b</p>"), VIEWS["reading"])
    assert reading.text == "ab"
    assert reading.note_texts == ("13", "2")


def test_the_readings_of_an_entry_are_one_text_and_entries_come_after_notes() -> None:
    first = "<app><lem>a<app><lem>b</lem><rdg>1</rdg></app></lem><rdg>2<note>n</note></rdg>"
    body = f"<p>{first}<wit>W</wit><witDetail>d</witDetail><note>m</note></app><note>o</note></p>"
    reading = read(document(body), VIEWS["reading"])
    assert reading.text == "ab"
    assert reading.note_texts == ("n", "o", "2Wdm", "1")
    assert (reading.replaced, reading.left_out) == ({}, {})


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<sourceDoc><line>a<del>b</del><surplus>c</surplus><fw>d</fw></line></sourceDoc>", "abcd"),
        ("<surface><zone>a<del>b</del></zone></surface>", "ab"),
    ],
)
def test_a_transcript_of_pages_leaves_nothing_out(body: str, text: str) -> None:
    tree = etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{body}</TEI>')
    fragment = etree.fromstring(body.replace(">", ' xmlns="http://www.tei-c.org/ns/1.0">', 1))
    found = {read(each, VIEWS["reading"]).text for each in (tree, fragment)}
    assert found - {""} == {text}


@pytest.mark.parametrize(
    ("body", "edges"),
    [
        ("<w>a<lb/>b</w>", [Edge.NONE, Edge.JOIN, Edge.JOIN, Edge.NONE]),
        ('<w>a<lb break="yes"/>b</w>', [Edge.NONE, Edge.BREAK, Edge.BREAK, Edge.NONE]),
        ('a<lb type="inWord"/>b', [Edge.JOIN, Edge.JOIN]),
        ('<w join="right">a</w> <w>b</w>', [Edge.NONE, Edge.JOIN, Edge.JOIN, Edge.NONE]),
        ('<w>a</w> <pc join="left">b</pc>', [Edge.NONE, Edge.NONE, Edge.JOIN, Edge.NONE]),
        ('<w join="no">a</w> <w join="both">b</w>', [Edge.NONE, Edge.NONE, Edge.JOIN, Edge.JOIN]),
        ("<app><lem>a</lem></app>", [Edge.SOFT, Edge.SOFT, Edge.SOFT, Edge.SOFT]),
        ('<app loc="1"/>', [Edge.BREAK, Edge.BREAK]),
    ],
)
def test_words_are_one_where_the_encoding_joins_them(body: str, edges: list[Edge]) -> None:
    paragraph = document(f"<p>{body}</p>").find(".//{*}p")
    assert paragraph is not None
    found = [
        around(each)[event == "end"]
        for event, each in etree.iterwalk(paragraph, events=("start", "end"))
        if each is not paragraph
    ]
    assert found == edges


def test_the_parts_of_an_utterance_are_paragraphs_where_no_words_stand_beside_them() -> None:
    tree = document("<u><seg>a</seg><seg>b</seg></u><u>a <seg>b</seg></u>")
    edges = [around(each)[0] for each in tree.iter("{*}seg")]
    assert edges == [Edge.BREAK, Edge.BREAK, Edge.NONE]


def test_what_is_replaced_or_left_out_is_counted_with_all_it_holds() -> None:
    body = "<p><choice><sic>te h<note>n</note></sic><corr>the</corr></choice><del>x y</del></p>"
    reading = read(document(body), VIEWS["reading"])
    assert (reading.replaced, reading.left_out) == ({"choice": 4}, {"del": 2})
    assert reading.notes == ()


def test_a_piece_knows_the_element_that_holds_it() -> None:
    tree = document("<p>a<hi>b</hi>c</p>")
    pieces = [piece for piece in read(tree, VIEWS["reading"]).main if piece.string]
    names = [(piece.string, etree.QName(piece.element).localname) for piece in pieces]
    assert names == [("a", "p"), ("b", "hi"), ("c", "p")]


def test_edges_separate_words_where_blocks_and_breaks_stand() -> None:
    tree = document('<p>a<lb/>b<lb break="no"/>c<pb/><hi>d</hi><q>e</q></p>')
    edges = {
        etree.QName(each).localname: around(each)[0] for each in tree.iter("{*}p", "{*}hi", "{*}q")
    }
    assert edges == {"p": Edge.BREAK, "hi": Edge.NONE, "q": Edge.SOFT}
    breaks = [around(each)[0] for each in tree.iter("{*}lb", "{*}pb")]
    assert breaks == [Edge.BREAK, Edge.JOIN, Edge.SOFT]


def test_an_element_that_nothing_knows_may_separate_words() -> None:
    tree = etree.fromstring("<x><hi>a</hi> <w xmlns='http://www.tei-c.org/ns/1.0'>b<odd/></w></x>")
    edges = {etree.QName(each).localname: around(each)[0] for each in tree.iter()}
    assert edges == {"x": Edge.SOFT, "hi": Edge.SOFT, "w": Edge.NONE, "odd": Edge.SOFT}


@pytest.mark.parametrize("names", [frozenset(), frozenset({"p", "*"})])
def test_a_rule_for_everything_is_refused(names: frozenset[str]) -> None:
    with pytest.raises(ValueError, match="must name the elements"):
        Rule("everything", Fate.LEFT_OUT, names)


@pytest.mark.parametrize(
    ("css", "content"),
    [
        (r'content: "\5B"', "["),
        (r'content: "\5b x"', "[x"),
        (r'content: "\"\\"', '"\\'),
        ("content: '“' \"a\"", "“a"),
        ('content: "one"; content: "two"', "two"),
        ('quotes: "content: no"; CONTENT:"yes;"', "yes;"),
        ("content: open-quote", ""),
        ("contents: 'x'", ""),
        (r"content: '\0 \110000 \D800 '", "\ufffd\ufffd\ufffd"),
    ],
)
def test_css_content_is_read_as_css(css: str, content: str) -> None:
    tree = document('<p><hi rendition="#open">.</hi></p>')
    declared = tree.find(".//{*}rendition")
    assert declared is not None
    declared.text = css
    assert read(tree, VIEWS["source"]).text == content + "."


def test_a_tree_of_great_depth_is_read() -> None:
    top = node = etree.Element(tei("text"))
    for _ in range(20_000):
        node = etree.SubElement(node, tei("hi"))
    node.text = "deep"
    assert read(top, VIEWS["reading"]).text == "deep"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<TEI xmlns='{}'><standOff><p>s</p></standOff></TEI>", "s"),
        ("<TEI xmlns='{}'><standOff><p>s</p></standOff><text>t</text></TEI>", "t"),
        ("<TEI xmlns='{}'><text><group><text>a</text><text>b</text></group></text></TEI>", "ab"),
        ("<TEI xmlns='{}'><teiHeader><p>h</p></teiHeader></TEI>", ""),
        ("<div xmlns='{}'><p>d</p></div>", "d"),
    ],
)
def test_what_holds_the_text(xml: str, text: str) -> None:
    tree = etree.fromstring(xml.format("http://www.tei-c.org/ns/1.0"))
    assert read(tree, VIEWS["reading"]).text == text
