"""The full syntax of RELAX NG (the specification, 3), read into nodes.

Here each element of a schema becomes a `Node`: annotations are left out, white space is trimmed,
`ns`, `datatypeLibrary` and `xml:base` are inherited, names have their namespaces (4.1–4.4, 4.8,
4.9). What refers to other nodes or files is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from teipipe.documents import XML, Document
from teipipe.errors import ConfigurationError
from teipipe.validate import sources
from teipipe.validate.relaxng.datatypes.characters import is_ncname
from teipipe.validate.relaxng.names import clark
from teipipe.validate.relaxng.rules import NAMES, NAMING, PATTERNS, RULES, Rule

RNG = "http://relaxng.org/ns/structure/1.0"
"""The namespace of RELAX NG's XML syntax."""

BLANK = " \t\r\n"
"""What XML calls white space."""

_PREFIX = f"{{{RNG}}}"
_BASE = f"{{{XML}}}base"
_LIBRARY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^#\s%]|%[0-9A-Fa-f]{2})+")

_NAMED = ("element", "attribute")
_BOTH = ("choice", "except")
"""What stands among name classes as well as among patterns."""


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
    children: Sequence[Node] = ()
    rule: Rule = RULES["empty"]

    def wrong(self, reason: str) -> ConfigurationError:
        """Give the error that this element makes the schema unusable (V017)."""
        return sources.failure("V017", self.document.place(self.element), reason=reason)


def read(document: Document) -> Node:
    """Read a schema's file; raises `ConfigurationError` (V017) for what is no RELAX NG."""
    root = document.tree.getroot()
    top = Node("", root, document, "", "", "")
    if not root.tag.startswith(_PREFIX) or root.tag.removeprefix(_PREFIX) not in PATTERNS:
        raise top.wrong("it is not RELAX NG")
    first = _node(root, root.tag, top, False)
    stack = [(first, False)]
    while stack:
        node, naming = stack.pop()
        _fill(node, naming)
        if node.kind in ("anyName", "nsName"):
            naming = True
        for each in node.children:
            rule = each.rule
            if rule.most or rule.text or len(each.element) or each.element.text:
                stack.append((each, naming))
        if node.names is not None and node.names.element is not node.element:
            stack.append((node.names, True))
    return first


def _node(element: Any, tag: str, above: Node, naming: bool) -> Node:
    """Make the node of an element with what its attributes say and what it inherits."""
    kind = tag[len(_PREFIX) :]
    node = Node(kind, element, above.document, above.ns, above.library, above.base)
    rule = NAMING if naming and kind in _BOTH else RULES.get(kind)
    if rule is None:
        raise node.wrong(f"RELAX NG has no element “{kind}”")
    node.rule = rule
    attributes = dict(element.attrib.items())
    for name, value in attributes.items():
        if name not in rule.attributes:
            _other_attribute(node, name, value)
        elif name in ("name", "type"):
            node.name = _named(node, value)
        elif name == "ns":
            node.ns = value
        elif name == "datatypeLibrary":
            node.library = value.strip()
            if node.library and not _LIBRARY.fullmatch(node.library):
                raise node.wrong(f"“{node.library}” names no datatype library")
    for name in rule.needed:
        if name not in attributes:
            raise node.wrong(f"“{node.kind}” lacks the attribute “{name}”")
    return node


def _other_attribute(node: Node, name: str, value: str) -> None:
    """Take note of `xml:base`, leave foreign attributes out, and refuse others."""
    if name == _BASE:
        node.base = urljoin(node.base, value)
    elif not name.startswith("{") or name.startswith(_PREFIX):
        raise node.wrong(f"“{node.kind}” has no attribute “{name}”")


def _named(node: Node, value: str) -> str:
    """Give the name in an attribute; that of an element or attribute may have a prefix."""
    name = value.strip(BLANK)
    if not _plain(name):
        prefix, _, local = name.partition(":")
        if node.kind not in _NAMED or not is_ncname(local) or not is_ncname(prefix):
            raise node.wrong(f"“{value}” is no name")
    return name


_plain = lru_cache(maxsize=4096)(is_ncname)
"""Whether a name has no colon: each is referred to many times."""


def _fill(node: Node, naming: bool) -> None:
    """Check what stands in an element, and make nodes of its children."""
    element, rule = node.element, node.rule
    text = element.text or ""
    if len(element):
        inner = naming or node.kind in ("anyName", "nsName")
        first = node.kind in _NAMED and not node.name
        children = []
        for child in element:
            text += child.tail or ""
            tag = child.tag
            if isinstance(tag, str):
                if rule.text:
                    raise node.wrong(f"no element can stand in “{node.kind}”")
                if tag.startswith(_PREFIX):
                    children.append(_node(child, tag, node, inner or first))
                    first = False
        node.children = children
    if rule.text:
        node.text = text.strip(BLANK) if node.kind == "name" else text
    elif text and text.strip(BLANK):
        raise node.wrong(f"text cannot stand in “{node.kind}”")
    if node.kind in _NAMED:
        _name(node)
    if node.children or rule.least:
        _children(node)


def _name(node: Node) -> None:
    """Give an element or attribute pattern its name class, from its attribute or first child."""
    if node.name:
        local = node.kind == "attribute" and "ns" not in node.element.attrib
        node.names = Node(
            "name", node.element, node.document, "" if local else node.ns, "", "", text=node.name
        )
    elif node.children and node.children[0].kind in NAMES:
        node.names, *node.children = node.children
    else:
        raise node.wrong(f"“{node.kind}” has no name")


def _children(node: Node) -> None:
    rule, excepts = node.rule, 0
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
