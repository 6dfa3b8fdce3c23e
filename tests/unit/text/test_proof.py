"""The proof: both ways of reading the text back, against the transcription."""

import pytest
from lxml import etree

from teipipe.text.proof import Level, prove

TEXT = "One two.\n\nThree\u00a0four.\n"


def tree(text: str) -> etree._Element:
    body = text.replace("&", "&amp;")
    return etree.fromstring(f'<text xmlns="http://www.tei-c.org/ns/1.0">{body}</text>')


def test_equal_texts_agree_to_the_byte() -> None:
    proof = prove(TEXT, tree(TEXT), TEXT)
    assert (proof.level, proof.holds, proof.ways_agree) == (Level.BYTES, True, True)
    assert proof.difference is None


@pytest.mark.parametrize("asked", [Level.BYTES, Level.LINE_ENDS, Level.WHITE_SPACE])
def test_folded_white_space_holds_where_it_is_asked_for(asked: Level) -> None:
    other = "One  two. Three\u00a0four."
    proof = prove(TEXT, tree(other), TEXT, asked=asked)
    assert (proof.level, proof.ways_agree) == (Level.WHITE_SPACE, False)
    assert proof.holds is (asked is Level.WHITE_SPACE)
    assert proof.difference is not None
    assert (proof.difference.line, proof.difference.column) == (1, 5)


def test_line_ends_are_a_level_of_their_own() -> None:
    ends = TEXT.replace("\n", "\r\n")
    for asked, holds in ((Level.BYTES, False), (Level.LINE_ENDS, True), (Level.WHITE_SPACE, True)):
        proof = prove(TEXT, tree(TEXT), ends, asked=asked)
        assert (proof.level, proof.holds) == (Level.LINE_ENDS, holds)
    assert prove(TEXT, tree(TEXT), TEXT, Level.CHARACTERS).holds


@pytest.mark.parametrize(
    ("changed", "line", "column"),
    [
        ("One two.\n\nThree four.\n", 3, 6),
        ("One two.\n\nThree\u00a0five.\n", 3, 8),
        ("One two. Three\u00a0four", 3, 11),
        ("one two.\n\nThree\u00a0four.\n", 1, 1),
        ("  One\n\ntwo.\n\nThere\u00a0four.\n", 3, 3),
        ("Onetwo.\n\nThree\u00a0four.\n", 1, 4),
        (TEXT + "more", 3, 12),
    ],
)
def test_a_difference_has_its_place_in_the_transcription(
    changed: str, line: int, column: int
) -> None:
    for proof in (prove(TEXT, tree(changed), TEXT), prove(TEXT, tree(TEXT), changed)):
        assert proof.level is Level.DIFFERENT
        assert not proof.holds
        assert proof.difference is not None
        assert (proof.difference.line, proof.difference.column) == (line, column)


def test_a_proof_has_a_json_form() -> None:
    made = prove(TEXT, tree(TEXT), TEXT).as_dict()
    assert made["level"] == "bytes"
    assert [way["way"] for way in made["ways"]] == ["python", "xslt"]
