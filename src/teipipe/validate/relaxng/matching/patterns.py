"""Patterns: the simple form of a schema (the specification, 4.22).

A pattern knows what follows from its parts alone: whether it takes nothing, which elements and
attributes occur in it, which kinds of pattern it `holds`. `factory` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from teipipe.validate.relaxng.datatypes import Datatype
from teipipe.validate.relaxng.matching.names import NameClass

EMPTY, NOT_ALLOWED, TEXT, CHOICE, GROUP, INTERLEAVE = 1, 2, 4, 8, 16, 32
REPEAT, ELEMENT, ATTRIBUTE, DATA, VALUE, LIST = 64, 128, 256, 512, 1024, 2048
"""The kinds of pattern; `REPEAT` is the specification's `oneOrMore`."""


class Pattern:
    """A pattern of one `kind`, made of `parts`; compared by identity."""

    __slots__ = ("attributes", "elements", "holds", "kind", "nullable", "parts", "serial")
    attributes: int
    elements: int
    holds: int

    def __init__(
        self, kind: int, parts: tuple[Pattern, ...], nullable: bool, serial: int = 0
    ) -> None:
        self.kind = kind
        self.parts = parts
        self.nullable = nullable
        self.serial = serial
        elements = attributes = 0
        holds = kind
        for part in parts:
            elements |= part.elements
            attributes |= part.attributes
            holds |= part.holds
        self.elements = elements
        self.attributes = attributes
        self.holds = holds

    def beginning_with(self, mask: int) -> list[Pattern]:
        """Give the parts in which elements with some bits may be."""
        return [each for each in self.parts if each.elements & mask]


class LongChoice(Pattern):
    """A choice of very many parts, which are looked up by their bits."""

    __slots__ = ("_by_bit",)

    def __init__(self, parts: tuple[Pattern, ...], nullable: bool, serial: int) -> None:
        super().__init__(CHOICE, parts, nullable, serial)
        self._by_bit: dict[int, dict[Pattern, None]] = {}
        for part in parts:
            for bit in _bits(part.elements):
                self._by_bit.setdefault(bit, {})[part] = None

    def beginning_with(self, mask: int) -> list[Pattern]:
        """Give the parts in which elements with some bits may be."""
        if mask < 0:
            return list(self.parts)
        found: dict[Pattern, None] = {}
        for bit in _bits(mask):
            found.update(self._by_bit.get(bit, {}))
        return list(found)


def _bits(mask: int) -> Iterator[int]:
    """Give the bits of a mask, each as a number."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


class Element(Pattern):
    """An element of certain names, its content made when it is asked for."""

    __slots__ = ("_content", "_make", "names", "origin")

    def __init__(
        self, names: NameClass, origin: Any, make: Callable[[], Pattern], serial: int
    ) -> None:
        super().__init__(ELEMENT, (), nullable=False, serial=serial)
        self.names = names
        self.origin = origin
        self._make = make
        self._content: Pattern | None = None

    @property
    def content(self) -> Pattern:
        """The pattern of the element's attributes and of what stands in it."""
        if self._content is None:
            self._content = self._make()
        return self._content


class Attribute(Pattern):
    """An attribute of certain names whose value is as a pattern says."""

    __slots__ = ("names", "origin", "value")

    def __init__(self, names: NameClass, value: Pattern, origin: Any, serial: int) -> None:
        super().__init__(ATTRIBUTE, (), nullable=False, serial=serial)
        self.value = value
        self.names = names
        self.origin = origin


class Data(Pattern):
    """A text that a datatype allows, unless it is what the only part, if any, says."""

    __slots__ = ("datatype",)

    def __init__(self, datatype: Datatype, but: tuple[Pattern, ...], serial: int) -> None:
        super().__init__(DATA, but, nullable=False, serial=serial)
        self.datatype = datatype


class Value(Pattern):
    """A text that means one value of a datatype; `text` is how the schema writes it."""

    __slots__ = ("datatype", "meaning", "origin", "text")

    def __init__(
        self, datatype: Datatype, text: str, meaning: Any, origin: Any, serial: int
    ) -> None:
        super().__init__(VALUE, (), nullable=False, serial=serial)
        self.datatype = datatype
        self.text = text
        self.meaning = meaning
        self.origin = origin


NOTHING = Pattern(EMPTY, (), nullable=True)
"""Takes nothing."""
IMPOSSIBLE = Pattern(NOT_ALLOWED, (), nullable=False, serial=1)
"""Takes not even nothing."""
SOME_TEXT = Pattern(TEXT, (), nullable=True, serial=2)
"""Takes text, of any length and in any number of pieces."""


def alternatives(pattern: Pattern) -> tuple[Pattern, ...]:
    """Give the parts of a choice; a pattern that is none is its own alternative."""
    return pattern.parts if pattern.kind == CHOICE else (pattern,)


Known = dict[Pattern, Any]
"""What was worked out of patterns so far."""


def fold(
    root: Pattern,
    known: Known,
    needs: Callable[[Pattern], Iterable[Pattern]],
    combine: Callable[[Pattern, Known], Any],
) -> Any:
    """Work something out of a pattern from the parts that it `needs`; no depth breaks it."""
    if root in known:
        return known[root]
    stack = [root]
    while stack:
        pattern = stack[-1]
        if pattern in known:
            stack.pop()
            continue
        missing = [each for each in needs(pattern) if each not in known]
        if missing:
            stack += missing
        else:
            known[pattern] = combine(pattern, known)
            stack.pop()
    return known[root]


def occurring(root: Pattern) -> Iterator[Pattern]:
    """Give every pattern within one, once, but not what stands in its elements."""
    seen = {root}
    stack = [root]
    while stack:
        pattern = stack.pop()
        yield pattern
        for part in pattern.parts:
            if part not in seen:
                seen.add(part)
                stack.append(part)
