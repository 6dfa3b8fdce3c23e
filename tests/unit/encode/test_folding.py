"""Letters as rules compare them, and the offsets of the text as it stands."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from teipipe.encode.folding import fold, folded

texts = st.text(st.sampled_from("aſsu\u0301\u0308\u0304\u0364éé \n𝔘ש")) | st.text()


@given(texts)
def test_each_letter_stands_where_it_is_said_to(text: str) -> None:
    made = fold(text)
    for at, letter in enumerate(made.text):
        start, end = made.outer(at), made.outer(at + 1)
        assert start <= end
        assert letter in folded(text[start:end]) or start == end
    assert made.outer(len(made.text)) == len(text)


@given(texts)
def test_offsets_go_there_and_back(text: str) -> None:
    made = fold(text)
    begins = [made.outer(at) for at in range(len(made.text))]
    assert begins == sorted(begins)
    assert [made.outer(made.inner(each)) for each in begins] == begins


def test_a_long_s_is_an_s_and_what_combines_is_one_letter() -> None:
    text = unicodedata.normalize("NFD", "März, Auguſt")
    made = fold(text)
    assert made.text == "März, August"
    assert text[made.outer(6) : made.outer(12)] == "Auguſt"
