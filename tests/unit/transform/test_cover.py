"""The cover that is drawn: lettered in the scripts of its fonts, and never beyond its label."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from tests.unit.transform import books
from tests.unit.transform.books import Book

from teipipe import resources
from teipipe.images import known
from teipipe.saxon import Engine
from teipipe.transform import epub
from teipipe.transform.cutting import cut

SVG = "{http://www.w3.org/2000/svg}"
FONTS = resources.path("xslt/assets/fonts")
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{}"><teiHeader><fileDesc><titleStmt>'
    "<title>{}</title><title type='sub'>{}</title><author>{}</author></titleStmt></fileDesc>"
    "</teiHeader><text><body><p>Words.</p></body></text></TEI>"
)
LETTERED = {
    "Latin": ("en", "Candide, ou l’Optimisme", "traduit de l’allemand", "Voltaire"),
    "transliterated": ("en", "Kitāb al-ʿIbar wa-Dīwān al-Mubtadaʾ", "", "Ibn Ḫaldūn"),
    "Greek": ("grc", "Ἰλιάς καὶ Ὀδύσσεια", "", "Ὅμηρος"),
    "Cyrillic": ("ru", "Преступление и наказание", "Романъ въ шести частяхъ", "Ѳ. М. Достоевскій"),
    "Hebrew": ("he", "שִׁיר הַשִּׁירִים", "", "שלמה"),
    "Arabic": ("ar", "ألف ليلة وليلة (الجزء الأول)", "", "مجهول"),
    "long": ("en", "The Fortunes and Misfortunes of the Famous Moll Flanders, " * 40, "", "Defoe"),
    "one word": ("de", "Donaudampfschifffahrtsgesellschaft" * 9, "", ""),
    "no title": ("en", "", "", ""),
}


def files(engine: Engine, language: str, title: str, subtitle: str, author: str) -> dict[str, str]:
    document = engine.parse(TEI.format(language, title, subtitle, author))
    labels = {"cover-of": "Cover: {title}"}
    return cut(engine.run("epub", document, {"identifier": "letters", "labels": labels}).text)


def lines(drawing: str) -> Iterator[tuple[str, float, float]]:
    """Give each line of the label with its size and its place."""
    for each in etree.fromstring(drawing).iter(f"{SVG}text"):
        yield each.text or "", float(each.get("font-size", "")), float(each.get("y", ""))


@pytest.mark.parametrize("name", LETTERED)
def test_a_title_is_written_in_its_letters(engine: Engine, name: str) -> None:
    _, title, subtitle, author = LETTERED[name]
    drawing = files(engine, *LETTERED[name])[epub.DRAWING]
    written = "".join(text for text, *_ in lines(drawing))
    written = re.sub("[\u2067\u2069 …]", "", written)
    expected = "".join((author + (title.strip() or "letters") + subtitle).split())
    assert written
    assert expected.startswith(written[: len(expected)]) or expected == written
    if name not in ("long", "one word"):
        assert written == expected


@pytest.mark.parametrize("name", LETTERED)
def test_no_line_is_wider_than_the_label(engine: Engine, name: str) -> None:
    drawing = files(engine, *LETTERED[name])[epub.DRAWING]
    for text, size, _ in lines(drawing):
        assert sum(advances().get(character, 0) for character in text) * size <= 920, text


@cache
def advances() -> dict[str, float]:
    """Give the width of each character in em, by the fonts themselves."""
    fonts = [TTFont(each) for each in sorted(FONTS.glob("*.ttf"), reverse=True)]
    return {
        chr(code): font["hmtx"][name][0] / font["head"].unitsPerEm
        for font in fonts
        for code, name in font.getBestCmap().items()
    }


@pytest.mark.parametrize("name", LETTERED)
def test_the_label_holds_its_lines_and_stands_on_the_cover(engine: Engine, name: str) -> None:
    drawing = etree.fromstring(files(engine, *LETTERED[name])[epub.DRAWING])
    (label,) = drawing.iterchildren(f"{SVG}g")
    top = float(re.findall(r"[\d.]+", label.get("transform", ""))[1])
    height = float(label[0].get("height", ""))
    places = [float(each.get("y", "")) for each in label.iter(f"{SVG}text")]
    assert places == sorted(places)
    assert 0 < places[0] <= places[-1] < height - 100
    assert 0 < top < top + height < 2100


def test_a_script_without_letters_leaves_the_cover_blank(engine: Engine) -> None:
    made = files(engine, "zh", "紅樓夢", "", "曹雪芹")
    assert list(lines(made[epub.DRAWING])) == []
    page = etree.fromstring(made["EPUB/text/cover.xhtml"])
    assert books.find(page, "//h:img/@alt") == ["Cover: 紅樓夢 · 曹雪芹"]


@pytest.mark.parametrize("title", ["🎉 Verse 👩‍👩‍👧 & prose ❤️", "《Verse》 & prose"])
def test_signs_that_no_font_has_are_left_out(engine: Engine, title: str) -> None:
    made = files(engine, "en", title.replace("&", "&amp;"), "", "")
    assert "".join(text for text, *_ in lines(made[epub.DRAWING])) == "Verse & prose"
    page = etree.fromstring(made["EPUB/text/cover.xhtml"])
    assert books.find(page, "//h:img/@alt") == [f"Cover: {title}"]


def test_the_whole_title_is_the_alternative_text(engine: Engine) -> None:
    language, title, *rest = LETTERED["long"]
    page = etree.fromstring(files(engine, language, title, *rest)["EPUB/text/cover.xhtml"])
    assert books.find(page, "//h:img/@alt") == [f"Cover: {title.strip()} · Defoe"]


@pytest.mark.parametrize(
    ("variable", "kinds", "least"), [("unwritten", "L", 1000), ("undrawn", "SP", 100)]
)
def test_what_counts_as_written_is_in_the_fonts(variable: str, kinds: str, least: int) -> None:
    sheet = resources.path("xslt/epub/cover.xsl").read_text("utf-8").split(f'"tp:{variable}"')[1]
    ranges = re.search(r"-\[(&#x20;.*?)\]\]", sheet)
    assert ranges
    held = {character for each in FONTS.glob("*.ttf") for character in TTFont(each).getBestCmap()}
    claimed = set[int]()
    for first, last in re.findall(r"&#x(\w+);(?:-&#x(\w+);)?", ranges[1]):
        claimed |= set(range(int(first, 16), int(last or first, 16) + 1))
    letters = {each for each in claimed if unicodedata.category(chr(each))[0] in kinds}
    assert len(letters) > least
    assert [hex(each) for each in sorted(letters - held)] == []


def test_the_cover_is_an_image_of_1400_by_2100(engine: Engine) -> None:
    drawing = files(engine, *LETTERED["Arabic"])[epub.DRAWING]
    image = known(epub.cover(drawing))
    assert image is not None
    assert (image.suffix, image.width, image.height) == ("png", 1400, 2100)
    assert epub.cover.__wrapped__(drawing) == image.content


def test_the_fonts_letter_the_cover_and_no_font_of_the_machine_does(engine: Engine) -> None:
    drawing = files(engine, *LETTERED["Latin"])[epub.DRAWING]
    unlettered = re.sub("(?<=>)[^<>]+(?=</text>)", "漢字", drawing)
    empty = re.sub("(?<=>)[^<>]+(?=</text>)", "", drawing)
    assert len(epub.cover(drawing)) > len(epub.cover(empty))
    assert epub.cover(unlettered) == epub.cover(empty)


def test_every_font_comes_with_its_licence() -> None:
    licences = "".join(each.read_text("utf-8") for each in sorted(FONTS.glob("*.txt")))
    assert "SIL OPEN FONT LICENSE Version 1.1" in licences
    for font in sorted(FONTS.glob("*.ttf")):
        family = TTFont(font)["name"].getDebugName(1)
        assert family in licences, font.name
        assert font.stat().st_size < 120_000


def test_a_cover_is_in_every_book(engine: Engine) -> None:
    result = engine.run("epub", engine.parse(TEI.format("en", "A", "", "")), {})
    book = Book(epub.book(result.text, ""))
    assert Path(next(iter(book.pages))).stem == "cover"
    assert book.members[epub.COVER].startswith(b"\x89PNG")
