"""The full syntax of RELAX NG (the specification, 3), read into nodes.

Here each element of a schema becomes a `Node`: annotations are left out, white space is trimmed,
`ns`, `datatypeLibrary` and `xml:base` are inherited, names have their namespaces (4.1–4.4, 4.8,
4.9). What refers to other nodes or files is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from teipipe.documents import XML, Document
from teipipe.errors import ConfigurationError
from teipipe.validate import sources
from teipipe.validate.relaxng.datatypes.characters import is_ncname
from teipipe.validate.relaxng.names import clark

RNG = "http://relaxng.org/ns/structure/1.0"
"""The namespace of RELAX NG's XML syntax."""

_PREFIX = f"{{{RNG}}}"
_BASE = f"{{{XML}}}base"
_LIBRARY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^#\s%]|%[0-9A-Fa-f]{2})+")

_PATTERNS = frozenset(
    [
        "element",
        "attribute",
        "group",
        "interleave",
        "choice",
        "optional",
        "zeroOrMore",
        "oneOrMore",
        "list",
        "mixed",
        "ref",
        "parentRef",
        "empty",
        "text",
        "value",
        "data",
        "notAllowed",
        "externalRef",
        "grammar",
    ]
)
_NAMES = frozenset(("name", "anyName", "nsName", "choice"))
_COMPONENTS = frozenset(("start", "define", "div", "include"))
_ANY = ("ns", "datatypeLibrary")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What an element may have: attributes (those with `!` must be), children, how many."""

    attributes: tuple[str, ...] = ()
    children: frozenset[str] = frozenset()
    least: int = 0
    most: float = float("inf")
    text: bool = False


_SOME = _Rule((), _PATTERNS, 1)
_RULES: Mapping[str, _Rule] = {
    **dict.fromkeys(
        ("group", "interleave", "optional", "zeroOrMore", "oneOrMore", "list", "mixed"), _SOME
    ),
    "element": _Rule(("name",), _PATTERNS, 1),
    "attribute": _Rule(("name",), _PATTERNS, 0, 1),
    "choice": _SOME,
    "ref": _Rule(("name!",), most=0),
    "parentRef": _Rule(("name!",), most=0),
    "empty": _Rule(most=0),
    "text": _Rule(most=0),
    "notAllowed": _Rule(most=0),
    "value": _Rule(("type",), most=0, text=True),
    "data": _Rule(("type!",), frozenset(("param", "except"))),
    "param": _Rule(("name!",), most=0, text=True),
    "externalRef": _Rule(("href!",), most=0),
    "grammar": _Rule((), _COMPONENTS),
    "div": _Rule((), _COMPONENTS),
    "include": _Rule(("href!",), frozenset(("start", "define", "div"))),
    "start": _Rule(("combine",), _PATTERNS, 1, 1),
    "define": _Rule(("name!", "combine"), _PATTERNS, 1),
    "name": _Rule(most=0, text=True),
    "anyName": _Rule((), frozenset(("except",)), 0, 1),
    "nsName": _Rule((), frozenset(("except",)), 0, 1),
}
_NAMED = {"element", "attribute"}


@dataclass(slots=True, eq=False)
class Node:
    """An element of a schema, its annotations left out.

    `name` is a reference's or a definition's, `names` the child that is an element's or an
    attribute's name class, `text` what a `name`, `value` or `param` holds.
    """

    kind: str
    element: Any
    document: Document
    ns: str
    library: str
    base: str
    name: str = ""
    text: str = ""
    names: Node | None = None
    children: list[Node] = field(default_factory=list)

    def wrong(self, reason: str) -> ConfigurationError:
        """Give the error that this element makes the schema unusable (V017)."""
        return sources.failure("V017", self.document.place(self.element), reason=reason)


def read(document: Document) -> Node:
    """Read a schema's file; raises `ConfigurationError` (V017) for what is no RELAX NG."""
    root = document.tree.getroot()
    top = Node("", root, document, "", "", "")
    if not root.tag.startswith(_PREFIX) or root.tag.removeprefix(_PREFIX) not in _PATTERNS:
        raise top.wrong("it is not RELAX NG")
    first = _node(root, top, root.tag.removeprefix(_PREFIX))
    stack = [(first, False)]
    while stack:
        node, naming = stack.pop()
        _fill(node, naming)
        inner = naming or node.kind in ("anyName", "nsName")
        stack += ((each, inner) for each in node.children)
        if node.names is not None and node.names.element is not node.element:
            stack.append((node.names, True))
    return first


def _node(element: Any, above: Node, kind: str) -> Node:
    """Make the node of an element with what it inherits."""
    node = Node(kind, element, above.document, above.ns, above.library, above.base)
    attributes = element.attrib
    if attributes:
        node.ns = attributes.get("ns", node.ns)
        if "datatypeLibrary" in attributes:
            node.library = attributes["datatypeLibrary"].strip()
            if node.library and not _LIBRARY.fullmatch(node.library):
                raise node.wrong(f"“{node.library}” names no datatype library")
        if _BASE in attributes:
            node.base = urljoin(node.base, attributes[_BASE])
    return node


def _fill(node: Node, naming: bool) -> None:
    """Check an element's attributes, and make nodes of its children."""
    rule = _rule(node, naming)
    _attributes(node, rule)
    written = _text(node, rule)
    for child in node.element.iterchildren(etree.Element):
        if rule.text:
            raise _node(child, node, "").wrong(f"no element can stand in “{node.kind}”")
        if child.tag.startswith(_PREFIX):
            node.children.append(_node(child, node, child.tag[len(_PREFIX) :]))
    if node.kind in _NAMED:
        _name(node)
    _children(node, rule)
    node.text = written


def _rule(node: Node, naming: bool) -> _Rule:
    rule = _RULES.get(node.kind)
    if node.kind == "except":
        return _Rule((), _NAMES if naming else _PATTERNS, 1)
    if rule is None:
        raise node.wrong(f"RELAX NG has no element “{node.kind}”")
    return _Rule((), _NAMES, 1) if naming and node.kind == "choice" else rule


def _attributes(node: Node, rule: _Rule) -> None:
    found = node.element.attrib
    for attribute, value in found.items():
        if attribute.startswith("{"):
            if attribute.startswith(_PREFIX):
                raise node.wrong(f"“{node.kind}” has no attribute of RELAX NG's namespace")
        elif attribute not in _ANY and not {attribute, f"{attribute}!"} & set(rule.attributes):
            raise node.wrong(f"“{node.kind}” has no attribute “{attribute}”")
        elif attribute in ("name", "type"):
            node.name = value.strip(" \t\r\n")
            prefix, colon, local = node.name.rpartition(":")
            qualified = colon and node.kind in _NAMED and is_ncname(prefix)
            if not is_ncname(local) or (colon and not qualified):
                raise node.wrong(f"“{value}” is no name")
    for attribute in rule.attributes:
        if attribute.endswith("!") and attribute[:-1] not in found:
            raise node.wrong(f"“{node.kind}” lacks the attribute “{attribute[:-1]}”")


def _text(node: Node, rule: _Rule) -> str:
    """Give the text of an element that may hold some; raises for text anywhere else."""
    element = node.element
    if not len(element):
        text = element.text or ""
    else:
        text = "".join((element.text or "", *(each.tail or "" for each in element)))
    if rule.text:
        return text.strip(" \t\r\n") if node.kind == "name" else text
    if text.strip(" \t\r\n"):
        raise node.wrong(f"text cannot stand in “{node.kind}”")
    return ""


def _name(node: Node) -> None:
    """Give an element or attribute pattern its name class, from its attribute or first child."""
    if node.name:
        local = node.kind == "attribute" and "ns" not in node.element.attrib
        node.names = Node(
            "name", node.element, node.document, "" if local else node.ns, "", "", text=node.name
        )
    elif node.children and node.children[0].kind in _NAMES:
        node.names = node.children.pop(0)
    else:
        raise node.wrong(f"“{node.kind}” has no name")


def _children(node: Node, rule: _Rule) -> None:
    excepts = 0
    for child in node.children:
        if child.kind not in rule.children:
            raise child.wrong(f"“{child.kind}” cannot stand in “{node.kind}”")
        if excepts and node.kind == "data":
            raise child.wrong(f"“{child.kind}” cannot stand after “except”")
        excepts += child.kind == "except"
    if not rule.least <= len(node.children) <= rule.most:
        raise node.wrong(f"“{node.kind}” has too many or too few parts")


def qualified(node: Node) -> str:
    """Give the name that a `name` holds, with its namespace (4.10)."""
    prefix, colon, local = node.text.rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise node.wrong(f"“{node.text}” is no name")
    if not colon:
        return clark(node.ns, local)
    if prefix == "xml":
        return clark(XML, local)
    if prefix not in node.element.nsmap:
        raise node.wrong(f"the prefix “{prefix}” is declared nowhere")
    return clark(node.element.nsmap[prefix], local)
