"""RELAX NG made of an ODD's content models, datatypes and lists of values (Guidelines, 23.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from teipipe.documents import TEI, ordinal
from teipipe.findings import why
from teipipe.validate.odd.specs import (
    BeyondError,
    Occurrence,
    children,
    described,
    identifier,
    local,
    occurrence,
)
from teipipe.validate.sources import RNG

MOST = 20
"""How often something may stand at most, where that is a number."""
_EXAMPLES = "http://www.tei-c.org/ns/Examples"
_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"


def rng(kind: str, /, *parts: Any, text: str = "", **attributes: str) -> Any:
    """Make an element of RELAX NG."""
    made = etree.Element(f"{{{RNG}}}{kind}", attributes)
    made.text = text or None
    made.extend(parts)
    return made


def documented(pattern: etree._Element, spec: etree._Element) -> Any:
    """Give a pattern with what the ODD says of it in place of what the TEI says."""
    words = described(spec)
    if words:
        for each in list(pattern.iterchildren(_DOCUMENTATION)):
            pattern.remove(each)
        note = etree.Element(_DOCUMENTATION)
        note.text = words
        pattern.insert(0, note)
    return pattern


ORIGIN = "origin"
"""Marks what an ODD makes or changes: the number of the element of the ODD that does."""


def marked(pattern: Any, spec: etree._Element) -> Any:
    """Give a pattern that says of all in it which has no origin yet that it is from here."""
    for each in pattern.xpath("descendant-or-self::rng:*[not(@origin)]", namespaces={"rng": RNG}):
        each.set(ORIGIN, str(ordinal(spec)))
    return pattern


def repeated(pattern: Any, times: Occurrence, origin: etree._Element) -> Any:
    """Give a pattern as often as it may stand."""
    low, high = times
    simple = {(1, 1): "", (0, 1): "optional", (0, None): "zeroOrMore", (1, None): "oneOrMore"}
    if times in simple:
        return rng(simple[times], pattern) if simple[times] else pattern
    if max(low, high or 0) > MOST:
        raise BeyondError(origin, why("repeated-too-often", most=MOST))
    parts = [deepcopy(pattern) for _ in range(low)]
    if high is None:
        return rng("group", *parts, rng("zeroOrMore", pattern))
    rest = None
    for _ in range(high - low):
        inner = deepcopy(pattern)
        rest = rng("optional", inner if rest is None else rng("group", inner, rest))
    return rng("group", *parts, *([] if rest is None else [rest]))


def _listed(listing: etree._Element) -> Any:
    values = (rng("value", text=identifier(each)) for each in children(listing, "valItem"))
    return rng("choice", *values)


def _name_class(name: str, element: etree._Element) -> Any:
    """Give the class of names that stands for a namespace, or for a name with a known prefix."""
    prefix, _, local_name = name.partition(":")
    if prefix in element.nsmap:
        return rng("name", text=local_name, ns=element.nsmap[prefix])
    return rng("nsName", ns=name)


class Maker:
    """Makes patterns; `members` are those of the classes, `datatype` gives one by its name.

    `define` adds a definition to the grammar.
    """

    def __init__(
        self,
        members: Callable[[str], Iterable[str] | None],
        datatype: Callable[[str], Any],
        define: Callable[[str], Any],
    ) -> None:
        self._members = members
        self._datatypes = datatype
        self._define = define

    def content(self, spec: etree._Element) -> list[Any] | None:
        """Give an element's or macro's content, None where it is not changed."""
        for listing in children(spec, "valList"):
            return [_listed(listing)]
        for content in children(spec, "content"):
            parts = [self._pattern(each) for each in content.iterchildren(etree.Element)]
            return parts or [rng("empty")]
        return None

    def _pattern(self, element: etree._Element) -> Any:
        if element.tag.startswith(f"{{{RNG}}}"):
            return marked(self._copied(element), element)
        make: Mapping[str, Callable[[Any], Any]] = {
            "alternate": lambda each: self._several("choice", each),
            "anyElement": self._any,
            "classRef": self._class,
            "dataRef": self.data,
            "elementRef": lambda each: rng("ref", name=each.get("key", "")),
            "empty": lambda _: rng("empty"),
            "macroRef": lambda each: rng("ref", name=each.get("key", "")),
            "interleave": lambda each: self._several("interleave", each),
            "sequence": self._sequence,
            "textNode": lambda _: rng("text"),
            "valList": _listed,
        }
        name = local(element)
        if name not in make or "source" in element.attrib:
            raise BeyondError(element, why("unknown-content", name=name or element.tag))
        return repeated(marked(make[name](element), element), occurrence(element), element)

    def _several(self, kind: str, element: etree._Element) -> Any:
        return rng(kind, *map(self._pattern, element.iterchildren(etree.Element)))

    def _sequence(self, element: etree._Element) -> Any:
        any_order = element.get("preserveOrder") == "false"
        return self._several("interleave" if any_order else "group", element)

    def _any(self, element: etree._Element) -> Any:
        """Define elements of any name, but those of some namespaces, with any such in them.

        The TEI's own are left out unless the ODD says otherwise (Guidelines, 1.4.3).
        """
        if element.get("require"):
            names = [rng("nsName", ns=each) for each in element.get("require", "").split()]
        else:
            unless = [_name_class(each, element) for each in element.get("except", "").split()]
            own = [rng("nsName", ns=TEI), rng("name", text="egXML", ns=_EXAMPLES)]
            names = [rng("anyName", rng("except", *(unless or own)))]
        key = f"anyElement_{ordinal(element)}"
        within = rng("choice", rng("text"), rng("ref", name=key))
        attributes = rng("zeroOrMore", rng("attribute", rng("anyName")))
        content = rng("choice", *names), attributes, rng("zeroOrMore", within)
        self._define(key)[:] = [rng("element", *content)]
        return rng("ref", name=key)

    def _copied(self, element: Any) -> Any:
        """Copy RELAX NG, as older ODDs have it; its datatypes are the TEI's by name."""
        copy = deepcopy(element)
        copy.tail = None
        for each in list(copy.iter(f"{{{RNG}}}ref")):
            name = each.get("name", "")
            if name.startswith(("data.", "teidata.")):
                made = self.datatype(name, element)
                if each is copy:
                    return made
                each.getparent().replace(each, made)
        return copy

    def _class(self, element: etree._Element) -> Any:
        key, expand = element.get("key", ""), element.get("expand", "alternation")
        chosen, left_out = element.get("include"), element.get("except", "").split()
        if expand != "alternation":
            if chosen is not None or left_out or self._members(f"{key}_{expand}") is None:
                raise BeyondError(element, why("unfollowed-class", key=key, expand=expand))
            return rng("ref", name=f"{key}_{expand}")
        if chosen is None and not left_out:
            return rng("ref", name=key)
        direct = tuple(self._members(key) or ())
        wanted = direct if chosen is None else chosen.split()
        if not {*wanted, *left_out} <= {*direct}:
            raise BeyondError(element, why("not-directly-in-class", key=key))
        refs = [rng("ref", name=each) for each in direct if each in wanted and each not in left_out]
        return rng("choice", *refs)

    def word(self, datatype: Any) -> Any:
        """Give the pattern of one word of a datatype."""
        parts = list(datatype.iterchildren(etree.Element))
        if len(parts) != 1:
            raise BeyondError(datatype, why("datatype-of-several-parts"))
        if parts[0].tag.startswith(f"{{{RNG}}}"):
            return self._copied(parts[0])
        if local(parts[0]) == "textNode":
            return rng("text")
        if local(parts[0]) != "dataRef":
            raise BeyondError(parts[0], why("unfollowed-datatype", name=local(parts[0])))
        return self.data(parts[0])

    def data(self, reference: Any) -> Any:
        """Give the pattern of a `dataRef`."""
        facets = {
            each.get("name"): each.get("value", "") for each in children(reference, "dataFacet")
        }
        pattern = reference.get("restriction")
        if reference.get("key"):
            made = self.datatype(reference.get("key"), reference)
            if (facets or pattern) and (made.tag != f"{{{RNG}}}data" or len(made)):
                raise BeyondError(reference, why("cannot-be-restricted", key=reference.get("key")))
        elif reference.get("name"):
            made = rng("data", type=reference.get("name"))
        else:
            raise BeyondError(reference, why("datatype-by-address"))
        if pattern and not facets:
            facets = {"pattern": pattern}
        made.extend(rng("param", name=name, text=text) for name, text in facets.items())
        return made

    def datatype(self, name: str, origin: etree._Element) -> Any:
        """Give the pattern of a datatype of the TEI or of the ODD by its name.

        A name that is of neither demands nothing, so the TEI's processor has it.
        """
        found = self._datatypes(name)
        if found is None and not name.startswith(("data.", "teidata.")):
            return rng("text")
        if found is None:
            raise BeyondError(origin, why("unknown-datatype", name=name))
        return deepcopy(found)
