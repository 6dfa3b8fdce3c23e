"""Plain text: marks become lines."""

import pytest

from teipipe.text.marks import unmark
from teipipe.text.plain import finish, lay_out

BLOCK, LINE, INDENT, OUTDENT, CELL, CALL, JOIN, GAP = map(chr, range(0xFDD4, 0xFDDC))
OPEN, SHUT, NOTE, END = map(chr, range(0xFDD0, 0xFDD4))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (f"{BLOCK}{BLOCK} a \n\t b {BLOCK} \n {BLOCK}c{BLOCK}", "a b\n\nc\n"),
        (f"a{LINE}{LINE} b ", "a\nb\n"),
        (f"a{BLOCK}{INDENT}b{LINE}c{BLOCK}{OUTDENT}d", "a\n\n    b\n    c\n\nd\n"),
        (f"{LINE}1{CELL} 2 {CELL}{LINE}", "1\t2\t\n"),
        (f"fo \n {JOIN} \n o", "foo\n"),
        (f"a{GAP}b {GAP} c{GAP}, d", "a b c, d\n"),
        (f"the Party {CALL}{OPEN}[1]{SHUT}. So", "the Party[1]. So\n"),
        (f"the {CALL}{OPEN}[1]{SHUT} party", "the[1] party\n"),
        (f"the {CALL}{OPEN}[1]{SHUT}party", "the [1]party\n"),
        (f"a {CALL}{OPEN}[1]{SHUT} {CALL}{OPEN}[2]{SHUT}.", "a[1][2].\n"),
        (f"{BLOCK}{OPEN}[1] {SHUT}{NOTE} a {BLOCK} b {BLOCK}{END}{BLOCK}", "[1] a\n\nb\n"),
        ("no\u00a0 break", "no\u00a0 break\n"),
        (f"{BLOCK} {BLOCK}", ""),
    ],
)
def test_marks_become_lines(raw: str, text: str) -> None:
    assert unmark(lay_out(raw)) == text
    assert finish(raw, "reading") == text


def test_the_source_view_is_left_as_it_is() -> None:
    assert finish(" a\n\n\n b ", "source") == " a\n\n\n b "


def test_the_marks_of_notes_outlive_the_layout_in_pairs() -> None:
    laid = lay_out(f"{BLOCK}a{BLOCK}{NOTE}{BLOCK}n{BLOCK}{END}{BLOCK}")
    assert laid == f"a\n\n{NOTE}n{END}\n"
