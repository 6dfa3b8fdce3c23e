"""Likeness: which of the allowed names a wrong one was meant as."""

from __future__ import annotations

from functools import lru_cache

_ONE, _TWO = 2, 6
"""How long a wrong name is at least that has one slip, and the longer of two that differ by two."""


@lru_cache(maxsize=1024)
def nearest(name: str, allowed: tuple[str, ...]) -> str | None:
    """Give the allowed name that differs from a wrong one by a slip or two, if there is one.

    Namespaces count only between names that are equally near.
    """
    wrong = local(name).casefold()
    letters = set(wrong)
    near = []
    for each in allowed:
        right = local(each).casefold()
        longest = max(len(wrong), len(right))
        if abs(len(wrong) - len(right)) <= 2 and len(letters.symmetric_difference(right)) <= 4:
            slips = distance(wrong, right)
            if (
                slips == 0
                or (slips == 1 and len(wrong) >= _ONE)
                or (slips == 2 and longest >= _TWO)
            ):
                near.append((slips, _namespace(each) != _namespace(name), each))
    return min(near)[2] if near else None


def local(name: str) -> str:
    """Give a name without its namespace."""
    return name.rpartition("}")[2]


def _namespace(name: str) -> str:
    return name.rpartition("}")[0]


def distance(one: str, other: str) -> int:
    """Count the slips between two words: a letter too much, too few, wrong, or two exchanged."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, another in enumerate(other, 1):
            least = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != another))
            exchanged = row > 1 < column and letter == other[column - 2] and one[row - 2] == another
            current.append(min(least, before[column - 2] + 1) if exchanged else least)
        before, above = above, current
    return above[-1]
