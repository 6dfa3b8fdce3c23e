"""The book: packed with the same bytes, and right where the checkers of books do not look."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.transform import books
from tests.unit.transform.books import CHECKS, Book

from teipipe import resources
from teipipe.errors import ConfigurationError
from teipipe.saxon import Engine, Result
from teipipe.transform import epub
from teipipe.transform.cutting import cut

SAMPLE = Path(__file__).with_name("sample.xml")
STYLE = "p { margin: 0 }"
HEADER = "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc></teiHeader>"


@pytest.fixture(scope="module")
def result(engine: Engine) -> Result:
    return transformed(engine, SAMPLE.read_text("utf-8").partition("?>")[2])


@pytest.fixture(scope="module")
def book(result: Result) -> Book:
    return Book(epub.book(result.text, STYLE))


def transformed(engine: Engine, xml: str) -> Result:
    labels = resources.table("xslt/locale/en.json")
    uuid = epub.identifier("harbour-letters")
    parameters = {"labels": labels, "identifier": "letters", "uuid": uuid, "formats": ["html"]}
    return engine.run("epub", engine.parse(xml, "file:///letters.xml"), parameters)


def document(text: str, title: str = "A book", language: str = "en") -> str:
    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{}">{}{}</TEI>'
    return tei.format(language, HEADER.format(title), text)


# Packing


def test_the_same_parts_give_the_same_bytes_in_any_order() -> None:
    parts = {"b.xhtml": "<b/>", "a.css": "a", "EPUB/c.png": b"\x89"}
    assert epub.pack(parts) == epub.pack(dict(reversed(parts.items())))


def test_the_mimetype_stands_at_its_offset() -> None:
    content = epub.pack({"a": b"x"})
    assert content[30:58] == b"mimetypeapplication/epub+zip"


def test_xml_is_declared_once_and_bytes_stay() -> None:
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n'
    archive = zipfile.ZipFile(
        io.BytesIO(epub.pack({"a.xhtml": "<a/>", "b.opf": declared + "<b/>", "c.xml": b"<c/>"}))
    )
    assert archive.read("a.xhtml").decode() == declared + "<a/>"
    assert archive.read("b.opf").decode() == declared + "<b/>"
    assert archive.read("c.xml") == b"<c/>"


@pytest.mark.parametrize(
    "name", ["/a", "../a", "a/../b", "a\\b", "a b", "é.xhtml", "a.", ".a", "", "a//b", "a:b"]
)
def test_a_name_that_is_not_safe_is_refused(name: str) -> None:
    with pytest.raises(ConfigurationError, match="cannot hold a file of the name"):
        epub.pack({name: b""})


@pytest.mark.parametrize("names", [("a.css", "A.css"), ("mimetype",)])
def test_a_name_that_is_taken_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ConfigurationError, match="two files"):
        epub.pack(dict.fromkeys(names, b""))


def test_the_result_is_cut_at_its_marks() -> None:
    text = '<w><?file path="a"?><a>1</a><?file path="b"?><b/></w>'
    assert cut(text) == {"a": "<a>1</a>", "b": "<b/>"}


@pytest.mark.parametrize(
    "text", ["", "<a/>", "<w>x</w>", '<w>x<?file path="a"?><a/></w>', '<?file path="a"?><a/>']
)
def test_a_result_without_marks_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="not one element"):
        cut(text)


def test_a_path_written_twice_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="two files"):
        cut('<w><?file path="a"?><a/><?file path="a"?><b/></w>')


def test_a_refusal_carries_its_finding() -> None:
    with pytest.raises(ConfigurationError) as error:
        cut("<w/>")
    assert [found.code for found in error.value.findings] == ["T012"]


def test_an_edition_keeps_its_identifier() -> None:
    assert epub.identifier("one") == epub.identifier("one") != epub.identifier("two")


# The book


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_is_wrong_with_the_book(book: Book, check: Callable[[Book], Iterator[str]]) -> None:
    assert list(check(book)) == []


def test_two_builds_give_the_same_bytes(engine: Engine, book: Book) -> None:
    again = transformed(engine, SAMPLE.read_text("utf-8").partition("?>")[2])
    assert epub.book(again.text, STYLE) == book.content


MUTANTS = [
    (books.manifest, "package", '<item id="notes"', '<item id="n"', 0),
    (books.manifest, "package", 'href="style.css"', 'href="styles.css"', 0),
    (books.links, "notes", "#call-2", "#call-99", 0),
    (books.links, "nav", "text/body-2.xhtml", "text/body-9.xhtml", 0),
    (books.ids, "body-1", 'id="div1-p2"', 'id="div1-p1"', 0),
    (books.languages, "body-1", ' lang="fr" xml:lang="fr"', "", 0),
    (books.languages, "body-1", ' dir="rtl"', "", 0),
    (books.languages, "index", ' lang="en" xml:lang="en"', "", 0),
    (books.languages, "body-1", ' xml:lang="fr"', "", 0),
    (books.notes, "body-1", ' role="doc-noteref"', "", 0),
    (books.notes, "body-1", 'epub:type="noteref" ', "", 0),
    (books.notes, "body-1", ">2</a>", "><b>2</b></a>", 0),
    (books.notes, "notes", ' role="doc-backlink"', "", 0),
    (books.notes, "notes", "<li ", '<li role="doc-endnote" ', 0),
    (books.notes, "notes", 'id="note-2"', 'id="note-3"', 0),
    (books.landmarks, "nav", ' epub:type="bodymatter"', "", 0),
    (books.landmarks, "nav", ' epub:type="index"', "", 0),
    (books.agents, "package", 'refines="#creator-1" property="role"', 'property="role"', 0),
    (books.agents, "package", 'refines="#contributor-2" property="file-as"', 'property="x"', 0),
    (books.headings, "body-1", "h3", "h4", 0),
    (books.tables, "body-2", ' scope="col"', "", 1),
    (books.breaks, "nav", 'pb1">iv', 'pb1">4', 0),
    (books.breaks, "nav", "text/body-1.xhtml#pb1", "text/body-2.xhtml#pb2", 0),
    (books.breaks, "package", "pageBreakSource", "pagesBreakSource", 0),
    (books.types, "body-1", ' role="doc-chapter"', "", 0),
    (books.types, "notes", ' role="doc-endnotes"', "", 0),
    (books.metadata, "package", "<dc:date>", "<dc:date>1902</dc:date><dc:date>", 0),
    (books.metadata, "package", "2025-02-03T", "2025-02-04T", 0),
    (books.metadata, "package", "Free under CC BY 4.0.", "All rights reserved.", 0),
    (books.metadata, "package", "schema:accessibilityHazard", "dcterms:conformsTo", 0),
    (books.accessibility, "package", ">index</meta>", ">printPageNumbers</meta>", 0),
    (books.accessibility, "package", "schema:accessibilitySummary", "schema:summary", 0),
    (books.accessibility, "package", ">textual</meta>", ">visual</meta>", 1),
    (books.persons, "body-2", "index.xhtml#person-nell", "#div2", 0),
    (books.persons, "index", "notes.xhtml#note-3", "https://example.org", 0),
    (
        books.persons,
        "index",
        '<a href="body-2.xhtml#div2-p1" aria-label="Paragraph 1">¶ 1</a>',
        "",
        0,
    ),
]


@pytest.mark.parametrize(
    ("check", "part", "good", "bad", "count"),
    MUTANTS,
    ids=[f"{check.__name__}-{part}-{number}" for number, (check, part, *_) in enumerate(MUTANTS)],
)
def test_damage_is_seen(
    result: Result,
    check: Callable[[Book], Iterator[str]],
    part: str,
    good: str,
    bad: str,
    count: int,
) -> None:
    name = {"package": "EPUB/package.opf", "nav": "EPUB/nav.xhtml"}.get(
        part, f"EPUB/text/{part}.xhtml"
    )
    files = epub.parts(result.text)
    assert good in files[name]
    files[name] = files[name].replace(good, bad, count or -1)
    container = resources.path("xslt/assets/container.xml").read_bytes()
    damaged = Book(epub.pack({epub.CONTAINER: container, epub.STYLE: STYLE, **files}))
    assert list(check(damaged)) != []


@pytest.mark.parametrize(
    "damage",
    [
        lambda infos: [*infos[1:], infos[0]],
        lambda infos: [infos[0], *reversed(infos[1:])],
        lambda infos: [_changed(infos[0], compress_type=zipfile.ZIP_DEFLATED), *infos[1:]],
        lambda infos: [_changed(infos[0], extra=b"\xfe\xca\0\0"), *infos[1:]],
        lambda infos: [*infos[:-1], _changed(infos[-1], date_time=(2026, 1, 1, 0, 0, 0))],
    ],
    ids=["mimetype-last", "not-sorted", "mimetype-compressed", "extra-field", "time"],
)
def test_a_damaged_container_is_seen(
    book: Book, damage: Callable[[list[zipfile.ZipInfo]], list[zipfile.ZipInfo]]
) -> None:
    buffer = io.BytesIO()
    fresh = Book(book.content)
    with zipfile.ZipFile(buffer, "w") as archive:
        for info in damage(fresh.infos):
            archive.writestr(info, fresh.members[info.filename])
    assert list(books.container(Book(buffer.getvalue()))) != []


def _changed(info: zipfile.ZipInfo, **changes: object) -> zipfile.ZipInfo:
    for name, value in changes.items():
        setattr(info, name, value)
    return info


# Documents of other shapes

DIVISION = "<div><head>One<note>Why one?</note></head><p>Words.</p></div>"
SHAPES = {
    "no title page": ("<text><body>" + DIVISION + "</body></text>", ["opening", "body-1"]),
    "no division": ("<text><body><p>Words.</p></body></text>", ["opening"]),
    "no body": ("<text><body/></text>", ["opening"]),
    "no text": ("<standOff><listPerson/></standOff>", ["opening"]),
    "a headless division": (
        "<text><body><div><p>Words.</p></div></body></text>",
        ["opening", "body-1"],
    ),
    "parts with preliminaries": (
        "<text><front><p>a</p><div><p>b</p></div></front><pb n='2'/><body><p>c</p>"
        + DIVISION
        + "</body><back><p>d</p><div><p>e</p></div></back></text>",
        ["opening", "front-1", "body-2", "body-3", "back-4", "back-5"],
    ),
    "a page break before a division": (
        "<text><body>" + DIVISION + "<pb n='2'/>" + DIVISION + "</body></text>",
        ["opening", "body-1", "body-2"],
    ),
    "white space everywhere": (
        "<text> <front> <p>a</p> </front> <body> <!-- x --> " + DIVISION + " </body> </text>",
        ["opening", "body-1"],
    ),
    "white space before the first division": (
        "<text> <body> " + DIVISION + " </body> </text>",
        ["opening", "body-1"],
    ),
    "a heading without words": (
        "<text><body><div><head><lb/></head><p>Words.</p></div></body></text>",
        ["opening", "body-1"],
    ),
    "texts in a group": (
        "<text><group><text><body>" + DIVISION + "</body></text><text><body><p>b</p></body></text>"
        "</group></text>",
        ["opening", "group-1", "group-2"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_document_of_any_shape_makes_a_whole_book(engine: Engine, shape: str) -> None:
    text, expected = SHAPES[shape]
    made = Book(epub.book(transformed(engine, document(text)).text, STYLE))
    names = [Path(name).stem for name in made.pages]
    assert [name for name in names if name not in ("cover", "notes", "colophon", "nav")] == expected
    for check in (books.container, books.manifest, books.links, books.ids, books.headings):
        assert list(check(made)) == []
    assert all(each.xpath("string()").strip() for each in made.all("//h:nav//h:a"))


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        ("<head xml:lang='ar'>باب</head><p>x</p>", "ar"),
        ("<head><foreign xml:lang='ar'>باب</foreign></head><p>x</p>", "ar"),
        ("<head>On <foreign xml:lang='ar'>باب</foreign></head><p>x</p>", None),
        ("<p><foreign xml:lang='ar'>باب</foreign></p>", "ar"),
        ("<p xml:lang='ar'><pb/>باب<pb n='x'/></p>", "ar"),
        ("<p>On <foreign xml:lang='ar'>باب</foreign></p>", None),
    ],
)
def test_an_entry_of_the_contents_has_the_language_of_its_words(
    engine: Engine, division: str, expected: str | None
) -> None:
    xml = document(f"<text><body><div>{division}</div><div><p>y</p></div></body></text>")
    made = Book(epub.book(transformed(engine, xml).text, STYLE))
    _, entry, *_ = made.all("//h:nav[@role = 'doc-toc']//h:a")
    assert (entry.get("lang"), entry.get("dir")) == (expected, "rtl" if expected else None)


def test_a_label_among_words_of_another_language_names_its_own(engine: Engine) -> None:
    xml = document("<text><body><p>x</p></body></text>", language="la")
    made = Book(epub.book(transformed(engine, xml).text, STYLE))
    assert {each.get("lang") for each in made.all("//h:dt[@class = 'generated']")} == {"en"}


def test_an_arabic_book_runs_from_right_to_left(engine: Engine) -> None:
    text = "<text><body><div><head>ا</head><p>ب</p></div></body></text>"
    made = Book(epub.book(transformed(engine, document(text, language="ar")).text, STYLE))
    assert {page.get("dir") for page in made.pages.values()} == {"rtl"}
    assert made.package.get("dir") == "rtl"
    spine = books.find(made.package, "//opf:spine")[0]
    assert spine.get("page-progression-direction") == "rtl"
