"""Alignment: every difference of two texts, with its kind, size and place."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teipipe.text import alignment, sequences
from teipipe.text.alignment import INSIDE, OPEN, Change, Kind, Stream, compare


def changes(document: str, output: str) -> list[tuple[Kind, int, int]]:
    found = compare(Stream(document), Stream(output))
    return [(each.kind, each.offset, each.size) for each in found]


@pytest.mark.parametrize(
    ("document", "output"),
    [
        ("a b, c", "a\n\nb , c"),
        (f"a{OPEN}b", "ab"),
        (f"a{OPEN}b", "a b"),
        (f"a{OPEN} b", "a b"),
        (f"fo \n{INSIDE} o", "foo"),
        (f"fo \n{INSIDE} o", "fo o"),
        ("cafe\u0301s", "cafe\u0301s"),
        (f"a{OPEN}\u0301{OPEN} a\u0301{OPEN}a", "a\u0301 a\u0301a"),
        ("", " \n"),
    ],
)
def test_white_space_and_open_edges_make_no_difference(document: str, output: str) -> None:
    assert changes(document, output) == []


@pytest.mark.parametrize(
    ("document", "output", "expected"),
    [
        ("one two three", "one three", [(Kind.LOST, 4, 3)]),
        ("one two", "one big two", [(Kind.SURPLUS, 0, 3)]),
        ("one two", "onetwo", [(Kind.JOINED, 4, 1)]),
        ("onetwo", "one two", [(Kind.SPLIT, 3, 1)]),
        (f"one{OPEN}two three", "onetwothree", [(Kind.JOINED, 8, 1)]),
        ("cafe\u0301s", "cafe\u0301 s", [(Kind.SPLIT, 5, 1)]),
        ("a, b", "a b", [(Kind.LOST, 1, 1)]),
        ("", "x", [(Kind.SURPLUS, 0, 1)]),
        ("x", "", [(Kind.LOST, 0, 1)]),
        ("say Hello", "say hello", [(Kind.LOST, 4, 5), (Kind.SURPLUS, 4, 5)]),
    ],
)
def test_each_difference_is_told(
    document: str, output: str, expected: list[tuple[Kind, int, int]]
) -> None:
    assert changes(document, output) == expected


def test_a_change_quotes_both_sides() -> None:
    (change,) = compare(Stream("one two  three four"), Stream("one four"))
    assert change == Change(Kind.LOST, 4, 8, "two three", "")


def test_a_change_of_words_quotes_the_words_alone() -> None:
    (joined,) = compare(Stream("one two three four"), Stream("one twothree four"))
    (split,) = compare(Stream("one twothree four"), Stream("one two three four"))
    assert joined == Change(Kind.JOINED, 8, 1, "two three", "twothree")
    assert split == Change(Kind.SPLIT, 7, 1, "twothree", "two three")


def test_a_text_moved_elsewhere_is_lost_and_surplus() -> None:
    found = changes("alpha beta. gamma delta.", "gamma delta. alpha beta.")
    assert {kind for kind, _, _ in found} == {Kind.LOST, Kind.SURPLUS}
    assert sum(size for kind, _, size in found if kind is Kind.LOST) == 11


def a_text(words: int, vocabulary: int) -> list[str]:
    chance = random.Random(7)
    return [f"w{int(chance.paretovariate(0.6)) % vocabulary}" for _ in range(words)]


@pytest.mark.parametrize("vocabulary", [8, 50_000])
def test_long_texts_with_many_losses_are_accounted_for(vocabulary: int) -> None:
    words = a_text(100_000, vocabulary)
    damaged = [word for number, word in enumerate(words) if number % 1000]
    found = changes(" ".join(words), " ".join(damaged))
    lost = sum(size for kind, _, size in found if kind is Kind.LOST)
    came = sum(size for kind, _, size in found if kind is Kind.SURPLUS)
    assert lost - came == len("".join(words)) - len("".join(damaged))


def test_losses_among_words_that_occur_again_are_told_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[int] = []

    def counter(words: list[str]) -> Counter[str]:
        counted.append(len(words))
        return Counter(words)

    monkeypatch.setattr(sequences, "Counter", counter)
    chance = random.Random(7)
    words = [f"w{chance.randrange(3_000)}" for _ in range(60_000)]
    damaged = [word for number, word in enumerate(words) if number % 100]
    found = changes(" ".join(words), " ".join(damaged))
    assert {kind for kind, _, _ in found} == {Kind.LOST}
    assert sum(size for _, _, size in found) == len("".join(words)) - len("".join(damaged))
    assert sum(counted) < 10 * len(words)


def test_a_lost_chapter_is_one_loss() -> None:
    words = a_text(40_000, 50_000)
    (found,) = changes(" ".join(words), " ".join(words[:9_000] + words[21_000:]))
    assert found[0] is Kind.LOST
    assert found[2] == len("".join(words[9_000:21_000]))


def test_white_space_between_letters_that_are_written_without_it_is_none() -> None:
    assert compare(Stream("非言\n 不傳"), Stream("非言不傳")) == ()
    kinds = {each.kind for each in compare(Stream("非言\n 不傳 x"), Stream("非言不傳 y"))}
    assert kinds == {Kind.LOST, Kind.SURPLUS}


@given(st.text("ab \n\t", max_size=40))
def test_a_text_counts_as_the_same_in_runs_of_any_length(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(alignment, "_RUN", 3)
        in_runs = Stream(text).plain
    assert in_runs == Stream(text).plain == " ".join(text.split())
