"""Paths: where an element stands, as libxml2 writes it, without counting its siblings each time.

The first question about a child of an element numbers all of them; so many questions about one
long list of siblings are answered in a time that grows with their number, not with its square.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

from lxml import etree


def xpath(element: Any) -> str:
    """Give an element's XPath 1.0: a name in a default namespace is written `*`."""
    steps = _steps(element.getroottree().getroot())
    path = []
    while element is not None:
        path.append(steps[element])
        element = element.getparent()
    return "/" + "/".join(reversed(path))


class _Steps(dict[Any, str]):
    """The steps of elements, worked out for all children of a parent at once."""

    def __missing__(self, element: etree._Element) -> str:
        parent = element.getparent()
        siblings = (element,) if parent is None else tuple(parent.iterchildren(etree.Element))
        named = [_named(each) for each in siblings]
        totals, met = Counter(named), Counter[str]()
        totals["*"] = len(siblings)
        for number, (each, name) in enumerate(zip(siblings, named, strict=True), 1):
            met[name] += 1
            place = number if name == "*" else met[name]
            self[each] = f"{name}[{place}]" if totals[name] > 1 else name
        return self[element]


def _named(element: etree._Element) -> str:
    """Give the name by which XPath 1.0 can ask for an element without declarations of its own."""
    namespace, _, local = element.tag.rpartition("}")
    if not namespace:
        return str(local)
    return f"{element.prefix}:{local}" if element.prefix else "*"


@lru_cache(maxsize=4)
def _steps(_root: Any) -> _Steps:
    return _Steps()
