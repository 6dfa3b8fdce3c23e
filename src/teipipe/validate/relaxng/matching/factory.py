"""The factory of patterns: equal ones are one object, so that what is worked out is so once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from teipipe.validate.relaxng.datatypes import Datatype
from teipipe.validate.relaxng.matching.names import Name, NameClass, contains, finite, is_open
from teipipe.validate.relaxng.matching.patterns import (
    CHOICE,
    EMPTY,
    GROUP,
    IMPOSSIBLE,
    INTERLEAVE,
    LIST,
    NOTHING,
    REPEAT,
    SOME_TEXT,
    Attribute,
    Data,
    Element,
    LongChoice,
    Pattern,
    Value,
)

_FOLD = 1024
"""Names share this many bits: a bit says that a name may be there, its absence that it is not."""
_LONG = 1000
"""A choice of more parts than these is a `LongChoice`, and stays one within another choice."""
_serial = attrgetter("serial")
_nullable = attrgetter("nullable")


class Patterns:
    """Makes the patterns of one schema, equal ones once."""

    def __init__(self) -> None:
        self._serial = 2
        self._made: dict[tuple[int, tuple[Pattern, ...]], Pattern] = {}
        self._kept: dict[tuple[int, tuple[Pattern, ...]], Pattern] = {}
        self._bits: dict[str, int] = {}
        self._open: dict[NameClass, int] = {}

    def keep(self) -> None:
        """Remember which patterns are the schema's, before others are derived from them."""
        self._kept = dict(self._made)

    @property
    def derived(self) -> int:
        """How many patterns have been derived from the schema's."""
        return len(self._made) - len(self._kept)

    def forget(self) -> None:
        """Forget the patterns that are not the schema's: equal ones may be made once more."""
        self._made = dict(self._kept)

    def _next(self) -> int:
        self._serial += 1
        return self._serial

    def _once(self, kind: int, parts: tuple[Pattern, ...], nullable: bool) -> Pattern:
        key = (kind, parts)
        made = self._made.get(key)
        if made is None:
            self._serial += 1
            made = self._made[key] = Pattern(kind, parts, nullable, self._serial)
        return made

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """Give one pattern and then another.

        Groups lean to the right, so that equal ones are found to be so; but those of attributes,
        of which the order means nothing, stay as they are shared.
        """
        if first is IMPOSSIBLE or second is IMPOSSIBLE:
            return IMPOSSIBLE
        heads = []
        while first.kind == GROUP and not first.attributes:
            head, first = first.parts
            heads.append(head)
        second = self._pair(first, second)
        for head in reversed(heads):
            second = self._pair(head, second)
        return second

    def _pair(self, first: Pattern, second: Pattern) -> Pattern:
        if second is NOTHING or (first is SOME_TEXT and _takes_text(second)):
            return first if second is NOTHING else second
        if first is NOTHING:
            return second
        return self._once(GROUP, (first, second), first.nullable and second.nullable)

    def interleave(self, parts: Iterable[Pattern]) -> Pattern:
        """Give patterns whose contents may be mixed."""
        flat: list[Pattern] = []
        for part in parts:
            if part is IMPOSSIBLE:
                return IMPOSSIBLE
            flat += part.parts if part.kind == INTERLEAVE else (part,)
        flat = sorted((each for each in flat if each is not NOTHING), key=_serial)
        if len(flat) < 2:
            return flat[0] if flat else NOTHING
        return self._once(INTERLEAVE, tuple(flat), all(each.nullable for each in flat))

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """Give the pattern of which one part has to fit."""
        flat: dict[Pattern, None] = {}
        for part in parts:
            if part.kind == CHOICE and len(part.parts) <= _LONG:
                flat.update(dict.fromkeys(part.parts))
            else:
                flat[part] = None
        flat.pop(IMPOSSIBLE, None)
        if NOTHING in flat and any(each.nullable for each in flat if each is not NOTHING):
            del flat[NOTHING]
        if len(flat) < 2:
            return next(iter(flat), IMPOSSIBLE)
        ordered = tuple(sorted(flat, key=_serial))
        nullable = any(map(_nullable, ordered))
        if len(ordered) > _LONG:
            key = (CHOICE, ordered)
            if key not in self._made:
                self._made[key] = LongChoice(ordered, nullable, self._next())
            return self._made[key]
        return self._once(CHOICE, ordered, nullable)

    def optional(self, part: Pattern) -> Pattern:
        """Give a pattern that may be missing."""
        if part.nullable:
            return part
        if part.kind == CHOICE or part is IMPOSSIBLE:
            return self.choice((part, NOTHING))
        return self._once(CHOICE, (NOTHING, part), nullable=True)

    def repeat(self, part: Pattern) -> Pattern:
        """Give a pattern that stands once or several times."""
        if part is NOTHING or part is IMPOSSIBLE or part is SOME_TEXT or part.kind == REPEAT:
            return part
        if part.kind == CHOICE and any(each.kind in (EMPTY, REPEAT) for each in part.parts):
            inner = (_unrepeated(each) for each in part.parts if each is not NOTHING)
            repeated = self.repeat(self.choice(inner))
            return self.optional(repeated) if part.nullable else repeated
        return self._once(REPEAT, (part,), part.nullable)

    def element(self, names: NameClass, origin: Any, make: Callable[[], Pattern]) -> Element:
        """Give a new element pattern; `make` gives its content."""
        made = Element(names, origin, make, self._next())
        made.elements = self._mask(names)
        return made

    def attribute(self, names: NameClass, value: Pattern, origin: Any) -> Pattern:
        """Give a new attribute pattern."""
        if value is IMPOSSIBLE:
            return IMPOSSIBLE
        made = Attribute(names, value, origin, self._next())
        made.attributes = self._mask(names)
        return made

    def data(self, datatype: Datatype, but: Pattern) -> Pattern:
        """Give a new pattern of a datatype's texts."""
        return Data(datatype, () if but is IMPOSSIBLE else (but,), self._next())

    def value(self, datatype: Datatype, text: str, meaning: Any, origin: Any) -> Pattern:
        """Give a new pattern of one value."""
        return Value(datatype, text, meaning, origin, self._next())

    def list(self, part: Pattern) -> Pattern:
        """Give the pattern of a text whose words, one after another, are as a pattern says."""
        return part if part is IMPOSSIBLE else self._once(LIST, (part,), nullable=False)

    def _mask(self, names: NameClass) -> int:
        """Give the bits of a name class; an open class has one of its own."""
        if len(names) == 1 and isinstance(names[0], Name):
            return self._bit(names[0].name)
        if is_open(names):
            return self._open.setdefault(names, 1 << (_FOLD + len(self._open)))
        mask = 0
        for each in finite(names):
            mask |= self._bit(each)
        return mask

    def _bit(self, name: str) -> int:
        return self._bits.setdefault(name, 1 << (len(self._bits) % _FOLD))

    def mask(self, name: str) -> int:
        """Give the bits of all patterns that may be for a name."""
        mask = self._bits.get(name, 0)
        for names, bit in self._open.items():
            if contains(names, name):
                mask |= bit
        return mask


def _takes_text(pattern: Pattern) -> bool:
    """Whether a pattern is a repeated choice that has text among its parts."""
    if pattern.kind != REPEAT:
        return pattern is SOME_TEXT
    inner = pattern.parts[0]
    return inner.kind == CHOICE and SOME_TEXT in inner.parts


def _unrepeated(pattern: Pattern) -> Pattern:
    return pattern.parts[0] if pattern.kind == REPEAT else pattern
