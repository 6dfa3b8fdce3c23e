"""Classes of a compiled TEI, and what belongs to them (Guidelines, 23.5.2 and 1.3).

A class of elements is a definition of references to its members, with one more definition for
each form in which a content can have them. To belong to a class of attributes is to refer to it.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from teipipe.findings import why
from teipipe.validate.odd.holders import REF, class_of, place
from teipipe.validate.odd.patterns import rng
from teipipe.validate.odd.pruning import drop
from teipipe.validate.odd.specs import BeyondError, children
from teipipe.validate.sources import RNG

_DEFINE, _CHOICE, _ELEMENT = (f"{{{RNG}}}{name}" for name in ("define", "choice", "element"))
VARIANTS = {
    "alternation": "",
    "sequence": "",
    "sequenceOptional": "optional",
    "sequenceOptionalRepeatable": "zeroOrMore",
    "sequenceRepeatable": "oneOrMore",
}
"""How each form of a class of elements has its members."""


def members(defines: dict[str, Any], key: str) -> list[str] | None:
    """Give the members of a class of elements, None if there is no such class."""
    define = defines.get(key)
    return None if define is None else [each.get("name") for each in define.iter(REF)]


def join(defines: dict[str, Any], spec: etree._Element, holder: etree._Element) -> None:
    """Put an element or a class into the classes that its specification says, out of others."""
    name = spec.get("ident", "")
    listed = list(children(spec, "classes"))
    if spec.get("mode") == "replace" and not listed:
        _leave_all(defines, name, holder)
    for classes in listed:
        if classes.get("mode") != "change":
            _leave_all(defines, name, holder)
        for each in children(classes, "memberOf"):
            _leave(defines, name, holder, each.get("key", ""))
            if each.get("mode") != "delete":
                _enter(defines, name, holder, each.get("key", ""))
                if holder.tag == _DEFINE and holder.get("name") in led_to(defines, holder):
                    raise BeyondError(each, why("class-of-itself", name=name))


def led_to(defines: dict[str, Any], holder: etree._Element) -> set[str]:
    """Give the definitions that references lead to, but not through those of elements."""
    waiting, met = [holder], set[str]()
    while waiting:
        for each in waiting.pop().iter(REF):
            name = each.get("name")
            if name in defines and name not in met:
                met.add(name)
                waiting += [] if defines[name].find(_ELEMENT) is not None else [defines[name]]
    return met


def _leave_all(defines: dict[str, Any], name: str, holder: etree._Element) -> None:
    models = [key for key in defines if key.startswith("model.") and "_" not in key]
    mine = [each for each in models if name in (members(defines, each) or ())]
    for each in [*mine, *_attribute_classes(holder)]:
        _leave(defines, name, holder, each)


def _attribute_classes(holder: Any) -> list[str]:
    own = class_of(holder.get("name", "")) if holder.tag == _DEFINE else ""
    return sorted({class_of(each.get("name")) for each in holder.iterchildren(REF)} - {"", own})


def _leave(defines: dict[str, Any], name: str, holder: Any, key: str) -> None:
    """Take an element or a class out of a class; a class's own attributes stay."""
    own = holder.tag == _DEFINE and class_of(holder.get("name")) == key
    for each in [] if own else list(holder.iter(REF)):
        if key and class_of(each.get("name")) == key:
            each.getparent().remove(each)
    for form in (key, *(f"{key}_{variant}" for variant in VARIANTS)):
        for each in list(defines[form].iter(REF)) if form in defines else ():
            if each.get("name").partition("_")[0] == name:
                drop(each)


def _enter(defines: dict[str, Any], name: str, holder: etree._Element, key: str) -> None:
    if f"{key}.attributes" in defines:
        place(holder, rng("ref", name=f"{key}.attributes"))
        return
    if key not in defines:
        return
    _add(defines[key], rng("ref", name=name))
    for variant, around in VARIANTS.items():
        define = defines.get(f"{key}_{variant}")
        if define is not None:
            nested = f"{name}_{variant}" in defines
            ref = rng("ref", name=f"{name}_{variant}" if nested else name)
            _add(define, rng(around, ref) if around and not nested else ref)


def _add(define: Any, member: Any) -> None:
    for each in list(define.iter(f"{{{RNG}}}notAllowed")):
        each.getparent().remove(each)
    if define.get("name").partition("_")[2] not in ("", "alternation"):
        define.append(member)
        return
    choice = next(define.iterchildren(_CHOICE), None)
    if choice is None:
        choice = rng("choice", *define)
        define[:] = [choice]
    choice.append(member)
