"""Findings: the faults of a document, with their places and what helps to mend them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.documents import XML, Document
from teipipe.findings import Finding, Place, finding
from teipipe.validate.relaxng.faults import Fault
from teipipe.validate.relaxng.matching.names import namespace_of
from teipipe.validate.relaxng.places import places

SHOWN = 8
"""How many allowed names a finding lists."""
SHOWN_TEXT = 40
"""How many characters of a text or a value a finding quotes."""
SHOWN_DOCUMENTATION = 160
"""How many characters of the schema's documentation a finding quotes."""

_DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_VALUES = ("V014", "V015", "V033")
"""Codes that are about values, and not about elements and attributes."""
_SEVERE = ("V005", "V018")
"""Codes of other checks that are errors where a schema says so."""


def findings(document: Document, faults: Sequence[Fault]) -> tuple[Finding, ...]:
    """Give the findings of a document's faults, in the order of their places."""
    told = sorted(zip(places(document, faults), faults, strict=True), key=_order)
    many = any(len(fault.expected) > SHOWN for fault in faults)
    used = _used(document.tree) if many else frozenset()
    return tuple(_finding(place, fault, used) for place, fault in told)


def _used(tree: Any) -> frozenset[str]:
    """Give the names of a document's elements: an editor wants these first of the allowed ones."""
    return frozenset(local(each) for each in {each.tag for each in tree.iter(etree.Element)})


def _order(told: tuple[Place, Fault]) -> tuple[int, int]:
    return told[0].line or 0, told[0].column or 0


def _finding(place: Place, fault: Fault, used: frozenset[str]) -> Finding:
    allowed = every(fault.expected)
    arguments: dict[str, Any] = {
        **{name: _shown(name, value, fault) for name, value in fault.arguments.items()},
        "expected": listed(_told(fault.code, allowed, used)),
        "allowed": allowed,
        "untold": max(0, len(allowed) - SHOWN),
        "documentation": documentation(fault.about),
    }
    if fault.code in _SEVERE:
        arguments["severity"] = "error"
    return finding(fault.code, place, "relaxng", **arguments)


def _told(code: str, allowed: tuple[str, ...], used: frozenset[str]) -> tuple[str, ...]:
    """Give what is allowed as hints have it: datatypes in words; names, those in use first."""
    if code in _VALUES:
        words = resources.table("schemas/datatypes.json")
        return tuple(dict.fromkeys(words.get(each, each) for each in allowed))
    return tuple(sorted(allowed, key=lambda each: each not in used))


def _shown(argument: str, value: str, fault: Fault) -> str:
    if argument in ("text", "value"):
        words = " ".join(value.split())
        return words if len(words) <= SHOWN_TEXT else f"{words[:SHOWN_TEXT]}…"
    if argument == "attribute":
        return _prefixed(value, fault.element)
    return local(value)


def _prefixed(name: str, element: etree._Element) -> str:
    """Give an attribute's name as it is written on an element."""
    namespace = namespace_of(name)
    prefixes = (each for each, uri in element.nsmap.items() if each and uri == namespace)
    prefix = next(prefixes, "") if namespace else ""
    return f"{prefix}:{local(name)}" if prefix else local(name)


def local(name: str) -> str:
    """Give a name as an editor writes it; what is no name with a namespace stays as it is."""
    namespace, brace, rest = name[1:].partition("}")
    if name[:1] != "{" or not brace:
        return name
    return f"xml:{rest}" if namespace == XML else rest


@lru_cache(maxsize=256)
def every(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give names as an editor writes them, each once, in the order of a dictionary."""
    return tuple(sorted({local(each) for each in names}, key=lambda each: (each.casefold(), each)))


def listed(names: tuple[str, ...]) -> str:
    """List names, the first few of many; a dash stands for none."""
    return (", ".join(names[:SHOWN]) or "—") + (" …" if len(names) > SHOWN else "")


@lru_cache(maxsize=256)
def documentation(about: Any) -> str:
    """Give what the schema says of an element or attribute, quoted, with a space before it."""
    if about is None:
        return ""
    found = about.element.iterchildren(_DOCUMENTATION)
    words = " ".join(
        " ".join(etree.tostring(each, method="text", encoding="unicode", with_tail=False).split())
        for each in found
    )
    if len(words) > SHOWN_DOCUMENTATION:
        words = f"{words[:SHOWN_DOCUMENTATION].rpartition(' ')[0]} …"
    return f" “{words}”" if words else ""
