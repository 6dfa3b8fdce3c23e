"""Attributes of a compiled TEI, changed as an ODD says (Guidelines, 23.5.3 and 23.8.1).

An element has attributes of its own and refers to those of classes. A class is a definition
`att.x.attributes` of references: to other classes, and to definitions `att.x.attribute.y` of its
own attributes. To take one of them from a single element, the reference to the class gives way to
what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from copy import deepcopy
from typing import Any

from lxml import etree

from teipipe.findings import why
from teipipe.validate.odd.holders import (
    ATTRIBUTE,
    OPTIONAL,
    REF,
    class_of,
    parts,
    place,
    removed,
)
from teipipe.validate.odd.patterns import Maker, documented, marked, rng
from teipipe.validate.odd.specs import BeyondError, children, identifier
from teipipe.validate.odd.values import set_values
from teipipe.validate.sources import RNG

_OVERRIDDEN = {
    "att.coordinated": "points",
    "att.global.responsibility": "resp",
    "att.internetMedia": "mimeType",
    "att.typed": "type",
}
"""Attributes of classes that some elements of the TEI change, and of which they keep the rest."""


LESS = "less"
"""Marks a reference to a class that an element has without some of its attributes: their names."""
CALLED = "called"
"""Marks an attribute that documents call by another name than the ODD."""


class Attributes:
    """The attributes of the definitions of a grammar.

    `overriding` are the elements that have some attributes of a class as the TEI changed them:
    the element, and the names of these attributes with the classes that they are of. `idle` are
    changes of attributes that are not there, each with the names of those that are.
    """

    def __init__(self, defines: dict[str, Any], maker: Maker) -> None:
        self._defines = defines
        self._maker = maker
        self._names = {each for key in defines for each in _named_in(defines[key])}
        self.overriding: list[tuple[Any, Mapping[str, str]]] = []
        self.idle: list[tuple[Any, tuple[str, ...]]] = []

    def gather(self, element: etree._Element) -> None:
        """Give an element its classes back where some of their attributes are its own.

        A compiled schema then refers to what is left of a class, attribute by attribute.
        """
        own = {each.get("name", "") for each in parts(element) if each.tag == ATTRIBUTE}
        single = {
            each.get("name"): each
            for each in parts(element)
            if each.tag == REF and ".attribute." in each.get("name")
        }
        classes = {class_of(name) for name in single}
        wholes = [name for name in self._defines if name.endswith(".attributes")] if classes else []
        fitting: dict[str, set[str]] = {}
        for key in wholes:
            keys = {each: self._name(each) for each in self._all(key)}
            rest = {each for each, name in keys.items() if name not in own}
            if rest and rest < set(keys) and rest <= set(single):
                fitting[key] = rest
        for key, rest in sorted(fitting.items(), key=lambda each: -len(each[1])):
            if rest <= set(single):
                less = {
                    self._name(each): f"{class_of(each)}.attributes"
                    for each in self._all(key)
                    if each not in rest
                }
                for each in rest:
                    removed(single.pop(each))
                place(element, rng("ref", name=key, less=" ".join(sorted(less))))
                self.overriding.append((element, less))

    def spread(self, root: Any) -> None:
        """Refer to what is left of classes attribute by attribute, as RELAX NG wants it.

        What an element has of its own goes before what a class gives it, and that before the same
        of a class behind.
        """
        wholes: dict[str, list[tuple[str, str]]] = {}
        for key in list(self._defines):
            if key.endswith(".attributes"):
                wholes[key] = [(each, self._name(each)) for each in self._all(key)]
        for holder in root.iter(f"{{{RNG}}}element", f"{{{RNG}}}define"):
            held = list(parts(holder))
            met = {each.get("name", "") for each in held if each.tag == ATTRIBUTE}
            for each in held:
                if each.tag == REF:
                    key = each.get("name")
                    met |= self._spread_one(each, wholes.get(key, [(key, self._name(key))]), met)

        for each in root.xpath(f"//@{CALLED}/.."):
            each.set("name", each.attrib.pop(CALLED))

    def _spread_one(
        self, reference: Any, keys: Sequence[tuple[str, str]], met: Set[str]
    ) -> Set[str]:
        """Let a reference give way to those that are not met yet; give the names of these."""
        gone = {*reference.attrib.pop(LESS, "").split(), *met}
        fresh = [(key, name) for key, name in keys if name not in gone]
        if len(fresh) < len(keys):
            for key, _ in fresh:
                reference.addprevious(rng("ref", name=key))
            reference.getparent().remove(reference)
        return {name for _, name in fresh if name}

    def change(self, holder: etree._Element, spec: etree._Element, owner: str) -> None:
        """Change the attributes of an element, or of the class `owner`, by an ODD's `attList`."""
        for listing in children(spec, "attList"):
            self._change_listed(holder, holder, listing, owner)

    def _change_listed(
        self, holder: etree._Element, around: etree._Element, listing: etree._Element, owner: str
    ) -> None:
        """Change attributes of a holder; new ones go into `around`, which may be a part of it."""
        kind = "choice" if listing.get("org") == "choice" else "group"
        nested = kind == "choice" or around is not holder
        inner = rng(kind) if nested else around
        if nested:
            place(around, inner)
        for each in children(listing, "attDef", "attRef", "attList"):
            if each.tag.endswith("attList"):
                self._change_listed(holder, inner, each, owner)
            elif each.tag.endswith("attRef"):
                _refer(inner, each)
            else:
                self._change_one(holder, inner, each, owner)
        if nested and not len(inner):
            around.remove(inner)

    def _change_one(
        self, holder: etree._Element, around: etree._Element, part: etree._Element, owner: str
    ) -> None:
        name, mode = part.get("ident", ""), part.get("mode", "add")
        if mode in ("change", "delete") and self._is_idle(holder, part, owner):
            return
        if mode == "change":
            if _OVERRIDDEN.get(owner) == name and _more_than_values(part):
                reason = why("own-attributes-may-follow", name=name)
                raise BeyondError(part, reason)
            self._merge(self._own(holder, part, owner), part)
        else:
            while self._taken(holder, name) is not None:
                pass
            if owner:
                self._undefine(_key(owner, name))
            if mode != "delete":
                self._merge(self._added(around, part, owner), part)

    def _is_idle(self, holder: etree._Element, part: etree._Element, owner: str) -> bool:
        """Whether a change is of an attribute that is not there; a class's own count alone.

        The TEI's processor passes over such a change. To delete what is not there is no mistake,
        unless nothing has an attribute of that name, or a class only inherits it.
        """
        name, mode = part.get("ident", ""), part.get("mode")
        there = {self._name(each): class_of(each) for each in self._all_of(holder)}
        there |= {each.get("name", ""): owner for each in parts(holder) if each.tag == ATTRIBUTE}
        if name in there and (not owner or there[name] == owner):
            return False
        if mode == "change" and name in there:
            raise BeyondError(part, why("attribute-of-a-class", name=name, owner=owner))
        if mode == "change" or name in there or name not in self._names:
            self.idle.append((part, tuple(there)))
        return True

    def _undefine(self, key: str) -> None:
        define = self._defines.pop(key, None)
        if define is not None:
            define.getparent().remove(define)

    def _added(self, around: etree._Element, spec: etree._Element, owner: str) -> Any:
        attribute = rng("attribute", rng("text"), name=spec.get("ident", ""))
        if spec.get("ns"):
            attribute.set("ns", spec.get("ns"))
        whole = rng("optional", attribute)
        if owner:
            key = _key(owner, spec.get("ident", ""))
            self._defines[key] = rng("define", whole, name=key)
            around.getroottree().getroot().append(self._defines[key])
            whole = rng("ref", name=key)
        place(around, whole)
        return attribute

    def _own(self, holder: etree._Element, spec: etree._Element, owner: str) -> Any:
        """Give an attribute that a holder has, made its own where it is a class's."""
        name = spec.get("ident", "")
        for each in parts(holder):
            key = each.get("name", "")
            if each.tag == ATTRIBUTE and key == name:
                return each
            if owner and each.tag == REF and class_of(key) == owner and self._name(key) == name:
                return next(self._defines[key].iter(ATTRIBUTE))
        taken = self._taken(holder, name)
        while self._taken(holder, name) is not None:
            pass
        place(holder, taken)
        return next(taken.iter(ATTRIBUTE))

    def _taken(self, holder: etree._Element, name: str) -> Any:
        """Take an attribute out of a holder, and give its pattern; None if it has no such one."""
        for each in parts(holder):
            key = each.get("name", "")
            if each.tag == ATTRIBUTE:
                if key == name:
                    return removed(each)
            elif ".attribute." in key:
                if self._name(key) == name:
                    removed(each)
                    return deepcopy(self._defines[key][0])
            elif name not in each.get(LESS, "").split():
                for inner in self._all(key):
                    if self._name(inner) == name:
                        each.set(LESS, f"{each.get(LESS, '')} {name}")
                        return deepcopy(self._defines[inner][0])
        return None

    def _name(self, key: str) -> str:
        """Give the name of the attribute that a definition of one is about, if there is any."""
        define = self._defines.get(key)
        found = None if define is None else next(define.iter(ATTRIBUTE), None)
        return "" if found is None else found.get("name", "")

    def _all(self, key: str) -> Iterator[str]:
        """Give the definitions of all attributes of a class, of those that it belongs to, too."""
        define = self._defines.get(key)
        return iter(()) if define is None else self._all_of(define)

    def _all_of(self, holder: etree._Element) -> Iterator[str]:
        for each in parts(holder):
            if each.tag == REF:
                name, less = each.get("name"), each.get(LESS, "").split()
                if ".attribute." in name:
                    yield name
                else:
                    yield from (inner for inner in self._all(name) if self._name(inner) not in less)

    def _merge(self, attribute: Any, spec: etree._Element) -> None:
        """Give an attribute the name (at the end), the use and the values that an `attDef` says."""
        if next(children(spec, "altIdent"), None) is not None:
            attribute.set(CALLED, identifier(spec))
        documented(attribute, spec)
        set_values(attribute, spec, self._maker)
        marked(attribute, spec)
        usage = spec.get("usage")
        parent = attribute.getparent()
        if usage == "req" and parent.tag == OPTIONAL:
            parent.getparent().replace(parent, attribute)
        elif usage and usage != "req" and parent.tag != OPTIONAL:
            wrapped = rng("optional")
            parent.replace(attribute, wrapped)
            wrapped.append(attribute)


def _key(owner: str, name: str) -> str:
    """Give the name of the definition of a class's attribute."""
    return f"{owner}.attribute.{name.replace('xml:', 'xml')}"


def _named_in(define: etree._Element) -> Iterator[str]:
    return (each.get("name", "") for each in define.iter(ATTRIBUTE))


def _refer(holder: etree._Element, reference: etree._Element) -> None:
    key = reference.get("key") or _key(reference.get("class", ""), reference.get("name", ""))
    place(holder, rng("ref", name=key.replace("xml:", "xml")))


def _more_than_values(spec: etree._Element) -> bool:
    return spec.get("usage") == "req" or next(children(spec, "datatype"), None) is not None
