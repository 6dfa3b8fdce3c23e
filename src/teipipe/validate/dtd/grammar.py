"""The grammar of a DTD: what its declarations allow, written as RELAX NG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from teipipe.documents import XML

Names = tuple[tuple[str, str], ...]
"""Prefixes (“” for none) and their namespaces."""

_RNG = "http://relaxng.org/ns/structure/1.0"
_LIBRARY = "http://www.w3.org/2001/XMLSchema-datatypes"
_TYPES = {
    "id": "ID",
    "idref": "IDREF",
    "idrefs": "IDREFS",
    "nmtoken": "NMTOKEN",
    "nmtokens": "NMTOKENS",
    "entity": "NCName",
    "entities": "NMTOKENS",
}
"""The datatypes of attributes; of entities only the form is looked at."""
_OFTEN = {"opt": "optional", "mult": "zeroOrMore", "plus": "oneOrMore"}
_ANY = "ANY"
"""The definition of what may stand in an element declared so; no element has this name."""


@dataclass(slots=True)
class _Declared:
    """An element: its declaration, and the attributes that it is declared to have."""

    element: Any
    attributes: dict[tuple[str, str], Any] = field(default_factory=dict)


def grammar(dtds: Iterable[Any], top: str, namespaces: Mapping[str, str]) -> Any:
    """Give the grammar of declarations, None if no element is declared; the first of two counts.

    `top` is the name of the root element, “” for any; names have their namespaces as in the
    document, whose own prefixes are given.
    """
    declared = _gathered(dtds)
    if not any(each.element.type != "undefined" for each in declared.values()):
        return None
    names = _Naming(namespaces, declared)
    root = etree.Element(f"{{{_RNG}}}grammar", datatypeLibrary=_LIBRARY)
    starts = _choice(etree.SubElement(root, f"{{{_RNG}}}start"))
    for name in [top] if top else declared:
        _refer(starts, name, declared)
    anything = _choice(_repeated(_define(root, _ANY), "mult"))
    etree.SubElement(anything, f"{{{_RNG}}}text")
    for name in declared:
        _refer(anything, name, declared)
    for name, each in declared.items():
        if each.element.type != "undefined":
            _element(_define(root, name), each, names, declared)
    return root


def typed_attributes(grammar: Any) -> frozenset[str]:
    """Give the names of attributes that hold something else than text wherever they stand."""
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for each in grammar.iter(f"{{{_RNG}}}attribute"):
        namespace, name = each.get("ns"), each.get("name")
        names[each[0].tag == f"{{{_RNG}}}text"].add(f"{{{namespace}}}{name}" if namespace else name)
    return frozenset(names[False] - names[True])


class _Naming:
    """The namespaces of names, which a DTD only knows as they are written."""

    def __init__(self, given: Mapping[str, str], declared: Mapping[str, _Declared]) -> None:
        self.used = bool(given)
        self.prefixes = {"xml": XML, **given}
        for each in declared.values():
            for (prefix, name), attribute in each.attributes.items():
                if prefix == "xmlns" and attribute.default_value:
                    self.prefixes.setdefault(name, attribute.default_value)

    def of_element(self, each: _Declared) -> str:
        """Give the namespace of an element."""
        own = each.attributes.get(("", "xmlns"))
        if self.used and own is not None and own.default_value and not each.element.prefix:
            return str(own.default_value)
        return self.prefixes.get(each.element.prefix or "", "")


def _gathered(dtds: Iterable[Any]) -> dict[str, _Declared]:
    found: dict[str, _Declared] = {}
    for dtd in dtds:
        for element in dtd.iterelements():
            name = _written(element)
            known = found.setdefault(name, _Declared(element))
            if known.element.type == "undefined":
                known.element = element
            for each in element.iterattributes():
                known.attributes.setdefault((each.prefix or "", each.name), each)
    return found


def _element(define: Any, each: _Declared, names: _Naming, declared: Mapping[str, Any]) -> None:
    element = _named(define, "element", each.element.name, names.of_element(each))
    for (prefix, name), attribute in each.attributes.items():
        if prefix != "xmlns" and (prefix, name) != ("", "xmlns"):
            needed = attribute.default == "required"
            around = element if needed else _repeated(element, "opt")
            namespace = names.prefixes.get(prefix, "") if prefix else ""
            _values(_named(around, "attribute", name, namespace), attribute)
    kind = each.element.type
    if kind == "any":
        etree.SubElement(element, f"{{{_RNG}}}ref", name=_ANY)
    elif kind == "empty" or each.element.content is None:
        etree.SubElement(element, f"{{{_RNG}}}empty")
    else:
        _content(element, each.element.content, declared)


def _values(made: Any, attribute: Any) -> None:
    """Write what an attribute may hold."""
    if attribute.default == "fixed":
        values = [attribute.default_value or ""]
        kind = "string" if attribute.type == "cdata" else "token"
    elif attribute.type in ("enumeration", "notation"):
        values, kind = attribute.values(), "token"
    elif attribute.type in _TYPES:
        etree.SubElement(made, f"{{{_RNG}}}data", type=_TYPES[attribute.type])
        return
    else:
        etree.SubElement(made, f"{{{_RNG}}}text")
        return
    choice = _choice(made)
    for value in values:
        own = {"type": kind, "datatypeLibrary": ""}
        etree.SubElement(choice, f"{{{_RNG}}}value", own).text = value


def _content(parent: Any, content: Any, declared: Mapping[str, Any]) -> None:
    """Write a content model."""
    around = _repeated(parent, content.occur)
    if content.type == "pcdata":
        etree.SubElement(around, f"{{{_RNG}}}text")
    elif content.type == "element":
        _refer(around, _written(content), declared)
    else:
        kind = "group" if content.type == "seq" else "choice"
        joined = etree.SubElement(around, f"{{{_RNG}}}{kind}")
        for part in _parts(content):
            _content(joined, part, declared)


def _parts(content: Any) -> Iterator[Any]:
    """Give the parts of a sequence or a choice, which stand within each other, however many."""
    rest = content
    while rest.type == content.type and rest.left is not None:
        yield rest.left
        rest = rest.right
        if rest.occur != "once":
            break
    yield rest


def _refer(parent: Any, name: str, declared: Mapping[str, Any]) -> None:
    """Write a reference; nothing can be an element that is not declared."""
    known = name in declared and declared[name].element.type != "undefined"
    if known:
        etree.SubElement(parent, f"{{{_RNG}}}ref", name=_key(name))
    else:
        etree.SubElement(parent, f"{{{_RNG}}}notAllowed")


def _define(root: Any, name: str) -> Any:
    return etree.SubElement(root, f"{{{_RNG}}}define", name=_key(name))


def _named(parent: Any, kind: str, name: str, namespace: str) -> Any:
    return etree.SubElement(parent, f"{{{_RNG}}}{kind}", name=name, ns=namespace)


def _repeated(parent: Any, occurs: str) -> Any:
    kind = _OFTEN.get(occurs)
    return etree.SubElement(parent, f"{{{_RNG}}}{kind}") if kind else parent


def _choice(parent: Any) -> Any:
    return etree.SubElement(parent, f"{{{_RNG}}}choice")


def _written(named: Any) -> str:
    """Give the name of a declaration as it is written."""
    return f"{named.prefix}:{named.name}" if getattr(named, "prefix", None) else str(named.name)


def _key(name: str) -> str:
    """Give the name of a definition, which has no colon."""
    return name.replace(":", "..")
