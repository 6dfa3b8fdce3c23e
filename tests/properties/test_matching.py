"""Matching names: what is found is a form and a whole word, and none is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipipe.encode import matching
from teipipe.encode.matching import Forms, Match

WORDS = ("a", "b", "Ann", "als")
GAPS = (" ", "\n", "-", "-\n", "\u00ad", " -\n", ", ", "\u2010")
names = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(
        lambda words: words[0] if len(words) == 1 else "-".join(words[:2]) + " " + words[-1]
    )
    | st.sampled_from(WORDS),
    min_size=1,
    max_size=5,
    unique=True,
)
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
_CUT = re.compile("\u00ad\\s*|[-\u2010]\n")


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s]", text.replace("\u2010", "-")))


def readings(text: str) -> set[str]:
    """All ways to read a stretch: each cut word with its hyphen and without."""
    found = {""}
    at = 0
    for cut in _CUT.finditer(text):
        parts = ("", cut[0])
        found = {each + text[at : cut.start()] + part for each in found for part in parts}
        at = cut.end()
    return {words(each + text[at:]) for each in found}


def matches(known: list[str], text: str) -> list[Match[str]]:
    return list(Forms((name, name) for name in known).find(text, 0, len(text)))


def strays(known: list[str], text: str) -> list[Match[str]]:
    """Give what was found and is no form, reaches into another, or is tied to a word."""
    found = matches(known, text)
    ends = [0, *(each.end for each in found)]
    return [
        match
        for past, match in zip(ends, found, strict=False)
        if not past <= match.start < match.end
        or [words(each) in readings(text[match.start : match.end]) for each in match.values]
        != [True]
        or re.match("[-\u2010]\n?\\w", text[match.end :])
        or re.search("\\w[-\u2010]\n?\\Z", text[: match.start])
    ]


@given(names, texts)
def test_what_is_found_is_a_form_and_stands_apart(known: list[str], text: str) -> None:
    assert strays(known, text) == []


@given(names, st.lists(st.sampled_from(WORDS), max_size=8))
def test_none_is_lost_between_blanks(known: list[str], tokens: list[str]) -> None:
    single = {name for name in known if name in WORDS}
    expected = [token for token in tokens if token in single]
    assert [match.values[0] for match in matches(sorted(single), " ".join(tokens))] == expected


def test_mutant_a_hyphen_never_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "_ties", lambda *_: False)
    assert strays(["Ann"], "Ann-\nals")
