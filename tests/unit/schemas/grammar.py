"""A RELAX NG grammar in XML syntax, read for what it allows: names, contents, attribute values.

It knows what the project's profile uses, one definition per element. It judges no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
SAMPLES = {
    "ID": ("identifier",),
    "NCName": ("name",),
    "anyURI": ("#identifier", "../registers/persons.xml#lenin", "https://example.org/a?b=c"),
    "date": ("1921-04-01",),
    "gMonthDay": ("--04-01",),
    "gYear": ("1921", "-0043"),
    "gYearMonth": ("1921-04",),
    "language": ("en", "sr-Latn", "pt-BR", "de-1996", "x-none"),
    "positiveInteger": ("1",),
    "string": ("1 – a",),
    "token": ("word-1.b", "0.1.0", "1.0.0rc1"),
}
"""Values of each data type, among them the odd ones; a pattern chooses from them."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A pattern: its kind (`choice`, `element`…), name or data type, text and inner patterns.

    The inner patterns of a reference are those of the definition it refers to.
    """

    kind: str
    name: str
    text: str
    parts: list[Pattern] = field(repr=False)

    def direct(self, kind: str) -> tuple[Pattern, ...]:
        """The attribute or element patterns reached from here without entering an element."""
        return _direct(self, kind)

    def values(self) -> tuple[str, ...]:
        """Sample values of an attribute, at least one of each alternative."""
        return tuple(dict.fromkeys(_values(self)))


@cache
def _direct(pattern: Pattern, kind: str) -> tuple[Pattern, ...]:
    found: list[Pattern] = []
    for part in pattern.parts:
        if part.kind == kind:
            found.append(part)
        elif part.kind not in ("element", "attribute"):
            found += _direct(part, kind)
    return tuple(found)


def _values(pattern: Pattern) -> Iterator[str]:
    if pattern.kind == "value":
        yield pattern.text
    elif pattern.kind == "data":
        allowed = next((each.text for each in pattern.parts if each.name == "pattern"), ".*")
        yield from (each for each in SAMPLES[pattern.name] if re.fullmatch(allowed, each))
    elif pattern.kind == "list":
        single = [value for part in pattern.parts for value in _values(part)]
        yield from (single[0], " ".join(single))
    else:
        for part in pattern.parts:
            yield from _values(part)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The element patterns of a grammar by name; each element has one."""

    elements: dict[str, Pattern]

    def attributes(self, element: str) -> dict[str, Pattern]:
        """The attribute patterns of an element, by name."""
        return {each.name: each for each in self.elements[element].direct("attribute")}

    def children(self, element: str) -> tuple[str, ...]:
        """The names of an element's possible children."""
        return tuple(sorted({each.name for each in self.elements[element].direct("element")}))


def read(path: Path) -> Grammar:
    """The grammar in a file, its includes and references resolved."""
    contents: dict[str, list[Pattern]] = {}
    elements: list[Pattern] = []

    def pattern(node: etree._Element) -> Pattern:
        kind, name = node.tag.removeprefix(RNG), str(node.get("name", node.get("type", "")))
        if kind == "ref":
            return Pattern(kind, name, "", contents.setdefault(name, []))
        parts = [pattern(each) for each in node.iterchildren(tag=etree.Element)]
        made = Pattern(kind, name, node.text or "", parts)
        if kind == "element":
            elements.append(made)
        return made

    for define in _definitions(path):
        content = contents.setdefault(str(define.get("name")), [])
        assert not content, f"defined twice: {define.get('name')}"
        content += [pattern(each) for each in define.iterchildren(tag=etree.Element)]
    named = {each.name: each for each in elements}
    assert len(named) == len(elements)
    return Grammar(named)


def _definitions(path: Path) -> Iterator[etree._Element]:
    root = etree.parse(path).getroot()
    for include in root.iter(f"{RNG}include"):
        yield from _definitions(path.parent / str(include.get("href")))
    yield from root.iter(f"{RNG}define")
