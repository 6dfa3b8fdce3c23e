"""Long documents in pages: where they are cut, and whether every link and note goes along."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html
from tests.unit.test_images import PNG

from teipipe.build import build, plan
from teipipe.transform.pages import linked, lowered

SENTENCE = "The grey river ran past the mill and the old bridge where nobody lived any more. "
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>A Long Book</title></titleStmt><publicationStmt><p>Here.</p></publicationStmt>
<sourceDesc><p>Made up.</p></sourceDesc></fileDesc></teiHeader><text>{}</text></TEI>"""


def paragraphs(length: int) -> str:
    return "".join(f"<p>{SENTENCE * 8}</p>" for _ in range(length // (8 * len(SENTENCE)) + 1))


def chapter(name: str, length: int = 100_000, more: str = "") -> str:
    return f'<pb n="{name}"/><div><head>Chapter {name}</head>{more}{paragraphs(length)}</div>'


def built(tmp_path: Path, content: str, text: str = "<text>", **settings: str) -> dict[str, str]:
    """Build a text, see that every character is accounted for, and give its pages by name."""
    (tmp_path / "book.xml").write_text(TEI.replace("<text>", text).format(content), "utf-8")
    tasks = plan([tmp_path / "book.xml"], formats=["html"], out=tmp_path, settings=settings)
    (result,) = build(tasks)
    assert [each for each in result.findings if each.code.startswith("T")] == []
    report = json.loads((tmp_path / "book" / "report.json").read_text("utf-8"))
    assert report["outputs"][0]["ledger"]["balanced"]
    pages = [each for each in result.files if each.suffix == ".html"]
    assert report["outputs"][0]["file"] == pages[0].relative_to(tmp_path / "book").as_posix()
    return {each.name: each.read_text("utf-8") for each in pages}


def texts(pages: dict[str, str], path: str) -> list[str]:
    parsed = (html.fromstring(page.encode()) for page in pages.values())
    return [
        " ".join("".join(each.itertext()).split()) for page in parsed for each in page.xpath(path)
    ]


def broken_links(pages: dict[str, str]) -> list[str]:
    ids = {name: re.findall(r' id="([^"]*)"', page) for name, page in pages.items()}
    assert all(len(each) == len(set(each)) for each in ids.values())
    found = []
    for name, page in pages.items():
        for path, fragment in re.findall(r'href="([^":#]*\.html)?#([^"]*)"', page):
            if unquote(fragment) not in ids.get(path or name, ()):
                found.append(f"{name}: {path}#{fragment}")
    return found


def test_a_short_document_is_one_page(tmp_path: Path) -> None:
    assert list(built(tmp_path, f"<body>{chapter('1', 5000)}{chapter('2', 5000)}</body>")) == [
        "book.html"
    ]


def test_control_characters_become_no_letters(tmp_path: Path) -> None:
    """What was decoded wrongly has them; an entity that only looks like one stays."""
    page = built(tmp_path, "<body><p>a&#x80;b&#x9F;c &amp;#x80;</p></body>")["book.html"]
    assert "a\x80b\x9fc" in page
    assert "&amp;#x80;" in page


def test_each_of_two_notes_of_one_id_is_called(tmp_path: Path) -> None:
    content = '<p>A <ptr target="#n"/></p><note xml:id="n">1</note><note xml:id="n">2</note>'
    page = built(tmp_path, f"<body>{content}</body>")["book.html"]
    assert re.findall(r'doc-noteref" href="#([^"]+)"', page) == ["n", "note-2"]


def test_each_chapter_of_a_long_document_has_a_page(tmp_path: Path) -> None:
    chapters = "".join(chapter(str(number)) for number in range(1, 5))
    pages = built(tmp_path, f"<body>{chapters}</body>")
    assert list(pages) == ["index.html", "div1.html", "div2.html", "div3.html", "div4.html"]
    assert texts(pages, "//h1")[0] == "A Long Book"
    assert texts(pages, "//h2[@class='tei-head']") == [f"Chapter {n}" for n in range(1, 5)]
    assert texts(pages, "//nav[1]/a[@rel='next']") == [f"Chapter {n}" for n in range(1, 5)]
    assert texts(pages, "//a[contains(@class, 'tei-pb')]") == ["1", "2", "3", "4"]
    assert 'href="div3.html#div3"' in pages["index.html"]
    assert broken_links(pages) == []
    assert "<title>Chapter 2 – A Long Book</title>" in pages["div2.html"]


def test_the_contents_tell_on_each_page_where_one_is(tmp_path: Path) -> None:
    parts = [
        chapter("1", 300_000),
        chapter("2", 90_000, f"<div><head>In</head><p>{SENTENCE}</p></div>"),
    ]
    pages = built(tmp_path, f"<body>{''.join(parts)}</body>")
    current = {
        name: texts({name: page}, "//*[@aria-current='page']") for name, page in pages.items()
    }
    assert list(current.values()) == [[], *[["Chapter 1"]] * (len(pages) - 2), ["Chapter 2"]]
    assert texts(pages, "//head/title")[2] == "Chapter 1 (2) – A Long Book"


def test_pages_without_chapters_have_contents_all_the_same(tmp_path: Path) -> None:
    pages = built(tmp_path, f"<body>{paragraphs(400_000)}</body>")
    assert texts(pages, "//nav[1]/ol/li")[0] == "The grey river ran past the …"
    last = list(pages)[-1]
    assert texts({last: pages[last]}, "//*[@aria-current]") == ["The grey river ran past the … (3)"]


def test_contents_that_are_very_long_name_the_beginnings_of_pages(tmp_path: Path) -> None:
    letters = f"<div><head>{SENTENCE}</head><p>{SENTENCE}</p></div>" * 1200
    pages = built(tmp_path, f"<body>{letters}</body>")
    assert len(texts(pages, "//nav[@aria-label='Contents']//li")) == len(pages) - 1
    assert texts(pages, "//*[@aria-current]") == []
    assert broken_links(pages) == []


def test_the_contents_name_the_pages_of_a_long_index(tmp_path: Path) -> None:
    people = "".join(
        f'<person xml:id="n{n}"><persName>Name {n:04}</persName><note>{SENTENCE}</note></person>'
        for n in range(900)
    )
    mentions = "".join(f'<p>To <persName ref="#n{n}">N</persName>.</p>' for n in range(900))
    chapters = f"<div><head>A</head>{mentions}</div>{chapter('2')}"
    body = f"<front><listPerson>{people}</listPerson></front><body>{chapters}</body>"
    pages = built(tmp_path, body)
    entries = texts({"": pages["index.html"]}, "//nav[@aria-label='Contents']/ol/li/a")
    assert entries == ["A", "Chapter 2", "Persons"]
    nested = texts({"": pages["index.html"]}, "//nav[@aria-label='Contents']/ol/li/ol/li/a")
    assert len(nested) > 1
    assert all(each.startswith("Persons: Name ") for each in nested)
    assert broken_links(pages) == []


def test_a_page_of_the_text_is_a_chapter_of_the_book(tmp_path: Path) -> None:
    pages = built(tmp_path, f"<body>{chapter('1')}{chapter('2')}</body>")
    book, first, _ = (json.loads(each) for each in texts(pages, "//script"))
    assert (book["@type"], book["name"]) == ("Book", "A Long Book")
    assert (first["@type"], first["name"], first["position"]) == ("Chapter", "Chapter 1", 1)
    assert first["isPartOf"] == {name: value for name, value in book.items() if name != "@context"}


def test_no_page_is_longer_than_200_000_bytes(tmp_path: Path) -> None:
    pages = built(tmp_path, f"<body><div><head>All</head>{paragraphs(700_000)}</div></body>")
    assert len(pages) > 4
    assert max(len(page.encode()) for page in pages.values()) < 200_000
    assert broken_links(pages) == []


def test_a_text_may_have_the_name_that_ours_has(tmp_path: Path) -> None:
    text = f'<front><p>x</p></front><body xml:id="body">{chapter("1")}{chapter("2")}</body>'
    pages = built(tmp_path, text, text='<text xml:id="text">')
    assert texts(pages, "//h2[@class='tei-head']") == ["Chapter 1", "Chapter 2"]
    assert broken_links(pages) == []


def test_notes_are_with_their_chapter_and_count_on(tmp_path: Path) -> None:
    late = '<p>x<ref target="#n"/>.</p>'
    body = (
        chapter("1", more=f"<p>a<note>one</note>b<note>two<note>inner</note></note></p>{late}")
        + chapter("2", more="<p>c<note>three</note></p>")
        + f'<div><head>More</head>{paragraphs(100_000)}<note xml:id="n">called before</note></div>'
    )
    pages = built(tmp_path, f"<body>{body}</body>")
    assert broken_links(pages) == []
    notes = {
        name: re.findall(r'<li id="([\w-]*)" value="(\d+)"', page) for name, page in pages.items()
    }
    assert notes == {
        "index.html": [],
        "div1.html": [("note-1", "1"), ("note-2", "2"), ("note-3", "3"), ("n", "5")],
        "div2.html": [("note-4", "4")],
        "div3.html": [],
    }


def test_a_link_leads_to_the_page_of_its_place(tmp_path: Path) -> None:
    link = '<p><ref target="#far">there</ref> <ref target="notes.txt">file</ref></p>'
    body = chapter("1", more=link) + chapter("2", more='<p xml:id="far">here</p>')
    pages = built(tmp_path, f"<body>{body}</body>")
    assert 'href="div2.html#far"' in pages["div1.html"]
    assert 'href="../notes.txt"' in pages["div1.html"]


def test_a_project_tells_whether_there_are_pages(tmp_path: Path) -> None:
    body = "".join(chapter(str(number), 300) for number in range(1, 4))
    assert len(built(tmp_path, f"<body>{body}</body>", pages="chapters")) == 4
    long = "".join(chapter(str(number)) for number in range(1, 5))
    assert list(built(tmp_path, f"<body>{long}</body>", pages="one")) == ["book.html"]


def test_short_divisions_share_a_page(tmp_path: Path) -> None:
    poems = "".join(f"<div><head>Poem {n}</head>{paragraphs(600)}</div>" for n in range(300))
    pages = built(tmp_path, f"<body>{poems}</body>")
    assert 20 < len(pages) < 60
    assert len(texts(pages, "//h2[@class='tei-head']")) == 300


@pytest.mark.parametrize("ids", [("a", "A"), ("index", "style"), ("Übung", "con")])
def test_no_two_pages_are_one_file_anywhere(tmp_path: Path, ids: tuple[str, str]) -> None:
    division = "<div xml:id='{}'><head>H</head>{}</div>"
    body = "".join(division.format(each, paragraphs(100_000)) for each in ids)
    pages = built(tmp_path, f"<body>{body}</body>")
    assert len({name.lower() for name in pages}) == 3
    assert all(name.isascii() for name in pages)
    assert broken_links(pages) == []


def test_links_between_files() -> None:
    here = '<p id="x"><a href="#y">y</a><a href="#x">x</a><a href="#z">z</a></p>'
    there = '<p id=\'n\' title="a > b"><i id="y"/><a rel="up" href="#x">x</a></p>'
    assert dict(linked({"a.html": here, "text/b.html": there})) == {
        "a.html": here.replace('"#y"', '"text/b.html#y"'),
        "text/b.html": there.replace('"#x"', '"../a.html#x"'),
    }
    words = {"a": 'id="y" href="#y" <b id="y">', "b": 'say href="#y" <a href="#y">'}
    assert dict(linked(words))["b"] == 'say href="#y" <a href="a#y">'


def test_what_is_beside_the_output_is_above_its_folder() -> None:
    page = '<a href="b.html#x"/><img src="i/a.png"/><a href="https://x.org/"/><a href="#x"/>'
    lower = lowered(page, ("a.html", "b.html"))
    assert lower == page.replace("i/a.png", "../i/a.png")


def test_a_lost_chapter_is_seen(tmp_path: Path) -> None:
    """The ledger reads all pages: without one of them it does not balance."""
    from teipipe.text import ledger, views
    from teipipe.text.readers import read_pages

    body = chapter("1") + chapter("2") + chapter("3")
    pages = built(tmp_path, f"<body>{body}</body>")
    tree = etree.parse(tmp_path / "book.xml")
    reading = views.read(tree, views.VIEWS["reading"])
    assert ledger.account("html", reading, read_pages(pages.values())).balanced
    del pages["div2.html"]
    assert not ledger.account("html", reading, read_pages(pages.values())).balanced


SIDES = (
    "<p xml:id='{}'>a <choice><sic>teh</sic><corr>the</corr></choice> b, "
    "see <ref target='#{}'>there</ref></p>"
)


def test_the_text_as_written_has_pages_of_the_same_places(tmp_path: Path) -> None:
    body = chapter("1", more=SIDES.format("one", "two")) + chapter(
        "2", more=SIDES.format("two", "one")
    )
    pages = built(tmp_path, f"<body>{body}</body>")
    assert list(pages) == [
        *("index.html", "div1.html", "div2.html"),
        *("as-written.html", "as-written-div1.html", "as-written-div2.html"),
    ]
    assert broken_links(pages) == []
    ids = {name: re.findall(r' id="([^"]*)"', page) for name, page in pages.items()}
    assert ids["div1.html"] == ids["as-written-div1.html"]
    assert 'href="as-written-div2.html#two"' in pages["as-written-div1.html"]
    assert 'href="as-written.html"' in pages["as-written-div1.html"]
    addresses = re.findall(r'class="address" href="([^"]*)"', pages["as-written-div1.html"])
    assert addresses == ["div1.html", "as-written-div1.html"]
    assert [shown(pages[name]) for name in ("div1.html", "as-written-div1.html")] == ["the", "teh"]


def test_one_page_has_its_text_as_written_beside_it(tmp_path: Path) -> None:
    pages = built(tmp_path, f"<body>{SIDES.format('y', 'x')}<p xml:id='x'>c</p></body>")
    assert list(pages) == ["book.html", "as-written.html"]
    assert [shown(page) for page in pages.values()] == ["the", "teh"]
    report = json.loads((tmp_path / "book" / "report.json").read_text("utf-8"))
    held = [(each["file"], each["ledger"]["view"]) for each in report["outputs"]]
    assert held == [("book.html", "reading"), ("as-written.html", "written")]


def test_a_document_without_two_readings_has_one_page(tmp_path: Path) -> None:
    assert list(built(tmp_path, "<body><p>a</p></body>")) == ["book.html"]


def shown(page: str) -> str:
    """Give the side of the first choice that is not hidden."""
    path = "//span[contains(@class, 'correction')][not(@hidden)]"
    return html.fromstring(page.encode()).xpath(path)[0].text_content()


@pytest.mark.parametrize("pages", ["one", "chapters"])
def test_images_beside_the_tei_are_beside_the_pages(tmp_path: Path, pages: str) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "ä b.png").write_bytes(PNG)
    (tmp_path / "unused.png").write_bytes(PNG)
    figure = "<figure><graphic url='pictures/%C3%A4%20b.png'/><head>A ship</head></figure>"
    body = chapter("1", 300, more=figure) + chapter("2", 300, more=figure)
    made = built(tmp_path, f"<body>{body}</body>", pages=pages)
    shown = [
        (tmp_path / "book" / name / ".." / source).resolve()
        for name, page in paths(tmp_path / "book", made)
        for source in re.findall(r'<img src="([^"]*)" alt="" width="2" height="3"', page)
    ]
    assert shown == [tmp_path / "book" / "images" / "image-1.png"] * 2
    assert [each.read_bytes() for each in (tmp_path / "book").rglob("*.png")] == [PNG]


def paths(folder: Path, pages: dict[str, str]) -> list[tuple[str, str]]:
    """Give pages by their paths below the folder of the outputs."""
    found = {each.name: each for each in folder.rglob("*.html")}
    return [(found[name].relative_to(folder).as_posix(), page) for name, page in pages.items()]
