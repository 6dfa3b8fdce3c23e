"""A compiled schema of the whole TEI, cut and changed to what an ODD asks for.

The order is that of the TEI's own processor: what modules and references bring, less what is
deleted; then the changes; then references to what is not there are dropped, and what is empty
without them. `schemas/modules.json` says to which module each object belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from teipipe import resources
from teipipe.documents import tei
from teipipe.validate.odd.attributes import (
    ATTRIBUTE,
    REF,
    Attributes,
    class_of,
    is_attribute,
    place,
)
from teipipe.validate.odd.patterns import Maker, documented, rng
from teipipe.validate.odd.pruning import drop, pruned, without
from teipipe.validate.odd.specs import (
    SPECS,
    BeyondError,
    Customisation,
    children,
    identifier,
    local,
)
from teipipe.validate.sources import RNG

_DEFINE, _ELEMENT, _CHOICE = (f"{{{RNG}}}{name}" for name in ("define", "element", "choice"))
_VARIANTS = {
    "alternation": "",
    "sequence": "",
    "sequenceOptional": "optional",
    "sequenceOptionalRepeatable": "zeroOrMore",
    "sequenceRepeatable": "oneOrMore",
}
"""How each form of a class of elements has its members."""


def customised(asked: Customisation, whole: Any) -> Any:
    """Give the grammar that an ODD asks for, made from the whole TEI; raises `BeyondError`."""
    work = _Work(asked, deepcopy(whole.getroot()))
    work.cut()
    for kind in SPECS:
        for each in asked.named(kind):
            work.specify(each)
    work.start()
    work.settle()
    work.attributes.spread(work.root)
    pruned(work.root)
    return work.root


@cache
def _modules() -> Mapping[str, str]:
    return {
        name: module
        for module, names in resources.table("schemas/modules.json")["modules"].items()
        for name in names
    }


def _owner(name: str) -> str:
    """Give the object of the TEI that a definition belongs to."""
    return class_of(name) or name.partition("_")[0]


class _Work:
    """The definitions of one grammar in the making."""

    def __init__(self, asked: Customisation, root: Any) -> None:
        self.asked = asked
        self.root = root
        self.defines = {each.get("name"): each for each in root.iterchildren(_DEFINE)}
        self.kept: set[str] = set()
        self.deleted = {
            part.get("ident") for part in asked.named(*SPECS) if part.get("mode") == "delete"
        }
        self.datatypes: dict[str, Any] = {}
        self.whole = {name: deepcopy(each) for name, each in self.defines.items()}
        self.maker = Maker(self._members, self._datatype)
        self.attributes = Attributes(self.defines, self.maker)
        for each in root.iter(_ELEMENT):
            self.attributes.gather(each)

    def cut(self) -> None:
        """Take away what no module or reference brings, and what is deleted."""
        for part in self.asked.named("moduleRef"):
            self.kept |= self._brought(part)
        for part in self.asked.named("elementRef", "classRef", "macroRef"):
            self.kept.add(part.get("key", ""))
        for name in list(self.defines):
            owner = _owner(name)
            known = owner.startswith("anyElement") or owner in _modules()
            if not known:
                raise BeyondError(self.asked.element, f"“{owner}” of this TEI is not known here")
            if owner in self.deleted or not (owner in self.kept or owner.startswith("anyElement")):
                self.root.remove(self.defines.pop(name))
        for part in self.asked.named("classRef"):
            self._filter(part)

    def _brought(self, part: Any) -> set[str]:
        key = part.get("key", "")
        if key not in resources.table("schemas/modules.json")["modules"]:
            raise BeyondError(part, f"the module “{key or part.get('url')}” is not the TEI's")
        names = set(resources.table("schemas/modules.json")["modules"][key])
        elements = {name for name in names if not name.startswith(("att.", "model.", "macro."))}
        if part.get("include") is not None:
            return (names - elements) | (elements & set(part.get("include").split()))
        return names - set(part.get("except", "").split())

    def _filter(self, part: Any) -> None:
        """Leave a class of attributes only those that a reference to it includes."""
        chosen, left_out = part.get("include"), part.get("except", "").split()
        key = f"{part.get('key')}.attributes"
        for each in list(self.defines[key].iter(REF)) if key in self.defines else ():
            name = each.get("name").partition(".attribute.")[2].replace("xml", "xml:")
            if name and (name in left_out or (chosen is not None and name not in chosen.split())):
                each.getparent().remove(each)

    def specify(self, spec: Any) -> None:
        """Carry out the specification of an element, a class, a macro or a datatype."""
        mode, kind, name = spec.get("mode", "add"), local(spec), spec.get("ident", "")
        if mode == "delete":
            return
        if kind == "dataSpec":
            self._specify_datatype(spec, mode)
        elif kind == "classSpec":
            self._specify_class(spec, name, mode)
        elif mode in ("change", "replace") and name not in self.defines:
            return
        elif mode == "add" and name in self.defines:
            raise BeyondError(spec, f"“{name}” is there already: it can be changed or replaced")
        else:
            define = self._define(name)
            if mode != "change":
                define[:] = [rng("element", rng("empty"))] if kind == "elementSpec" else []
            (self._element if kind == "elementSpec" else self._macro)(spec, define)

    def _define(self, name: str) -> Any:
        if name not in self.defines:
            self.defines[name] = rng("define", name=name)
            self.root.append(self.defines[name])
        return self.defines[name]

    def _specify_datatype(self, spec: Any, mode: str) -> None:
        content = self.maker.content(spec)
        if mode != "add" or content is None or len(content) != 1:
            raise BeyondError(spec, "a datatype of the TEI cannot be changed here")
        self.datatypes[spec.get("ident", "")] = content[0]

    def _macro(self, spec: Any, define: Any) -> None:
        content = self.maker.content(spec)
        if content is not None:
            define[:] = content

    def _element(self, spec: Any, define: Any) -> None:
        element = next(define.iter(_ELEMENT))
        if spec.get("ns") is not None:
            element.set("ns", spec.get("ns"))
        if "name" not in element.attrib or next(children(spec, "altIdent"), None) is not None:
            element.set("name", identifier(spec))
        content = self.maker.content(spec)
        if content is not None:
            for each in list(element.iterchildren(f"{{{RNG}}}*")):
                if not is_attribute(each):
                    element.remove(each)
            element[:0] = content
        without(element, self.deleted)
        self._join(spec, element)
        self.attributes.change(element, spec, "")
        documented(element, spec)

    def _specify_class(self, spec: Any, name: str, mode: str) -> None:
        attributes = spec.get("type") == "atts" or name.startswith("att.")
        key = f"{name}.attributes" if attributes else name
        if (mode == "add") is (key in self.defines):
            if mode == "add":
                raise BeyondError(spec, f"“{name}” is there already: it can be changed or replaced")
            return
        define = self._define(key)
        if mode == "add" and not attributes:
            for variant in _VARIANTS:
                self._define(f"{name}_{variant}")
        if mode == "replace":
            if not attributes:
                raise BeyondError(spec, "a class of elements that is replaced is not followed")
            for each in [each for each in self.defines if class_of(each) == name and each != key]:
                self.root.remove(self.defines.pop(each))
            define[:] = []
        self._join(spec, define)
        if attributes:
            self.attributes.change(define, spec, name)

    def _join(self, spec: Any, holder: Any) -> None:
        """Put an element or a class into classes, and take it out of others."""
        name = spec.get("ident", "")
        for classes in children(spec, "classes"):
            if classes.get("mode") != "change":
                for each in [*self._classes_of(name), *_attribute_classes(holder)]:
                    self._leave(name, holder, each)
            for each in children(classes, "memberOf"):
                self._leave(name, holder, each.get("key", ""))
                if each.get("mode") != "delete":
                    self._enter(name, holder, each)

    def _classes_of(self, name: str) -> list[str]:
        models = [key for key in self.defines if key.startswith("model.") and "_" not in key]
        return [each for each in models if name in (self._members(each) or ())]

    def _leave(self, name: str, holder: Any, key: str) -> None:
        """Take an element or a class out of a class; a class's own attributes stay."""
        own = holder.tag == _DEFINE and class_of(holder.get("name")) == key
        for each in [] if own else list(holder.iter(REF)):
            if key and class_of(each.get("name")) == key:
                each.getparent().remove(each)
        for form in (key, *(f"{key}_{variant}" for variant in _VARIANTS)):
            for each in list(self.defines[form].iter(REF)) if form in self.defines else ():
                if each.get("name").partition("_")[0] == name:
                    drop(each)

    def _enter(self, name: str, holder: Any, membership: Any) -> None:
        key = membership.get("key", "")
        if f"{key}.attributes" in self.defines:
            place(holder, rng("ref", name=f"{key}.attributes"))
            return
        if key not in self.defines:
            return
        self._add_member(self.defines[key], rng("ref", name=name))
        for variant, around in _VARIANTS.items():
            define = self.defines.get(f"{key}_{variant}")
            if define is not None:
                nested = f"{name}_{variant}" in self.defines
                ref = rng("ref", name=f"{name}_{variant}" if nested else name)
                self._add_member(define, rng(around, ref) if around and not nested else ref)

    def _add_member(self, define: Any, member: Any) -> None:
        for each in list(define.iter(f"{{{RNG}}}notAllowed")):
            each.getparent().remove(each)
        variant = define.get("name").partition("_")[2]
        if variant not in ("", "alternation"):
            define.append(member)
            return
        choice = next(define.iterchildren(_CHOICE), None)
        if choice is None:
            choice = rng("choice", *define)
            define[:] = [choice]
        choice.append(member)

    def _members(self, key: str) -> Iterable[str] | None:
        define = self.defines.get(key)
        return None if define is None else [each.get("name") for each in define.iter(REF)]

    def _datatype(self, name: str) -> Any:
        """Give the pattern of a datatype: the ODD's own, or as an attribute of the TEI has it."""
        if name in self.datatypes:
            return self.datatypes[name]
        name = name if name.startswith("tei") else f"tei{name}"
        where = resources.table("schemas/modules.json")["datatypes"].get(name, "")
        if where in resources.table("schemas/modules.json")["datatypes"]:
            return self._datatype(where)
        define, _, own = where.partition("/@")
        if define not in self.whole:
            return None
        for each in self.whole[define].iter(ATTRIBUTE):
            if not own or each.get("name") == own:
                return next(each.iterchildren(f"{{{RNG}}}*"), None)
        return None

    def settle(self) -> None:
        """Refuse what leaves an element an attribute of a class that it does not belong to."""
        for element, key, names in self.attributes.overriding:
            define = element.getparent()
            if define.get("name") not in self.defines:
                continue
            own = {each.get("name") for each in element.iter(ATTRIBUTE)} & names
            still = any(each.get("name") == key for each in element.iter(REF))
            if own and not (still and key in self.defines):
                self._settle_one(define.get("name"), own)

    def _settle_one(self, ident: str, names: set[str]) -> None:
        said = {
            each.get("ident")
            for spec in self.asked.named("elementSpec")
            if spec.get("ident") == ident
            for each in spec.iter(tei("attDef"))
        }
        if names - said:
            one = min(names - said)
            reason = f"whether “{ident}” keeps @{one} without its class is not known here"
            raise BeyondError(self.asked.element, reason)

    def start(self) -> None:
        """Let documents begin with what the ODD says, else with TEI or teiCorpus."""
        names = self.asked.element.get("start", "TEI teiCorpus").split()
        refs = [rng("ref", name=each) for each in names if each in self.defines]
        if not refs:
            reason = "it has no element that a document can begin with"
            raise BeyondError(self.asked.element, reason)
        start = next(self.root.iterchildren(f"{{{RNG}}}start"))
        start[:] = [rng("choice", *refs)]


def _attribute_classes(holder: Any) -> Iterator[str]:
    own = class_of(holder.get("name", "")) if holder.tag == _DEFINE else ""
    names = {class_of(each.get("name")) for each in holder.iterchildren(REF)}
    return (each for each in sorted(names - {"", own}))
