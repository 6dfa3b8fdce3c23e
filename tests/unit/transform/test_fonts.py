"""Fonts go into a book for scripts that reading systems lack, where their letters occur."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from tests.unit.transform import books
from tests.unit.transform.books import Book

from teipipe.documents import load
from teipipe.transform import Transformer
from teipipe.transform.fonts import FOLDER, LICENCE, font, needed, ranges

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><text><body>'
    "<p>{}</p></body></text></TEI>"
)
SAMPLES = {
    "NotoSansCoptic.ttf": "ϩⲛ ⲧⲉϩⲟⲩⲉⲓⲧⲉ",
    "NotoSansGothic.ttf": "𐌰𐍄𐍄𐌰",
    "NotoSansOgham.ttf": "ᚋᚐᚊᚔ",
    "NotoSansOldItalic.ttf": "𐌀𐌁",
    "NotoSansPhoenician.ttf": "𐤀𐤁",
    "NotoSansRunic.ttf": "ᚠᚢᚦ",
    "NotoSansSyriac.ttf": "ܒܪܫܝܬ",
    "NotoSerifArmenian.ttf": "սկզբանէ",
    "NotoSerifEthiopic.ttf": "በቀዳሚ",
    "NotoSerifGeorgian.ttf": "პირველად",
}


def book(transformer: Transformer, folder: Path, text: str) -> Book:
    (folder / "book.xml").write_text(TEI.format(text), "utf-8")
    (output,) = transformer.run(load(folder / "book.xml", folder), "book", {})
    return Book(output.content)


def test_every_font_has_a_sample_and_a_range() -> None:
    fonts = {each.name for each in font(LICENCE).parent.glob("*.ttf")}
    assert fonts == set(ranges()) == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_font_is_found_by_its_letters_and_has_them(name: str) -> None:
    assert set(needed(f"<p>Words. {SAMPLES[name]}</p>")) == {name}
    held = TTFont(font(name)).getBestCmap()
    assert [each for each in SAMPLES[name].replace(" ", "") if ord(each) not in held] == []
    assert font(name).stat().st_size < 150_000


@pytest.mark.parametrize("text", ["", "Words", "déjà vu", "Ὅμηρος Привет שלום مرحبا 漢字"])
def test_other_letters_need_no_font(text: str) -> None:
    assert needed(text) == {}


def test_a_book_holds_the_fonts_that_it_needs_with_their_licence(transformer, tmp_path) -> None:
    made = book(transformer, tmp_path, SAMPLES["NotoSansSyriac.ttf"])
    held = [each for each in made.members if "/fonts" in each]
    assert held == ["EPUB/fonts.css", "EPUB/fonts/NotoSansSyriac.ttf", f"EPUB/fonts/{LICENCE}"]
    assert b'url("fonts/NotoSansSyriac.ttf"); unicode-range: U+700-74F;' in made.members[held[0]]
    assert made.members[held[1]] == font("NotoSansSyriac.ttf").read_bytes()
    assert all(
        books.find(page, "//h:link[contains(@href, 'fonts.css')]") for page in made.pages.values()
    )
    assert list(books.manifest(made)) == list(books.links(made)) == []


def test_a_book_without_such_letters_holds_no_font(transformer, tmp_path) -> None:
    made = book(transformer, tmp_path, "Words.")
    assert [each for each in made.members if "font" in each] == []
    assert made.all("//h:link[contains(@href, 'fonts.css')]") == []


def test_the_licence_is_the_fonts_own() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in font(LICENCE).read_text("utf-8")
    assert FOLDER.endswith("scripts")
