"""The images of a book: those beside the TEI, described, in their true types; none is fetched."""

import base64
from pathlib import Path

import pytest
from tests.unit.test_images import GIF, JPEG, PNG
from tests.unit.transform import books
from tests.unit.transform.books import Book

from teipipe.documents import load
from teipipe.transform import Output, Transformer

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    "<title>A book</title></titleStmt><publicationStmt><date when='2024'/></publicationStmt>"
    "</fileDesc></teiHeader><text><body>{}</body></text></TEI>"
)
FIGURE = "<figure><graphic url='{}'/>{}</figure>"


def made(transformer: Transformer, folder: Path, text: str, **settings: str) -> Output:
    (folder / "book.xml").write_text(TEI.format(text))
    (output,) = transformer.run(load(folder / "book.xml", folder), "book", settings)
    return output


def codes(output: Output) -> list[str]:
    return [each.code for each in output.findings if each.code.startswith("T04")]


def test_an_image_beside_the_tei_is_in_the_book_once(transformer, tmp_path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "ä b.png").write_bytes(PNG)
    head = "<head>A ship</head>"
    text = (
        FIGURE.format("pictures/%C3%A4%20b.png", "<figDesc>A ship at sea.</figDesc>" + head)
        + FIGURE.format("pictures/ä b.png", head)
        + FIGURE.format("pictures/ä b.png", "")
    )
    output = made(transformer, tmp_path, text)
    book = Book(output.content)
    images = book.all("//h:figure//h:img")
    assert [each.get("src") for each in images] == ["../images/image-1.png"] * 3
    assert [each.get("alt") for each in images] == ["A ship at sea.", "A ship", "Figure"]
    assert {(each.get("width"), each.get("height")) for each in images} == {("2", "3")}
    assert book.members["EPUB/images/image-1.png"] == PNG
    assert list(books.manifest(book)) == list(books.links(book)) == []
    assert "alternativeText" not in book.properties("schema:accessibilityFeature")
    assert codes(output) == []


@pytest.mark.parametrize("further", ["?size=large", "#xywh=0,0,2,2", "?page=2#top"])
def test_what_an_address_says_beyond_the_file_hides_no_image(
    transformer, tmp_path, further: str
) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    output = made(transformer, tmp_path, FIGURE.format(f"a.png{further}", ""))
    (image,) = Book(output.content).all("//h:figure//h:img")
    assert image.get("src") == "../images/image-1.png"
    assert codes(output) == []


def test_described_images_are_told_as_such(transformer, tmp_path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "b.png").write_bytes(PNG)
    ornament = "<figure type='ornament'><graphic url='b.png'/></figure>"
    text = FIGURE.format("a.png", "<figDesc>A ship.</figDesc>") + ornament
    book = Book(made(transformer, tmp_path, text).content)
    assert "alternativeText" in book.properties("schema:accessibilityFeature")
    assert book.properties("schema:accessMode") == ["textual", "visual"]
    assert book.properties("schema:accessModeSufficient") == ["textual"]
    assert book.properties("schema:accessibilityHazard") == ["none"]
    assert [each.get("role") for each in book.all("//h:figure//h:img")] == [None, "presentation"]


def test_a_picture_that_may_move_is_no_known_hazard(transformer, tmp_path) -> None:
    (tmp_path / "a.gif").write_bytes(GIF)
    book = Book(made(transformer, tmp_path, FIGURE.format("a.gif", "")).content)
    assert book.properties("schema:accessibilityHazard") == ["unknown"]
    assert book.properties("schema:accessModeSufficient") == ["textual,visual"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("nothing.png", "T041"),
        ("../secret.png", "T041"),
        ("file:///etc/hosts", "T041"),
        ("data:image/png;base64," + "A" * 5000, "T041"),
        ("fake.png", "T042"),
        (".", "T041"),
    ],
)
def test_an_image_that_is_none_becomes_its_caption(
    transformer, tmp_path, address: str, code: str
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    (folder / "fake.png").write_bytes(b"<html/>")
    output = made(transformer, folder, FIGURE.format(address, "<head>A ship</head>") * 2)
    book = Book(output.content)
    assert codes(output) == [code]
    assert book.all("//h:figure//h:img") == []
    assert len(book.all("//h:figcaption")) == 2
    assert [each for each in book.members if "/images/" in each] == ["EPUB/images/cover.png"]


def test_an_image_that_lies_about_its_type_goes_by_the_truth(transformer, tmp_path) -> None:
    (tmp_path / "a.png").write_bytes(JPEG)
    output = made(transformer, tmp_path, FIGURE.format("a.png", ""))
    assert codes(output) == ["T043"]
    items = books.find(Book(output.content).package, "//opf:item[@href='images/image-1.jpg']")
    assert [each.get("media-type") for each in items] == ["image/jpeg"]


def test_an_image_in_the_document_is_in_the_book_where_it_stands_and_where_it_is_pointed_to(
    transformer, tmp_path
) -> None:
    data = "<binaryObject xml:id='{}' mimeType='image/png'>{}</binaryObject>"
    held, sound = base64.encodebytes(PNG).decode(), base64.b64encode(b"ID3").decode()
    text = f"<p>{data.format('b0', sound)}{data.format('b1', held)}{data.format('b2', '!')}</p>"
    output = made(transformer, tmp_path, text + FIGURE.format("#b1", "<head>A ship</head>"))
    book = Book(output.content)
    images = book.all("//h:body//h:img[not(@role='doc-cover')]")
    assert [(each.get("src"), each.get("alt")) for each in images] == [
        ("../images/image-1.png", "Figure"),
        ("../images/image-1.png", "A ship"),
    ]
    assert book.members["EPUB/images/image-1.png"] == PNG
    assert list(books.manifest(book)) == []
    assert codes(output) == []


def test_an_image_in_the_document_that_is_not_there_is_told(transformer, tmp_path) -> None:
    output = made(transformer, tmp_path, FIGURE.format("#b1", "") + "<p xml:id='b1'>a</p>")
    assert codes(output) == ["T041"]


def test_an_image_from_elsewhere_is_a_link(transformer, tmp_path) -> None:
    output = made(transformer, tmp_path, FIGURE.format("https://example.org/a.png", ""))
    book = Book(output.content)
    assert book.all("//h:figure//h:a/@href") == ["https://example.org/a.png"]
    assert codes(output) == []


def test_a_given_cover_is_the_cover(transformer, tmp_path) -> None:
    (tmp_path / "front.jpg").write_bytes(JPEG)
    output = made(transformer, tmp_path, "<p>a</p>", cover="front.jpg")
    book = Book(output.content)
    assert book.members["EPUB/images/cover.jpg"] == JPEG
    assert "EPUB/images/cover.png" not in book.members
    covers = books.find(book.package, "//opf:item[@properties='cover-image']")
    assert [(each.get("href"), each.get("media-type")) for each in covers] == [
        ("images/cover.jpg", "image/jpeg")
    ]


def test_a_cover_that_is_not_there_is_drawn(transformer, tmp_path) -> None:
    output = made(transformer, tmp_path, "<p>a</p>", cover="front.jpg")
    assert codes(output) == ["T046"]
    assert Book(output.content).members["EPUB/images/cover.png"].startswith(b"\x89PNG")
