"""The full syntax of RELAX NG (the specification, 3), read into nodes.

Here each element of a schema becomes a `Node`: annotations are left out, white space is trimmed,
`ns`, `datatypeLibrary` and `xml:base` are inherited, names have their namespaces (4.1–4.4, 4.8,
4.9). What refers to other nodes or files is not looked at. What stands in an element is read when
it is asked for; `complete` asks for all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import XML, Document
from teipipe.errors import ConfigurationError
from teipipe.findings import why
from teipipe.validate import sources
from teipipe.validate.relaxng.datatypes.characters import is_ncname
from teipipe.validate.relaxng.matching.names import clark
from teipipe.validate.relaxng.reading.rules import NAMES, NAMING, PATTERNS, RULES, Rule

RNG = "http://relaxng.org/ns/structure/1.0"
"""The namespace of RELAX NG's XML syntax."""

BLANK = " \t\r\n"
"""What XML calls white space."""

_PREFIX = f"{{{RNG}}}"
_LIBRARY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[^#\s%]|%[0-9A-Fa-f]{2})+")

_KINDS = {f"{_PREFIX}{kind}": (kind, rule) for kind, rule in RULES.items()}
_NAMED = ("element", "attribute")
_BOTH = ("choice", "except")
"""What stands among name classes as well as among patterns."""


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What an element of a schema has from around it.

    `within` are the files around its own and that itself, outermost first.
    """

    document: Document
    within: tuple[Path, ...]
    ns: str = ""
    library: str = ""


class Node:
    """An element of a schema, its annotations left out.

    `name` is a reference's or a definition's, `naming` tells that it stands in a name class.
    """

    __slots__ = (
        *("element", "kind", "name", "naming", "rule", "scope"),
        *("_children", "_names", "_text"),
    )

    def __init__(
        self,
        kind: str,
        element: etree._Element,
        scope: Scope,
        rule: Rule = RULES["empty"],
        naming: bool = False,
        children: Sequence[Node] | None = None,
        text: str = "",
    ) -> None:
        self.kind = kind
        self.element = element
        self.scope = scope
        self.rule = rule
        self.naming = naming
        self.name = ""
        self._names: Node | None = None
        self._children = children
        self._text = text

    @property
    def children(self) -> Sequence[Node]:
        """What stands in the element, without its name class."""
        if self._children is None:
            self._fill()
        assert self._children is not None
        return self._children

    @property
    def names(self) -> Node | None:
        """The child, or the attribute, that is an element's or an attribute's name class."""
        if self._children is None:
            self._fill()
        return self._names

    @property
    def text(self) -> str:
        """What a `name`, `value` or `param` holds."""
        if self._children is None:
            self._fill()
        return self._text

    def wrong(self, reason: str) -> ConfigurationError:
        """Give the error that this element makes the schema unusable (V017)."""
        return sources.failure("V017", self.scope.document.place(self.element), reason=reason)

    def _fill(self) -> None:
        """Check what stands in the element, and make nodes of its children."""
        element, rule = self.element, self.rule
        text = element.text or ""
        children: list[Node] = []
        if len(element):
            inner = self.naming or self.kind in ("anyName", "nsName")
            first = self.kind in _NAMED and not self.name
            for child in element:
                tail = child.tail
                if tail is not None and (rule.text or tail.strip(BLANK)):
                    text += tail
                tag = child.tag
                if isinstance(tag, str):
                    if rule.text:
                        raise self.wrong(why("holds-no-element", kind=self.kind))
                    if tag.startswith(_PREFIX):
                        children.append(_node(child, tag, self, inner or first))
                        first = False
        if rule.text:
            self._text = text.strip(BLANK) if self.kind == "name" else text
        elif text and text.strip(BLANK):
            raise self.wrong(why("misplaced-text", kind=self.kind))
        if self.kind in _NAMED:
            children = self._named(children)
        if children or rule.least:
            self._check(children)
        self._children = children

    def _named(self, children: list[Node]) -> list[Node]:
        """Take an element's or attribute's name class, from its attribute or its first child."""
        if self.name:
            local = self.kind == "attribute" and self.scope.ns and self.element.get("ns") is None
            scope = _local(self.scope) if local else self.scope
            self._names = Node("name", self.element, scope, children=(), text=self.name)
            return children
        if not children or children[0].kind not in NAMES:
            raise self.wrong(why("without-name", kind=self.kind))
        self._names, *rest = children
        return rest

    def _check(self, children: Sequence[Node]) -> None:
        rule, excepts = self.rule, 0
        for child in children:
            if child.kind not in rule.children:
                raise child.wrong(why("misplaced", kind=child.kind, within=self.kind))
            if excepts and self.kind == "data":
                raise child.wrong(why("after-except", kind=child.kind))
            excepts += child.kind == "except"
        if not rule.least <= len(children) <= rule.most:
            raise self.wrong(why("too-many-or-few-parts", kind=self.kind))


@lru_cache(maxsize=64)
def _local(scope: Scope) -> Scope:
    """Give the scope of names that have no namespace."""
    return replace(scope, ns="")


def read(document: Document, ns: str = "", within: tuple[Path, ...] = ()) -> Node:
    """Read a schema's file; raises `ConfigurationError` (V017) for what is no RELAX NG.

    `ns` is that of the element which includes the file (4.6, 4.9), `within` are the files around.
    """
    root = document.tree.getroot()
    scope = Scope(document, within, ns)
    top = Node("", root, scope)
    if not root.tag.startswith(_PREFIX) or root.tag.removeprefix(_PREFIX) not in PATTERNS:
        raise top.wrong(why("not-relaxng"))
    return _node(root, root.tag, top, False)


def complete(root: Node) -> None:
    """Read all that stands in a node; raises `ConfigurationError` (V017) for what cannot."""
    stack = [root]
    while stack:
        node = stack.pop()
        for each in node.children:
            rule = each.rule
            if rule.most or rule.text or len(each.element) or each.element.text:
                stack.append(each)
        if node.names is not None:
            stack.append(node.names)


def _node(element: Any, tag: str, above: Node, naming: bool) -> Node:
    """Make the node of an element with what its attributes say and what it inherits."""
    kind, rule = _KINDS.get(tag, ("", None))
    if rule is None:
        kind = tag[len(_PREFIX) :]
        raise Node(kind, element, above.scope).wrong(why("no-element-of-relaxng", kind=kind))
    if naming and kind in _BOTH:
        rule = NAMING
    node = Node(kind, element, above.scope, rule, naming)
    for name, value in element.items():
        if name in ("name", "type") and name in rule.attributes:
            node.name = value if _plain(value) else _named(node, value.strip(BLANK))
        else:
            _further(node, name, value)
    if rule.needed and not node.name:
        for name in rule.needed:
            if element.get(name) is None:
                raise node.wrong(why("lacks-attribute", kind=node.kind, name=name))
    return node


def _further(node: Node, name: str, value: str) -> None:
    """Take note of an attribute that is inherited, leave foreign ones out, and refuse others."""
    if name == "ns":
        node.scope = replace(node.scope, ns=value)
    elif name == "datatypeLibrary":
        library = value.strip()
        if library and not _LIBRARY.fullmatch(library):
            raise node.wrong(why("names-no-library", library=library))
        node.scope = replace(node.scope, library=library)
    elif name in node.rule.attributes or (name[0] == "{" and not name.startswith(_PREFIX)):
        return
    else:
        raise node.wrong(why("no-attribute", kind=node.kind, name=name))


def _named(node: Node, name: str) -> str:
    """Give the name in an attribute; that of an element or attribute may have a prefix."""
    if not _plain(name):
        prefix, _, local = name.partition(":")
        if node.kind not in _NAMED or not _plain(local) or not _plain(prefix):
            raise node.wrong(why("no-name", text=name))
    return name


_plain = lru_cache(maxsize=4096)(is_ncname)
"""Whether a name has no colon: each stands in a schema many times."""


def qualified(node: Node) -> str:
    """Give the name that a `name` holds, with its namespace (4.10)."""
    prefix, colon, local = node.text.rpartition(":")
    if not _plain(local) or (colon and not _plain(prefix)):
        raise node.wrong(why("no-name", text=node.text))
    if not colon:
        return clark(node.scope.ns, local)
    if prefix == "xml":
        return clark(XML, local)
    if prefix not in node.element.nsmap:
        raise node.wrong(why("prefix-declared-nowhere", prefix=prefix))
    return clark(node.element.nsmap[prefix], local)
