"""RELAX NG grammars, read from files into one tree.

`include` and `externalRef` are replaced here, by the rules of the specification (4.6, 4.7), so
that the engine behind never opens a file; annotations are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import Document
from teipipe.validate import sources
from teipipe.validate.sources import Merged

RNG = "http://relaxng.org/ns/structure/1.0"
"""The namespace of RELAX NG's XML syntax."""


def rng(name: str) -> str:
    """Give an element name of RELAX NG as lxml writes it."""
    return f"{{{RNG}}}{name}"


_OURS = rng("")
_TYPED = (rng("data"), rng("value"))
"""What needs its `datatypeLibrary` written on it: libxml2 forgets it on a `div`."""


def read(path: Path, root: Path) -> Merged:
    """Read a grammar with all that it includes; raises `ConfigurationError` with the place."""
    reader = _Reader(root)
    return Merged(reader.pattern(path, ()), tuple(reader.documents), reader.origins)


class _Reader:
    """Gathers the files of one grammar while its includes are replaced."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.documents: list[Document] = []
        self.origins: dict[Any, tuple[Document, Any]] = {}

    def pattern(self, path: Path, within: tuple[Path, ...]) -> Any:
        """Give a file's pattern, complete; `within` are the files that include it."""
        document = sources.read(path, self.root)
        self.documents.append(document)
        root = document.tree.getroot()
        if etree.QName(root).namespace != RNG:
            raise sources.failure("V017", document.place(root), reason="it is not RELAX NG")
        return self._copy(document, root, (*within, path.resolve()))

    def _copy(self, document: Document, element: Any, within: tuple[Path, ...]) -> Any:
        if element.tag == rng("externalRef"):
            return self._external(document, element, within)
        copy = deepcopy(element)
        pairs = tuple(zip(copy.iter(etree.Element), element.iter(etree.Element), strict=True))
        self.origins.update((made, (document, original)) for made, original in pairs)
        for made, original in pairs:
            if made.tag in _TYPED:
                made.set("datatypeLibrary", inherited(original, "datatypeLibrary"))
            elif made.tag == rng("include"):
                self._included(document, original, made, within)
            elif made.tag == rng("externalRef"):
                pattern = self._external(document, original, within)
                made.getparent().replace(made, pattern)
            elif not made.tag.startswith(_OURS):
                made.getparent().remove(made)
        return copy

    def _included(
        self, document: Document, element: Any, copy: Any, within: tuple[Path, ...]
    ) -> None:
        """Make `include` a `div` of the included grammar, less what the include redefines."""
        grammar = self._referred(document, element, within)
        if grammar.tag != rng("grammar"):
            reason = f"“{element.get('href')}” is included and is not a grammar"
            raise sources.failure("V017", document.place(element), reason=reason)
        redefined = {_component(each) for each in _components(copy)}
        for each in list(_components(grammar)):
            if _component(each) in redefined:
                each.getparent().remove(each)
        grammar.tag = copy.tag = rng("div")
        copy.attrib.pop("href", None)
        copy.insert(0, grammar)

    def _external(self, document: Document, element: Any, within: tuple[Path, ...]) -> Any:
        pattern = self._referred(document, element, within)
        if "ns" in element.attrib and "ns" not in pattern.attrib:
            pattern.set("ns", element.get("ns"))
        return pattern

    def _referred(self, document: Document, element: Any, within: tuple[Path, ...]) -> Any:
        path = sources.referred(element.get("href", ""), document, element)
        if path.resolve() in within:
            reason = f"“{element.get('href')}” includes itself"
            raise sources.failure("V017", document.place(element), reason=reason)
        return self.pattern(path, within)


def _components(grammar: Any) -> Iterator[Any]:
    """Give the definitions of a grammar or an include, also those within its divisions."""
    for each in grammar.iterchildren(rng("div"), rng("define"), rng("start")):
        if each.tag == rng("div"):
            yield from _components(each)
        else:
            yield each


def _component(element: Any) -> str:
    """Give what a component defines: the start, or a name."""
    return str(element.get("name", "")) if element.tag == rng("define") else ""


def inherited(element: Any, attribute: str) -> str:
    """Give `ns` or `datatypeLibrary` as it holds at an element."""
    while element is not None:
        if attribute in element.attrib:
            return str(element.get(attribute))
        element = element.getparent()
    return ""
