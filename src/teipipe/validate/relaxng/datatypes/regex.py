"""Regular expressions of XML Schema (Part 2, appendix F), made into programs of a `machine`."""

from __future__ import annotations

import re
import unicodedata

from teipipe.findings import why
from teipipe.validate.relaxng.datatypes.characters import is_name, is_token
from teipipe.validate.relaxng.datatypes.machine import Machine, Program, Test, either, repeated

_MOST_REPEATED = 10_000
"""How long the program of what is repeated may grow: its length bounds the time per character."""
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
_QUANTIFIER = re.compile(r"\{([0-9]+)(,?)([0-9]*)\}")
_COUNTS: dict[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}


class RegexError(ValueError):
    """A regular expression that XML Schema does not know."""


class Regex:
    """A compiled expression; `matches` compares it with a whole text."""

    __slots__ = ("matches",)

    def __init__(self, expression: str) -> None:
        """Read an expression; raises `RegexError`."""
        self.matches = Machine(_Reader(expression).program()).takes


class _Level:
    """What has been read between two parentheses: choices, a sequence, and its last item."""

    __slots__ = ("choices", "last", "sequence")

    def __init__(self) -> None:
        self.choices: list[Program] = []
        self.sequence: Program = []
        self.last: Program | None = None

    def add(self, item: Program | None) -> None:
        """Go on with an item, which may be repeated."""
        self.sequence += self.last or ()
        self.last = item

    def choose(self) -> None:
        """Go on with another choice."""
        self.add(None)
        self.choices.append(self.sequence)
        self.sequence = []

    def whole(self) -> Program:
        """Give all that has been read."""
        self.choose()
        return either(self.choices)


class _Reader:
    """Reads one expression, without recursion: groups may be nested as deep as they like."""

    def __init__(self, expression: str) -> None:
        self._text = expression
        self._at = 0

    def program(self) -> Program:
        """Give the expression as a program."""
        around: list[_Level] = []
        level = _Level()
        while self._at < len(self._text):
            character = self._next()
            if character == "(":
                around.append(level)
                level = _Level()
            elif character == ")":
                if not around:
                    raise self._wrong()
                inner, level = level.whole(), around.pop()
                level.add(inner)
            elif character == "|":
                level.choose()
            elif character in "?*+{":
                self._repeat(level, character)
            else:
                level.add([self._atom(character)])
        if around:
            raise self._wrong()
        return level.whole()

    def _next(self) -> str:
        if self._at >= len(self._text):
            raise self._wrong()
        self._at += 1
        return self._text[self._at - 1]

    def _wrong(self) -> RegexError:
        return RegexError(why("no-regular-expression", text=self._text, at=self._at))

    def _repeat(self, level: _Level, character: str) -> None:
        """Repeat the last item of a level; what has been repeated cannot be so again."""
        item = level.last
        if item is None:
            raise self._wrong()
        least, most = _COUNTS.get(character) or self._counts()
        if (len(item) + 1) * (least if most is None else most) > _MOST_REPEATED:
            raise RegexError(why("repeats-too-much", text=self._text, at=self._at))
        level.last = repeated(item, least, most)
        level.add(None)

    def _counts(self) -> tuple[int, int | None]:
        """Read `{2}`, `{2,}` or `{2,3}`."""
        found = _QUANTIFIER.match(self._text, self._at - 1)
        if found is None:
            raise self._wrong()
        self._at = found.end()
        least = _number(found[1])
        most = _number(found[3]) if found[3] else None if found[2] else least
        if most is not None and least > most:
            raise self._wrong()
        return least, most

    def _atom(self, character: str) -> Test:
        if character == ".":
            return lambda each: each not in "\n\r"
        if character == "[":
            return self._class()
        if character in "]}":
            raise self._wrong()
        if character == "\\":
            escape = self._escape()
            return _of_characters(escape) if isinstance(escape, str) else escape
        return _of_characters(character)

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


def _number(digits: str) -> int:
    """Give a number; all that are too large are alike."""
    significant = digits.lstrip("0")
    return int(significant or "0") if len(significant) < 10 else 10**10


def _of_characters(allowed: str) -> Test:
    return lambda character: character in allowed


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
