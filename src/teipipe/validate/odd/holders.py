"""What holds attributes in a compiled TEI: elements, and the definitions of classes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.validate.sources import RNG

REF, ATTRIBUTE = f"{{{RNG}}}ref", f"{{{RNG}}}attribute"
OPTIONAL, _EMPTY = f"{{{RNG}}}optional", f"{{{RNG}}}empty"
_AROUND = (OPTIONAL, f"{{{RNG}}}choice", f"{{{RNG}}}group")


def class_of(name: str) -> str:
    """Give the class that a definition's name belongs to, nothing for other names."""
    for mark in (".attributes", ".attribute."):
        before, found, _ = name.partition(mark)
        if found:
            return before
    return ""


def is_attribute(pattern: Any) -> bool:
    """Whether a part of an element is about attributes, and not about content."""
    if pattern.tag == REF:
        return bool(class_of(pattern.get("name")))
    return pattern.tag == ATTRIBUTE or (
        pattern.tag in _AROUND and any(map(is_attribute, pattern.iterchildren(etree.Element)))
    )


def place(holder: etree._Element, pattern: etree._Element) -> None:
    """Put an attribute's pattern into an element or a definition, before what ends it."""
    last = holder[-1] if len(holder) else None
    if last is not None and last.tag == _EMPTY:
        last.addprevious(pattern)
    else:
        holder.append(pattern)


def parts(holder: Any) -> Iterator[Any]:
    """Give the attributes, and the references to some, that stand in an element or definition."""
    for each in holder.iterchildren(etree.Element):
        if each.tag == ATTRIBUTE or (each.tag == REF and class_of(each.get("name"))):
            yield each
        elif each.tag in _AROUND and is_attribute(each):
            yield from parts(each)


def removed(pattern: Any) -> Any:
    """Take a pattern away, with what stands around it alone; give it."""
    parent = pattern.getparent()
    while parent.tag in _AROUND and len(parent) == 1:
        pattern, parent = parent, parent.getparent()
    parent.remove(pattern)
    return pattern
