"""Shapes: the start tags that element patterns ask for."""

from __future__ import annotations

from teipipe.validate.relaxng.matching.derivatives import Derivatives
from teipipe.validate.relaxng.matching.names import finite
from teipipe.validate.relaxng.matching.patterns import (
    GROUP,
    INTERLEAVE,
    NOTHING,
    Attribute,
    Known,
    Pattern,
    alternatives,
    fold,
)


class Shape:
    """An element pattern's start tag: attributes of one name each, and all that is `rest`."""

    __slots__ = ("required", "rest", "table")

    def __init__(self, content: Pattern, derivatives: Derivatives) -> None:
        self.table: dict[str, Attribute] = {}
        self.required: set[str] = set()

        def combine(each: Pattern, known: Known) -> Pattern:
            if not each.attributes:
                return each
            if each.kind in (GROUP, INTERLEAVE):
                return derivatives.rebuilt(each, [known[part] for part in each.parts])
            return NOTHING if self._keeps(each) else each

        self.rest: Pattern = fold(content, {}, _together, combine)

    def _keeps(self, pattern: Pattern) -> bool:
        """Keep an attribute of one name, which may be optional; give whether it is such."""
        for each in alternatives(pattern):
            if each is NOTHING:
                continue
            if not isinstance(each, Attribute) or len(finite(each.names)) != 1:
                return False
            if len(pattern.parts) > 2 or (pattern.parts and NOTHING not in pattern.parts):
                return False
            (name,) = finite(each.names)
            self.table[name] = each
            if each is pattern:
                self.required.add(name)
        return True


def _together(pattern: Pattern) -> tuple[Pattern, ...]:
    return pattern.parts if pattern.kind in (GROUP, INTERLEAVE) and pattern.attributes else ()
