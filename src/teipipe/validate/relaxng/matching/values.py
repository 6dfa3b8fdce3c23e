"""Texts: whether a text is what patterns of data, values and lists say, and tables of that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teipipe.validate.relaxng.datatypes import Datatype
from teipipe.validate.relaxng.datatypes.core import Namespaces, words
from teipipe.validate.relaxng.matching.derivatives import after, beginning
from teipipe.validate.relaxng.matching.factory import Patterns
from teipipe.validate.relaxng.matching.patterns import (
    CHOICE,
    GROUP,
    IMPOSSIBLE,
    INTERLEAVE,
    LIST,
    REPEAT,
    TEXT,
    VALUE,
    Data,
    Known,
    Pattern,
    Value,
    fold,
    occurring,
)

BLANK = " \t\r\n"
"""What XML calls white space."""


ALL = -1
"""The bits of however many patterns."""
_MOST_VALUES = 5_000
"""Texts that are remembered for one set of patterns."""


class Texts:
    """Compares texts with the patterns of one schema."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._values: dict[Pattern, Mapping[Datatype, frozenset[Any]]] = {}

    def takes(self, pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
        """Whether a text, all that an attribute or an element holds, is as a pattern says."""
        if pattern.nullable and not text.strip(BLANK):
            return True
        return self._accepts(pattern, text, namespaces)

    def _accepts(self, pattern: Pattern, text: str, namespaces: Namespaces) -> bool:
        """Whether a pattern takes one text, blank or not."""
        if isinstance(pattern, Data):
            allowed = pattern.datatype.allows(text, namespaces)
            return allowed and not any(self.takes(each, text, namespaces) for each in pattern.parts)
        if isinstance(pattern, Value):
            return bool(pattern.datatype.value(text, namespaces) == pattern.meaning)

        def combine(each: Pattern, known: Known) -> bool:
            return self._combined(each, known, text, namespaces)

        return bool(fold(pattern, {}, _asked, combine))

    def _combined(self, pattern: Pattern, known: Known, text: str, namespaces: Namespaces) -> bool:
        parts = pattern.parts
        if isinstance(pattern, Data | Value):
            return self._accepts(pattern, text, namespaces)
        if pattern.kind == CHOICE:
            if any(known[each] for each in _asked(pattern)):
                return True
            return any(
                kind.value(text, namespaces) in meanings
                for kind, meanings in self._meanings(pattern).items()
            )
        if pattern.kind == REPEAT:
            return bool(known[parts[0]])
        if pattern.kind == LIST:
            return self._list(parts[0], words(text), namespaces)
        if pattern.kind in (GROUP, INTERLEAVE):
            needed = [each for each in parts if not each.nullable]
            return len(needed) < 2 and any(known[each] for each in needed or parts)
        return pattern.kind == TEXT

    def _meanings(self, choice: Pattern) -> Mapping[Datatype, frozenset[Any]]:
        """Give the values of a choice by their datatypes, to be looked up at once."""
        found = self._values.get(choice)
        if found is None:
            values: dict[Datatype, set[Any]] = {}
            for each in choice.parts:
                if isinstance(each, Value):
                    values.setdefault(each.datatype, set()).add(each.meaning)
            found = {kind: frozenset(meanings) for kind, meanings in values.items()}
            self._values[choice] = found
        return found

    def _list(self, pattern: Pattern, parts: list[str], namespaces: Namespaces) -> bool:
        """Whether words are, one after another, as a pattern says."""
        left = pattern
        for word in parts:
            left = self._after_word(left, word, namespaces)
            if left is IMPOSSIBLE:
                return False
        return left.nullable

    def _after_word(self, pattern: Pattern, word: str, namespaces: Namespaces) -> Pattern:
        def takes(each: Pattern) -> bool:
            return isinstance(each, Data | Value) and self._accepts(each, word, namespaces)

        def combine(each: Pattern, known: Known) -> Pattern:
            return after(self._patterns, each, known, takes)

        left: Pattern = fold(pattern, {}, beginning, combine)
        return left


def _asked(pattern: Pattern) -> tuple[Pattern, ...]:
    """Give the parts of a pattern that must be asked one by one: a choice's values need not."""
    if pattern.kind == CHOICE:
        return tuple(each for each in pattern.parts if each.kind != VALUE)
    return () if pattern.kind == LIST else pattern.parts


class Values(dict[str, int]):
    """Which of several patterns take a text: a set of bits, `ALL` for every one of them."""

    __slots__ = ("patterns", "qualified", "texts")

    def __init__(self, patterns: tuple[Pattern, ...], texts: Texts) -> None:
        super().__init__()
        self.patterns = patterns
        self.texts = texts
        self.qualified = any(_qualified(each) for each in patterns)

    def __missing__(self, text: str) -> int:
        if len(self) > _MOST_VALUES:
            self.clear()
        self[text] = found = self.bits(text, {})
        return found

    def bits(self, text: str, namespaces: Mapping[str | None, str]) -> int:
        """Give the set of the patterns that take a text, worked out anew."""
        taken = [self.texts.takes(each, text, namespaces) for each in self.patterns]
        return ALL if all(taken) else sum(1 << index for index, each in enumerate(taken) if each)


class AnyValue(Values):
    """Stands for attributes whose value may be anything."""

    __slots__ = ()

    def __missing__(self, text: str) -> int:
        return ALL


def _qualified(pattern: Pattern) -> bool:
    """Whether a pattern's texts mean something by the namespaces of their place."""
    return any(
        isinstance(each, Data | Value) and each.datatype.qualified for each in occurring(pattern)
    )
