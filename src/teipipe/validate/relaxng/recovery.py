"""Recovery: what a mistake is, and what it may have been meant as, so that none follows from it.

- An element that stands too early is taken where the schema has it; what it skips may still come.
- Any other wrong element may be too much, or stand for one that is asked for: both are kept.
- An element of an unknown name that is like an allowed one may have the content of that one.
- A stray text may be too much, or stand for an element.
- An element that ends too early, or holds a wrong value, counts as complete.

Attributes are mended in `attributes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from lxml import etree

from teipipe.validate.relaxng import expectations
from teipipe.validate.relaxng.faults import Fault, Spot
from teipipe.validate.relaxng.likeness import local, nearest
from teipipe.validate.relaxng.matching.automaton import Automaton, Opening, State
from teipipe.validate.relaxng.matching.names import AnyName, contains, finite, is_open, namespace_of
from teipipe.validate.relaxng.matching.patterns import (
    ELEMENT,
    GROUP,
    IMPOSSIBLE,
    INTERLEAVE,
    SOME_TEXT,
    Element,
    Pattern,
    alternatives,
    occurring,
)
from teipipe.validate.relaxng.reading.restrictions import reached

_ANY = (AnyName(),)
_MOST_GUESSES = 8
"""Ways in which one mistake may have been meant; of more than these none is followed."""
_MOST_KEPT = 200
"""Ways in which several mistakes together may have been meant; of more than these one is kept."""
_MOST_PARTS = 800
"""Parts of a pattern of which it is guessed what a mistake may have been meant as."""
_MOST_MISTAKES = 10_000
"""Mistakes that are remembered; then all are forgotten, to be worked out anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Mistake:
    """A wrong element: what is to be said, and how to go on."""

    code: str
    expected: tuple[str, ...]
    about: Any
    opening: Opening
    near: str = ""

    def fault(self, element: etree._Element, parent: etree._Element | None) -> Fault:
        """Give the fault of one such element."""
        within = parent.tag if parent is not None else "/"
        arguments = {"name": element.tag, "parent": within, "near": self.near}
        if self.code == "V032":
            arguments["namespace"] = namespace_of(self.expected[0])
        return Fault(self.code, element, arguments, self.expected, self.about)


class Recovery:
    """Works out what mistakes are by one schema, and remembers it."""

    def __init__(self, start: Pattern, automaton: Automaton) -> None:
        self._start = start
        self._automaton = automaton
        self._mistakes: dict[tuple[tuple[Pattern, ...], str], Mistake] = {}
        self._allowed: dict[tuple[Pattern, ...], Mapping[str, Any]] = {}

    def element(self, state: State, name: str) -> Mistake:
        """Give what is wrong with an element of a name in a state."""
        found = self._mistakes.get((state.patterns, name))
        if found is None:
            if len(self._mistakes) > _MOST_MISTAKES:
                self._mistakes.clear()
                self._allowed.clear()
            found = self._mistakes[state.patterns, name] = self._mistake(state, name)
        return found

    def _mistake(self, state: State, name: str) -> Mistake:
        early = self._early(state, name)
        allowed = self._allowed.get(state.patterns)
        if allowed is None:
            allowed = self._allowed[state.patterns] = expectations.elements(state)
        if early is not None:
            return Mistake("V031", expectations.required(state) or tuple(allowed), None, early)
        declared = self._declared(name)
        known = any(name in finite(each.names) for each in declared)
        near = None if known else nearest(name, tuple(allowed))
        meant = state[near] if near else None
        if near and meant is not None:
            if _elsewhere(name, near):
                return Mistake("V032", (near,), allowed[near], meant)
            elements = (*meant.tag.elements, self._unknown)
            return Mistake("V011", (near,), allowed[near], self._anyhow(state, elements), near)
        opening = self._anyhow(state, declared or (self._unknown,))
        return Mistake("V012" if known else "V011", tuple(allowed), None, opening)

    def _early(self, state: State, name: str) -> Opening | None:
        """Open an element that stands too early, if it may stand later at all."""
        if not all(map(_is_small, state.patterns)):
            return None
        skipping = [self._automaton.derivatives.skipped(each, name) for each in state.patterns]
        small = all(_is_small(left) for row in skipping for _, left in row)
        return self._automaton.opened(skipping) if small else None

    def _anyhow(self, state: State, elements: tuple[Element, ...]) -> Opening:
        """Open an element that is too much, or stands for one that may be there."""
        rows = [
            [(index, left) for index in range(len(elements))]
            for left in map(self._mended, state.patterns)
        ]
        return Opening(self._automaton.tag(elements), rows, self._automaton)

    def _mended(self, pattern: Pattern) -> Pattern:
        """Give what is left if something wrong was too much, or stood for one element.

        Of what has grown very large by guesses, one way is kept.
        """
        if len(alternatives(pattern)) > _MOST_KEPT and pattern.holds & (GROUP | INTERLEAVE):
            return alternatives(pattern)[0]
        if not _is_small(pattern):
            return pattern
        lefts = {left for _, left in self._automaton.derivatives.beginnings(pattern)}
        if len(lefts) > _MOST_GUESSES:
            return pattern
        return self._automaton.derivatives.patterns.choice((pattern, *lefts))

    @cached_property
    def _elements(self) -> tuple[Element, ...]:
        found = (pattern for _, pattern in reached(self._start) if isinstance(pattern, Element))
        return tuple(each for each in found if each.content is not IMPOSSIBLE)

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Element, ...]]:
        found: dict[str, list[Element]] = {}
        for each in self._elements:
            for name in finite(each.names):
                found.setdefault(name, []).append(each)
        return {name: tuple(each) for name, each in found.items()}

    @cached_property
    def _of_any_name(self) -> tuple[Element, ...]:
        return tuple(each for each in self._elements if is_open(each.names))

    def _declared(self, name: str) -> tuple[Element, ...]:
        """Give what elements of a name are by the schema, wherever they stand."""
        fitting = tuple(each for each in self._of_any_name if contains(each.names, name))
        return self._by_name.get(name) or fitting

    @cached_property
    def _unknown(self) -> Element:
        """The pattern of an unknown element: any attributes, known elements and text."""
        patterns = self._automaton.derivatives.patterns
        attribute = patterns.attribute(_ANY, SOME_TEXT, None)
        children = patterns.repeat(patterns.choice((*self._elements, SOME_TEXT)))
        attributes = patterns.optional(patterns.repeat(attribute))
        return patterns.element(_ANY, None, lambda: patterns.group(attributes, children))

    def stray(self, state: State, parent: etree._Element, follows: Any, text: str) -> Fault:
        """Give the fault that a text stands where none may."""
        expected = expectations.for_text(state) or tuple(expectations.elements(state))
        arguments = {"name": parent.tag, "text": text}
        return Fault("V016", parent, arguments, expected, None, Spot.TEXT, follows)

    def after_stray(self, state: State) -> State:
        """Give the state after a text that stands where none may."""
        return self._automaton.state(tuple(map(self._mended, state.patterns)))

    def bad_content(self, state: State, element: etree._Element, text: str) -> Fault:
        """Give the fault that what an element holds is no value that the schema allows."""
        expected = expectations.values(state.patterns)
        return Fault("V033", element, {"name": element.tag, "value": text}, expected)

    def end(self, state: State, element: etree._Element) -> Fault:
        """Give the fault that an element ends before all is there that it needs."""
        expected = (
            expectations.required(state)
            or self._completing(state)
            or tuple(expectations.elements(state))
        )
        return Fault("V019", element, {"name": element.tag}, expected, None, Spot.END)

    def _completing(self, state: State) -> tuple[str, ...]:
        small = all(map(_is_small, state.patterns))
        return expectations.completing(state, self._automaton.derivatives) if small else ()


@lru_cache(maxsize=1024)
def _is_small(pattern: Pattern) -> bool:
    """Whether a pattern is small enough for guesses, which make it larger."""
    ways = sum(each.kind != ELEMENT for each in alternatives(pattern))
    parts = islice(occurring(pattern), _MOST_PARTS, None)
    return ways <= _MOST_GUESSES and next(parts, None) is None


def _elsewhere(name: str, near: str) -> bool:
    """Whether two names differ by their namespaces only."""
    return local(name) == local(near) and namespace_of(name) != namespace_of(near)
