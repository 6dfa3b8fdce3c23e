"""What a schema may not say (the specification, 7), of patterns in simple form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teipipe.findings import why
from teipipe.validate.relaxng.matching.names import is_open, overlap
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
    Element,
    Known,
    Pattern,
    fold,
    occurring,
)

_IN_LIST = LIST | ELEMENT | ATTRIBUTE | TEXT | INTERLEAVE
_IN_EXCEPT = ATTRIBUTE | ELEMENT | LIST | TEXT | GROUP | INTERLEAVE | REPEAT | EMPTY
_IN_START = ATTRIBUTE | DATA | VALUE | TEXT | LIST | GROUP | INTERLEAVE | REPEAT | EMPTY
_RESTRICTED = ATTRIBUTE | LIST | DATA | REPEAT | INTERLEAVE
_SIMPLE = DATA | VALUE | LIST
"""What makes a content one of data."""
_NO_TYPE = 3
"""The type of a content that mixes data with other things; 0 is empty, 1 complex, 2 simple."""

Fault = tuple[Element | None, str]
"""The element pattern in whose content a restriction is broken (None for the start), and how."""


def fault(start: Pattern) -> Fault | None:
    """Give the first restriction that a schema breaks, None if it breaks none."""
    if start.holds & _IN_START:
        return None, why("start-holds-more-than-elements")
    types: Known = {}
    for owner, pattern in reached(start):
        reason = None
        if pattern.kind == ELEMENT:
            assert isinstance(pattern, Element)
            reason = next(_of_content(pattern, types), None)
        elif pattern.kind & _RESTRICTED or (pattern.kind == GROUP and _have_attributes(pattern)):
            reason = next(_of_pattern(pattern, types), None)
        if reason:
            return (pattern if isinstance(pattern, Element) else owner), reason
    return None


def reached(start: Pattern) -> Iterator[tuple[Element | None, Pattern]]:
    """Give every pattern that a schema's start leads to, once, and an element that it is in."""
    seen = {start}
    stack: list[tuple[Element | None, Pattern]] = [(None, start)]
    while stack:
        owner, pattern = stack.pop()
        yield owner, pattern
        parts = pattern.parts
        if isinstance(pattern, Element):
            owner, parts = pattern, (pattern.content,)
        for part in parts:
            if part not in seen:
                seen.add(part)
                stack.append((owner, part))


def _of_content(pattern: Element, types: Known) -> Iterator[str]:
    if pattern.content.attributes >> 1024 and any(_lone(pattern.content)):
        yield why("any-attribute-not-repeated")
    yield from _of_type(pattern.content, types)


def _of_type(content: Pattern, types: Known) -> Iterator[str]:
    if content.holds & _SIMPLE and fold(content, types, _typed_parts, _type) == _NO_TYPE:
        yield why("data-beside-others")


def _have_attributes(group: Pattern) -> bool:
    return all(each.attributes for each in group.parts)


def _of_pattern(pattern: Pattern, types: Known) -> Iterator[str]:
    if isinstance(pattern, Attribute):
        if pattern.value.holds & (ELEMENT | ATTRIBUTE):
            yield why("attribute-holds-nodes")
        for each in occurring(pattern.value):
            yield from _of_pattern(each, types)
        yield from _of_type(pattern.value, types)
    elif pattern.kind == LIST and pattern.parts[0].holds & _IN_LIST:
        yield why("list-holds-more-than-data")
    elif pattern.kind == DATA and pattern.parts and pattern.parts[0].holds & _IN_EXCEPT:
        yield why("excepts-more-than-data")
    elif pattern.kind == REPEAT and pattern.attributes:
        if any(each.kind & (GROUP | INTERLEAVE) and each.attributes for each in occurring(pattern)):
            yield why("attribute-repeated-in-group")
    elif pattern.kind in (GROUP, INTERLEAVE):
        yield from _of_operands(pattern)


def _of_operands(pattern: Pattern) -> Iterator[str]:
    """Compare what stands together: no attribute twice; in an interleave, no element, no text."""
    interleaved = pattern.kind == INTERLEAVE
    attributes = elements = texts = 0
    for index, part in enumerate(pattern.parts):
        shared = _shared(attributes, part.attributes)
        if shared and _overlap(ATTRIBUTE, pattern.parts[:index], part):
            yield why("attribute-grouped-twice")
        shared = interleaved and _shared(elements, part.elements)
        if shared and _overlap(ELEMENT, pattern.parts[:index], part):
            yield why("element-interleaved-twice")
        attributes |= part.attributes
        elements |= part.elements
        texts += bool(part.holds & TEXT)
    if interleaved and texts > 1:
        yield why("text-interleaved-twice")


def _shared(one: int, other: int) -> bool:
    """Whether two sets of names may have one in common, by their bits."""
    if not one or not other:
        return False
    return bool(one & other) or bool(one >> 1024) or bool(other >> 1024)


def _overlap(kind: int, before: Iterable[Pattern], part: Pattern) -> bool:
    ones = {each for other in before for each in _of_kind(kind, other)}
    others = _of_kind(kind, part)
    return any(overlap(one.names, other.names) for other in others for one in ones)


def _of_kind(kind: int, pattern: Pattern) -> list[Element | Attribute]:
    found = (each for each in occurring(pattern) if each.kind == kind)
    return [each for each in found if isinstance(each, Element | Attribute)]


def _lone(content: Pattern) -> Iterator[bool]:
    """Tell of each attribute that is not repeated whether its name class is open."""
    stack, met = [content], {content}
    while stack:
        pattern = stack.pop()
        if isinstance(pattern, Attribute):
            yield is_open(pattern.names)
        if pattern.kind != REPEAT:
            fresh = [each for each in pattern.parts if each not in met]
            met.update(fresh)
            stack += fresh


def _typed_parts(pattern: Pattern) -> tuple[Pattern, ...]:
    return () if pattern.kind == LIST else pattern.parts


def _type(pattern: Pattern, known: Known) -> int:
    """Give the type of a content (7.2)."""
    if pattern.kind == ATTRIBUTE:
        return 0
    if pattern.kind in (TEXT, ELEMENT):
        return 1
    if pattern.kind in (LIST, VALUE):
        return 2
    types: list[int] = [known[each] for each in pattern.parts]
    if pattern.kind == DATA:
        return max([2, *types])
    if pattern.kind in (EMPTY, NOT_ALLOWED):
        return 0
    if pattern.kind == CHOICE:
        return max(types)
    if pattern.kind == REPEAT:
        return _NO_TYPE if types[0] > 1 else types[0]
    occupied = sorted(each for each in types if each)
    return _NO_TYPE if occupied[-1:] and occupied[-1] > 1 and len(occupied) > 1 else max(types)
