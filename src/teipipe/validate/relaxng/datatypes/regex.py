"""Regular expressions of XML Schema (Part 2, appendix F), made into those of Python.

Python knows neither categories nor subtraction, so a class that needs them is written out as
ranges, for those blocks of Unicode only that the texts compared so far have characters of: most
need one block, and none needs the million code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from teipipe.validate.relaxng.datatypes.characters import is_name, is_token

_BLOCK = 8
"""Characters whose code points agree but for so many bits share a block."""
_SINGLE = {"n": "\n", "r": "\r", "t": "\t", **{each: each for each in "\\|.-^?*+{}()[]"}}
_CATEGORIES = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "C",
        "Cc",
        "Cf",
        "Co",
        "Cn",
    ]
)
_QUANTIFIER = re.compile(r"[?*+]|\{\d+(?:,\d*)?\}")
Test = Callable[[str], bool]
"""Whether a character belongs to a class."""


class RegexError(ValueError):
    """A regular expression that XML Schema does not know."""


@dataclass(frozen=True, slots=True, eq=False)
class _Class:
    """A class of characters that must be written out."""

    holds: Test

    def written(self, blocks: Iterable[int]) -> str:
        """Give the class in Python's syntax, for the characters of some blocks."""
        ranges = "".join(
            f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in self._runs(blocks)
        )
        return f"[{ranges}]" if ranges else "(?!)"

    def _runs(self, blocks: Iterable[int]) -> Iterator[tuple[int, int]]:
        for block in sorted(blocks):
            start = block << _BLOCK
            inside = [point for point in range(start, start + (1 << _BLOCK)) if self._has(point)]
            first = last = -2
            for point in inside:
                if point != last + 1:
                    if first >= 0:
                        yield first, last
                    first = point
                last = point
            if first >= 0:
                yield first, last

    def _has(self, point: int) -> bool:
        return self.holds(chr(point))


class Regex:
    """A compiled expression; `matches` compares it with a whole text."""

    __slots__ = ("_blocks", "_compiled", "_parts")

    def __init__(self, expression: str) -> None:
        """Read an expression; raises `RegexError`."""
        self._parts = _Reader(expression).parts()
        self._blocks: set[int] = {0}
        self._compiled: re.Pattern[str] | None = None

    def matches(self, text: str) -> bool:
        """Whether the expression describes the whole of a text."""
        if not text.isascii():
            self._widen({ord(each) >> _BLOCK for each in text})
        if self._compiled is None:
            self._compiled = re.compile("".join(self._written()))
        return self._compiled.fullmatch(text) is not None

    def _widen(self, blocks: set[int]) -> None:
        if not blocks <= self._blocks and any(isinstance(each, _Class) for each in self._parts):
            self._blocks |= blocks
            self._compiled = None

    def _written(self) -> Iterator[str]:
        for part in self._parts:
            yield part.written(self._blocks) if isinstance(part, _Class) else part


class _Reader:
    """Reads one expression, without recursion: groups may be nested as deep as they like."""

    def __init__(self, expression: str) -> None:
        self._text = expression
        self._at = 0

    def parts(self) -> list[str | _Class]:
        """Give the expression in Python's syntax, classes that must be written out apart."""
        made: list[str | _Class] = []
        depth = 0
        quantifiable = False
        while self._at < len(self._text):
            character = self._next()
            if character == "(":
                made.append("(?:")
                depth += 1
                quantifiable = False
            elif character == ")":
                depth -= 1
                if depth < 0:
                    raise self._wrong()
                made.append(")")
                quantifiable = True
            elif character == "|":
                made.append("|")
                quantifiable = False
            elif character in "?*+{":
                if not quantifiable:
                    raise self._wrong()
                made.append(self._quantifier())
                quantifiable = False
            else:
                made.append(self._atom(character))
                quantifiable = True
        if depth:
            raise self._wrong()
        return made

    def _next(self) -> str:
        if self._at >= len(self._text):
            raise self._wrong()
        self._at += 1
        return self._text[self._at - 1]

    def _wrong(self) -> RegexError:
        return RegexError(f"“{self._text}” is no regular expression (character {self._at})")

    def _quantifier(self) -> str:
        found = _QUANTIFIER.match(self._text, self._at - 1)
        if found is None:
            raise self._wrong()
        least, _, most = found[0].strip("{}").partition(",")
        if least.isdigit() and most.isdigit() and int(least) > int(most):
            raise self._wrong()
        self._at = found.end()
        return found[0]

    def _atom(self, character: str) -> str | _Class:
        if character == ".":
            return "[^\n\r]"
        if character == "[":
            return _Class(self._class())
        if character == "\\":
            escape = self._escape()
            return re.escape(escape) if isinstance(escape, str) else _Class(escape)
        if character in "]}":
            raise self._wrong()
        return re.escape(character)

    def _escape(self) -> str | Test:
        """Read what follows a backslash: one character, or a class."""
        character = self._next()
        if character in _SINGLE:
            return _SINGLE[character]
        if character in "pP":
            test = self._property()
            return test if character == "p" else _without(test)
        if character.lower() in _MULTIPLE:
            test = _MULTIPLE[character.lower()]
            return test if character.islower() else _without(test)
        raise self._wrong()

    def _property(self) -> Test:
        """Read `{L}`, `{Lu}` or `{IsGreek}`."""
        end = self._text.find("}", self._at)
        name = self._text[self._at + 1 : end]
        if end < 0 or self._next() != "{":
            raise self._wrong()
        self._at = end + 1
        if name in _CATEGORIES:
            return _of_category(name)
        if name.startswith("Is"):
            from teipipe.validate.relaxng.datatypes.blocks import BLOCKS

            if name[2:] in BLOCKS:
                return _of_ranges(BLOCKS[name[2:]])
        raise self._wrong()

    def _class(self) -> Test:
        """Read a class after its `[`, up to its `]`; a subtracted class is read after it."""
        negated, parts = [], []
        while True:
            negated.append(self._text[self._at : self._at + 1] == "^")
            self._at += negated[-1]
            members, subtracts = self._members()
            parts.append(members)
            if not subtracts:
                break
        for _ in parts[1:]:
            if self._next() != "]":
                raise self._wrong()
        test: Test | None = None
        for members, inverse in zip(reversed(parts), reversed(negated), strict=True):
            whole = _without(_any_of(members)) if inverse else _any_of(members)
            test = whole if test is None else _less(whole, test)
        assert test is not None
        return test

    def _members(self) -> tuple[list[Test], bool]:
        """Read the members of a class, and whether a class is subtracted from them."""
        tests: list[Test] = []
        while True:
            character = self._next()
            if character == "]" and tests:
                return tests, False
            if character == "-" and tests and self._text[self._at : self._at + 1] == "[":
                self._at += 1
                return tests, True
            tests.append(self._member(character, first=not tests))

    def _member(self, character: str, first: bool) -> Test:
        low = self._character(character, first)
        if not isinstance(low, str):
            return low
        following = self._text[self._at : self._at + 2]
        if not following.startswith("-") or following in ("-]", "-["):
            return _of_ranges(((ord(low), ord(low)),))
        self._at += 1
        high = self._character(self._next(), False)
        if not isinstance(high, str) or high < low:
            raise self._wrong()
        return _of_ranges(((ord(low), ord(high)),))

    def _character(self, character: str, first: bool) -> str | Test:
        if character == "\\":
            return self._escape()
        last = self._text[self._at : self._at + 1] == "]"
        if character in "[]" or (character == "-" and not first and not last):
            raise self._wrong()
        return character


def _without(test: Test) -> Test:
    return lambda character: not test(character)


def _less(whole: Test, part: Test) -> Test:
    return lambda character: whole(character) and not part(character)


def _any_of(tests: list[Test]) -> Test:
    return lambda character: any(test(character) for test in tests)


def _of_category(name: str) -> Test:
    return lambda character: unicodedata.category(character).startswith(name)


def _of_ranges(ranges: tuple[tuple[int, int], ...]) -> Test:
    return lambda character: any(first <= ord(character) <= last for first, last in ranges)


_MULTIPLE: dict[str, Test] = {
    "s": lambda character: character in " \t\n\r",
    "d": _of_category("Nd"),
    "w": lambda character: unicodedata.category(character)[0] not in "PZC",
    "i": is_name,
    "c": is_token,
}
