"""The automaton of a schema, made while documents are read.

A state says what is left to match of an element's content. Where several patterns are possible,
it holds one for each, and a set of bits tells which of them took what has been read: so what is
remembered is the same for every parent and every depth. Everything is looked up by `[…]` and
worked out when it is asked for the first time; the tables are emptied when they have grown large.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from teipipe.validate.relaxng.matching.derivatives import Derivatives, Left
from teipipe.validate.relaxng.matching.factory import Patterns
from teipipe.validate.relaxng.matching.patterns import (
    DATA,
    IMPOSSIBLE,
    LIST,
    SOME_TEXT,
    VALUE,
    Attribute,
    Data,
    Element,
    Pattern,
)
from teipipe.validate.relaxng.matching.shapes import Shape
from teipipe.validate.relaxng.matching.values import ALL, AnyValue, Texts, Values

_MOST_STATES = 20_000
"""States that are remembered; then all are forgotten."""
_MOST_NAMES = 5_000
"""Names, or sets of names, that are remembered in one place; then all are forgotten there."""
_MOST_PATTERNS = 300_000
"""Derived patterns that are remembered with them."""


class Plan(dict[tuple[int, ...], "State | None"]):
    """A start tag with attributes of certain names: which values they may have, what follows.

    `plan[bits]` gives the state inside, for what `Values` gives for each attribute; `inner` is
    the one for values that are all right. None stands for a wrong start tag.
    """

    __slots__ = ("identities", "inner", "names", "qualified", "tables", "tag")

    def __init__(self, tag: StartTag, names: tuple[str, ...]) -> None:
        super().__init__()
        self.tag = tag
        self.names = names
        found = [tag.attributes(name) for name in names]
        self.tables = [tag.automaton.values(tuple(a.value for a in each)) for each in found]
        self.qualified = any(each.qualified for each in self.tables)
        identities = (_identity(each) for each in found)
        self.identities = tuple(each for each in enumerate(identities) if each[1])
        self.inner = None if self.qualified else self[(ALL,) * len(names)]

    def __missing__(self, bits: tuple[int, ...]) -> State | None:
        lefts = tuple(self._left(shape, bits) for shape in self.tag.shapes)
        alive = any(each is not IMPOSSIBLE for each in lefts)
        self[bits] = found = self.tag.automaton.state(lefts) if alive else None
        return found

    def _left(self, shape: Shape, bits: tuple[int, ...]) -> Pattern:
        """Give what is left of one element pattern after the start tag."""
        derivatives = self.tag.automaton.derivatives
        left = shape.rest
        if not shape.required.issubset(self.names):
            return IMPOSSIBLE
        for position, name in enumerate(self.names):
            if name in shape.table:
                if not self.right(position, shape.table[name], bits):
                    return IMPOSSIBLE
            else:
                left = derivatives.patterns.choice(
                    rest
                    for attribute, rest in derivatives.attributed(left, name)
                    if self.right(position, attribute, bits)
                )
        return derivatives.closed(left)

    def right(self, position: int, attribute: Pattern, bits: tuple[int, ...]) -> bool:
        """Whether an attribute's value is what one attribute pattern asks for."""
        assert isinstance(attribute, Attribute)
        index = self.tables[position].patterns.index(attribute.value)
        return bool(bits[position] >> index & 1)

    def bits(self, element: Any) -> tuple[int, ...]:
        """Give which patterns take each attribute's value, by the namespaces of its place."""
        return tuple(
            known.bits(value, element.nsmap) if known.qualified else known[value]
            for known, value in zip(self.tables, element.values(), strict=True)
        )


def _identity(attributes: Sequence[Attribute]) -> str:
    """Give what attribute patterns make of a value; nothing where they are not of one mind."""
    kinds = {
        each.value.datatype.identity.value if isinstance(each.value, Data) else ""
        for each in attributes
    }
    return kinds.pop() if len(kinds) == 1 else ""


class StartTag(dict[tuple[str, ...], Plan]):
    """The element patterns that one element may be of; gives plans by names of attributes."""

    __slots__ = ("automaton", "elements", "inner", "shapes")

    def __init__(self, elements: tuple[Element, ...], automaton: Automaton) -> None:
        super().__init__()
        self.automaton = automaton
        self.elements = elements
        self.shapes = [automaton.shape(each) for each in elements]
        self.inner = self[()].inner

    def __missing__(self, names: tuple[str, ...]) -> Plan:
        if len(self) > _MOST_NAMES:
            self.clear()
        self[names] = found = Plan(self, names)
        return found

    def attributes(self, name: str) -> tuple[Attribute, ...]:
        """Give the attribute patterns that an attribute of a name may be of."""
        found: dict[Attribute, None] = {}
        for shape in self.shapes:
            if name in shape.table:
                found[shape.table[name]] = None
            elif shape.rest.attributes:
                pairs = self.automaton.derivatives.attributed(shape.rest, name)
                found.update((each, None) for each, _ in pairs if isinstance(each, Attribute))
        return tuple(found)


class Opening(dict[int, "State"]):
    """An element in its parent: `tag` is what it may be, `opening[bits]` the parent after it.

    Each of the parent's patterns has a row: which of the element's patterns, and what is left.
    """

    __slots__ = ("automaton", "rows", "tag")

    def __init__(
        self, tag: StartTag, rows: Sequence[Sequence[tuple[int, Pattern]]], automaton: Automaton
    ) -> None:
        super().__init__()
        self.tag = tag
        self.rows = rows
        self.automaton = automaton

    def __missing__(self, bits: int) -> State:
        choice = self.automaton.derivatives.patterns.choice
        self[bits] = found = self.automaton.state(
            tuple(choice(left for index, left in row if bits >> index & 1) for row in self.rows)
        )
        return found


class State(dict[Any, "Opening | None"]):
    """What is left of an element's content, for each of the patterns that it may be of.

    `state[name]` tells what an element of that name is here, None if it is not allowed. `accepts`
    has the bits of the patterns that need nothing more, `texts` is true where text changes
    nothing, `data` where a text without elements must be compared as a whole by `leaf`.
    """

    __slots__ = ("_after_text", "accepts", "automaton", "data", "leaf", "patterns", "texts")

    def __init__(self, patterns: tuple[Pattern, ...], automaton: Automaton) -> None:
        super().__init__()
        self.patterns = patterns
        self.automaton = automaton
        self.accepts = sum(1 << index for index, each in enumerate(patterns) if each.nullable)
        self.data = any(each.holds & (DATA | VALUE | LIST) for each in patterns)
        self.leaf = Values(patterns, automaton.texts) if self.data else None
        after = tuple(automaton.derivatives.texted(each) for each in patterns)
        self.texts = after == patterns
        self._after_text = after

    def __missing__(self, name: Any) -> Opening | None:
        found = self.automaton.opening(self, name) if isinstance(name, str) else None
        if len(self) > _MOST_NAMES:
            self.clear()
        self[name] = found
        return found

    @property
    def after_text(self) -> State | None:
        """What is left after a text beside elements, None if text is not allowed."""
        alive = any(each is not IMPOSSIBLE for each in self._after_text)
        return self.automaton.state(self._after_text) if alive else None

    @property
    def every(self) -> int:
        """The bits of all patterns."""
        return (1 << len(self.patterns)) - 1


class Automaton:
    """Makes the states of one schema."""

    def __init__(self, start: Pattern, patterns: Patterns) -> None:
        self.derivatives = Derivatives(patterns)
        self.texts = Texts(patterns)
        self._states: dict[tuple[Pattern, ...], State] = {}
        self._tags: dict[tuple[Element, ...], StartTag] = {}
        self._shapes: dict[Element, Shape] = {}
        self._values: dict[tuple[Pattern, ...], Values] = {}
        self.start = self.state((start,))

    def state(self, patterns: tuple[Pattern, ...]) -> State:
        """Give the state of what is left."""
        found = self._states.get(patterns)
        if found is None:
            derived = self.derivatives.patterns.derived
            if len(self._states) > _MOST_STATES or derived > _MOST_PATTERNS:
                self._forget()
            found = self._states[patterns] = State(patterns, self)
        return found

    def _forget(self) -> None:
        """Empty all tables; what is in use stays, and works out anew what it is asked for."""
        for state in self._states.values():
            state.clear()
        for tag in self._tags.values():
            tag.clear()
        self._states.clear()
        self._tags.clear()
        self._values.clear()
        self.derivatives.forget()

    def opening(self, state: State, name: str) -> Opening | None:
        """Give what an element is in a state, None if it is not allowed there."""
        lefts = [self.derivatives.opened(each, name) for each in state.patterns]
        return self.opened(lefts)

    def opened(self, lefts: Sequence[Left]) -> Opening | None:
        """Make an opening of what an element may be by each of a state's patterns."""
        numbers: dict[Element, int] = {}
        rows = [
            [
                (numbers.setdefault(each, len(numbers)), left)
                for each, left in row
                if isinstance(each, Element) and each.content is not IMPOSSIBLE
            ]
            for row in lefts
        ]
        return Opening(self.tag(tuple(numbers)), rows, self) if numbers else None

    def tag(self, elements: tuple[Element, ...]) -> StartTag:
        """Give the start tag of elements that may be of several patterns."""
        found = self._tags.get(elements)
        if found is None:
            found = self._tags[elements] = StartTag(elements, self)
        return found

    def shape(self, element: Element) -> Shape:
        """Give the start tag of one element pattern."""
        found = self._shapes.get(element)
        if found is None:
            found = self._shapes[element] = Shape(element.content, self.derivatives)
        return found

    def values(self, patterns: tuple[Pattern, ...]) -> Values:
        """Give the table of the values that patterns take; of equal ones there is one table."""
        distinct = tuple(dict.fromkeys(patterns))
        found = self._values.get(distinct)
        if found is None:
            anything = all(each is SOME_TEXT for each in distinct)
            kind = AnyValue if anything and distinct else Values
            found = self._values[distinct] = kind(distinct, self.texts)
        return found
