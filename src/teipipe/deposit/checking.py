"""What is missing, contradictory or drifting before a deposit, with its place and what to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teipipe.authorities import addressed, types
from teipipe.deposit import fields
from teipipe.deposit.drift import divided, drift, usually
from teipipe.deposit.gathering import AUTHORITIES, Statement
from teipipe.deposit.headers import Header
from teipipe.deposit.languages import iso639_3
from teipipe.deposit.licences import Licence
from teipipe.deposit.targets.target import Target
from teipipe.findings import Finding, Place, finding, grouped

_NO_CODE = ("mul", "und", "x", "zxx", "i", "mis")


def check(said: Statement, targets: Sequence[Target]) -> tuple[Finding, ...]:
    """Find what stands in the way of a deposit, and of one with each target (D001–D010, D014)."""
    found = [
        *_title(said),
        *_rights(said),
        *drift(said),
        *_identifiers(said),
        *_names(said),
        *_languages(said),
    ]
    found += _fields(said, targets)
    if said.metadata.licence is None and targets:
        names = _listed(targets)
        found.append(finding("D004", _where_rights(said), "deposit", target=names))
    return grouped(found)


def _title(said: Statement) -> Iterator[Finding]:
    if not said.metadata.title and len(said.headers) > 1:
        yield finding("D001", said.place, "deposit", count=len(said.headers))


def _fields(said: Statement, targets: Sequence[Target]) -> Iterator[Finding]:
    """Ask for each field once, for all targets; a title of several documents is D001."""
    asked = [name for each in targets for name in (*each.needs, *each.wants)]
    for name in dict.fromkeys(fields.missing(said.metadata, asked)):
        if name == "title" and len(said.headers) > 1:
            continue
        needing = [each for each in targets if name in each.needs]
        wanting = [each for each in targets if name in each.wants]
        code, who = ("D002", needing) if needing else ("D003", wanting)
        told = {"target": _listed(who), **fields.words(name)}
        yield finding(code, said.place, "deposit", **told)


def _listed(targets: Sequence[Target]) -> str:
    return ", ".join(each.title for each in targets)


def _where_rights(said: Statement) -> Place:
    return said.headers[0].rights_place if len(said.headers) == 1 else said.at()


def _rights(said: Statement) -> Iterator[Finding]:
    """Compare the licences of each header, of all headers, and of the settings."""
    licences = [_licence_of(each) for each in said.headers]
    usual = usually(licences)
    yield from divided(said, "licence", [each.name if each else None for each in licences])
    for header in said.headers:
        named = [each for each in header.licences if each.licence]
        for each in header.licences:
            if each.licence is None or not each.licence.spdx:
                yield finding("D010", each.place, "deposit", words=each.words)
        if len(named) > 1 and "licence" not in said.table:
            names = {"first": _name(named[0].licence), "second": _name(named[1].licence)}
            yield finding("D005", named[1].place, "deposit", **names)
        elif usual and _licence_of(header) != usual[0]:
            place = header.licences[0].place if header.licences else header.place
            counts = {"usual": _name(usual[0]), "count": usual[1], "all": len(said.headers)}
            stated = _name(_licence_of(header))
            yield finding("D006", place, "deposit", stated=stated, **counts)
    if "licence" in said.table:
        own = said.metadata.licence
        if own is None or not own.spdx:
            yield finding("D010", said.at("licence"), "deposit", words=said.table["licence"])


def _licence_of(header: Header) -> Licence | None:
    return next((each.licence for each in header.licences if each.licence), None)


def _name(stated: Licence | None) -> str:
    return stated.name if stated else "—"


def _identifiers(said: Statement) -> Iterator[Finding]:
    for header in said.headers:
        for claim in header.claims:
            told = {"identifier": claim.value, "authority": claim.authority.name}
            yield finding("D008", claim.place, "deposit", **told, example=claim.authority.example)
    for kind in ("creators", "contributors"):
        for number, agent in enumerate(said.table.get(kind, ())):
            for key in AUTHORITIES:
                if key in agent:
                    yield from _claimed(said, (kind, number, key), key, agent[key])
    for key, authority in (("doi", "doi"), ("publisher-ror", "ror")):
        if key in said.table:
            yield from _claimed(said, (key,), authority, said.table[key])


def _claimed(
    said: Statement, key: tuple[str | int, ...], name: str, stated: str
) -> Iterator[Finding]:
    authority = types()[name]
    value = next((found for _, found in addressed(stated)), stated)
    if not authority.accepts(value):
        told = {"identifier": stated, "authority": authority.name, "example": authority.example}
        yield finding("D008", said.at(*key), "deposit", **told)


def _names(said: Statement) -> Iterator[Finding]:
    """Tell of the people who are cited by names that were taken apart by guess."""
    for each in said.metadata.creators:
        if each.guessed:
            told = {"name": each.name, "family": each.family, "given": each.given}
            place = each.place if each.place.file else said.at("creators")
            yield finding("D009", place, "deposit", **told)


def _languages(said: Statement) -> Iterator[Finding]:
    for tag in said.metadata.languages:
        if not iso639_3(tag) and tag.partition("-")[0].lower() not in _NO_CODE:
            yield finding("D014", said.place, "deposit", tag=tag)
