"""What each element of RELAX NG may have (the specification, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

EVERYWHERE = ("ns", "datatypeLibrary")
"""Attributes that every element may have."""
PATTERNS = frozenset(
    """element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref
    parentRef empty text value data notAllowed externalRef grammar""".split()  # noqa: SIM905
)
"""The names of the elements that are patterns."""
NAMES = frozenset(("name", "anyName", "nsName", "choice"))
"""The names of the elements that are name classes."""
_COMPONENTS = frozenset(("start", "define", "div", "include"))
_UNBOUNDED = 1 << 30


@dataclass(frozen=True, slots=True)
class Rule:
    """What an element may have: attributes, of which some are needed; children, and how many."""

    attributes: frozenset[str]
    needed: tuple[str, ...] = ()
    children: frozenset[str] = frozenset()
    least: int = 0
    most: int = _UNBOUNDED
    text: bool = False


def _rule(
    children: Iterable[str] = (),
    least: int = 0,
    most: int = _UNBOUNDED,
    needed: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
) -> Rule:
    attributes = frozenset((*EVERYWHERE, *needed, *optional))
    return Rule(attributes, needed, frozenset(children), least, most)


def _written(needed: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> Rule:
    """Give the rule of an element that holds text."""
    return Rule(frozenset((*EVERYWHERE, *needed, *optional)), needed, most=0, text=True)


_SOME = _rule(PATTERNS, least=1)
_NOTHING = _rule(most=0)
RULES: Mapping[str, Rule] = {
    "anyName": _rule(("except",), most=1),
    "attribute": _rule(PATTERNS, most=1, optional=("name",)),
    "choice": _SOME,
    "data": _rule(("param", "except"), needed=("type",)),
    "define": _rule(PATTERNS, least=1, needed=("name",), optional=("combine",)),
    "div": _rule(_COMPONENTS),
    "element": _rule(PATTERNS, least=1, optional=("name",)),
    "empty": _NOTHING,
    "except": _SOME,
    "externalRef": _rule(most=0, needed=("href",)),
    "grammar": _rule(_COMPONENTS),
    "group": _SOME,
    "include": _rule(("start", "define", "div"), needed=("href",)),
    "interleave": _SOME,
    "list": _SOME,
    "mixed": _SOME,
    "name": _written(),
    "notAllowed": _NOTHING,
    "nsName": _rule(("except",), most=1),
    "oneOrMore": _SOME,
    "optional": _SOME,
    "param": _written(needed=("name",)),
    "parentRef": _rule(most=0, needed=("name",)),
    "ref": _rule(most=0, needed=("name",)),
    "start": _rule(PATTERNS, least=1, most=1, optional=("combine",)),
    "text": _NOTHING,
    "value": _written(optional=("type",)),
    "zeroOrMore": _SOME,
}
"""The rule of each element."""
NAMING = _rule(NAMES, least=1)
"""The rule of `choice` and `except` in a name class."""
