"""A document: its bytes, its tree, and the place of each of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents.encodings import decoded
from teipipe.documents.files import shown
from teipipe.documents.paths import xpath
from teipipe.documents.positions import Positions, Span
from teipipe.findings import Finding, Place

STEP = re.compile(r"/Q\{([^}]*)\}([^/\[]+)\[(\d+)\]")
"""A step of XPath 3's `path()`: namespace, local name, number among its like."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A TEI file: its path, the folder it may not leave, its bytes and its tree.

    Where the tree is not as it was read (of several files, or under other names), `origins` says
    for each of its elements which it was in which document: the n-th, from 0. Where it was made of
    a file that is no XML, `spans` say where each of them was written.
    """

    path: Path
    root: Path
    content: bytes
    tree: Any
    findings: tuple[Finding, ...] = ()
    encoding: str = "utf-8"
    origins: tuple[tuple[Document, int], ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def name(self) -> str:
        """The path as reports show it: relative to the root where it stands below it."""
        return _name(self)

    def place(self, element: Any) -> Place:
        """Give the place of an element's start tag (of the root's for anything else)."""
        if not isinstance(getattr(element, "tag", None), str):
            element = self.tree.getroot()
        number = ordinal(element)
        if self.origins:
            document, there = self.origins[number]
            return document.place(_elements(document.tree.getroot())[there])
        span = self.spans[number] if self.spans else _positions(self).span(number)
        if span is None:
            return Place(self.name, element.sourceline, xpath=xpath(element))
        return Place(self.name, *span, xpath(element))

    def source_of(self, element: etree._Element) -> Document:
        """Give the document of the file in which an element stands."""
        return self.origins[ordinal(element)][0].source_of(element) if self.origins else self

    def at(self, path: str) -> etree._Element:
        """Give the element that XPath 3's `path()` names (of an attribute or text: its parent).

        A path that leads nowhere gives the last element on its way.
        """
        element: etree._Element = self.tree.getroot()
        for namespace, local, number in STEP.findall(path)[1:]:
            tag = f"{{{namespace}}}{local}" if namespace else local
            element = next(islice(element.iterchildren(tag), int(number) - 1, None), element)
        return element


def ordinal(element: etree._Element) -> int:
    """Give the number of an element among all of its tree, from 0."""
    return _numbers(element.getroottree().getroot())[element]


def numbered(document: Document) -> Iterator[tuple[Document, int]]:
    """Give each element of a document as `origins` names it."""
    return ((document, number) for number, _ in enumerate(document.tree.iter(etree.Element)))


def serialised(tree: Any) -> str:
    """Give a tree as a string without DOCTYPE, fit for an engine that must fetch nothing."""
    return etree.tostring(tree.getroot(), encoding="unicode", with_tail=False)


@lru_cache(maxsize=64)
def _name(document: Document) -> str:
    return shown(document.path, document.root)


@lru_cache(maxsize=4)
def _elements(root: etree._Element) -> tuple[Any, ...]:
    return tuple(root.iter(etree.Element))


class _Numbers(dict[Any, int]):
    """The numbers of elements among all of their tree, counted as far as they are asked for."""

    def __init__(self, root: etree._Element) -> None:
        super().__init__()
        self._further = enumerate(root.iter(etree.Element))

    def __missing__(self, element: etree._Element) -> int:
        for number, each in self._further:
            self[each] = number
            if each is element:
                return number
        raise KeyError(element)


_numbers = lru_cache(maxsize=4)(_Numbers)


@lru_cache(maxsize=4)
def _positions(document: Document) -> Positions:
    return Positions(decoded(document.content, document.name).content)
