"""What a grammar declares for each element name: attributes, children, text.

libxml2 says that an element is wrong and seldom why. The vocabulary joins all patterns of one
element name, so what it refuses no pattern of the grammar allows, and what it demands every
pattern demands: it misses faults (of order, of number), and never invents one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from lxml import etree

from teipipe.validate.grammar import inherited, rng
from teipipe.validate.sequence import Judge, combination, name_class


@dataclass(frozen=True, slots=True)
class Content:
    """What may stand in an element: names in Clark notation, patterns of each attribute.

    `open_attributes` and `open_children` are true where a name class leaves the names open.
    """

    attributes: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    text: bool = False
    open_attributes: bool = False
    open_children: bool = False


_NOTHING = Content()
_TEXT = Content(text=True)
_OPEN = Content(text=True, open_attributes=True, open_children=True)
_OPTIONAL = {rng("optional"), rng("zeroOrMore")}
_VALUES = {rng("text"), rng("data"), rng("value"), rng("list")}
_GROUPS = {rng(each) for each in ("group", "interleave", "oneOrMore", "mixed", "div")}


class Vocabulary:
    """The declared elements of one grammar, gathered when first asked for."""

    def __init__(self, grammar: Any) -> None:
        self._grammar = grammar
        self._defines: dict[str, list[Any]] = {}
        for define in grammar.iter(rng("define")):
            self._defines.setdefault(define.get("name"), []).append(define)
        self._known: dict[str, Content] = {}
        self._patterns: dict[str, list[Any]] = {}
        self.open = False
        for pattern in grammar.iter(rng("element")):
            names = _names(pattern, default_namespace=True)
            self.open = self.open or names is None
            for name in names or ():
                self._patterns.setdefault(name, []).append(pattern)
        self._contents: dict[str, Content] = {}
        self._judges: dict[tuple[str, str], Any] = {}
        self._sequences: dict[str, Judge] = {}

    @property
    def names(self) -> Iterable[str]:
        """The names of all elements that the grammar declares."""
        return self._patterns.keys()

    def content(self, name: str) -> Content | None:
        """Give what may stand in elements of a name, or None for an undeclared name."""
        if name not in self._patterns:
            return None
        if name not in self._known:
            patterns = self._patterns[name]
            self._known[name] = _either([self._all(each) for each in patterns])
        return self._known[name]

    def admits(self, element: str, attribute: str, value: str) -> bool:
        """Whether some pattern of an element's attribute takes a value."""
        key = (element, attribute)
        if key not in self._judges:
            self._judges[key] = self._judge(element, attribute)
        judged = etree.Element("v", {attribute: value})
        return bool(self._judges[key].validate(judged))

    def misfit(self, element: Any) -> Any:
        """Give the child that stands wrong, the element where something is missing, or None.

        Only elements of a declared name can be asked about.
        """
        name = element.tag
        if name not in self._sequences:
            self._sequences[name] = Judge(self._patterns[name], self._defines)
        return self._sequences[name].misfit(element)

    def values(self, element: str, attribute: str) -> tuple[str, ...]:
        """Give the values that an attribute's list names, or the names of its datatypes."""
        content = self.content(element) or _NOTHING
        found = [
            each.text.strip() if each.tag == rng("value") else each.get("type")
            for pattern in content.attributes.get(attribute, ())
            for each in self._written_out(pattern).iter(rng("value"), rng("data"))
        ]
        return tuple(dict.fromkeys(found))

    def _all(self, pattern: Any) -> Content:
        """Join what the children of a pattern allow together."""
        parts = [each for each in pattern.iterchildren() if not name_class(each)]
        return reduce(_both, (self._read(each) for each in parts), _NOTHING)

    def _read(self, pattern: Any) -> Content:
        tag = pattern.tag
        if tag in _GROUPS:
            joined = self._all(pattern)
            return _both(joined, _TEXT) if tag == rng("mixed") else joined
        if tag in _OPTIONAL:
            return _either([self._all(pattern), _NOTHING])
        if tag == rng("choice"):
            allowed = [each for each in pattern.iterchildren() if each.tag != rng("notAllowed")]
            return _either([self._read(each) for each in allowed])
        if tag in _VALUES:
            return _TEXT
        if tag == rng("ref"):
            return self._defined(pattern.get("name"))
        if tag == rng("element"):
            names = _names(pattern, default_namespace=True)
            return Content(children=frozenset(names or ()), open_children=names is None)
        if tag == rng("attribute"):
            return _attribute(pattern)
        return _NOTHING if tag in (rng("empty"), rng("notAllowed")) else _OPEN

    def _defined(self, name: str) -> Content:
        if name not in self._contents:
            self._contents[name] = _NOTHING
            defines = self._defines.get(name, [])
            parts = [self._all(each) for each in defines]
            choice = combination(defines) == "choice"
            self._contents[name] = _either(parts) if choice else reduce(_both, parts)
        return self._contents[name]

    def _judge(self, element: str, attribute: str) -> Any:
        """Make a grammar of one attribute alone."""
        grammar = etree.Element(rng("element"), {"name": "v"})
        choice = etree.SubElement(grammar, rng("choice"))
        content = self.content(element) or _NOTHING
        for pattern in content.attributes.get(attribute, ()):
            choice.append(self._written_out(pattern))
        return etree.RelaxNG(grammar)

    def _written_out(self, pattern: Any) -> Any:
        """Copy a pattern with every reference replaced by what it refers to."""
        copy = deepcopy(pattern)
        for each in ("ns", "datatypeLibrary"):
            copy.set(each, inherited(pattern, each))
        if copy.tag == rng("attribute") and "ns" not in pattern.attrib:
            del copy.attrib["ns"]
        for reference in list(copy.iter(rng("ref"))):
            self._replace(reference)
        return copy

    def _replace(self, reference: Any) -> None:
        group = etree.Element(rng("choice"))
        for define in self._defines.get(reference.get("name"), ()):
            part = etree.SubElement(group, rng("group"))
            part.extend([self._written_out(each) for each in define.iterchildren()])
        reference.getparent().replace(reference, group)


def _attribute(pattern: Any) -> Content:
    names = _names(pattern, default_namespace=False)
    if names is None:
        return Content(open_attributes=True)
    required = frozenset(names) if len(names) == 1 else frozenset()
    return Content(attributes=dict.fromkeys(names, (pattern,)), required=required)


def _names(pattern: Any, default_namespace: bool) -> list[str] | None:
    """Give the names that an `element` or `attribute` pattern is for; None if they are open."""
    if "name" in pattern.attrib:
        local = default_namespace or "ns" in pattern.attrib
        return [_clark(pattern, pattern.get("name"), inherited(pattern, "ns") if local else "")]
    if next(pattern[0].iter(rng("anyName"), rng("nsName")), None) is not None:
        return None
    named = pattern[0].iter(rng("name"))
    return [_clark(each, each.text, inherited(each, "ns")) for each in named]


def _clark(element: Any, name: str, namespace: str) -> str:
    prefix, colon, local = name.strip().rpartition(":")
    if colon:
        xml = "http://www.w3.org/XML/1998/namespace"
        namespace = xml if prefix == "xml" else element.nsmap.get(prefix, "")
    return f"{{{namespace}}}{local}" if namespace else local


def _both(one: Content, other: Content) -> Content:
    """Join two contents that stand together."""
    return _joined(one, other, one.required | other.required)


def _either(contents: Iterable[Content]) -> Content:
    """Join contents of which one stands."""
    parts = list(contents)
    if not parts:
        return _NOTHING
    return reduce(lambda one, other: _joined(one, other, one.required & other.required), parts)


def _joined(one: Content, other: Content, required: frozenset[str]) -> Content:
    names = one.attributes.keys() | other.attributes.keys()
    return Content(
        attributes={
            name: tuple(
                dict.fromkeys((*one.attributes.get(name, ()), *other.attributes.get(name, ())))
            )
            for name in names
        },
        required=required,
        children=one.children | other.children,
        text=one.text or other.text,
        open_attributes=one.open_attributes or other.open_attributes,
        open_children=one.open_children or other.open_children,
    )
