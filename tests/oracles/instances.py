"""Instances: documents made at random from a RELAX NG schema, valid by the way they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from random import Random
from typing import Any

from lxml import etree

from teipipe.validate.relaxng import Schema
from teipipe.validate.relaxng.matching.names import NameClass, NsName, clark, contains, finite
from teipipe.validate.relaxng.matching.patterns import (
    ATTRIBUTE,
    CHOICE,
    DATA,
    ELEMENT,
    EMPTY,
    GROUP,
    INTERLEAVE,
    LIST,
    NOT_ALLOWED,
    REPEAT,
    TEXT,
    VALUE,
    Attribute,
    Data,
    Element,
    Pattern,
    Value,
    fold,
)
from teipipe.validate.relaxng.reading.restrictions import reached

_NEVER = 1_000_000
_MOST_ELEMENTS = 400
"""Elements after which a document goes the shortest way to its end."""
_TEXTS = ("", "", "words", "a few words")
_VALUES = (
    *(
        "x",
        "1",
        "0",
        "3.5",
        "true",
        "2001-02-03",
        "12:00:00",
        "2001-02-03T12:00:00",
        "2001",
        "2001-02",
    ),
    *("--02-03", "http://example.org/c", "#a", "en", "a b", "", "P1D", "text/plain", "1cm", "50%"),
    *("UTF-8", "10", "auto", "0.5", "high", "unknown", "M", "a:b", "1.0", "100%", "1px", "U"),
)
"""What values of datatypes are chosen from."""

Piece = str | tuple[str, str] | Any
"""Text, an attribute with its value, or an element."""


class ImpossibleError(Exception):
    """Nothing that the schema allows was found here."""


class Maker:
    """Makes documents of one schema; the same seed makes the same ones."""

    def __init__(self, schema: Schema, seed: int) -> None:
        self._start = schema.start
        self._chance = Random(seed)
        self._made = 0
        self._fitting: dict[Pattern, list[str]] = {}

    def documents(self, count: int) -> Iterator[bytes]:
        """Make documents of all depths; what cannot be made is left out."""
        for _ in range(count):
            self._made = 0
            try:
                pieces = self._pieces(self._start, self._chance.choice((2, 4, 6, 9, 14)))
            except ImpossibleError:
                continue
            root = next(each for each in pieces if not isinstance(each, str | tuple))
            yield etree.tostring(root, encoding="utf-8", xml_declaration=True)

    @cached_property
    def _heights(self) -> dict[Pattern, int]:
        """How many elements stand within each other in each pattern, at least."""
        elements = [each for _, each in reached(self._start) if isinstance(each, Element)]
        heights: dict[Pattern, int] = dict.fromkeys(elements, _NEVER)
        while True:
            known = dict(heights)
            higher = {each: min(_NEVER, 1 + _height(each.content, known)) for each in elements}
            if higher == heights:
                return known
            heights = dict(higher)

    def _pieces(self, pattern: Pattern, depth: int) -> list[Piece]:
        if isinstance(pattern, Element):
            return [self._element(pattern, depth)]
        if isinstance(pattern, Attribute):
            return [(self._name(pattern.names), self._text(pattern.value))]
        if pattern.kind == CHOICE:
            return self._first(self._ways(pattern, depth), lambda way: self._pieces(way, depth))
        if pattern.kind == GROUP:
            return [piece for part in pattern.parts for piece in self._pieces(part, depth)]
        if pattern.kind == INTERLEAVE:
            return self._mixed([self._pieces(part, depth) for part in pattern.parts])
        if pattern.kind == REPEAT:
            times = self._chance.choice((1, 1, 1, 2, 3)) if depth > 0 else 1
            return [each for _ in range(times) for each in self._pieces(pattern.parts[0], depth)]
        return [self._text(pattern)]

    def _ways(self, pattern: Pattern, depth: int) -> list[Pattern]:
        """Give the ways of a choice that end, in a random order; deep down the shortest first."""
        heights = {part: _height(part, self._heights) for part in pattern.parts}
        ways = [part for part in pattern.parts if heights[part] < _NEVER]
        self._chance.shuffle(ways)
        return ways if depth > 0 else sorted(ways, key=lambda way: heights[way])

    def _first(
        self, ways: Sequence[Pattern], make: Callable[[Pattern], list[Piece]]
    ) -> list[Piece]:
        for way in ways:
            try:
                return make(way)
            except ImpossibleError:
                continue
        raise ImpossibleError

    def _mixed(self, parts: list[list[Piece]]) -> list[Piece]:
        made = []
        while any(parts):
            made.append(self._chance.choice([each for each in parts if each]).pop(0))
        return made

    def _element(self, pattern: Element, depth: int) -> Any:
        self._made += 1
        left = depth - 1 if self._made < _MOST_ELEMENTS else 0
        pieces = self._pieces(pattern.content, left)
        made = etree.Element(self._name(pattern.names))
        for each in pieces:
            if isinstance(each, tuple):
                made.set(*each)
            elif not isinstance(each, str):
                made.append(each)
            elif len(made):
                made[-1].tail = (made[-1].tail or "") + each
            else:
                made.text = (made.text or "") + each
        return made

    def _name(self, names: NameClass) -> str:
        listed = finite(names)
        if listed:
            return self._chance.choice(listed)
        spaces = ("urn:any", "", *(each.namespace for each in names if isinstance(each, NsName)))
        for each in (clark(space, "any") for space in spaces):
            if contains(names, each):
                return each
        raise ImpossibleError

    def _text(self, pattern: Pattern) -> str:
        """Make what an attribute holds, or an element that holds data."""
        if isinstance(pattern, Value):
            return pattern.text
        if isinstance(pattern, Data):
            return self._value(pattern)
        if pattern.kind == TEXT:
            return self._chance.choice(_TEXTS)
        if pattern.kind == NOT_ALLOWED:
            raise ImpossibleError
        if pattern.kind == CHOICE:
            ways = self._chance.sample(pattern.parts, len(pattern.parts))
            return str(self._first(ways, lambda way: [self._text(way)])[0])
        parts = list(pattern.parts)
        if pattern.kind == REPEAT:
            parts *= self._chance.choice((1, 1, 2))
        return " ".join(filter(None, map(self._text, parts)))

    def _value(self, pattern: Data) -> str:
        """Choose a value; identifiers are all different."""
        if pattern.datatype.name == "ID":
            self._made += 1
            return f"id-{self._made}"
        if pattern not in self._fitting:
            fitting = [each for each in _VALUES if pattern.datatype.allows(each, {})]
            self._fitting[pattern] = fitting
        if not self._fitting[pattern]:
            raise ImpossibleError
        return self._chance.choice(self._fitting[pattern])


def _height(pattern: Pattern, known: dict[Pattern, int]) -> int:
    """Give the height of a pattern from those that are known of its elements, and remember it."""

    def combine(each: Pattern, known: Mapping[Pattern, int]) -> int:
        if each.kind in (ELEMENT, NOT_ALLOWED):
            return _NEVER
        parts = [known[part] for part in _inside(each)]
        return min(parts) if each.kind == CHOICE else max(parts, default=0)

    found: int = fold(pattern, known, _inside, combine)
    return found


def _inside(pattern: Pattern) -> tuple[Pattern, ...]:
    without = (ATTRIBUTE, DATA, ELEMENT, EMPTY, LIST, TEXT, VALUE)
    return () if pattern.kind in without else pattern.parts
