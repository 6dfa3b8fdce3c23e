"""Whether the children of one element stand as its patterns want them, whatever is in them.

libxml2 judges a copy of the element, one level deep, by its patterns, one level deep: so a fault
in one place is never blamed on another, and every parent's own fault is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from teipipe.validate.grammar import inherited, rng

_TEXT = {rng("data"), rng("value"), rng("list"), rng("text")}
_LINES = 0xFFFF
"""The last line number that libxml2 keeps."""
_LEAVES = {rng("empty"), rng("notAllowed")}
_NESTED = {rng("grammar"), rng("parentRef")}


class Judge:
    """The patterns of one element name as a grammar of their own, one level deep."""

    def __init__(self, patterns: Iterable[Any], defines: Mapping[str, Sequence[Any]]) -> None:
        self._defines = defines
        choice = etree.Element(rng("choice"))
        for pattern in patterns:
            choice.append(self._outer(pattern))
        grammar = etree.Element(rng("grammar"))
        etree.SubElement(grammar, rng("start")).append(choice)
        try:
            self._engine = etree.RelaxNG(grammar)
        except etree.RelaxNGParseError:
            self._engine = None

    def misfit(self, element: Any) -> Any:
        """Give the child that stands wrong, the element where something is missing, or None."""
        if self._engine is None:
            return None
        shallow, children = _shallow(element)
        if self._engine.validate(shallow):
            return None
        furthest = max((error.line for error in self._engine.error_log), default=0)
        return children[min(furthest, len(children)) - 1] if furthest else element

    def _outer(self, pattern: Any) -> Any:
        copy = _named(pattern)
        contents = [each for each in pattern.iterchildren() if not name_class(each)]
        copy.extend([self._inner(each) for each in contents])
        return copy

    def _inner(self, pattern: Any) -> Any:
        """Copy a pattern: attributes and what is inside elements left out, references replaced."""
        tag = pattern.tag
        if tag == rng("element"):
            copy = _named(pattern)
            etree.SubElement(copy, rng("empty"))
            return copy
        if tag == rng("ref"):
            return self._referred(pattern.get("name"))
        if tag in _TEXT:
            return etree.Element(rng("text"))
        if tag == rng("attribute"):
            return etree.Element(rng("empty"))
        copy = etree.Element(rng("nested") if tag in _NESTED else tag)
        if tag not in _LEAVES:
            copy.extend([self._inner(each) for each in pattern.iterchildren()])
        return copy

    def _referred(self, name: str) -> Any:
        defines = self._defines.get(name, ())
        copy = etree.Element(rng(combination(defines)))
        for define in defines:
            group = etree.SubElement(copy, rng("group"))
            group.extend([self._inner(each) for each in define.iterchildren()])
        return copy


def combination(defines: Sequence[Any]) -> str:
    """Give how definitions of one name combine (RELAX NG, 4.17).

    Without a word about it they are of nested grammars, and any of them may be meant.
    """
    found = {each.get("combine") for each in defines}
    return "interleave" if "interleave" in found else "choice"


def name_class(pattern: Any) -> bool:
    """Whether a child of `element` or `attribute` names it, rather than fills it."""
    parent = pattern.getparent()
    if parent.tag not in (rng("element"), rng("attribute")) or "name" in parent.attrib:
        return False
    return pattern.getprevious() is None


def _named(pattern: Any) -> Any:
    """Copy an element pattern's name alone, with the namespace that it inherits."""
    copy = etree.Element(rng("element"), pattern.attrib, pattern.nsmap)
    copy.set("ns", inherited(pattern, "ns"))
    if "name" not in pattern.attrib:
        copy.append(deepcopy(pattern[0]))
    return copy


def _shallow(element: Any) -> tuple[Any, list[Any]]:
    """Copy an element with its children empty and all text short; give the children copied.

    The line of each copied child is its number, from 1, so that an error's line tells the child.
    """
    copy: Any = etree.Element(element.tag)
    copy.sourceline = 0
    copy.text = _short(element.text)
    children: list[Any] = []
    for child in element.iterchildren():
        if isinstance(child.tag, str):
            children.append(child)
            mine: Any = etree.SubElement(copy, child.tag)
            mine.tail, mine.sourceline = _short(child.tail), min(len(children), _LINES)
        elif len(copy):
            copy[-1].tail = copy[-1].tail or _short(child.tail)
        else:
            copy.text = copy.text or _short(child.tail)
    return copy, children


def _short(text: str | None) -> str | None:
    return "x" if text and text.strip() else None
