"""The simplification of a schema: from nodes to patterns (the specification, 4.11–4.22).

References are replaced by what they refer to, down to the elements; an element's content is made
when it is asked for. Nothing here recurses: a schema may be as deep as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from teipipe.findings import why
from teipipe.validate.relaxng.datatypes import Datatype, DatatypeError, datatype
from teipipe.validate.relaxng.matching.factory import Patterns
from teipipe.validate.relaxng.matching.names import AnyName, Name, NameClass, NsName
from teipipe.validate.relaxng.matching.patterns import (
    IMPOSSIBLE,
    NOTHING,
    SOME_TEXT,
    Pattern,
)
from teipipe.validate.relaxng.reading.grammars import Definition, Files, Grammar, gathered
from teipipe.validate.relaxng.reading.syntax import Node, qualified

_XMLNS = "http://www.w3.org/2000/xmlns"


@dataclass(slots=True, eq=False)
class _Body:
    """The nodes of a definition, outer ones first, and what some of them stand for."""

    nodes: list[Node] = field(default_factory=list)
    definitions: dict[Node, Definition] = field(default_factory=dict)
    files: dict[Node, Node] = field(default_factory=dict)


def _insides(body: _Body, grammar: Grammar | None) -> list[Definition]:
    """Give what stands in the elements of a definition."""
    elements = (each for each in body.nodes if each.kind == "element")
    return [Definition(each, [each], grammar=grammar) for each in elements]


class Simplifier:
    """Makes the patterns of one schema."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.patterns = Patterns()
        self._known: dict[Definition, Pattern] = {}
        self._grammars: list[Grammar] = []
        self._types: dict[tuple[Any, ...], Datatype] = {}
        self._data: dict[Datatype, Pattern] = {}

    def pattern(self, root: Node) -> Pattern:
        """Give the pattern of a schema's root; raises `ConfigurationError` (V017)."""
        whole = Node("start", root.element, root.scope, children=[root])
        return self._resolved(Definition(whole, [whole]))

    def complete(self) -> None:
        """Find what is wrong in definitions that nothing may refer to."""
        while self._grammars:
            waiting = [*self._grammars.pop().definitions.values()]
            while waiting:
                each = waiting.pop()
                if each not in self._known:
                    body = self._body(each)
                    self._made(each, body)
                    waiting += _insides(body, each.grammar)

    def _resolved(self, definition: Definition) -> Pattern:
        """Give the pattern of a definition, after those that it refers to outside elements."""
        met: dict[Definition, _Body] = {}
        stack = [definition]
        while stack:
            current = stack[-1]
            if current in self._known:
                stack.pop()
                continue
            if current not in met:
                met[current] = self._body(current)
                for node, referred in met[current].definitions.items():
                    if referred not in self._known:
                        if referred in met:
                            raise node.wrong(why("refers-to-itself", name=node.name))
                        stack.append(referred)
            if stack[-1] is current:
                self._known[current] = self._made(current, met[current])
        return self._known[definition]

    def _body(self, definition: Definition) -> _Body:
        """Gather the nodes of a definition, elements without their contents."""
        body = _Body()
        grammar = definition.grammar
        stack = [each for part in definition.parts for each in part.children]
        while stack:
            node = stack.pop()
            body.nodes.append(node)
            kind = node.kind
            if kind in ("ref", "parentRef"):
                if grammar is None:
                    raise node.wrong(why("in-no-grammar", kind=kind))
                body.definitions[node] = grammar.defined(node)
            elif kind == "externalRef":
                body.files[node] = self._files.referred(node)
                stack.append(body.files[node])
            elif kind == "grammar":
                inner = gathered(node, self._files, grammar)
                self._grammars.append(inner)
                body.definitions[node] = inner.definitions[""]
            elif kind not in _LEAVES and kind != "element":
                stack += node.children
        return body

    def _made(self, definition: Definition, body: _Body) -> Pattern:
        """Make the pattern of a definition from its nodes, inner ones first."""
        made: dict[Node, Pattern] = {}
        for node in reversed(body.nodes):
            kind = node.kind
            if kind in _REFERENCES:
                made[node] = self._known.get(body.definitions[node], NOTHING)
            elif kind in _LEAVES:
                made[node] = _LEAVES[kind]
            elif kind == "element":
                made[node] = self._element(node, definition.grammar)
            elif kind == "externalRef":
                made[node] = made[body.files[node]]
            else:
                parts = [made[each] for each in node.children]
                made[node] = _MAKERS[kind](self, node, parts)
        joined = [
            self._group(part, [made[each] for each in part.children]) for part in definition.parts
        ]
        if len(joined) == 1:
            return joined[0]
        if definition.combine == "interleave":
            return self.patterns.interleave(joined)
        return self.patterns.choice(joined)

    def _element(self, node: Node, grammar: Grammar | None) -> Pattern:
        assert node.names is not None
        inside = Definition(node, [node], grammar=grammar)
        return self.patterns.element(_name_class(node.names), node, lambda: self._resolved(inside))

    def _group(self, _node: Node, parts: Sequence[Pattern]) -> Pattern:
        if len(parts) == 1:
            return parts[0]
        made = NOTHING
        for each in reversed(parts):
            made = self.patterns.group(each, made)
        return made

    def _choice(self, _node: Node, parts: Sequence[Pattern]) -> Pattern:
        return self.patterns.choice(parts)

    def _interleave(self, _node: Node, parts: Sequence[Pattern]) -> Pattern:
        return self.patterns.interleave(parts)

    def _mixed(self, node: Node, parts: Sequence[Pattern]) -> Pattern:
        return self.patterns.interleave((self._group(node, parts), SOME_TEXT))

    def _optional(self, node: Node, parts: Sequence[Pattern]) -> Pattern:
        return self.patterns.optional(self._group(node, parts))

    def _some(self, node: Node, parts: Sequence[Pattern]) -> Pattern:
        return self.patterns.repeat(self._group(node, parts))

    def _any(self, node: Node, parts: Sequence[Pattern]) -> Pattern:
        return self.patterns.optional(self.patterns.repeat(self._group(node, parts)))

    def _list(self, node: Node, parts: Sequence[Pattern]) -> Pattern:
        return self.patterns.list(self._group(node, parts))

    def _attribute(self, node: Node, parts: Sequence[Pattern]) -> Pattern:
        assert node.names is not None
        names = _name_class(node.names)
        _check_attribute(node, names)
        value = parts[0] if parts else SOME_TEXT
        return self.patterns.attribute(names, value, node)

    def _datatype(self, node: Node, library: str, name: str) -> Datatype:
        """Give a datatype with the parameters that stand in a `data`, each once."""
        parameters = tuple((each.name, each.text) for each in node.children if each.kind == "param")
        key = (library, name, *parameters)
        if key not in self._types:
            try:
                self._types[key] = datatype(library, name, parameters)
            except DatatypeError as error:
                raise node.wrong(str(error)) from None
        return self._types[key]

    def _data_pattern(self, node: Node, parts: Sequence[Pattern]) -> Pattern:
        kept = self._datatype(node, node.scope.library, node.name)
        if node.children and node.children[-1].kind == "except":
            return self.patterns.data(kept, parts[-1])
        if kept not in self._data:
            self._data[kept] = self.patterns.data(kept, IMPOSSIBLE)
        return self._data[kept]

    def _value(self, node: Node, _parts: Sequence[Pattern]) -> Pattern:
        library = node.scope.library if node.name else ""
        kept = self._datatype(node, library, node.name or "token")
        namespaces = {**node.element.nsmap, None: node.scope.ns} if kept.qualified else {}
        meaning = kept.value(node.text, namespaces)
        if meaning is None:
            raise node.wrong(why("no-value-of-datatype", text=node.text, name=kept.name))
        return self.patterns.value(kept, node.text, meaning, node)


_REFERENCES = frozenset(("ref", "parentRef", "grammar"))
_LEAVES = {"empty": NOTHING, "notAllowed": IMPOSSIBLE, "param": NOTHING, "text": SOME_TEXT}
_MAKERS: dict[str, Callable[[Simplifier, Node, Sequence[Pattern]], Pattern]] = {
    "attribute": Simplifier._attribute,
    "choice": Simplifier._choice,
    "data": Simplifier._data_pattern,
    "except": Simplifier._choice,
    "group": Simplifier._group,
    "interleave": Simplifier._interleave,
    "list": Simplifier._list,
    "mixed": Simplifier._mixed,
    "oneOrMore": Simplifier._some,
    "optional": Simplifier._optional,
    "value": Simplifier._value,
    "zeroOrMore": Simplifier._any,
}


def _name_class(node: Node) -> NameClass:
    """Give the name class that a node means (4.16); choices and exceptions may be nested."""
    if node.kind == "name":
        return (Name(qualified(node)),)
    if node.kind == "choice":
        return tuple(dict.fromkeys(each for part in node.children for each in _name_class(part)))
    inner = node.children[0].children if node.children else []
    but = tuple(dict.fromkeys(each for part in inner for each in _name_class(part)))
    for each in but:
        if isinstance(each, AnyName) or (isinstance(each, NsName) and node.kind == "nsName"):
            raise node.children[0].wrong(why("excepts-open-names", kind=node.kind))
    return (AnyName(but),) if node.kind == "anyName" else (NsName(node.scope.ns, but),)


def _check_attribute(node: Node, names: NameClass) -> None:
    """Refuse the names of namespace declarations (4.16)."""
    stack = list(names)
    while stack:
        each = stack.pop()
        if isinstance(each, Name):
            bad = each.name == "xmlns" or each.name.startswith(f"{{{_XMLNS}")
        else:
            bad = isinstance(each, NsName) and each.namespace.startswith(_XMLNS)
            stack += each.but
        if bad:
            raise node.wrong(why("attribute-called-xmlns"))
