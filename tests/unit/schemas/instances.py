"""Documents made from a grammar: the smallest that hold a certain thing, and random ones."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from functools import cached_property
from itertools import count
from random import Random

from lxml import etree
from tests.unit.schemas.grammar import Grammar, Pattern

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
REPEATED = ("zeroOrMore", "oneOrMore")
ABSENT = ("zeroOrMore", "optional")


class Writer:
    """Writes documents that are valid by construction; it keeps the cost of every element."""

    def __init__(self, grammar: Grammar, start: str = "TEI") -> None:
        self.grammar = grammar
        self.start = start

    def holding(self, element: str, child: str | None = None) -> etree._Element:
        """The smallest document with `element`, and in it `child` (an element's name)."""
        steps = self.paths[element]
        return self._document((*steps, child) if child else steps)

    def bearing(self, element: str, attribute: str, value: str) -> etree._Element:
        """The smallest document whose `element` has an attribute of this value."""
        document = self.holding(element)
        bearer = next(document.iter(f"{{{TEI}}}{element}"))
        bearer.set(_qualified(attribute), value)
        return document

    def random(self, seed: int, depth: int = 7) -> etree._Element:
        """A document of elements and text, chosen by `seed`; beyond `depth` all is smallest."""
        choose = Random(seed)
        numbers = count()

        def fill(name: str, level: int) -> etree._Element:
            names = self._random(self.grammar.elements[name], choose, level < depth)
            element = self._element(name, numbers)
            for each in names:
                if each == "#text":
                    _write(element, "word ")
                else:
                    element.append(fill(each, level + 1))
            return element

        return fill(self.start, 0)

    @cached_property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """The shortest way from the start to each element that can be reached."""
        paths: dict[str, tuple[str, ...]] = {self.start: (self.start,)}
        waiting = deque([self.start])
        while waiting:
            parent = waiting.popleft()
            for child in self.grammar.children(parent):
                if child not in paths:
                    paths[child] = (*paths[parent], child)
                    waiting.append(child)
        return paths

    @cached_property
    def costs(self) -> dict[str, float]:
        """The number of elements in the smallest instance of each element."""
        costs = dict.fromkeys(self.grammar.elements, math.inf)
        while True:
            new = {
                name: 1 + sum(costs[each] for each in self._smallest(pattern, None, costs))
                for name, pattern in self.grammar.elements.items()
            }
            if new == costs:
                return costs
            costs = new

    def _document(self, steps: tuple[str, ...]) -> etree._Element:
        numbers = count()

        def fill(name: str, rest: tuple[str, ...]) -> etree._Element:
            element = self._element(name, numbers)
            wanted = rest[0] if rest else None
            for each in self._smallest(self.grammar.elements[name], wanted, self.costs):
                element.append(fill(each, rest[1:] if each == wanted else ()))
                wanted = None if each == wanted else wanted
            return element

        return fill(steps[0], steps[1:])

    def _element(self, name: str, numbers: Iterator[int]) -> etree._Element:
        element = etree.Element(f"{{{TEI}}}{name}", nsmap={None: TEI})  # type: ignore[dict-item]
        for attribute in self._required(self.grammar.elements[name]):
            label = attribute.name
            value = f"x{next(numbers)}" if label == "xml:id" else attribute.values()[0]
            element.set(_qualified(label), value)
        return element

    def _required(self, pattern: Pattern) -> Iterator[Pattern]:
        for part in pattern.parts:
            if part.kind == "attribute":
                yield part
            elif part.kind in ("ref", "group"):
                yield from self._required(part)

    def _smallest(self, pattern: Pattern, wanted: str | None, costs: dict[str, float]) -> list[str]:
        """The cheapest children of `pattern`, `wanted` among them if the pattern can hold it."""
        parts = pattern.parts
        if pattern.kind == "choice":
            able = [part for part in parts if self._can_hold(part, wanted)] or parts
            tried = [self._part(part, wanted, costs) for part in able]
            return min(tried, key=lambda names: sum(costs[name] for name in names))
        names: list[str] = []
        for part in parts:
            here = wanted if wanted not in names and self._can_hold(part, wanted) else None
            names += self._part(part, here, costs)
        return names

    def _part(self, part: Pattern, wanted: str | None, costs: dict[str, float]) -> list[str]:
        if part.kind == "element":
            return [part.name]
        if part.kind == "attribute" or (part.kind in ABSENT and wanted is None):
            return []
        return self._smallest(part, wanted, costs)

    def _can_hold(self, part: Pattern, wanted: str | None) -> bool:
        if part.kind == "element":
            return part.name == wanted
        return any(each.name == wanted for each in part.direct("element"))

    def _random(self, pattern: Pattern, choose: Random, free: bool) -> Iterator[str]:
        if not free:
            yield from self._smallest(pattern, None, self.costs)
            return
        parts = pattern.parts
        if pattern.kind == "choice":
            parts = [choose.choice(parts)]
        if pattern.kind == "interleave":
            parts = choose.sample(parts, len(parts))
        for _ in range(_times(pattern, choose)):
            for part in parts:
                yield from self._random_part(part, choose)

    def _random_part(self, part: Pattern, choose: Random) -> Iterator[str]:
        if part.kind == "element":
            yield part.name
        elif part.kind == "text":
            yield "#text"
        elif part.kind != "attribute":
            yield from self._random(part, choose, True)


def _times(pattern: Pattern, choose: Random) -> int:
    least = 0 if pattern.kind in ABSENT else 1
    return choose.randint(least, 2 if pattern.kind in REPEATED else 1)


def _qualified(name: str) -> str:
    return name.replace("xml:", XML_ID[: -len("id")])


def _write(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
