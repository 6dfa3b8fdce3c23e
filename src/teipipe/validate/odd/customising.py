"""A compiled schema of the whole TEI, cut and changed to what an ODD asks for.

The order is that of the TEI's own processor: what modules and references bring, less what is
deleted; then what belongs to which class, as contents are said by classes; then the changes; then
references to what is not there are dropped, and what is empty without them. In what order an ODD
specifies things makes no difference. `schemas/modules.json` says to which module each belongs.
"""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.documents import tei
from teipipe.findings import why
from teipipe.validate.odd.attributes import Attributes
from teipipe.validate.odd.base import Base
from teipipe.validate.odd.holders import ATTRIBUTE, REF, class_of, is_attribute
from teipipe.validate.odd.membership import VARIANTS, join, led_to, members
from teipipe.validate.odd.patterns import ORIGIN, Maker, documented, marked, rng
from teipipe.validate.odd.pruning import pruned, without
from teipipe.validate.odd.specs import (
    SPECS,
    BeyondError,
    Customisation,
    children,
    identifier,
    local,
)
from teipipe.validate.odd.unknown import Idle
from teipipe.validate.sources import RNG

_DEFINE, _ELEMENT = f"{{{RNG}}}define", f"{{{RNG}}}element"


def customised(asked: Customisation, base: Base) -> tuple[Any, dict[str, Any], list[Idle]]:
    """Give the grammar that an ODD asks for, its datatypes, and what the ODD says in vain.

    Raises `BeyondError`.
    """
    work = _Work(asked, base)
    work.cut()
    specs = [each for kind in SPECS for each in asked.named(kind) if work.declared(each)]
    for each in specs:
        work.join(each)
    for each in specs:
        work.specify(each)
    work.start()
    work.settle()
    work.attributes.spread(work.root)
    pruned(work.root)
    return work.root, work.made_datatypes(), [*work.idle, *work.attributes.idle]


def _key(spec: etree._Element) -> str:
    """Give the name of the definition of what is specified."""
    name = str(spec.get("ident", ""))
    attributes = spec.get("type") == "atts" or name.startswith("att.")
    return f"{name}.attributes" if local(spec) == "classSpec" and attributes else name


def _owner(name: str) -> str:
    """Give the object of the TEI that a definition belongs to."""
    return class_of(name) or name.partition("_")[0]


class _Work:
    """The definitions of one grammar in the making."""

    def __init__(self, asked: Customisation, base: Base) -> None:
        self.asked = asked
        self.base = base
        self.root = root = deepcopy(base.grammar.tree.getroot())
        self.idle: list[Idle] = []
        self.defines = {each.get("name"): each for each in root.iterchildren(_DEFINE)}
        self.kept: set[str] = set()
        self.deleted = {
            part.get("ident") for part in asked.named(*SPECS) if part.get("mode") == "delete"
        }
        self.datatypes: dict[str, Any] = {}
        self.making: list[Any] = []
        self.whole = {name: deepcopy(each) for name, each in self.defines.items()}
        self.maker = Maker(partial(members, self.defines), self._datatype, self._define)
        self.attributes = Attributes(self.defines, self.maker)
        for each in root.iter(_ELEMENT):
            self.attributes.gather(each)

    def cut(self) -> None:
        """Take away what no module or reference brings, and what is deleted."""
        for part in self.asked.named("moduleRef"):
            self.kept |= self._brought(part)
        for part in self.asked.named("elementRef", "classRef", "macroRef"):
            if part.get("key") not in self.base.modules:
                raise BeyondError(part, why("not-in-the-tei", key=part.get("key")))
            self.kept.add(part.get("key"))
        for name in list(self.defines):
            owner = _owner(name)
            if name.startswith("anyElement_"):
                continue
            if owner not in self.base.modules:
                raise BeyondError(self.asked.element, why("unknown-here", owner=owner))
            if owner in self.deleted or owner not in self.kept:
                self.root.remove(self.defines.pop(name))
        for part in self.asked.named("classRef"):
            self._filter(part)

    def _brought(self, part: Any) -> set[str]:
        key = part.get("key", "")
        names = {name for name, module in self.base.modules.items() if module == key}
        if not names:
            raise BeyondError(part, why("unknown-module", name=key or part.get("url")))
        elements = {name for name in names if not name.startswith(("att.", "model.", "macro."))}
        if part.get("include") is not None:
            return (names - elements) | (elements & set(part.get("include").split()))
        return names - (elements & set(part.get("except", "").split()))

    def _filter(self, part: Any) -> None:
        """Leave a class of attributes only those that a reference to it includes."""
        chosen, left_out = part.get("include"), part.get("except", "").split()
        key = f"{part.get('key')}.attributes"
        for each in list(self.defines[key].iter(REF)) if key in self.defines else ():
            name = each.get("name").partition(".attribute.")[2].replace("xml", "xml:")
            if name and (name in left_out or (chosen is not None and name not in chosen.split())):
                each.getparent().remove(each)

    def declared(self, spec: etree._Element) -> bool:
        """Let there be what an ODD adds or replaces, as yet empty; give whether more is to do."""
        mode, kind, name = spec.get("mode", "add"), local(spec), spec.get("ident", "")
        if mode == "delete":
            return False
        if kind == "dataSpec":
            if mode != "add":
                raise BeyondError(spec, why("datatype-of-the-tei"))
            self.datatypes[name] = spec
            return False
        key = _key(spec)
        if mode == "add" and key in self.defines:
            raise BeyondError(spec, why("already-there", name=name))
        if mode != "add" and key not in self.defines:
            self.idle.append((spec, ()))
            return False
        if mode != "change":
            self._emptied(spec, key)
        is_element = next(self.defines[key].iterchildren(_ELEMENT), None) is not None
        if is_element is not (kind == "elementSpec"):
            raise BeyondError(spec, why("nothing-to-specify", name=name, kind=kind))
        return True

    def _emptied(self, spec: Any, key: str) -> None:
        define = self._define(key)
        define[:] = [rng("element", rng("empty"))] if local(spec) == "elementSpec" else []
        if local(spec) == "classSpec" and key == spec.get("ident"):
            if spec.get("mode") == "replace":
                raise BeyondError(spec, why("replaced-class-of-elements"))
            for variant in VARIANTS:
                self._define(f"{key}_{variant}")
        for each in [each for each in self.defines if class_of(each) == spec.get("ident")]:
            if each != key:
                self.root.remove(self.defines.pop(each))

    def _define(self, name: str) -> Any:
        if name not in self.defines:
            self.defines[name] = rng("define", name=name)
            self.root.append(self.defines[name])
        return self.defines[name]

    def join(self, spec: Any) -> None:
        """Put an element or a class into classes, and take it out of others."""
        define = self.defines[_key(spec)]
        element = local(spec) == "elementSpec"
        join(self.defines, spec, next(define.iter(_ELEMENT)) if element else define)

    def specify(self, spec: Any) -> None:
        """Carry out the specification of what an element, a class or a macro consists of."""
        define = self.defines[_key(spec)]
        if local(spec) == "elementSpec":
            self._element(spec, next(define.iter(_ELEMENT)))
        elif local(spec) == "macroSpec":
            content = self.maker.content(spec)
            define[:] = define[:] if content is None else content
        elif _key(spec) != spec.get("ident"):
            self.attributes.change(define, spec, spec.get("ident", ""))
        marked(define, spec)

    def _element(self, spec: Any, element: Any) -> None:
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
        self.attributes.change(element, spec, "")
        documented(element, spec)

    def _datatype(self, name: str) -> Any:
        """Give the pattern of a datatype: the ODD's own, or as an attribute of the TEI has it."""
        if name in self.datatypes:
            return self._own_datatype(self.datatypes[name])
        if name in self.base.datatypes:
            return self.base.datatypes[name]
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

    def _own_datatype(self, spec: etree._Element) -> Any:
        if spec in self.making:
            raise BeyondError(spec, why("datatype-of-itself"))
        self.making.append(spec)
        content = self.maker.content(spec)
        self.making.pop()
        if content is None or len(content) != 1:
            raise BeyondError(spec, why("datatype-of-several-parts"))
        return content[0]

    def made_datatypes(self) -> dict[str, Any]:
        """Give the datatypes for an ODD that builds on this one."""
        made = {name: deepcopy(self._datatype(name)) for name in self.datatypes}
        for each in made.values():
            etree.strip_attributes(each, ORIGIN)
        return {**self.base.datatypes, **made}

    def settle(self) -> None:
        """Refuse what leaves an element an attribute of a class that it does not belong to."""
        for element, classes in self.attributes.overriding:
            define = element.getparent()
            if define is None or define.get("name") not in self.defines:
                continue
            here = led_to(self.defines, element)
            gone = {name for name, owner in classes.items() if owner not in here}
            own = {each.get("name") for each in element.iter(ATTRIBUTE)} & gone
            if own:
                self._settle_one(define.get("name"), own)

    def _settle_one(self, ident: str, names: set[str]) -> None:
        specs = [each for each in self.asked.named("elementSpec") if each.get("ident") == ident]
        said = {each.get("ident") for spec in specs for each in spec.iter(tei("attDef"))}
        if names - said:
            one = min(names - said)
            reason = why("attribute-without-its-class", ident=ident, attribute=one)
            raise BeyondError(specs[0] if specs else self.asked.element, reason)

    def start(self) -> None:
        """Let documents begin with what the ODD says, else with TEI or teiCorpus."""
        names = self.asked.element.get("start", "TEI teiCorpus").split()
        refs = [rng("ref", name=each) for each in names if each in self.defines]
        if not refs:
            reason = why("no-element-to-begin-with")
            raise BeyondError(self.asked.element, reason)
        start = next(self.root.iterchildren(f"{{{RNG}}}start"))
        start[:] = [rng("choice", *refs)]
