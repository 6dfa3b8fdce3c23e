"""The proof: a document's source view, made in two independent ways, against its transcription.

One way is `teipipe.text.views`, the other `xslt/source.xsl`, whose result the caller brings. Both
are compared character by character, then with all line ends alike, then with runs of white space
folded to one blank and none at the ends; a no-break space is a character like any other. The proof
holds where both ways reach the level that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from lxml import etree

from teipipe.text.views import VIEWS, read

__all__ = ["Comparison", "Difference", "Level", "Proof", "prove"]

_WHITE: Final = re.compile(r"[ \t\r\n]+")
_LINE_ENDS: Final = re.compile(r"\r\n?")
_CONTEXT: Final = 40


class Level(StrEnum):
    """How far a text agrees with its transcription.

    The transcription's characters are its bytes, unless rules were declared by which it was read.
    """

    BYTES = "bytes"
    CHARACTERS = "characters"
    LINE_ENDS = "line ends"
    WHITE_SPACE = "white space"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two texts part: in the transcription, lines and columns from 1."""

    offset: int
    line: int
    column: int
    expected: str
    found: str

    def as_dict(self) -> dict[str, int | str]:
        """Give the JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One way of reading the text back; `difference` is the first, at the level just missed."""

    way: str
    level: Level
    difference: Difference | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON form."""
        difference = self.difference and self.difference.as_dict()
        return {"way": self.way, "level": self.level.value, "difference": difference}


@dataclass(frozen=True, slots=True)
class Proof:
    """Both ways against the transcription, and each other; `asked` is the level declared."""

    comparisons: tuple[Comparison, ...]
    ways_agree: bool
    asked: Level

    @property
    def level(self) -> Level:
        """The level that all ways reach."""
        order = list(Level)
        return max((each.level for each in self.comparisons), key=order.index)

    @property
    def holds(self) -> bool:
        """Whether both ways give the text as exactly as it was asked for."""
        order = list(Level)
        return order.index(self.level) <= order.index(self.asked)

    @property
    def difference(self) -> Difference | None:
        """The first difference of the way that agrees least."""
        worst = (each for each in self.comparisons if each.level is self.level)
        return next((each.difference for each in worst), None)

    def as_dict(self) -> Mapping[str, Any]:
        """Give the JSON form."""
        ways = [each.as_dict() for each in self.comparisons]
        return {"level": self.level.value, "ways_agree": self.ways_agree, "ways": ways}


def prove(
    transcription: str,
    tree: etree._ElementTree | etree._Element,
    by_xslt: str,
    best: Level = Level.BYTES,
    asked: Level = Level.BYTES,
) -> Proof:
    """Compare a document's source view and the text made by `xslt/source.xsl` with a text.

    `best` is what equality means: bytes, or characters of a text that was read by declared rules;
    `asked` is the level that was declared.
    """
    by_python = read(tree, VIEWS["source"]).text
    ways = {"python": by_python, "xslt": by_xslt}
    comparisons = tuple(_compare(way, transcription, text, best) for way, text in ways.items())
    return Proof(comparisons, by_python == by_xslt, max(best, asked, key=list(Level).index))


def _compare(way: str, expected: str, found: str, best: Level) -> Comparison:
    if expected == found:
        return Comparison(way, best)
    folded, refolded = _fold(expected), _fold(found)
    if folded == refolded:
        ends_only = _LINE_ENDS.sub("\n", expected) == _LINE_ENDS.sub("\n", found)
        offset = _first_difference(expected, found)
        difference = _difference(expected, offset, found[offset:])
        return Comparison(way, Level.LINE_ENDS if ends_only else Level.WHITE_SPACE, difference)
    at = _first_difference(folded, refolded)
    difference = _difference(expected, _unfold(expected, at), refolded[at:])
    return Comparison(way, Level.DIFFERENT, difference)


def _fold(text: str) -> str:
    return _WHITE.sub(" ", text).strip(" ")


def _unfold(text: str, offset: int) -> int:
    """Give the offset in a text of a character that stands at `offset` once it is folded."""
    position = len(text) - len(text.lstrip(" \t\r\n"))
    for run in _WHITE.finditer(text, position):
        if run.start() - position >= offset:
            break
        offset -= run.start() - position + 1
        position = run.end()
    return min(position + max(offset, 0), len(text))


def _first_difference(one: str, other: str) -> int:
    """Give the length of the common beginning, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _difference(expected: str, offset: int, found: str) -> Difference:
    before = expected.rfind("\n", 0, offset)
    return Difference(
        offset=offset,
        line=expected.count("\n", 0, offset) + 1,
        column=offset - before,
        expected=expected[offset : offset + _CONTEXT],
        found=found[:_CONTEXT],
    )
