"""Whether a document has letters of some scripts, asked here and by the stylesheets."""

import re

import pytest

from teipipe import resources
from teipipe.transform.scripts import RIGHT_TO_LEFT, UNSPACED, Scripts

KINDS = pytest.mark.parametrize(
    ("scripts", "sheet", "variable"),
    [
        (RIGHT_TO_LEFT, "languages", "right-to-left-letters"),
        (UNSPACED, "whitespace", "unspaced-letters"),
    ],
    ids=["right to left", "unspaced"],
)


@pytest.mark.parametrize(
    ("words", "right_to_left", "unspaced"),
    [
        ("«Plain», “quoted” – Ελλάς, Русский", False, False),
        ("a letter of Hebrew: \u05d0", True, False),
        ("Arabic \u0627\u0644", True, False),
        ("Syriac \u0710", True, False),
        ("a ligature \ufb4f", True, False),
        ("Devanagari \u0905, an emoji \U0001f600, Hangul \ud55c", False, False),
        ("Chinese 你好", False, True),
        ("Tibetan \u0f40", False, True),
        ("a full stop\u3002", False, True),
        ("a full-width \uff21", False, True),
        ("a rare one: \U00020000", False, True),
    ],
)
def test_letters_are_found(words: str, right_to_left: bool, unspaced: bool) -> None:
    xml = f"<p>{words}</p>"
    assert (RIGHT_TO_LEFT.occur_in(xml), UNSPACED.occur_in(xml)) == (right_to_left, unspaced)


@KINDS
def test_the_stylesheets_look_for_the_same(scripts: Scripts, sheet: str, variable: str) -> None:
    module = resources.path(f"xslt/common/{sheet}.xsl").read_text("utf-8")
    found = re.search(rf'"tp:{variable}".*?\'(\[[^\']*\])\'', module, re.DOTALL)
    assert found
    pattern = re.sub(r"&#x(\w+);", lambda code: chr(int(code[1], 16)), found[1])
    assert pattern == scripts.pattern.pattern


@KINDS
def test_every_letter_is_found_alone(scripts: Scripts, sheet: str, variable: str) -> None:
    every = [chr(code) for code in range(0x590, 0x40000) if scripts.pattern.match(chr(code))]
    assert every
    assert all(scripts.occur_in(each) for each in every)
