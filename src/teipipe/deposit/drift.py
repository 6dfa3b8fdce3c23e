"""Where statements of the same thing have drifted apart.

Three say something of an edition: the headers, the table `[deposit]`, and the metadata files that a
project keeps. What one of them says otherwise than another is told with its place. A difference of
licence or DOI is grave, whatever else is a warning: a table is there to say things otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from teipipe.deposit import fields, formats
from teipipe.deposit.crosswalks.codemeta import codemeta
from teipipe.deposit.gathering import Statement, agent_of, gather
from teipipe.deposit.metadata import Agent
from teipipe.deposit.reading import value_of
from teipipe.deposit.statements import agree, contradictions, said_in
from teipipe.findings import Finding, Place, finding

Value = TypeVar("Value", bound=Hashable)
_SEVERAL = 2
_GRAVE = ("licence", "identifiers")
_KEPT = ("CITATION.cff", ".zenodo.json", "codemeta.json")
_KEYS = {
    "date": "date",
    "doi": "identifiers",
    "languages": "languages",
    "licence": "licence",
    "publisher": "publisher",
    "title": "title",
}
"""The keys of the table that say what headers say, too, and their fields."""
_OWN = ("DOI", "Handle", "URN", "ARK")
"""What identifies one document only."""
_SINGLE = ("ORCID", "GND")
"""Authorities of which a person has one identifier."""


def drift(said: Statement) -> Iterator[Finding]:
    """Find what is said otherwise elsewhere (D006, D007, D019), and invalid files (D037)."""
    yield from _of_files(said)
    yield from _of_table(said)
    yield from _of_publishers(said)
    yield from _of_identifiers(said)
    yield from _of_people(said)


def kept_beside(root: Path) -> dict[str, bytes]:
    """Read the metadata files that a project keeps at its top."""
    files = ((name, root / name) for name in _KEPT)
    return {name: path.read_bytes() for name, path in files if path.is_file()}


def usually(values: Iterable[Value | None]) -> tuple[Value, int] | None:
    """Give what most of several say, and how many do; None of one, or where nothing is usual."""
    listed = list(values)
    most = Counter(each for each in listed if each is not None).most_common(2)
    is_tied = len({times for _, times in most}) < len(most)
    if len(listed) < _SEVERAL or not most or is_tied or 2 * most[0][1] < len(listed):
        return None
    return most[0]


def divided(said: Statement, key: str, stated: Sequence[str | None]) -> Iterator[Finding]:
    """Tell once of documents that state different things, of which none is usual (D021)."""
    different = dict.fromkeys(each for each in stated if each is not None)
    if len(different) > 1 and usually(stated) is None and key not in said.table:
        told = {"what": fields.words(key)["name"], "setting": fields.words(key)["setting"]}
        severity = {} if key in _GRAVE else {"severity": "warning"}
        place = said.at("deposit")
        yield finding("D021", place, "deposit", stated=", ".join(different), **told, **severity)


def _of_files(said: Statement) -> Iterator[Finding]:
    """Hold the files that the project keeps to its headers; those of a program are left alone."""
    for name, content in said.others.items():
        faults = formats.check({name: content})
        yield from faults
        if faults or _is_of_a_program(value_of(name, content)):
            continue
        for each in contradictions(name, content, said.metadata):
            values = said_in(name, content)[each.what]
            other = next((value for value in values if value not in each.expected), values[0])
            place = Place(name, _line_of(other, content.decode("utf-8-sig")), 1)
            yield _contradiction(place, each.what, each.said, each.expected)


def _is_of_a_program(value: Mapping[str, Any]) -> bool:
    kinds = (value.get("type"), value.get("@type"), value.get("upload_type"))
    return any("software" in str(each).casefold() for each in kinds)


def _line_of(words: str, text: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _of_table(said: Statement) -> Iterator[Finding]:
    """Hold the table to the headers; several documents may be published together later."""
    name = "codemeta.json"
    alone = said_in(name, codemeta(gather("", said.headers, {})))
    whole = said_in(name, codemeta(said.metadata))
    licences = (each.licence for header in said.headers for each in header.licences)
    stated = {**alone, "licence": tuple(each.name for each in licences if each)}
    for key, field in _KEYS.items():
        if key not in said.table or not stated.get(field) or field not in whole:
            continue
        is_later = field == "date" and len(said.headers) > 1 and whole[field] >= stated[field]
        if not is_later and not agree(field, whole[field], stated[field]):
            names = (", ".join(dict.fromkeys(each[field])) for each in (whole, stated))
            yield _contradiction(said.at(key), field, *names)


def _of_publishers(said: Statement) -> Iterator[Finding]:
    """Tell of the documents with another publisher than most, where the table names none."""
    names = [each.publisher.name if each.publisher else None for each in said.headers]
    usual = usually(names)
    yield from divided(said, "publisher", names)
    for header, name in zip(said.headers, names, strict=True):
        if usual and name not in (None, usual[0]) and "publisher" not in said.table:
            counts = {"usual": usual[0], "count": usual[1], "all": len(names)}
            told = {"stated": name, "severity": "warning", **counts}
            yield finding("D006", header.place, "deposit", **told)


def _of_identifiers(said: Statement) -> Iterator[Finding]:
    """Tell of two documents with one identifier; one that all have is that of the whole."""
    holders: dict[str, list[Place]] = {}
    for header in said.headers:
        for each in header.identifiers:
            if each.scheme in _OWN:
                holders.setdefault(f"{each.scheme} {each.value}", []).append(header.place)
    for identifier, places in holders.items():
        if 1 < len(places) < len(said.headers):
            for place in places[1:]:
                told = {"identifier": identifier, "other": places[0].file}
                yield finding("D019", place, "deposit", **told)


def _of_people(said: Statement) -> Iterator[Finding]:
    """Tell of one identifier for two people, and of two identifiers for one."""
    named: dict[str, Agent] = {}
    known: dict[tuple[str, str], str] = {}
    for agent in _everybody(said):
        for each in agent.identifiers:
            identifier = f"{each.scheme} {each.value}"
            other = named.setdefault(identifier, agent)
            if _are_two(agent, other):
                yield _contradiction(agent.place, identifier, agent.inverted, other.inverted)
            elif each.scheme in _SINGLE:
                first = known.setdefault((agent.inverted, each.scheme), each.value)
                if first != each.value:
                    what = f"{each.scheme}: {agent.inverted}"
                    yield _contradiction(agent.place, what, each.value, first)


def _everybody(said: Statement) -> Iterator[Agent]:
    for header in said.headers:
        yield from (*header.makers, *header.authors)
    for kind in ("creators", "contributors"):
        for number, stated in enumerate(said.table.get(kind, ())):
            yield replace(agent_of(stated, ()), place=said.at(kind, number))


def _are_two(some: Agent, other: Agent) -> bool:
    """Whether two names cannot be those of one person: they share no word."""
    first, second = (set(each.name.casefold().replace(",", " ").split()) for each in (some, other))
    return first.isdisjoint(second)


def _contradiction(place: Place, what: str, said: str, stated: str) -> Finding:
    name = fields.words(what)["name"] if what in fields.FIELDS else what
    severity = {} if what in _GRAVE else {"severity": "warning"}
    told = {"file": place.file, "said": said, "stated": stated, "what": name}
    return finding("D007", place, "deposit", **told, **severity)
