"""The values of an attribute, changed as an ODD says: its datatype and its list of values.

A compiled schema has, for a closed list, the values alone; for another one, the values beside the
datatype; both within a list if there may be several words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from teipipe.findings import why
from teipipe.validate.odd.patterns import Maker, repeated, rng
from teipipe.validate.odd.specs import (
    BeyondError,
    Occurrence,
    children,
    identifier,
    occurrence,
)
from teipipe.validate.sources import RNG

_CHOICE, _VALUE = f"{{{RNG}}}choice", f"{{{RNG}}}value"
_TIMES = {f"{{{RNG}}}oneOrMore": (1, None), f"{{{RNG}}}zeroOrMore": (0, None)}

_UNUSUAL = frozenset(("autoPrefix", "cert", "default", "expand", "join", "name", "precision"))
"""Attributes of the TEI whose values are all listed, and which are not `teidata.enumerated`."""


def set_values(attribute: etree._Element, spec: etree._Element, maker: Maker) -> None:
    """Give an attribute the values that an `attDef` says, if it says any."""
    datatype = next(children(spec, "datatype"), None)
    listing = next(children(spec, "valList"), None)
    if datatype is None and listing is None:
        return
    parts = list(attribute.iterchildren(f"{{{RNG}}}*"))
    for each in parts:
        attribute.remove(each)
    times, word = _taken_apart(parts[0] if parts else rng("text"))
    listed, rest = _listed(word)
    if datatype is not None:
        if listed and listing is None and rest is None:
            raise BeyondError(spec, why("unknown-whether-values-stay"))
        times, rest = occurrence(datatype), maker.word(datatype)
    elif times is None:
        raise BeyondError(spec, why("unknown-number-of-words"))
    if listing is not None:
        listed = _changed(listing, listed)
    closed = listing is not None and listing.get("type") == "closed"
    if not closed and rest is None:
        if spec.get("ident") in _UNUSUAL:
            raise BeyondError(spec, why("unknown-datatype-beside-values"))
        rest = maker.datatype("teidata.enumerated", spec)
    words = [*listed.values(), *([] if closed else [rest])]
    if not words:
        raise BeyondError(spec, why("closed-list-without-values"))
    word = rng("choice", *words) if len(words) > 1 else words[0]
    attribute.append(word if times == (1, 1) else rng("list", repeated(word, times, spec)))


def _taken_apart(value: Any) -> tuple[Occurrence | None, Any]:
    """Give how many words a value has, None if that is not plain, and the pattern of one."""
    if value.tag != f"{{{RNG}}}list":
        return (1, 1), value
    inner = list(value.iterchildren(etree.Element))
    if len(inner) != 1 or inner[0].tag not in _TIMES or len(inner[0]) != 1:
        return None, value
    return _TIMES[inner[0].tag], inner[0][0]


def _listed(word: Any) -> tuple[dict[str, Any], Any]:
    """Give the listed values of a word, and what else it may be: None if nothing."""
    if word.tag != _CHOICE:
        return ({word.text or "": word}, None) if word.tag == _VALUE else ({}, word)
    parts = list(word.iterchildren(f"{{{RNG}}}*"))
    listed = {each.text or "": each for each in parts if each.tag == _VALUE}
    others = [each for each in parts if each.tag != _VALUE]
    if not listed:
        return {}, word
    return listed, rng("choice", *others) if others else None


def _changed(listing: etree._Element, before: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values after a `valList`, by the names that they have in the ODD."""
    mode = listing.get("mode", "add")
    if mode == "delete":
        return {}
    items = {each.get("ident", ""): each for each in children(listing, "valItem")}
    kept = {} if mode != "change" else {n: each for n, each in before.items() if n not in items}
    given = {
        name: rng("value", text=identifier(each))
        for name, each in items.items()
        if each.get("mode") != "delete"
    }
    return {**kept, **given}
