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
from teipipe.validate.odd.patterns import Maker, documented, marked, rng
from teipipe.validate.odd.specs import BeyondError, children, identifier
from teipipe.validate.odd.values import set_values
from teipipe.validate.sources import RNG

REF, ATTRIBUTE = f"{{{RNG}}}ref", f"{{{RNG}}}attribute"
_OPTIONAL, _EMPTY = f"{{{RNG}}}optional", f"{{{RNG}}}empty"
_AROUND = (_OPTIONAL, f"{{{RNG}}}choice", f"{{{RNG}}}group")


_OVERRIDDEN = {
    "att.coordinated": "points",
    "att.global.responsibility": "resp",
    "att.internetMedia": "mimeType",
    "att.typed": "type",
}
"""Attributes of classes that some elements of the TEI change, and of which they keep the rest."""


def class_of(name: str) -> str:
    """Give the class that a definition's name belongs to, nothing for other names."""
    for mark in (".attributes", ".attribute."):
        before, found, _ = name.partition(mark)
        if found:
            return before
    return ""


def is_attribute(pattern: Any) -> bool:
    """Whether a part of an element is about attributes, and not about content."""
    if pattern.tag == REF:
        return bool(class_of(pattern.get("name")))
    return pattern.tag == ATTRIBUTE or (
        pattern.tag in _AROUND and any(map(is_attribute, pattern.iterchildren(etree.Element)))
    )


LESS = "less"
"""Marks a reference to a class that an element has without some of its attributes: their names."""
CALLED = "called"
"""Marks an attribute that documents call by another name than the ODD."""


class Attributes:
    """The attributes of the definitions of a grammar.

    `overriding` are the elements that have some attributes of a class as the TEI changed them:
    the element, and the names of these attributes with the classes that they are of.
    """

    def __init__(self, defines: dict[str, Any], maker: Maker) -> None:
        self._defines = defines
        self._maker = maker
        self.overriding: list[tuple[Any, Mapping[str, str]]] = []

    def gather(self, element: etree._Element) -> None:
        """Give an element its classes back where some of their attributes are its own.

        A compiled schema then refers to what is left of a class, attribute by attribute.
        """
        own = {each.get("name", "") for each in _parts(element) if each.tag == ATTRIBUTE}
        single = {
            each.get("name"): each
            for each in _parts(element)
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
                    _removed(single.pop(each))
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
            parts = list(_parts(holder))
            met = {each.get("name", "") for each in parts if each.tag == ATTRIBUTE}
            for each in parts:
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
            if (
                listing.get("org") == "choice"
                or next(children(listing, "attList"), None) is not None
            ):
                raise BeyondError(listing, why("exclusive-attributes"))
            for each in children(listing, "attDef", "attRef"):
                self._change_one(holder, each, owner)

    def _change_one(self, holder: etree._Element, part: etree._Element, owner: str) -> None:
        name, mode = part.get("ident", ""), part.get("mode", "add")
        if part.tag.endswith("attRef"):
            self._refer(holder, part)
            return
        behind = [each for each in self._all_of(holder) if owner and class_of(each) != owner]
        if mode in ("change", "delete") and name in map(self._name, behind):
            raise BeyondError(part, why("attribute-of-a-class", name=name, owner=owner))
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
                self._merge(self._added(holder, part, owner), part)

    def _refer(self, holder: etree._Element, reference: etree._Element) -> None:
        key = reference.get("key") or _key(reference.get("class", ""), reference.get("name", ""))
        place(holder, rng("ref", name=key.replace("xml:", "xml")))

    def _undefine(self, key: str) -> None:
        define = self._defines.pop(key, None)
        if define is not None:
            define.getparent().remove(define)

    def _added(self, holder: etree._Element, spec: etree._Element, owner: str) -> Any:
        attribute = rng("attribute", rng("text"), name=spec.get("ident", ""))
        if spec.get("ns"):
            attribute.set("ns", spec.get("ns"))
        whole = rng("optional", attribute)
        if owner:
            key = _key(owner, spec.get("ident", ""))
            self._defines[key] = rng("define", whole, name=key)
            holder.addnext(self._defines[key])
            whole = rng("ref", name=key)
        place(holder, whole)
        return attribute

    def _own(self, holder: etree._Element, spec: etree._Element, owner: str) -> Any:
        """Give an attribute that a holder has, made its own where it is a class's."""
        name = spec.get("ident", "")
        for each in _parts(holder):
            key = each.get("name", "")
            if each.tag == ATTRIBUTE and key == name:
                return each
            if owner and each.tag == REF and class_of(key) == owner and self._name(key) == name:
                return next(self._defines[key].iter(ATTRIBUTE))
        taken = self._taken(holder, name)
        if taken is None:
            raise BeyondError(spec, why("no-attribute-to-change", name=name))
        while self._taken(holder, name) is not None:
            pass
        place(holder, taken)
        return next(taken.iter(ATTRIBUTE))

    def _taken(self, holder: etree._Element, name: str) -> Any:
        """Take an attribute out of a holder, and give its pattern; None if it has no such one."""
        for each in _parts(holder):
            key = each.get("name", "")
            if each.tag == ATTRIBUTE:
                if key == name:
                    return _removed(each)
            elif ".attribute." in key:
                if self._name(key) == name:
                    _removed(each)
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
        for each in _parts(holder):
            if each.tag == REF:
                name, less = each.get("name"), each.get(LESS, "").split()
                if ".attribute." in name:
                    yield name
                else:
                    yield from (inner for inner in self._all(name) if self._name(inner) not in less)

    def _merge(self, attribute: Any, spec: Any) -> None:
        """Give an attribute the name (at the end), the use and the values that an `attDef` says."""
        if next(children(spec, "altIdent"), None) is not None:
            attribute.set(CALLED, identifier(spec))
        documented(attribute, spec)
        set_values(attribute, spec, self._maker)
        marked(attribute, spec)
        usage = spec.get("usage")
        parent = attribute.getparent()
        if usage == "req" and parent.tag == _OPTIONAL:
            parent.getparent().replace(parent, attribute)
        elif usage and usage != "req" and parent.tag != _OPTIONAL:
            wrapped = rng("optional")
            parent.replace(attribute, wrapped)
            wrapped.append(attribute)


def _key(owner: str, name: str) -> str:
    """Give the name of the definition of a class's attribute."""
    return f"{owner}.attribute.{name.replace('xml:', 'xml')}"


def _more_than_values(spec: etree._Element) -> bool:
    return spec.get("usage") == "req" or next(children(spec, "datatype"), None) is not None


def place(holder: etree._Element, pattern: etree._Element) -> None:
    """Put an attribute's pattern into an element or a definition, before what ends it."""
    last = holder[-1] if len(holder) else None
    if last is not None and last.tag == _EMPTY:
        last.addprevious(pattern)
    else:
        holder.append(pattern)


def _parts(holder: Any) -> Iterator[Any]:
    """Give the attributes, and the references to some, that stand in an element or definition."""
    for each in holder.iterchildren(etree.Element):
        if each.tag == ATTRIBUTE or (each.tag == REF and class_of(each.get("name"))):
            yield each
        elif each.tag in _AROUND and is_attribute(each):
            yield from _parts(each)


def _removed(pattern: Any) -> Any:
    """Take a pattern away, with what stands around it alone; give it."""
    parent = pattern.getparent()
    while parent.tag in _AROUND and len(parent) == 1:
        pattern, parent = parent, parent.getparent()
    parent.remove(pattern)
    return pattern
