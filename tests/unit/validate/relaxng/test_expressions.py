"""Regular expressions of schemas: what they mean, and that none can hold a validation up."""

import re
from itertools import product
from random import Random

import pytest

from teipipe.validate.relaxng.datatypes.machine import Machine, repeated
from teipipe.validate.relaxng.datatypes.regex import Regex, RegexError

LONG = 5_000
HOSTILE = ("(a+)+b", "(a*)*b", "(a|a)*b", "(a|aa)+b", "((a?)*)*b", "a*a*a*a*a*a*b", "(a+){1,30}b")
COUNTS = ("", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "{0}")
TEXTS = ["".join(each) for length in range(6) for each in product("ab", repeat=length)]


def expression(chance: Random, depth: int = 3) -> str:
    """Make an expression that Python reads as XML Schema does."""
    if depth == 0:
        return chance.choice(("a", "b", "[ab]", ""))
    parts = [
        f"({expression(chance, depth - 1)}){chance.choice(COUNTS)}"
        for _ in range(chance.randint(1, 3))
    ]
    return chance.choice(("", "|")).join(parts)


def test_expressions_mean_what_they_mean_in_python():
    chance = Random(1)
    for _ in range(300):
        written = expression(chance)
        ours, theirs = Regex(written), re.compile(written)
        taken = [each for each in TEXTS if ours.matches(each)]
        assert taken == [each for each in TEXTS if theirs.fullmatch(each)], written


@pytest.mark.parametrize("written", HOSTILE)
def test_no_expression_takes_long_for_a_long_text(written):
    """A matcher that goes back would not end in the age of the universe."""
    regex = Regex(written)
    assert not regex.matches("a" * LONG)
    assert regex.matches("a" * LONG + "b")


def test_groups_may_be_nested_as_deep_as_they_like():
    assert Regex("(" * LONG + "a" + ")" * LONG).matches("a")


def test_a_text_of_very_many_characters_is_compared_in_bounded_memory():
    machine = Machine(repeated([lambda character: character != "a"], 0, None))
    characters = "".join(map(chr, range(0x4E00, 0x4E00 + 25_000)))
    assert machine.takes(characters)
    assert not machine.takes(f"{characters}a")
    assert sum(map(len, machine._states.values())) <= 10_000


@pytest.mark.parametrize(
    "written",
    ["((a{1000}){1000}){1000}", "a{99999999999999999999}", "(a{0,500}){500}", f"a{{{'9' * 5000}}}"],
)
def test_what_repeats_too_much_is_refused(written):
    with pytest.raises(RegexError, match="repeats too much"):
        Regex(written)


@pytest.mark.parametrize("written", ["a**", "*", "(a", "a)", "a{2,1}", "a{,2}", "a{", "|+", "(+)"])
def test_what_is_no_expression_is_refused(written):
    with pytest.raises(RegexError, match="no regular expression"):
        Regex(written)
