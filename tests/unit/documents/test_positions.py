"""Positions of start tags: however few bytes are read at once, and only as far as asked for."""

import pytest

from teipipe.documents import positions
from teipipe.documents.positions import Positions

TEXT = """<?xml version="1.0"?>
<!-- één -->
<TEI><p n="ä&amp;ö">Wörter ☞ <hi
  rend="x"
/>𝄞</p><lb/><p/>
</TEI>
""".encode()
SPANS = [(3, 1, 3, 6), (3, 6, 3, 21), (3, 30, 5, 3), (5, 8, 5, 13), (5, 13, 5, 17)]


@pytest.mark.parametrize("part", [1, 2, 3, 7, 64, 1 << 16])
def test_spans_do_not_depend_on_how_much_is_read_at_once(monkeypatch, part):
    monkeypatch.setattr(positions, "_PART", part)
    read = Positions(TEXT)
    assert [read.span(number) for number in range(6)] == [*SPANS, None]
    assert read.span(1) == SPANS[1]


def test_no_more_is_read_than_is_asked_for(monkeypatch):
    monkeypatch.setattr(positions, "_PART", 16)
    read = Positions(TEXT.replace(b"</TEI>", b"<never closed"))
    assert read.span(2) == SPANS[2]
    assert read.span(9) is None
    assert read.span(4) == SPANS[4]
