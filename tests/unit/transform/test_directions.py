"""Whether a document has letters that run from right to left, asked here and by the stylesheets."""

import re

import pytest

from teipipe import resources
from teipipe.transform.directions import _LETTERS, has_right_to_left


@pytest.mark.parametrize(
    ("words", "has"),
    [
        ("«Plain», “quoted” — 你好, Ελλάς, Русский", False),
        ("a letter of Hebrew: \u05d0", True),
        ("Arabic \u0627\u0644", True),
        ("Syriac \u0710", True),
        ("a ligature \ufb4f", True),
        ("Devanagari \u0905, Tibetan \u0f40, a full-width \uff21", False),
    ],
)
def test_letters_are_found(words: str, has: bool) -> None:
    assert has_right_to_left(f"<p>{words}</p>") is has


def test_the_stylesheets_look_for_the_same_letters() -> None:
    sheet = resources.path("xslt/common/languages.xsl").read_text("utf-8")
    found = re.search(r'"tp:right-to-left-letters".*?\'(\[[^\']*\])\'', sheet, re.DOTALL)
    assert found
    assert re.sub(r"&#x(\w+);", lambda code: chr(int(code[1], 16)), found[1]) == _LETTERS.pattern


def test_every_letter_is_found_alone() -> None:
    letters = [chr(code) for code in range(0x590, 0x10000) if _LETTERS.match(chr(code))]
    assert all(has_right_to_left(each) for each in letters)
