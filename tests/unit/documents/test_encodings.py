"""Every encoding that a file declares, or that its first bytes show."""

import codecs

import pytest
from tests.unit.documents.reading import read, refused

from teipipe.documents import Document

WORDS = "Grüße, élève"
DECLARATION = '<?xml version="1.0" encoding="{}"?>'


def written(declared: str, words: str = WORDS) -> str:
    return f"{DECLARATION.format(declared)}\n<TEI><p>{words}</p>\n<q>{words}</q></TEI>"


def words(document: Document) -> str:
    return document.tree.getroot()[0].text


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("UTF-8", "utf-8", WORDS),
        ("utf8", "utf-8", WORDS),
        ("ISO-8859-1", "latin-1", WORDS),
        ("latin1", "latin-1", WORDS),
        ("ISO-8859-15", "iso8859-15", "œuvre, €"),
        ("windows-1252", "cp1252", "“Grüße”"),
        ("ANSI", "cp1252", "“Grüße”"),
        ("x-mac-roman", "mac_roman", WORDS),
        ("macintosh", "mac_roman", WORDS),
        ("ISO-8859-8-I", "iso8859-8", "שלום"),
        ("KOI8-R", "koi8-r", "Кронштадт"),
        ("windows-31j", "cp932", "手紙"),
        ("Shift_JIS", "shift_jis", "手紙"),
        ("x-sjis", "shift_jis", "手紙"),
        ("x-windows-949", "cp949", "편지"),
        ("GB18030", "gb18030", "书信"),
        ("Big5", "big5", "書信"),
        ("IBM037", "cp037", WORDS),
        ("UTF-16", "utf-16", WORDS),
        ("UTF-16LE", "utf-16-le", WORDS),
        ("UTF-16BE", "utf-16-be", WORDS),
        ("ISO-10646-UCS-2", "utf-16", WORDS),
        ("UTF-32", "utf-32", WORDS),
        ("UCS-4", "utf-32", WORDS),
    ],
)
def test_a_declared_encoding_is_read(declared: str, codec: str, text: str) -> None:
    document = read(written(declared, text).encode(codec))
    assert words(document) == text
    assert document.findings == ()
    place = document.place(document.tree.getroot()[1])
    assert (place.line, place.column) == (3, 1)


@pytest.mark.parametrize(
    ("declared", "bom", "codec"),
    [
        ("ISO-8859-1", codecs.BOM_UTF8, "utf-8"),
        ("UTF-8", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("ISO-8859-1", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("UTF-16", b"", "utf-8"),
        ("UTF-8", b"", "utf-16-le"),
        ("no-such-thing", b"", "utf-8"),
        ("rot13", b"", "utf-8"),
    ],
)
def test_the_bytes_go_before_a_declaration_that_is_wrong(
    declared: str, bom: bytes, codec: str
) -> None:
    document = read(bom + written(declared).encode(codec))
    assert words(document) == WORDS
    assert [each.code for each in document.findings] == ["P024"]
    assert declared in document.findings[0].message


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_without_a_declaration_is_enough(codec: str) -> None:
    document = read(f"<TEI><p>{WORDS}</p></TEI>".encode(codec))
    assert words(document) == WORDS
    assert document.findings == ()


def test_a_byte_that_cannot_stand_there_is_found_with_its_place() -> None:
    assert refused(written("cp1252").encode("latin-1").replace(b"<q>", b"<q>\x81"))[:2] == (
        "P026",
        3,
    )
    assert refused(written("Shift_JIS", "手紙").encode("shift_jis")[:-22] + b"\xff")[0] == "P026"
    assert refused(written("UTF-8").encode("latin-1"))[0] == "P001"


def test_an_unknown_encoding_that_is_not_utf_8_is_refused() -> None:
    assert refused(written("no-such-thing").encode("latin-1")) == ("P027", 1, 1)
