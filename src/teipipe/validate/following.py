"""What only follows from a mistake that has been told, or tells it once more, is left out.

The reader speaks first, then the grammars, then the rules, each schema after those named before
it; then all that needs no schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from teipipe.documents.inclusion import LACKING
from teipipe.findings import Finding

_OUT_OF_PLACE = frozenset(("V011", "V012"))
"""What stands where nothing of it may stand, with all that is in it."""
_INCOMPLETE = "V019"
_ATTRIBUTES = frozenset(("V013", "V015"))
"""Attributes that the grammar does not know there, or whose values it refuses."""
_OF_ATTRIBUTES = frozenset(("V005", "V040", "V041", "V042", "V044", "V045", "V055"))
_QUOTING = frozenset(("V002", "V015"))
_OF_IDENTITIES = frozenset(("V005", "V018"))
_WORDS = ("pointer", "identifier", "tag", "value", "text")
"""The arguments of findings that quote the document."""


def unrepeated(by_schema: Iterable[Iterable[Finding]]) -> Iterator[Finding]:
    """Leave out what a schema says of a fault that another has told before, in whatever words."""
    told = set[object]()
    for found in by_schema:
        fresh = [(_fault(each), each) for each in found]
        yield from (each for fault, each in fresh if fault not in told)
        told |= {fault for fault, _ in fresh}


def _fault(found: Finding) -> tuple[object, ...]:
    """Give what tells a fault from others: the element or attribute refused, else what is said.

    One grammar may not know what another has elsewhere, or refuse the value of what that refuses.
    """
    if found.code in _OUT_OF_PLACE:
        return _OUT_OF_PLACE, found.place
    if found.code in _ATTRIBUTES:
        return _ATTRIBUTES, _attribute(found)
    return found.code, found.place, found.message


def uncaused(by_grammar: Iterable[Finding], of_reading: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what is missing where something could not be included."""
    lacking = {_parent(each.place.xpath) for each in of_reading if each.code in LACKING}
    for each in by_grammar:
        path = each.place.xpath
        if not (
            (each.code == _INCOMPLETE and path in lacking)
            or (each.code == "V031" and _parent(path) in lacking)
        ):
            yield each


def _parent(path: str | None) -> str | None:
    return path.rpartition("/")[0] if path else None


def unruled(by_rule: Iterable[Finding], by_grammar: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out what rules of a grammar's own say of elements that it has refused."""
    refused = {each.place.xpath for each in by_grammar if each.code in _OUT_OF_PLACE}
    incomplete = {each.place.xpath for each in by_grammar if each.code == _INCOMPLETE}
    for each in by_rule:
        path = each.place.xpath or ""
        if path not in incomplete and refused.isdisjoint(_around(path)):
            yield each


def _around(path: str) -> Iterator[str]:
    """Give the paths of an element and of all that it stands in."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def unsaid(found: Iterable[Finding], said: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out what a schema has said already.

    A rule (V002) and a datatype (V015) speak for what they quote of the same element, a refused
    attribute for its value; identifiers and pointers to them may be a grammar's business, too.
    """
    quoting: dict[str | None, list[str]] = {}
    for each in said:
        if each.code in _QUOTING:
            quoting.setdefault(each.place.xpath, []).append(each.message)
    refused = {_attribute(each) for each in said if each.code in _ATTRIBUTES}
    identities = {_identity(each) for each in said}
    for each in found:
        quoted = [str(each.arguments[word]) for word in _WORDS if each.arguments.get(word)]
        texts = quoting.get(each.place.xpath, ())
        by_quotation = any(word in text for text in texts for word in quoted)
        by_attribute = each.code in _OF_ATTRIBUTES and _attribute(each) in refused
        by_identity = each.code in _OF_IDENTITIES and _identity(each) in identities
        if not (by_quotation or by_attribute or by_identity):
            yield each


def _attribute(found: Finding) -> tuple[object, object]:
    return found.place.xpath, found.arguments.get("attribute")


def _identity(found: Finding) -> tuple[str, object, object]:
    return found.code, found.arguments.get("identifier"), found.arguments.get("pointer")
