"""Cutting a text into files: at divisions, long ones at their own; only addresses change."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.unit.transform import books
from tests.unit.transform.books import Book

from teipipe import resources
from teipipe.saxon import Engine
from teipipe.text.readers import read_epub
from teipipe.transform import epub

LONG = "<p>" + "word " * 20_000 + "</p>"
SECTION = "<div type='section' xml:id='s{0}'><head>Section {0}</head>" + LONG + "<p>{1}</p></div>"
CHAPTER = (
    "<div type='chapter' xml:lang='la' xml:id='c'><head>A chapter<note>Why?</note></head>"
    "<p>Before.</p>"
    + SECTION.format(1, "<ref target='#s2'>on</ref><note>One.</note>")
    + "<pb n='7'/>"
    + SECTION.format(2, "<ref target='#s1'>back</ref> <ref target='#c'>up</ref>")
    + "<closer>The end.</closer></div>"
)
LAST = "<div xml:id='last'><head>Last</head><p><ref target='#s2'>there</ref></p></div>"
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    "<title>A book</title></titleStmt></fileDesc></teiHeader>{}</TEI>"
)


def book(engine: Engine, text: str, **told: Any) -> Book:
    labels = resources.table("xslt/locale/en.json")
    parameters = {"labels": labels, "identifier": "a", "uuid": epub.identifier("a"), **told}
    result = engine.run("epub", engine.parse(TEI.format(text)), parameters)
    return Book(epub.book(result.text, ""))


def names(made: Book) -> list[str]:
    stems = [Path(name).stem for name in made.pages]
    return [stem for stem in stems if stem not in ("cover", "notes", "colophon", "nav")]


@pytest.fixture(scope="module")
def long(engine: Engine) -> Book:
    return book(engine, f"<text><body>{CHAPTER}{LAST}</body></text>")


def test_a_long_chapter_has_a_file_for_each_of_its_sections(long: Book) -> None:
    assert names(long) == ["opening", "body-1", "body-2", "body-3", "body-4"]
    for check in (books.manifest, books.links, books.ids, books.headings):
        assert list(check(long)) == []


def test_what_points_into_a_long_chapter_finds_it(long: Book) -> None:
    hrefs = long.all("//h:a[contains(@class, 'tei-ref')]/@href")
    assert hrefs == [
        "body-3.xhtml#s2",
        "body-2.xhtml#s1",
        "body-1.xhtml#c",
        "body-3.xhtml#s2",
    ]


def test_a_chapter_in_pieces_is_one_chapter_in_its_language(long: Book) -> None:
    assert len(long.all("//*[@role='doc-chapter']")) == 2
    assert len(long.all("//*[@id='c']")) == 1
    pieces = long.all("//*[contains(@class, 'tei-div-chapter')]")
    assert [each.get("lang") for each in pieces] == ["la"] * 3


def test_the_text_of_a_long_chapter_is_whole_and_in_order(long: Book) -> None:
    text = " ".join(read_epub(long.content).main.split())
    order = ["A chapter", "Before.", "Section 1", "on", "Section 2", "The end.", "Last"]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert text.count("word ") == 2 * 20_000
    assert len(re.findall("Before", text)) == 1


def test_a_long_chapter_without_divisions_is_cut_at_its_paragraphs(engine: Engine) -> None:
    made = book(engine, f"<text><body><div>{LONG * 3}</div></body></text>")
    assert names(made) == ["opening", "body-1", "body-2", "body-3"]


def test_a_part_of_the_text_that_has_a_name_is_cut_like_others(engine: Engine) -> None:
    made = book(
        engine, f"<text xml:id='t'><body xml:id='b'>{LAST}<div><p>b</p></div></body></text>"
    )
    assert names(made) == ["opening", "body-1", "body-2"]
    assert list(books.links(made)) == []


def test_a_long_text_of_a_group_is_cut_like_a_text(engine: Engine) -> None:
    text = f"<text><front><p>Preface.</p></front><body>{CHAPTER}{LAST}</body></text>"
    made = book(engine, f"<text><group><text><body><p>a</p></body></text>{text}</group></text>")
    assert len(names(made)) == len(("title", "first", "front", "before", "1", "2", "last"))
    for check in (books.manifest, books.links, books.ids):
        assert list(check(made)) == []


def test_each_text_of_a_corpus_begins_a_file(engine: Engine) -> None:
    member = "<TEI><teiHeader/><text><body><p>{}</p></body></text></TEI>"
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{member * 2}</teiCorpus>'
    result = engine.run("epub", engine.parse(corpus.format("a", "b")), {"identifier": "a"})
    assert re.findall(r'path="EPUB/text/([^."]*)', result.text) == [
        "cover",
        "opening",
        "body-1",
        "body-2",
    ]


NOTES = "<div><head>{0}</head><p>a<note>N{0}.</note> b<note>M{0}<note>inner</note></note></p></div>"


def placed_notes(made: Book) -> dict[str, int]:
    lists = made.all("//h:section[@role='doc-endnotes']")
    assert all(each.getparent().tag.endswith("}body") for each in lists)
    return {
        Path(name).stem: len(books.find(page, "//h:section[@role='doc-endnotes']//h:li"))
        for name, page in made.pages.items()
        if books.find(page, "//h:section[@role='doc-endnotes']")
    }


def test_more_than_five_hundred_notes_are_in_several_files(engine: Engine) -> None:
    note = "<note>x</note>"
    made = book(engine, f"<text><body><p>{('w' + note) * 1001}</p></body></text>")
    assert placed_notes(made) == {"notes": 500, "notes-2": 500, "notes-3": 1}
    for check in (books.manifest, books.links, books.ids):
        assert list(check(made)) == []
    assert made.all("//h:section[@role='doc-endnotes']//h:li/@value")[500] == "501"


def test_notes_stand_in_their_chapters_where_that_is_asked(engine: Engine) -> None:
    first = "<p xml:id='notes'>w<note>0</note></p>"
    text = f"<text><body>{first}{NOTES.format(1)}{NOTES.format(2)}</body></text>"
    together, apart = book(engine, text), book(engine, text, notes="chapters")
    assert placed_notes(together) == {"notes": 7}
    assert placed_notes(apart) == {"opening": 1, "body-1": 3, "body-2": 3}
    for made in (together, apart):
        for check in (books.manifest, books.links, books.ids, books.landmarks):
            assert [each for each in check(made) if each != "no landmark index"] == []
    assert "notes.xhtml" not in "".join(apart.all("//@href"))
    assert read_epub(apart.content).notes.split() == read_epub(together.content).notes.split()


def test_the_contents_go_as_deep_as_they_are_told(engine: Engine) -> None:
    nested = "<div><head>{}</head>{}</div>"
    text = nested.format(1, nested.format(2, nested.format(3, nested.format(4, "<p>x</p>"))))
    for told, expected in (({}, "123"), ({"toc-depth": 1}, "1"), ({"toc-depth": 7}, "1234")):
        made = book(engine, f"<text><body>{text}</body></text>", **told)
        entries = made.all("//h:nav[@role='doc-toc']//h:a/text()")
        assert "".join(each for each in entries if len(each) == 1) == expected


def test_figures_and_tables_that_say_what_they_are_are_listed(engine: Engine) -> None:
    text = (
        "<text><body><figure><head>A ship<note>x</note></head></figure><figure/>"
        "<figure><figDesc>At sea</figDesc></figure>"
        "<table><head>Days</head><row><cell>1</cell></row></table>"
        "<table><row><cell>2</cell></row></table></body></text>"
    )
    made = book(engine, text)
    navs = {each.get(books.TYPE): each for each in made.all("//h:nav")}
    listed = {kind: books.find(nav, ".//h:a/text()") for kind, nav in navs.items()}
    assert (listed["loi"], listed["lot"]) == (["A ship", "At sea"], ["Days"])
    assert list(books.links(made)) == []
    assert {"loi", "lot"}.isdisjoint(
        each.get(books.TYPE) for each in book(engine, "<text/>").all("//h:nav")
    )


def test_a_heading_as_long_as_a_page_is_shortened_in_the_contents(engine: Engine) -> None:
    made = book(engine, f"<text><body><div><head>{'word ' * 400}</head></div></body></text>")
    assert max(len(each) for each in made.all("//h:nav//h:a/text()")) < 200
    assert len("".join(made.all("//h:h2[contains(@class, 'tei-head')]/text()"))) >= 2000


def test_the_colophon_names_the_tool_and_no_time(engine: Engine) -> None:
    made = book(engine, "<text><body><p>a</p></body></text>", version="1.2")
    assert made.all("//h:p[@class='made-with']/text()") == ["Made with teipipe 1.2."]


def test_old_reading_systems_find_the_same_contents_and_pages(engine: Engine) -> None:
    nested = "<div><head>One</head><pb n='iv'/><div><head>Two</head><pb n='5'/></div></div>"
    made = book(engine, f"<text><body>{nested}</body></text>")
    ncx = etree.fromstring(made.members["EPUB/toc.ncx"])
    for kind, role in (("navPoint", "doc-toc"), ("pageTarget", "doc-pagelist")):
        listed = [
            (each.findtext("{*}navLabel/{*}text"), each.find("{*}content").get("src"))
            for each in ncx.iter(f"{{*}}{kind}")
        ]
        links = made.all(f"//h:nav[@role='{role}']//h:a")
        assert listed == [(each.text, each.get("href")) for each in links]
    assert [each.get("type") for each in ncx.iter("{*}pageTarget")] == ["front", "normal"]
    identifier = books.find(made.package, "//dc:identifier/text()")
    assert [each.get("content") for each in ncx.iter("{*}meta")] == identifier


def test_a_division_without_heading_goes_by_its_words_or_its_number(engine: Engine) -> None:
    text = (
        "<text><body><div><p>How it begins and goes on and on.</p></div><div><figure/></div>"
        "<div n='XII'><figure/></div><div><head><lb/></head><p>Words.</p></div></body></text>"
    )
    entries = book(engine, text).all("//h:nav[@role='doc-toc']//h:a/text()")
    assert entries[1:5] == ["How it begins and goes on …", "section 2", "section XII", "Words."]


def test_a_note_between_divisions_stands_where_it_is(engine: Engine) -> None:
    between = "<pb n=' 7 '/><note>Between.</note><div><p>b</p></div>"
    text = f"<text><body><p>a</p>{LAST}{between}</body></text>"
    made = book(engine, text)
    for check in (books.manifest, books.links, books.ids):
        assert list(check(made)) == []
    assert made.all("//h:div[contains(@class, 'note-in-place')]/text()") == ["Between."]
    assert made.all("//h:a[@role='doc-backlink']") == []
    assert made.all("//h:nav[@role='doc-pagelist']//h:a/text()") == ["7"]
