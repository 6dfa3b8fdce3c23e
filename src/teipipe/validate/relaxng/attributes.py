"""Wrong attributes: what is wrong with a start tag, and the state inside all the same.

A wrong value counts as right, a missing attribute as there; an attribute of an unknown name that
is like a missing one is taken for that one. Where an element may be of several patterns, those
count by which least is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.validate.relaxng import expectations
from teipipe.validate.relaxng.faults import Fault, Spot
from teipipe.validate.relaxng.likeness import nearest
from teipipe.validate.relaxng.matching.automaton import Plan, StartTag, State
from teipipe.validate.relaxng.matching.patterns import IMPOSSIBLE, Attribute, Pattern
from teipipe.validate.relaxng.matching.shapes import Shape

Bits = tuple[int, ...]
_SPOTS = {"V001": Spot.ATTRIBUTE, "V013": Spot.ATTRIBUTE, "V015": Spot.VALUE}
"""What of a start tag is at fault, by the codes of what is there."""


def mended(tag: StartTag, element: Any) -> tuple[list[Fault], State]:
    """Give the faults of an element's start tag, and the state inside it."""
    plan = tag[tuple(element.keys())]
    bits = plan.bits(element)
    judged = [_Judgement(plan, shape, bits, element) for shape in tag.shapes]
    least = min(len(each.faults) for each in judged)
    lefts = tuple(each.left if len(each.faults) == least else IMPOSSIBLE for each in judged)
    first = next(each for each in judged if len(each.faults) == least)
    return first.faults, tag.automaton.state(lefts)


class _Judgement:
    """What is wrong with a start tag by one element pattern, and what is left of the pattern."""

    def __init__(self, plan: Plan, shape: Shape, bits: Bits, element: etree._Element) -> None:
        self._plan = plan
        self._shape = shape
        self._element = element
        self._present = frozenset(plan.names)
        self._derivatives = plan.tag.automaton.derivatives
        self.faults: list[Fault] = []
        self.left = shape.rest
        unknown = [
            name
            for position, name in enumerate(plan.names)
            if not self._known(position, name, bits)
        ]
        missing = sorted(shape.required.difference(plan.names))
        for name in unknown:
            self._unknown(name, missing)
        for name in missing:
            self._missing(name)
        closed = self._derivatives.closed(self.left)
        if closed is IMPOSSIBLE:
            self._several(expectations.attributes(self.left))
            closed = self._derivatives.emptied(self.left)
        self.left = closed

    def _add(
        self, code: str, name: str, expected: tuple[str, ...], about: Any, **more: str
    ) -> None:
        arguments = {"name": self._element.tag, "attribute": name, **more}
        spot = _SPOTS.get(code, Spot.START)
        self.faults.append(Fault(code, self._element, arguments, expected, about, spot))

    def _known(self, position: int, name: str, bits: Bits) -> bool:
        """Judge the value of an attribute; give whether the pattern has one of its name."""
        if name in self._shape.table:
            self._value(position, name, [self._shape.table[name]], bits)
            return True
        fitting = self._derivatives.attributed(self.left, name) if self.left.attributes else ()
        if fitting:
            right = self._value(position, name, [each for each, _ in fitting], bits)
            self.left = self._derivatives.patterns.choice(
                left for each, left in fitting if each in right or not right
            )
            return True
        if not self._shape.rest.attributes:
            return False
        if self._derivatives.attributed(self._shape.rest, name):
            beside = self._derivatives.attributes_in(self.left)
            self._add("V001", name, beside, None)
            return True
        return False

    def _value(
        self, position: int, name: str, patterns: list[Pattern], bits: Bits
    ) -> list[Pattern]:
        """Give the attribute patterns that take a value; if none does, that is a fault."""
        right = [each for each in patterns if self._plan.right(position, each, bits)]
        if not right:
            allowed = [each for each in patterns if isinstance(each, Attribute)]
            expected = expectations.values([each.value for each in allowed])
            value = self._element.get(name, "")
            self._add("V015", name, expected, allowed[0].origin, value=value)
        return right

    def _unknown(self, name: str, missing: list[str]) -> None:
        meant = nearest(name, tuple(missing))
        if meant is not None:
            missing.remove(meant)
        allowed = tuple(each for each in self._allowed() if each not in self._present)
        near = meant or nearest(name, allowed)
        described = self._shape.table.get(near) if near else None
        about = described.origin if described else None
        self._add("V013", name, (near,) if near else allowed, about, near=near or "")

    def _allowed(self) -> Iterator[str]:
        yield from self._shape.table
        yield from self._derivatives.attributes_in(self.left)

    def _missing(self, name: str) -> None:
        pattern = self._shape.table[name]
        self._add("V014", name, expectations.values([pattern.value]), pattern.origin)

    def _several(self, names: tuple[str, ...]) -> None:
        """Take note that an attribute is missing that may be one of several."""
        if len(names) == 1:
            self._add("V014", names[0], (), None)
        else:
            self._add("V034", "", names, None)
