"""Documents that make books hard: each gives a whole book, by our own checks and by EPUBCheck."""

from base64 import b64decode
from pathlib import Path

import pytest
from tests.oracles import epubcheck
from tests.unit.transform.books import Book, find

from teipipe.documents import load
from teipipe.transform import Transformer
from teipipe.validate.epub import check

JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKra"
    "rYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4"
    "+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAFAAQDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAA"
    "AAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAk"
    "M2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT"
    "lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QA"
    "HwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdh"
    "cRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hp"
    "anN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk"
    "5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwCjRRRUHQf/2Q=="
)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}><teiHeader><fileDesc><titleStmt>{}</titleStmt>'
    "<publicationStmt>{}</publicationStmt></fileDesc></teiHeader><text><body>{}</body></text></TEI>"
)
ENGLISH, TITLE, DATED = ' xml:lang="en"', "<title>A book</title>", "<date when='2024'/>"
NAMES = ("a b", "1x", "é", "x:y", "nav", "notes", "persons", "a&quot;b", "a", "A", "x" * 3000, "")
PROSE = "<availability><p>Use it <hi>freely</hi>, but not on Sundays.</p></availability>"
CHAPTER = "<div><head>{0}</head><p xml:id='c{0}'><ref target='#c{1}'>x</ref></p></div>"
HARD = {
    "nothing but words": ("", "", "", "<p>Words.</p>"),
    "not even words": ("", "", "", ""),
    "long headings": (ENGLISH, TITLE, DATED, f"<div><head>{'long words ' * 200}</head></div>" * 3),
    "empty headings": (
        ENGLISH,
        TITLE,
        DATED,
        "<div><head/></div><div><head><note>x</note></head></div>",
    ),
    "no names": (
        ENGLISH,
        TITLE,
        DATED,
        "".join(
            f'<div xml:id="{each}"><p xml:id="p{each}"><ref target="#{each}">x</ref></p></div>'
            for each in (*NAMES, "a")
        ),
    ),
    "a licence in prose": (ENGLISH, TITLE, DATED + PROSE, "<p>Words.</p>"),
    "a long title": (ENGLISH, f"<title>{'A long title ' * 200}</title>", DATED, "<p>Words.</p>"),
    "pictures for letters": (
        ENGLISH,
        "<title>🎉 book 👩‍👩‍👧</title>",
        DATED,
        "<div xml:id='🎉'><head>🎉</head><p>👩‍👩‍👧 <ref target='#🎉'>x</ref></p></div>",
    ),
    "long words": (
        ENGLISH,
        f"<title>{'Y' * 3000}</title>",
        DATED,
        f"<div><head>{'x' * 3000}</head><p>{'Donau' * 2000}</p></div>",
    ),
    "letters that the cover has not": (
        ' xml:lang="zh"',
        "<title>紅樓夢</title>",
        DATED,
        "<p>夢</p>",
    ),
    "two directions": (
        ' xml:lang="ar"',
        "<title>ألف ليلة</title><author>Antoine Galland</author>",
        DATED,
        "<div><head>فصل</head><p>كلمة <foreign xml:lang='fr'>mot</foreign></p></div>",
    ),
    "notes within notes": (
        ENGLISH,
        TITLE,
        DATED,
        "<p>a<note>b<note>c<note>d</note></note></note><note/></p>",
    ),
    "languages that are none": (
        ENGLISH,
        TITLE,
        DATED,
        "".join(f"<p xml:lang='{each}'>x</p>" for each in ("", "xx-invalid-zzzzzzzzzzz", "x y")),
    ),
    "places that are none": (
        ENGLISH,
        TITLE,
        DATED,
        "".join(
            f"<p><ref target='{each}'>x</ref></p>"
            for each in ("", "#no", "http://a b", "javascript:a()", "foo:bar", "//x.org", "a.jpg")
        ),
    ),
    "pages without numbers": (
        ENGLISH,
        TITLE,
        DATED,
        "<pb/><p>a<pb n=''/><pb n='1'/><pb n='1'/><cb n='2'/></p><table/><list/><figure/><lg/>",
    ),
    "a deep book": (ENGLISH, TITLE, DATED, "<div><head>h</head>" * 60 + "<p>x</p>" + "</div>" * 60),
    "images that lie": (
        ENGLISH,
        TITLE,
        DATED,
        "".join(f"<figure><graphic url='{each}'/></figure>" for each in ("a.png", "b.jpg", "c")),
    ),
}
MANY = {
    "5,000 notes": "<p>w<note>n</note></p>" * 5000,
    "3,000 chapters": "".join(CHAPTER.format(number, number * 7 % 3000) for number in range(3000)),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The books by the names of what is hard about them."""
    folder = tmp_path_factory.mktemp("hard")
    (folder / "a.png").write_bytes(JPEG)
    (folder / "b.jpg").write_bytes(b"no image")
    transformer, books = Transformer(["epub"]), dict[str, Path]()
    documents = {**HARD, **{name: (ENGLISH, TITLE, DATED, text) for name, text in MANY.items()}}
    for number, (name, parts) in enumerate(documents.items()):
        (folder / f"{number}.xml").write_text(TEI.format(*parts), "utf-8")
        document = load(folder / f"{number}.xml", folder)
        (output,) = transformer.run(document, f"book-{number}", {})
        books[name] = folder / f"{number}.epub"
        books[name].write_bytes(output.content)
    return books


@pytest.mark.parametrize("name", [*HARD, *MANY])
def test_our_own_checks_find_nothing(made: dict[str, Path], name: str) -> None:
    assert check(made[name], made[name].parent) == ()


def test_epubcheck_finds_nothing(made: dict[str, Path]) -> None:
    messages = epubcheck.check(made[name] for name in HARD)
    assert [m for m in messages if m.severity in {"FATAL", "ERROR", "WARNING"}] == []


def test_a_licence_is_said_in_its_own_words_and_leads_nowhere(made: dict[str, Path]) -> None:
    package = Book(made["a licence in prose"].read_bytes()).package
    assert find(package, "//dc:rights/text()") == ["Use it freely, but not on Sundays."]
    assert find(package, "//opf:link") == []


def test_many_chapters_and_notes_are_all_there(made: dict[str, Path]) -> None:
    chapters, notes = (Book(made[name].read_bytes()) for name in ("3,000 chapters", "5,000 notes"))
    assert len(chapters.all("//*[@role='doc-chapter']")) == 3000
    assert len(notes.all("//h:section[@role='doc-endnotes']//h:li")) == 5000
    assert sum("text/notes" in name for name in notes.pages) == 10
