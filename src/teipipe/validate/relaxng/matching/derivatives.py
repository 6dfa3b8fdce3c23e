"""Derivatives: what a pattern leaves to be matched after an element, an attribute, a text.

After J. Brzozowski and J. Clark (“An algorithm for RELAX NG validation”), with one change: the
content of an element and what follows the element are kept apart, so that what is remembered
does not depend on how deep an element stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from teipipe.validate.relaxng.matching.factory import Patterns
from teipipe.validate.relaxng.matching.names import NameClass, contains, finite
from teipipe.validate.relaxng.matching.patterns import (
    ATTRIBUTE,
    CHOICE,
    GROUP,
    IMPOSSIBLE,
    INTERLEAVE,
    NOTHING,
    REPEAT,
    TEXT,
    Attribute,
    Element,
    Known,
    Pattern,
    fold,
    occurring,
)

_MOST_NAMES = 4_000
"""Names whose derivatives are remembered; then all are forgotten, to be worked out anew."""

_MOST_PAIRS = 1_000_000
"""Possibilities that are looked at for one element; a schema that has more is not usable."""

Left = tuple[tuple[Pattern, Pattern], ...]
"""Patterns of elements (or attributes) that one may be of, and what is left to match then."""
Pairs = Iterable[tuple[Pattern, Pattern]]


class AmbiguityError(ValueError):
    """A schema allows too many things at once to be followed."""


@dataclass(frozen=True, slots=True, eq=False)
class _Letter:
    """How derivatives by one kind of thing are worked out.

    `within` gives the parts of a pattern in which the thing may be, by its bits, `fits` whether a
    name class is for it, `grouped` what is left of a group by what is left of its two parts.
    """

    within: Callable[[Pattern, int], list[Pattern]]
    fits: Callable[[NameClass, str], bool]
    grouped: Callable[[Patterns, Pattern, Left, Left], Pairs]


class Derivatives:
    """Works out derivatives of the patterns of one schema, and remembers them."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._left: dict[tuple[_Letter, str], Known] = {}
        self._texted: Known = {}
        self._closed: Known = {}
        self._emptied: Known = {}
        self._attributes: Known = {}

    def forget(self) -> None:
        """Forget all that has been worked out."""
        self._left.clear()
        for known in (self._texted, self._closed, self._emptied, self._attributes):
            known.clear()
        self.patterns.forget()

    def opened(self, pattern: Pattern, name: str) -> Left:
        """Give what an element of a name may be at the beginning of a pattern."""
        return self._by(_ELEMENT, pattern, name, self.patterns.mask(name))

    def skipped(self, pattern: Pattern, name: str) -> Left:
        """Give what an element may be anywhere in a pattern; what it skips may still follow it."""
        return self._by(_SKIPPING, pattern, name, self.patterns.mask(name))

    def beginnings(self, pattern: Pattern) -> Left:
        """Give every element at the beginning of a pattern."""
        return self._by(_WHICHEVER, pattern, "", -1)

    def attributed(self, pattern: Pattern, name: str) -> Left:
        """Give what an attribute of a name may be in a pattern."""
        return self._by(_ATTRIBUTE, pattern, name, self.patterns.mask(name))

    def attributes_in(self, pattern: Pattern) -> tuple[str, ...]:
        """Give the names of the attributes in a pattern."""
        if pattern not in self._attributes:
            found = (each for each in occurring(pattern) if isinstance(each, Attribute))
            names = tuple(name for each in found for name in finite(each.names))
            self._attributes[pattern] = names
        given: tuple[str, ...] = self._attributes[pattern]
        return given

    def _by(self, letter: _Letter, pattern: Pattern, name: str, mask: int) -> Left:
        known = self._left.get((letter, name))
        if known is None:
            if len(self._left) > _MOST_NAMES:
                self._left.clear()
            known = self._left[letter, name] = {}

        pairs = 0

        def needs(each: Pattern) -> Iterable[Pattern]:
            return letter.within(each, mask)

        def combine(each: Pattern, known: Known) -> Left:
            nonlocal pairs
            if isinstance(each, Element | Attribute):
                return ((each, NOTHING),) if letter.fits(each.names, name) else ()
            if each.kind == GROUP:
                first, second = (known.get(part, ()) for part in each.parts)
                left = self._merged(letter.grouped(self.patterns, each, first, second))
            else:
                left = self._merged(self._joined(each, letter.within(each, mask), known))
            pairs += len(left)
            if pairs > _MOST_PAIRS:
                raise AmbiguityError
            return left

        found: Left = fold(pattern, known, needs, combine)
        return found

    def _joined(self, pattern: Pattern, fitting: Iterable[Pattern], known: Known) -> Pairs:
        """Give what is left of a choice, a repetition or an interleave, by the parts that fit."""
        if pattern.kind == INTERLEAVE:
            parts = pattern.parts
            return (
                (each, self.patterns.interleave((*parts[:index], left, *parts[index + 1 :])))
                for index, part in enumerate(parts)
                for each, left in known.get(part, ())
            )
        pairs = (pair for part in fitting for pair in known.get(part, ()))
        if pattern.kind == REPEAT:
            again = self.patterns.optional(pattern)
            return ((each, self.patterns.group(left, again)) for each, left in pairs)
        return pairs

    def _merged(self, pairs: Pairs) -> Left:
        """Give each pattern once, with a choice of what may be left."""
        merged: dict[Pattern, list[Pattern]] = {}
        for each, left in pairs:
            merged.setdefault(each, []).append(left)
        return tuple(
            (each, lefts[0] if len(lefts) == 1 else self.patterns.choice(lefts))
            for each, lefts in merged.items()
        )

    def texted(self, pattern: Pattern) -> Pattern:
        """Give what is left after a text that stands beside elements."""
        if not pattern.holds & TEXT:
            return IMPOSSIBLE
        left: Pattern = fold(pattern, self._texted, _texts_first, self._after_text)
        return left

    def _after_text(self, pattern: Pattern, known: Known) -> Pattern:
        return after(self.patterns, pattern, known, lambda each: each.kind == TEXT)

    def closed(self, pattern: Pattern) -> Pattern:
        """Give what is left when there are no more attributes: `IMPOSSIBLE` if one is missing."""
        if not pattern.attributes:
            return pattern
        return self._without_attributes(pattern, self._closed, IMPOSSIBLE)

    def emptied(self, pattern: Pattern) -> Pattern:
        """Give a pattern without the attributes that it asks for."""
        return self._without_attributes(pattern, self._emptied, NOTHING)

    def _without_attributes(self, pattern: Pattern, known: Known, instead: Pattern) -> Pattern:
        def needs(each: Pattern) -> Iterable[Pattern]:
            return each.parts if each.attributes and each.kind != ATTRIBUTE else ()

        def combine(each: Pattern, known: Known) -> Pattern:
            if not each.attributes:
                return each
            if each.kind == ATTRIBUTE:
                return instead
            return self.rebuilt(each, [known[part] for part in each.parts])

        left: Pattern = fold(pattern, known, needs, combine)
        return left

    def rebuilt(self, pattern: Pattern, parts: list[Pattern]) -> Pattern:
        """Give a pattern of the same kind with other parts."""
        if pattern.kind == GROUP:
            return self.patterns.group(*parts)
        if pattern.kind == INTERLEAVE:
            return self.patterns.interleave(parts)
        if pattern.kind == REPEAT:
            return self.patterns.repeat(*parts)
        return self.patterns.choice(parts)


def after(
    patterns: Patterns, pattern: Pattern, known: Known, takes: Callable[[Pattern], bool]
) -> Pattern:
    """Give what is left of a pattern after a piece of text that some patterns take.

    `known` holds what is left of its parts.
    """
    parts = pattern.parts
    if pattern.kind == CHOICE:
        return patterns.choice(known.get(each, IMPOSSIBLE) for each in parts)
    if pattern.kind == GROUP:
        whole = patterns.group(known.get(parts[0], IMPOSSIBLE), parts[1])
        return (
            patterns.choice((whole, known.get(parts[1], IMPOSSIBLE)))
            if parts[0].nullable
            else whole
        )
    if pattern.kind == REPEAT:
        return patterns.group(known.get(parts[0], IMPOSSIBLE), patterns.optional(pattern))
    if pattern.kind == INTERLEAVE:
        return patterns.choice(
            patterns.interleave((*parts[:index], known.get(part, IMPOSSIBLE), *parts[index + 1 :]))
            for index, part in enumerate(parts)
        )
    if not takes(pattern):
        return IMPOSSIBLE
    return pattern if pattern.kind == TEXT else NOTHING


def beginning(pattern: Pattern) -> tuple[Pattern, ...]:
    """Give the parts of a pattern that decide about its beginning."""
    if pattern.kind == GROUP and not pattern.parts[0].nullable:
        return pattern.parts[:1]
    return pattern.parts


def _texts_first(pattern: Pattern) -> list[Pattern]:
    return [each for each in beginning(pattern) if each.holds & TEXT]


def _elements_first(pattern: Pattern, mask: int) -> list[Pattern]:
    if pattern.kind == CHOICE:
        return pattern.beginning_with(mask)
    return [each for each in beginning(pattern) if each.elements & mask]


def _elements(pattern: Pattern, mask: int) -> list[Pattern]:
    return [each for each in pattern.parts if each.elements & mask]


def _attributes(pattern: Pattern, mask: int) -> list[Pattern]:
    return [each for each in pattern.parts if each.attributes & mask]


def _in_order(patterns: Patterns, group: Pattern, first: Left, second: Left) -> Pairs:
    rest = group.parts[1]
    pairs = [(each, patterns.group(left, rest)) for each, left in first]
    return (*pairs, *second) if group.parts[0].nullable else pairs


def _out_of_order(patterns: Patterns, group: Pattern, first: Left, second: Left) -> Pairs:
    before, rest = group.parts
    skipped = patterns.optional(before)
    yield from ((each, patterns.group(left, rest)) for each, left in first)
    yield from ((each, patterns.interleave((skipped, left))) for each, left in second)


def _in_any_order(patterns: Patterns, group: Pattern, first: Left, second: Left) -> Pairs:
    one, other = group.parts
    yield from ((each, patterns.group(left, other)) for each, left in first)
    yield from ((each, patterns.group(one, left)) for each, left in second)


_ELEMENT = _Letter(_elements_first, contains, _in_order)
_SKIPPING = _Letter(_elements, contains, _out_of_order)
_WHICHEVER = _Letter(_elements_first, lambda _names, _name: True, _in_order)
_ATTRIBUTE = _Letter(_attributes, contains, _in_any_order)
