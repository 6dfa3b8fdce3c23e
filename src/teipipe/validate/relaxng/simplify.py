"""The simplification of a schema: from nodes to patterns (the specification, 4.11–4.22).

References are replaced by what they refer to, down to the elements; an element's content is made
when its pattern has been met. Nothing here recurses: a schema may be as deep as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from teipipe.validate.relaxng.datatypes import Datatype, DatatypeError, datatype
from teipipe.validate.relaxng.factory import Patterns
from teipipe.validate.relaxng.grammars import Definition, Files, Grammar, gathered
from teipipe.validate.relaxng.names import AnyName, Name, NameClass, NsName
from teipipe.validate.relaxng.patterns import (
    IMPOSSIBLE,
    NOTHING,
    SOME_TEXT,
    Element,
    Pattern,
)
from teipipe.validate.relaxng.syntax import Node, qualified

_OUTWARD = frozenset(("element", "externalRef", "grammar", "parentRef", "ref"))
"""Nodes that lead to what stands elsewhere, or is made later."""
_XMLNS = "http://www.w3.org/2000/xmlns"


@dataclass(slots=True, eq=False)
class _Step:
    """A node on the way to its pattern, with the grammar that its references mean."""

    node: Node
    grammar: Grammar | None
    parts: Sequence[_Step] = ()
    definition: Definition | None = None
    pattern: Pattern = NOTHING

    @property
    def patterns(self) -> list[Pattern]:
        return [each.pattern for each in self.parts]


class Simplifier:
    """Makes the patterns of one schema."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.patterns = Patterns()
        self._known: dict[Definition, Pattern] = {}
        self._pending: list[tuple[Element, Definition]] = []
        self._grammars: list[Grammar] = []
        self._types: dict[tuple[Any, ...], Datatype] = {}
        self._data: dict[Datatype, Pattern] = {}

    def pattern(self, root: Node) -> Pattern:
        """Give the pattern of a schema's root; raises `ConfigurationError` (V017)."""
        whole = Node("start", root.element, root.document, "", "", "", children=[root])
        start = self._resolved(Definition(whole, [whole]))
        while self._pending or self._grammars:
            while self._pending:
                element, definition = self._pending.pop()
                element.content = self._resolved(definition)
            if self._grammars:
                for each in self._grammars.pop().definitions.values():
                    self._looked_at(each)
        return start

    def _looked_at(self, definition: Definition) -> None:
        """Find what is wrong in a definition that nothing may refer to."""
        if definition not in self._known:
            self._made(definition, self._steps(definition))

    def _resolved(self, definition: Definition) -> Pattern:
        """Give the pattern of a definition, after those that it refers to outside elements."""
        met: dict[Definition, list[_Step]] = {}
        stack = [definition]
        while stack:
            current = stack[-1]
            if current in self._known:
                stack.pop()
                continue
            if current not in met:
                met[current] = self._steps(current)
                for step in met[current]:
                    referred = step.definition
                    if referred is not None and referred not in self._known:
                        if referred in met:
                            what = f"“{step.node.name}” refers to itself, not in an element"
                            raise step.node.wrong(what)
                        stack.append(referred)
            if stack[-1] is current:
                self._known[current] = self._made(current, met[current])
        return self._known[definition]

    def _steps(self, definition: Definition) -> list[_Step]:
        """Give the nodes of a definition, outer ones first, elements without their contents."""
        steps = [_Step(part, definition.grammar) for part in definition.parts]
        for step in steps:
            step.parts = [_Step(each, step.grammar) for each in step.node.children]
        stack = [each for step in steps for each in step.parts]
        while stack:
            step = stack.pop()
            steps.append(step)
            outward = step.node.kind in _OUTWARD
            opened = self._opened(step) if outward else step.node.children
            if opened:
                step.parts = [_Step(each, step.grammar) for each in opened]
                stack += step.parts
        return steps

    def _opened(self, step: _Step) -> Sequence[Node]:
        """Give what to go on with of a node that leads elsewhere, nothing if to a definition."""
        kind = step.node.kind
        if kind == "externalRef":
            step.node = self._files.referred(step.node)
            return self._opened(step) if step.node.kind in _OUTWARD else step.node.children
        if kind in ("ref", "parentRef"):
            if step.grammar is None:
                raise step.node.wrong(f"“{step.node.kind}” stands in no grammar")
            step.definition = step.grammar.defined(step.node)
            return []
        if kind == "grammar":
            grammar = gathered(step.node, self._files, step.grammar)
            self._grammars.append(grammar)
            step.definition = grammar.definitions[""]
            return []
        return []

    def _made(self, definition: Definition, steps: list[_Step]) -> Pattern:
        """Make the pattern of a definition from its steps, inner ones first."""
        tops = len(definition.parts)
        for step in reversed(steps[tops:]):
            step.pattern = self._pattern(step)
        joined = [self._group(step) for step in steps[:tops]]
        if len(joined) == 1:
            return joined[0]
        if definition.combine == "interleave":
            return self.patterns.interleave(joined)
        return self.patterns.choice(joined)

    def _pattern(self, step: _Step) -> Pattern:
        if step.definition is not None:
            return self._known.get(step.definition, NOTHING)
        return _MAKERS[step.node.kind](self, step)

    def _group(self, step: _Step) -> Pattern:
        if len(step.parts) == 1:
            return step.parts[0].pattern
        made = NOTHING
        for each in reversed(step.parts):
            made = self.patterns.group(each.pattern, made)
        return made

    def _choice(self, step: _Step) -> Pattern:
        return self.patterns.choice(step.patterns)

    def _interleave(self, step: _Step) -> Pattern:
        return self.patterns.interleave(step.patterns)

    def _mixed(self, step: _Step) -> Pattern:
        return self.patterns.interleave((self._group(step), SOME_TEXT))

    def _optional(self, step: _Step) -> Pattern:
        return self.patterns.optional(self._group(step))

    def _some(self, step: _Step) -> Pattern:
        return self.patterns.repeat(self._group(step))

    def _any(self, step: _Step) -> Pattern:
        return self.patterns.optional(self.patterns.repeat(self._group(step)))

    def _list(self, step: _Step) -> Pattern:
        return self.patterns.list(self._group(step))

    def _element(self, step: _Step) -> Pattern:
        node = step.node
        assert node.names is not None
        element = self.patterns.element(name_class(node.names), node)
        self._pending.append((element, Definition(node, [node], grammar=step.grammar)))
        return element

    def _attribute(self, step: _Step) -> Pattern:
        node = step.node
        assert node.names is not None
        names = name_class(node.names)
        _check_attribute(node, names)
        value = step.parts[0].pattern if step.parts else SOME_TEXT
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

    def _data_pattern(self, step: _Step) -> Pattern:
        kept = self._datatype(step.node, step.node.library, step.node.name)
        excluded = [each.pattern for each in step.parts if each.node.kind == "except"]
        if excluded:
            return self.patterns.data(kept, excluded[0])
        if kept not in self._data:
            self._data[kept] = self.patterns.data(kept, IMPOSSIBLE)
        return self._data[kept]

    def _value(self, step: _Step) -> Pattern:
        node = step.node
        library = node.library if node.name else ""
        kept = self._datatype(node, library, node.name or "token")
        namespaces = {**node.element.nsmap, None: node.ns} if kept.qualified else {}
        meaning = kept.value(node.text, namespaces)
        if meaning is None:
            raise node.wrong(f"“{node.text}” is no value of the datatype “{kept.name}”")
        return self.patterns.value(kept, node.text, meaning, node)


_MAKERS: dict[str, Callable[[Simplifier, _Step], Pattern]] = {
    "attribute": Simplifier._attribute,
    "choice": Simplifier._choice,
    "data": Simplifier._data_pattern,
    "element": Simplifier._element,
    "empty": lambda _maker, _step: NOTHING,
    "except": Simplifier._choice,
    "group": Simplifier._group,
    "interleave": Simplifier._interleave,
    "list": Simplifier._list,
    "mixed": Simplifier._mixed,
    "notAllowed": lambda _maker, _step: IMPOSSIBLE,
    "oneOrMore": Simplifier._some,
    "optional": Simplifier._optional,
    "param": lambda _maker, _step: NOTHING,
    "text": lambda _maker, _step: SOME_TEXT,
    "value": Simplifier._value,
    "zeroOrMore": Simplifier._any,
}


def name_class(node: Node) -> NameClass:
    """Give the name class that a node means (4.16); choices and exceptions may be nested."""
    if node.kind == "name":
        return (Name(qualified(node)),)
    if node.kind == "choice":
        return tuple(dict.fromkeys(each for part in node.children for each in name_class(part)))
    inner = node.children[0].children if node.children else []
    but = tuple(dict.fromkeys(each for part in inner for each in name_class(part)))
    for each in but:
        if isinstance(each, AnyName) or (isinstance(each, NsName) and node.kind == "nsName"):
            raise node.children[0].wrong(f"an open name class cannot be taken from “{node.kind}”")
    return (AnyName(but),) if node.kind == "anyName" else (NsName(node.ns, but),)


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
            raise node.wrong("no attribute is called as a namespace declaration is")
