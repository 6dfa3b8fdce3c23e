"""From the paths that the engine gives to the elements that they name."""

from __future__ import annotations

from typing import Any

from lxml import etree

from teipipe.documents import Document
from teipipe.documents.document import STEP


class Places:
    """Finds the elements of one document; the children of a parent are listed only once.

    A path is that of XPath 3's `path()`; of an attribute or a text it gives the parent, and one
    that leads nowhere gives the last element on its way.
    """

    def __init__(self, document: Document) -> None:
        self._root = document.tree.getroot()
        self._children: dict[tuple[Any, str], list[Any]] = {}

    def element(self, path: str) -> Any:
        """Give the element that a path names."""
        element = self._root
        for namespace, local, number in STEP.findall(path)[1:]:
            tag = f"{{{namespace}}}{local}" if namespace else local
            children = self._named(element, tag)
            if int(number) > len(children):
                break
            element = children[int(number) - 1]
        return element

    def _named(self, element: etree._Element, tag: str) -> list[etree._Element]:
        key = (element, tag)
        if key not in self._children:
            self._children[key] = list(element.iterchildren(tag))
        return self._children[key]
