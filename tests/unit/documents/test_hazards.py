"""What real files are like: long lines, deep trees, large ones, strange ids, no XML at all."""

import pytest
from tests.unit.documents.reading import read, refused

from teipipe.documents.loading import MOST_ATTRIBUTES


def test_line_ends_of_all_systems_count_alike() -> None:
    for end in (b"\n", b"\r\n"):
        document = read(end.join([b"<TEI>", b"<p>one</p>", b"  <p>two</p>", b"</TEI>"]))
        place = document.place(document.tree.getroot()[1])
        assert (place.line, place.column, place.end_column) == (3, 3, 6)
        assert document.tree.getroot()[0].tail == "\n  "


def test_a_line_of_300_000_characters_has_its_columns() -> None:
    document = read(b"<TEI><p>" + "ä ".encode() * 150_000 + b"</p><q/></TEI>")
    place = document.place(document.tree.getroot()[1])
    assert (place.line, place.column) == (1, 8 + 300_000 + 4 + 1)


@pytest.mark.parametrize("depth", [200, 2_000])
def test_a_deep_tree_is_read(depth: int) -> None:
    document = read(b"<div>" * depth + b"x" + b"</div>" * depth)
    *_, last = document.tree.iter()
    assert document.place(last).column == 5 * (depth - 1) + 1


def test_a_tree_too_deep_is_a_finding() -> None:
    assert refused(b"<div>" * 5_000 + b"x" + b"</div>" * 5_000)[:2] == ("P001", 1)


def full(attributes: int) -> bytes:
    return b"<TEI>\n<p/><p" + b"".join(b' a%d=""' % n for n in range(attributes)) + b"/></TEI>"


def test_as_many_attributes_as_the_engines_take_are_read_and_no_more() -> None:
    assert len(read(full(MOST_ATTRIBUTES)).tree.getroot()[1].keys()) == MOST_ATTRIBUTES
    assert refused(full(MOST_ATTRIBUTES + 1)) == ("P009", 2, 5)
    assert read(b"<p>" + b"x" * 60_000 + b"</p>").findings == ()


def test_a_text_of_more_than_ten_megabytes_is_read() -> None:
    assert len(read(b"<p>" + b"x" * 11_000_000 + b"</p>").tree.getroot().text) == 11_000_000


def test_ids_that_are_none_or_not_unique_are_read() -> None:
    document = read(b'<TEI xml:id="1 a"><p xml:id="x"/><p xml:id="x"/><q xml:id=""/></TEI>')
    assert len(document.tree.getroot()) == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("P002", 1, 1)),
        (b" \n\t\r\n", ("P002", 1, 1)),
        (b"\xef\xbb\xbf", ("P002", 1, 1)),
        (b"<TEI>\n<p>x</q></TEI>", ("P001", 2, 9)),
        (b"<TEI>\n<p>x", ("P001", 2, 5)),
        (b"<TEI/>\n<TEI/>", ("P001", 2, 1)),
        (b"plain words", ("P010", 1, 1)),
        (b"PK\x03\x04" + bytes(range(256)) * 40, ("P010", 1, 1)),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ("P010", 1, 1)),
        (bytes(range(256)) * 40, ("P010", 1, 1)),
        (b"\xff\xfe" + bytes(range(256)) * 40, ("P026", 1, 109)),
        (b"\0" * 4_000, ("P010", 1, 1)),
    ],
)
def test_what_is_not_well_formed_is_one_finding_with_a_place(
    content: bytes, expected: tuple[str, int, int]
) -> None:
    assert refused(content) == expected
