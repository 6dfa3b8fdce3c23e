"""Expectations: what the schema allows or asks for at a place, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from teipipe.validate.relaxng.matching.automaton import State
from teipipe.validate.relaxng.matching.derivatives import Derivatives, beginning
from teipipe.validate.relaxng.matching.names import finite
from teipipe.validate.relaxng.matching.patterns import (
    CHOICE,
    DATA,
    GROUP,
    IMPOSSIBLE,
    INTERLEAVE,
    LIST,
    REPEAT,
    TEXT,
    VALUE,
    Attribute,
    Data,
    Element,
    Known,
    Pattern,
    Value,
    fold,
    occurring,
)

Names = frozenset[str]
_NONE: Names = frozenset()
_TEXTUAL = TEXT | DATA | VALUE | LIST


def elements(state: State) -> Mapping[str, Any]:
    """Give the names of the elements that may stand next, each with what documents it."""
    return {name: each.origin for each in _next(state) for name in finite(each.names)}


def for_text(state: State) -> tuple[str, ...]:
    """Give the names of the elements that may stand next and hold text."""
    holding = (each for each in _next(state) if each.content.holds & _TEXTUAL)
    return tuple(name for each in holding for name in finite(each.names))


def completing(state: State, derivatives: Derivatives) -> tuple[str, ...]:
    """Give the names of the elements after which nothing else is needed."""
    lefts = (left for pattern in state.patterns for left in derivatives.beginnings(pattern))
    last = (each for each, left in lefts if left.nullable and isinstance(each, Element))
    return tuple(name for each in last for name in finite(each.names))


def _next(state: State) -> Iterator[Element]:
    for pattern in state.patterns:
        for each in _first(pattern):
            if each.content is not IMPOSSIBLE:
                yield each


def _first(pattern: Pattern) -> Iterator[Element]:
    """Give the elements that a pattern may begin with."""
    stack, met = [pattern], {pattern}
    while stack:
        each = stack.pop()
        if isinstance(each, Element):
            yield each
        fresh = [part for part in beginning(each) if part not in met]
        met.update(fresh)
        stack += fresh


def required(state: State) -> tuple[str, ...]:
    """Give the names of the elements without which nothing else may follow."""
    found = [_required(each) for each in state.patterns if each is not IMPOSSIBLE]
    return tuple(sorted(frozenset.intersection(*found))) if found else ()


def attributes(pattern: Pattern) -> tuple[str, ...]:
    """Give the names of the attributes that a pattern asks for; if one of several, all these."""
    found = _required(pattern)
    if found:
        return tuple(sorted(found))
    names = (finite(each.names) for each in occurring(pattern) if isinstance(each, Attribute))
    return tuple(name for each in names for name in each)


def _required(pattern: Pattern) -> Names:
    found: Names = fold(pattern, {}, lambda each: each.parts, _ask)
    return found


def _ask(pattern: Pattern, known: Known) -> Names:
    if isinstance(pattern, Element | Attribute):
        names = finite(pattern.names)
        return frozenset(names) if len(names) == 1 else _NONE
    parts: list[Names] = [known[each] for each in pattern.parts]
    if pattern.kind == CHOICE:
        return frozenset.intersection(*parts)
    if pattern.kind == GROUP:
        return parts[0] or parts[1]
    return frozenset().union(*parts) if pattern.kind in (INTERLEAVE, REPEAT) else _NONE


def values(patterns: Iterable[Pattern]) -> tuple[str, ...]:
    """Give the values that patterns list, and the datatypes that they allow."""
    found: dict[str, None] = {}
    for pattern in patterns:
        for each in reversed(list(occurring(pattern))):
            if isinstance(each, Value):
                found[each.text.strip()] = None
            elif isinstance(each, Data):
                found[each.datatype.shown] = None
    return tuple(found)
