"""References: what points to nothing, and identifiers that name two things.

See the TEI Guidelines, chapter 17 (pointers) and 1.3.1.1 (`xml:id`). What attributes hold pointers
is said in `pointers`, where they lead in `targets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from lxml import etree

from teipipe.documents import ID, Document
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.validate.kinds import Schema
from teipipe.validate.pointers import Datatypes, Pointer, of_grammars, pointers
from teipipe.validate.targets import Entry, Targets

MANY = 5
"""From how many different pointers of one attribute that lead nowhere one cause is likely."""
EXAMPLES = 3


def check(
    document: Document,
    registers: Sequence[Register],
    grammars: Sequence[Schema] = (),
) -> tuple[Finding, ...]:
    """Find doubled identifiers (V018) and pointers to nothing (V005, V006, V040–V042, V044, V045).

    Findings of one cause are one, with a count; many different pointers of one attribute are one,
    too (V043). `grammars` say which attributes hold pointers. In a part of a document, whose other
    parts may hold the target, they are notes.
    """

    @cache
    def datatypes() -> Datatypes:
        return of_grammars(document, grammars)

    targets = Targets(document, registers)
    further = {} if targets.whole else {"severity": "note"}
    astray: dict[tuple[str, str, str], list[Pointer]] = {}
    for each in pointers(document, datatypes):
        code = targets.way(each).code
        if code:
            astray.setdefault((code, each.attribute, _named(code, each)), []).append(each)
    found = [
        _finding(document, key, alike, further)
        for key, alike in astray.items()
        if key[1] not in datatypes().others
    ]
    return (*_doubled(document), *_of_one_cause(found))


def mentions(document: Document, registers: Sequence[Register]) -> frozenset[Entry]:
    """Give the register entries that a document points to."""
    targets = Targets(document, registers)
    ways = (targets.way(each) for each in pointers(document, Datatypes))
    return frozenset(each.mentioned for each in ways if each.mentioned)


def _named(code: str, pointer: Pointer) -> str:
    """Give what a finding names: the pointer, or its prefix where that is at fault."""
    return pointer.text.partition(":")[0] if code == "V041" else pointer.text


def _finding(
    document: Document,
    key: tuple[str, str, str],
    alike: Sequence[Pointer],
    further: Mapping[str, str],
) -> Finding:
    code, attribute, text = key
    place = document.place(alike[0].element)
    found = finding(code, place, pointer=text, attribute=attribute, **further)
    return replace(found, count=len(alike))


def _doubled(document: Document) -> Iterator[Finding]:
    """Find what has an identifier that stands before; each identifier is told once."""
    bearing: dict[str, list[Any]] = {}
    for element in document.tree.iter(etree.Element):
        if ID in element.attrib:
            bearing.setdefault(element.get(ID), []).append(element)
    for identifier, elements in bearing.items():
        if len(elements) > 1:
            line = document.place(elements[0]).line
            place = document.place(elements[1])
            found = finding("V018", place, identifier=identifier, first=line)
            yield replace(found, count=len(elements) - 1)


def _of_one_cause(found: Iterable[Finding]) -> Iterator[Finding]:
    """Join the pointers of one attribute that lead nowhere where they are many."""
    by_attribute: dict[tuple[str, str], list[Finding]] = {}
    for each in found:
        by_attribute.setdefault((each.code, each.arguments["attribute"]), []).append(each)
    for (code, attribute), alike in by_attribute.items():
        if code == "V042" or len(alike) <= MANY:
            yield from alike
            continue
        examples = ", ".join(str(each.arguments["pointer"]) for each in alike[:EXAMPLES])
        joined = finding(
            "V043",
            alike[0].place,
            attribute=attribute,
            examples=examples,
            different=len(alike),
            severity=alike[0].severity.name,
        )
        yield replace(joined, count=sum(each.count for each in alike))
