"""`datacite.json`: a record of DataCite 4.7 as its REST interface names the parts."""

from __future__ import annotations

from typing import Any

from teipipe.deposit.crosswalks.datacite import (
    FUNDERS,
    SCHEMA,
    TITLES,
    alternates,
    contributors,
    dates,
    descriptions,
    identified,
    scheme_of,
    scheme_uri,
    year_of,
)
from teipipe.deposit.metadata import BODY, Agent, Funding, Metadata, Related, Source
from teipipe.deposit.serialising import as_json, kept, words


def json(metadata: Metadata) -> bytes:
    """Give `datacite.json`, of a deposit with creators, title, publisher and date."""
    return as_json(kept({**_cited(metadata), **_described(metadata), "schemaVersion": SCHEMA}))


def _cited(metadata: Metadata) -> dict[str, Any]:
    """Give what a citation has."""
    helpers = contributors(metadata)
    return {
        "doi": metadata.doi,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": words()["resource"]},
        "creators": [_agent_json(each) for each in metadata.creators],
        "titles": [
            kept({"title": each.text, "titleType": TITLES.get(each.kind), "lang": each.language})
            for each in metadata.titles
        ],
        "publisher": _publisher_json(metadata),
        "publicationYear": year_of(metadata),
        "contributors": [{**_agent_json(each), "contributorType": kind} for each, kind in helpers],
        "dates": [
            kept({"date": text, "dateType": kind, "dateInformation": told})
            for text, kind, told in dates(metadata)
        ],
        "version": metadata.version,
        "rightsList": [_rights_json(metadata)] if metadata.licence else [],
    }


def _described(metadata: Metadata) -> dict[str, Any]:
    """Give what the edition is and belongs to."""
    said = descriptions(metadata)
    return {
        "subjects": [
            kept({"subject": each.text, "subjectScheme": each.scheme, "valueUri": each.address})
            for each in metadata.subjects
        ],
        "language": next(iter(metadata.languages), ""),
        "alternateIdentifiers": [
            {"alternateIdentifier": each.value, "alternateIdentifierType": each.scheme}
            for each in alternates(metadata)
        ],
        "relatedIdentifiers": [_related(each) for each in metadata.related],
        "sizes": list(metadata.extents),
        "formats": ["application/tei+xml"],
        "descriptions": [{"description": text, "descriptionType": kind} for text, kind in said],
        "geoLocations": [{"geoLocationPlace": each} for each in metadata.places],
        "fundingReferences": [_funding(each) for each in metadata.funding],
        "relatedItems": [_source(each) for each in metadata.sources if each.title],
    }


def _source(source: Source) -> dict[str, Any]:
    """Give a work that the edition is derived from."""
    year = source.dated.year if source.dated else ""
    return kept(
        {
            "relatedItemType": "Text",
            "relationType": "IsDerivedFrom",
            "creators": [_named(each) for each in source.authors],
            "titles": [{"title": source.title}],
            "publicationYear": year if len(year) == 4 else "",
        }
    )


def _related(other: Related) -> dict[str, str]:
    return {
        "relationType": other.relation,
        "relatedIdentifier": other.identifier.value,
        "relatedIdentifierType": scheme_of(other.identifier),
    }


def _funding(grant: Funding) -> dict[str, Any]:
    known = grant.funder.identifier(*FUNDERS)
    named = {"funderIdentifier": known.url, "funderIdentifierType": known.scheme} if known else {}
    return kept(
        {
            "funderName": grant.funder.name,
            **named,
            "awardNumber": grant.award,
            "awardTitle": grant.title,
            "awardUri": grant.address,
        }
    )


def _named(agent: Agent) -> dict[str, Any]:
    return kept(
        {
            "name": agent.inverted,
            "nameType": "Organizational" if agent.kind == BODY else "Personal",
            "givenName": agent.given,
            "familyName": agent.family,
        }
    )


def _agent_json(agent: Agent) -> dict[str, Any]:
    return kept(
        {
            **_named(agent),
            "nameIdentifiers": [
                {
                    "nameIdentifier": each.url,
                    "nameIdentifierScheme": each.scheme,
                    "schemeUri": scheme_uri(each),
                }
                for each in identified(agent)
            ],
            "affiliation": [_affiliation_json(each) for each in agent.affiliations],
        }
    )


def _affiliation_json(body: Agent) -> dict[str, Any]:
    ror = body.identifier("ROR")
    scheme = {"affiliationIdentifier": ror.url, "affiliationIdentifierScheme": "ROR"} if ror else {}
    return {"name": body.name, **scheme}


def _publisher_json(metadata: Metadata) -> dict[str, str]:
    assert metadata.publisher is not None
    ror = metadata.publisher.identifier("ROR")
    where = {"publisherIdentifier": ror.url, "publisherIdentifierScheme": "ROR"} if ror else {}
    return {"name": metadata.publisher.name, **where}


def _rights_json(metadata: Metadata) -> dict[str, str]:
    stated = metadata.licence
    assert stated is not None
    spdx = (
        {"rightsIdentifier": stated.spdx, "rightsIdentifierScheme": "SPDX"} if stated.spdx else {}
    )
    return kept({"rights": stated.title, "rightsUri": stated.address, **spdx})
