"""The metadata of a deposit, gathered from the headers of its documents and the project's table.

What `[deposit]` of `teipipe.toml` says goes before the headers. Where several documents are one
deposit, what differs between their headers is not said of the whole, unless it can be joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from teipipe.authorities import addressed, types
from teipipe.configuration import KeyPath
from teipipe.deposit.dates import Dated, of_text, span
from teipipe.deposit.headers import Header
from teipipe.deposit.headers.agents import parts, relators
from teipipe.deposit.languages import iso639_3
from teipipe.deposit.licences import Licence, licence
from teipipe.deposit.metadata import (
    BODY,
    Agent,
    Funding,
    Identifier,
    Metadata,
    Related,
    Source,
    Subject,
    Title,
)
from teipipe.findings import Place

Value = TypeVar("Value")
AUTHORITIES = ("orcid", "gnd", "viaf", "isni", "ror", "wikidata")
"""The keys of an agent in `[deposit]` that hold identifiers."""
RESTRICTED = "restricted"
"""What `availability/@status` says where not everybody may read it."""
_DISCIPLINES = ("Arts and Humanities",)


@dataclass(frozen=True, slots=True)
class Statement:
    """What headers and project say: `table` is `[deposit]` of the settings file at `lines`.

    `others` are the metadata files that the project keeps, by name.
    """

    metadata: Metadata
    headers: Sequence[Header]
    table: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    lines: Mapping[KeyPath, int] = field(default_factory=dict)
    others: Mapping[str, bytes] = field(default_factory=dict)

    def at(self, *key: str | int) -> Place:
        """Give the place of a key of the table, or of the nearest table around it."""
        path: KeyPath = ("deposit", *key)
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file or None, self.lines.get(path), 1 if path else None)

    @property
    def place(self) -> Place:
        """Where something is missing: in the only header, else in the settings."""
        return self.headers[0].place if len(self.headers) == 1 else self.at()


def gather(name: str, headers: Sequence[Header], table: Mapping[str, Any]) -> Metadata:
    """Make the metadata of a deposit; `name` is what the package is called."""
    only = headers[0] if len(headers) == 1 else None
    creators, contributors = _people(headers, table)
    return Metadata(
        name=name,
        titles=tuple(_titles(only, table)),
        creators=creators,
        contributors=contributors,
        sources=_once(_sources(headers)),
        publisher=_publisher(headers, table),
        issued=_issued(headers, table),
        created=span([each.created for each in headers if each.created]),
        changed=max((each.changed for each in headers), default=""),
        version=table.get("version") or (only.version if only else ""),
        languages=_languages(headers, table),
        description=_description(headers, table),
        methods=_shared(each.methods for each in headers),
        subjects=_once(
            (
                *(Subject(each) for each in table.get("keywords", ())),
                *(subject for each in headers for subject in each.subjects),
            )
        ),
        disciplines=tuple(table.get("disciplines", _DISCIPLINES)),
        licence=_licence(headers, table),
        restricted=any(each.status == RESTRICTED for each in headers),
        embargo=table.get("embargo", ""),
        identifiers=_once((*_own_doi(table), *(only.identifiers if only else ()))),
        address=table.get("address") or (only.address if only else ""),
        funding=_once((*_grants(table), *(f for each in headers for f in each.funding))),
        related=tuple(_related(each) for each in table.get("related", ())),
        contact=_contact(table),
        email=table.get("contact", {}).get("email", "")
        or next((each.email for each in headers if each.email), ""),
        extents=only.extents if only else (),
        places=_once(place for each in headers for place in each.places),
    )


def agent_of(stated: Mapping[str, Any], roles: Sequence[str]) -> Agent:
    """Read an agent of the table; identifiers that cannot be right are left out."""
    read = parts(stated["name"])
    if stated.get("kind", read.kind) != read.kind:
        read = Agent(stated["name"], kind=stated["kind"])
    affiliation = stated.get("affiliation")
    return replace(
        read,
        roles=tuple(stated.get("roles", roles)),
        identifiers=tuple(_identifiers(stated)),
        affiliations=(_body(affiliation, stated.get("affiliation-ror", "")),)
        if affiliation
        else read.affiliations,
    )


def joined(agents: Iterable[Agent]) -> tuple[Agent, ...]:
    """Give each agent once, with all roles and identifiers that were said of it anywhere."""
    merged: dict[str, Agent] = {}
    keys: dict[str, str] = {}
    for each in agents:
        own = [f"{i.scheme}:{i.value}" for i in each.identifiers] + [each.inverted.casefold()]
        key = next((keys[known] for known in own if known in keys), own[0])
        merged[key] = _merged(merged[key], each) if key in merged else each
        keys.update(dict.fromkeys(own, key))
    return tuple(merged.values())


def _merged(first: Agent, second: Agent) -> Agent:
    best = second if first.guessed and not second.guessed else first
    return replace(
        best,
        roles=_once((*first.roles, *second.roles)),
        identifiers=_once((*first.identifiers, *second.identifiers)),
        affiliations=_once((*first.affiliations, *second.affiliations)),
        place=first.place,
    )


def _people(
    headers: Sequence[Header], table: Mapping[str, Any]
) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    """Part the people of the edition: those who made it, and those who took part otherwise."""
    people = joined(agent for each in headers for agent in each.makers)
    stated = joined(agent_of(each, ("edt",)) for each in table.get("creators", ()))
    if stated:
        names = {each.inverted.casefold() for each in stated}
        ids = {each for agent in stated for each in agent.identifiers}
        others = tuple(
            each
            for each in people
            if each.inverted.casefold() not in names and ids.isdisjoint(each.identifiers)
        )
    else:
        makers = set(relators()["makers"])
        stated = tuple(each for each in people if makers & set(each.roles)) or people
        others = tuple(each for each in people if each not in stated)
    besides = (agent_of(each, ("ctb",)) for each in table.get("contributors", ()))
    return stated, joined((*others, *besides))


def _titles(only: Header | None, table: Mapping[str, Any]) -> Iterator[Title]:
    if "title" in table:
        yield Title(table["title"])
    if "subtitle" in table:
        yield Title(table["subtitle"], "sub")
    if only and "title" not in table:
        kinds = ("sub",) if "subtitle" in table else ()
        yield from (each for each in only.titles if each.kind not in kinds)


def _sources(headers: Sequence[Header]) -> Iterator[Source]:
    for each in headers:
        title = each.source.title or each.title
        yield replace(each.source, title=title)


def _publisher(headers: Sequence[Header], table: Mapping[str, Any]) -> Agent | None:
    if "publisher" in table:
        return replace(_body(table["publisher"], table.get("publisher-ror", "")), roles=("pbl",))
    return next((each.publisher for each in headers if each.publisher), None)


def _issued(headers: Sequence[Header], table: Mapping[str, Any]) -> Dated | None:
    if "date" in table:
        return of_text(table["date"])
    dates = [each.issued for each in headers if each.issued]
    return max(dates, key=lambda each: each.level_0, default=None)


def _languages(headers: Sequence[Header], table: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the languages; a tag that is only another way to write one given already is not."""
    tags = table.get("languages") or [tag for each in headers for tag in each.languages]
    distinct: dict[tuple[str, str], str] = {}
    for tag in tags:
        language, _, rest = tag.partition("-")
        distinct.setdefault((iso639_3(language) or language, rest), tag)
    return tuple(distinct.values())


def _description(headers: Sequence[Header], table: Mapping[str, Any]) -> tuple[str, ...]:
    if "description" in table:
        blocks = table["description"].split("\n\n")
        return tuple(folded for each in blocks if (folded := " ".join(each.split())))
    return _shared(each.description for each in headers)


def _shared(texts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Give what all headers say alike, nothing where they differ."""
    distinct = set(texts)
    return distinct.pop() if len(distinct) == 1 else ()


def _licence(headers: Sequence[Header], table: Mapping[str, Any]) -> Licence | None:
    """Give the licence of the whole: of the table, else that of all headers if they have one."""
    if "licence" in table:
        return licence(table["licence"])
    stated = {each.licence for header in headers for each in header.licences}
    silent = any(not header.licences for header in headers)
    return next(iter(stated)) if len(stated) == 1 and not silent else None


def _own_doi(table: Mapping[str, Any]) -> Iterator[Identifier]:
    if "doi" in table:
        value = next((found for _, found in addressed(table["doi"])), table["doi"])
        yield Identifier("DOI", value.lower())


def _grants(table: Mapping[str, Any]) -> Iterator[Funding]:
    for each in table.get("funding", ()):
        funder = replace(_body(each["funder"], each.get("ror", "")), roles=("fnd",))
        said = (each.get(key, "") for key in ("award", "title", "address"))
        yield Funding(funder, *said)


def _related(stated: Mapping[str, str]) -> Related:
    value = stated["identifier"]
    for authority, found in addressed(value):
        return Related(stated["relation"], Identifier(authority.name, found))
    doi = types()["doi"]
    scheme = "DOI" if doi.accepts(value) else "URL"
    return Related(stated["relation"], Identifier(scheme, value))


def _contact(table: Mapping[str, Any]) -> Agent | None:
    named = table.get("contact", {}).get("name")
    return parts(named) if named else None


def _body(name: str, ror: str) -> Agent:
    return Agent(name, kind=BODY, identifiers=tuple(_identifiers({"ror": ror} if ror else {})))


def _identifiers(stated: Mapping[str, Any]) -> Iterator[Identifier]:
    for key in AUTHORITIES:
        if key in stated:
            authority = types()[key]
            value = next((found for _, found in addressed(stated[key])), stated[key])
            if authority.accepts(value):
                yield Identifier(authority.name, authority.normalised(value))


def _once(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))
