"""A record of InvenioRDM, as its REST interface takes it for a draft (and Zenodo's does).

Persons need a family name; dates are EDTF, Level 0; languages ISO 639-3; licences SPDX in small
letters, any other one by its title and address.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from teipipe.deposit.crosswalks.datacite import contributors, dates
from teipipe.deposit.languages import iso639_3
from teipipe.deposit.metadata import BODY, Agent, Identifier, Metadata
from teipipe.deposit.serialising import kept, words

_AGENTS = {"ORCID": "orcid", "GND": "gnd", "ISNI": "isni", "ROR": "ror"}
_SHORTEST = 3
"""Letters of the shortest further title that the interface takes."""
_IDENTIFIERS = {
    "ARK": "ark", "DOI": "doi", "Handle": "handle", "ISBN": "isbn", "ISSN": "issn",
    "URL": "url", "URN": "urn",
}  # fmt: skip
_TITLES = {
    "sub": "subtitle",
    "alternative": "alternative-title",
    "translated": "translated-title",
}


def record(metadata: Metadata, identifier: str = "") -> dict[str, Any]:
    """Give the record of a draft; `identifier` is a URN by which the package is found again."""
    pids = {"doi": {"identifier": metadata.doi, "provider": "external"}} if metadata.doi else {}
    return kept(
        {
            "access": _access(metadata),
            "files": {"enabled": True},
            "metadata": _described(metadata, identifier),
            "pids": pids,
        }
    )


def _described(metadata: Metadata, identifier: str) -> dict[str, Any]:
    known = [_identifier(each) for each in metadata.identifiers if each.scheme in _IDENTIFIERS]
    named = [{"scheme": "urn", "identifier": identifier}] if identifier else []
    return kept(
        {
            "resource_type": {"id": "dataset"},
            "title": metadata.title,
            "additional_titles": list(_titles(metadata)),
            "publication_date": metadata.date,
            "creators": [_agent(each) for each in metadata.creators],
            "contributors": [
                {**_agent(each), "role": {"id": _role(kind)}}
                for each, kind in contributors(metadata)
                if kind != "ContactPerson"
            ],
            "description": paragraphs(metadata.description),
            "additional_descriptions": [
                {"description": paragraphs(metadata.methods), "type": {"id": "methods"}}
            ]
            if metadata.methods
            else [],
            "rights": [_rights(metadata)] if metadata.licence else [],
            "subjects": [{"subject": each.text} for each in metadata.subjects],
            "languages": [{"id": code} for code in _languages(metadata)],
            "dates": list(_dates(metadata)),
            "sizes": list(metadata.extents),
            "formats": ["application/tei+xml"],
            "version": metadata.version,
            "publisher": metadata.publisher.name if metadata.publisher else "",
            "identifiers": [each for each in known if each["scheme"] != "doi"] + named,
            "related_identifiers": list(_related(metadata)),
            "references": [{"reference": s.citation} for s in metadata.sources if s.citation],
            "locations": kept({"features": [{"place": each} for each in metadata.places]}),
            "funding": list(_funding(metadata)),
        }
    )


def paragraphs(texts: tuple[str, ...]) -> str:
    """Give paragraphs as the HTML that repositories take in descriptions."""
    return "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in texts)


def _agent(agent: Agent) -> dict[str, Any]:
    belongs = [{"name": each.name} for each in agent.affiliations]
    return kept({"person_or_org": _person_or_body(agent), "affiliations": belongs})


def _person_or_body(agent: Agent) -> dict[str, Any]:
    known = [
        {"scheme": _AGENTS[each.scheme], "identifier": each.value}
        for each in agent.identifiers
        if each.scheme in _AGENTS
    ]
    if agent.kind == BODY:
        return kept({"type": "organizational", "name": agent.name, "identifiers": known})
    return kept(
        {
            "type": "personal",
            "family_name": agent.family or agent.name,
            "given_name": agent.given,
            "identifiers": known,
        }
    )


def _access(metadata: Metadata) -> dict[str, Any]:
    """Give who may see it: an embargo opens the files on its day."""
    closed = metadata.restricted or metadata.embargo
    until = {"active": True, "until": metadata.embargo} if metadata.embargo else {}
    files = "restricted" if closed else "public"
    return kept({"record": "public", "files": files, "embargo": until})


def _role(kind: str) -> str:
    return "other" if kind in words()["untranslated"] else kind.lower()


def _titles(metadata: Metadata) -> Iterator[dict[str, Any]]:
    for each in (t for t in metadata.of_kind(*_TITLES) if len(t.text) >= _SHORTEST):
        lang = {"id": iso639_3(each.language)} if iso639_3(each.language) else {}
        yield kept({"title": each.text, "type": {"id": _TITLES[each.kind]}, "lang": lang})


def _rights(metadata: Metadata) -> dict[str, Any]:
    stated = metadata.licence
    assert stated is not None
    if stated.spdx:
        return {"id": stated.spdx.lower()}
    return kept({"title": {"en": stated.title}, "link": stated.address})


def _languages(metadata: Metadata) -> tuple[str, ...]:
    codes = (iso639_3(each) for each in metadata.languages)
    return tuple(dict.fromkeys(each for each in codes if each))


def _dates(metadata: Metadata) -> Iterator[dict[str, Any]]:
    for text, kind, told in dates(metadata):
        if kind != "Issued":
            yield kept({"date": text, "type": {"id": kind.lower()}, "description": told})


def _identifier(identifier: Identifier) -> dict[str, str]:
    return {"scheme": _IDENTIFIERS[identifier.scheme], "identifier": identifier.value}


def _related(metadata: Metadata) -> Iterator[dict[str, Any]]:
    if metadata.address and metadata.address not in {i.value for i in metadata.identifiers}:
        yield {
            "identifier": metadata.address,
            "scheme": "url",
            "relation_type": {"id": "isvariantformof"},
        }
    for each in metadata.related:
        yield {
            "identifier": each.identifier.value,
            "scheme": _IDENTIFIERS.get(each.identifier.scheme, "url"),
            "relation_type": {"id": each.relation.lower()},
        }


def _funding(metadata: Metadata) -> Iterator[dict[str, Any]]:
    for each in metadata.funding:
        title = {"en": each.title} if each.title else {}
        link = [{"scheme": "url", "identifier": each.address}] if each.address else []
        named = each.award or each.title
        award = kept({"title": title, "number": each.award, "identifiers": link}) if named else {}
        yield kept({"funder": {"name": each.funder.name}, "award": award})
