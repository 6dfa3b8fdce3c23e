"""DataCite 4.7: XML by its schema, and JSON as its interfaces take it.

A record needs a creator, a title, a publisher and a year; without one of them there is no valid
one. Without a DOI the identifier is DataCite's own word for one
that will be assigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from teipipe.deposit.metadata import BODY, Agent, Identifier, Metadata, Source
from teipipe.deposit.serialising import XSI, add, as_json, as_xml, kept, words
from teipipe.deposit.serialising import root as tree

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "http://datacite.org/schema/kernel-4"
_UNASSIGNED = ":tba"
_TITLES = {"sub": "Subtitle", "alternative": "AlternativeTitle", "translated": "TranslatedTitle"}
_IDENTIFIERS = {"DOI": "DOI", "Handle": "Handle", "ARK": "ARK", "URN": "URN", "ISBN": "ISBN"}
_SCHEMES = {"URL": "URL", "ISSN": "ISSN"}
_FUNDERS = {"ROR": "ROR", "ISNI": "ISNI"}
_PERSONS = ("ORCID", "ISNI", "GND", "VIAF", "Wikidata", "ROR")


def xml(metadata: Metadata) -> bytes:
    """Give `datacite.xml`, of a deposit with creators, title, publisher and date."""
    root = tree("resource", NAMESPACE, xsi=XSI)
    root.set(f"{{{XSI}}}schemaLocation", f"{SCHEMA} {SCHEMA}/metadata.xsd")
    add(root, "identifier", metadata.doi or _UNASSIGNED, identifierType="DOI")
    creators = add(root, "creators")
    for each in metadata.creators:
        _agent(add(creators, "creator"), "creatorName", each)
    titles = add(root, "titles")
    for title in metadata.titles:
        add(titles, "title", title.text, lang=title.language, titleType=_TITLES.get(title.kind, ""))
    _publisher(root, metadata)
    add(root, "publicationYear", _year(metadata))
    add(root, "resourceType", words()["resource"], resourceTypeGeneral="Dataset")
    _described(root, metadata)
    return as_xml(root)


def json(metadata: Metadata) -> bytes:
    """Give `datacite.json`, the attributes of a record as the REST interface names them."""
    issued = [{"date": metadata.date, "dateType": "Issued"}]
    others = [{"date": text, "dateType": kind} for text, kind in _dates(metadata)]
    return as_json(
        kept(
            {
                "doi": metadata.doi,
                "types": {"resourceTypeGeneral": "Dataset", "resourceType": words()["resource"]},
                "creators": [_agent_json(each) for each in metadata.creators],
                "titles": [
                    kept({"title": t.text, "titleType": _TITLES.get(t.kind), "lang": t.language})
                    for t in metadata.titles
                ],
                "publisher": _publisher_json(metadata),
                "publicationYear": _year(metadata),
                "subjects": [
                    kept({"subject": s.text, "subjectScheme": s.scheme, "valueUri": s.address})
                    for s in metadata.subjects
                ],
                "contributors": [
                    {**_agent_json(each), "contributorType": kind}
                    for each, kind in contributors(metadata)
                ],
                "dates": [*issued, *others],
                "language": next(iter(metadata.languages), ""),
                "alternateIdentifiers": [
                    {"alternateIdentifier": i.value, "alternateIdentifierType": i.scheme}
                    for i in _alternates(metadata)
                ],
                "relatedIdentifiers": [
                    {
                        "relationType": r.relation,
                        "relatedIdentifier": r.identifier.value,
                        "relatedIdentifierType": _scheme(r.identifier),
                    }
                    for r in metadata.related
                ],
                "sizes": list(metadata.extents),
                "formats": ["application/tei+xml"],
                "version": metadata.version,
                "rightsList": [_rights_json(metadata)] if metadata.licence else [],
                "descriptions": [
                    {"description": text, "descriptionType": kind}
                    for text, kind in _descriptions(metadata)
                ],
                "geoLocations": [{"geoLocationPlace": each} for each in metadata.places],
                "fundingReferences": [
                    kept(
                        {
                            "funderName": each.funder.name,
                            "funderIdentifier": identifier.url if identifier else "",
                            "funderIdentifierType": _FUNDERS[identifier.scheme]
                            if identifier
                            else "",
                            "awardNumber": each.award,
                            "awardTitle": each.title,
                            "awardUri": each.address,
                        }
                    )
                    for each in metadata.funding
                    for identifier in (each.funder.identifier(*_FUNDERS),)
                ],
                "schemaVersion": SCHEMA,
            }
        )
    )


def contributors(metadata: Metadata) -> Iterator[tuple[Agent, str]]:
    """Give the contributors with DataCite's types: those of the edition, the source's authors."""
    types = words()["contributors"]
    for each in metadata.contributors:
        role = next((types[role] for role in each.roles if role in types), "Other")
        yield each, role
    yield from ((each, "RelatedPerson") for each in metadata.authors())
    if metadata.contact:
        yield metadata.contact, "ContactPerson"


def _year(metadata: Metadata) -> str:
    year = metadata.issued.year if metadata.issued else ""
    return year if len(year) == 4 else ""


def _agent(parent: Any, name: str, agent: Agent) -> None:
    kind = "Organizational" if agent.kind == BODY else "Personal"
    add(parent, name, agent.inverted, nameType=kind)
    if agent.given and agent.family:
        add(parent, "givenName", agent.given)
        add(parent, "familyName", agent.family)
    for each in _persons(agent):
        where = {"nameIdentifierScheme": each.scheme, "schemeURI": _scheme_uri(each)}
        add(parent, "nameIdentifier", each.url, **where)
    for held in agent.affiliations:
        ror = held.identifier("ROR")
        scheme = "ROR" if ror else ""
        where = {"affiliationIdentifier": ror.url if ror else "", "schemeURI": ""}
        add(parent, "affiliation", held.name, affiliationIdentifierScheme=scheme, **where)


def _agent_json(agent: Agent) -> dict[str, Any]:
    return kept(
        {
            "name": agent.inverted,
            "nameType": "Organizational" if agent.kind == BODY else "Personal",
            "givenName": agent.given,
            "familyName": agent.family,
            "nameIdentifiers": [
                {
                    "nameIdentifier": each.url,
                    "nameIdentifierScheme": each.scheme,
                    "schemeUri": _scheme_uri(each),
                }
                for each in _persons(agent)
            ],
            "affiliation": [_affiliation_json(each) for each in agent.affiliations],
        }
    )


def _affiliation_json(body: Agent) -> dict[str, Any]:
    ror = body.identifier("ROR")
    scheme = {"affiliationIdentifier": ror.url, "affiliationIdentifierScheme": "ROR"} if ror else {}
    return {"name": body.name, **scheme}


def _persons(agent: Agent) -> list[Identifier]:
    return [each for each in agent.identifiers if each.scheme in _PERSONS]


def _scheme_uri(identifier: Identifier) -> str:
    return identifier.url.removesuffix(identifier.value)


def _publisher(root: Any, metadata: Metadata) -> None:
    assert metadata.publisher is not None
    ror = metadata.publisher.identifier("ROR")
    where = {"publisherIdentifierScheme": "ROR", "schemeURI": "https://ror.org/"} if ror else {}
    identifier = ror.url if ror else ""
    add(root, "publisher", metadata.publisher.name, publisherIdentifier=identifier, **where)


def _publisher_json(metadata: Metadata) -> dict[str, str]:
    assert metadata.publisher is not None
    ror = metadata.publisher.identifier("ROR")
    where = {"publisherIdentifier": ror.url, "publisherIdentifierScheme": "ROR"} if ror else {}
    return {"name": metadata.publisher.name, **where}


def _described(root: Any, metadata: Metadata) -> None:
    """Add what is optional, in the order of DataCite's own list."""
    subjects = add(root, "subjects")
    for subject in metadata.subjects:
        where = {"subjectScheme": subject.scheme, "valueURI": subject.address}
        add(subjects, "subject", subject.text, **where)
    helpers = add(root, "contributors")
    for agent, kind in contributors(metadata):
        _agent(add(helpers, "contributor", contributorType=kind), "contributorName", agent)
    dates = add(root, "dates")
    add(dates, "date", metadata.date, dateType="Issued")
    for text, kind in _dates(metadata):
        add(dates, "date", text, dateType=kind)
    add(root, "language", next(iter(metadata.languages), ""))
    alternates = add(root, "alternateIdentifiers")
    for identifier in _alternates(metadata):
        add(
            alternates,
            "alternateIdentifier",
            identifier.value,
            alternateIdentifierType=identifier.scheme,
        )
    related = add(root, "relatedIdentifiers")
    for other in metadata.related:
        where = {"relatedIdentifierType": _scheme(other.identifier), "relationType": other.relation}
        add(related, "relatedIdentifier", other.identifier.value, **where)
    sizes = add(root, "sizes")
    for size in metadata.extents:
        add(sizes, "size", size)
    add(add(root, "formats"), "format", "application/tei+xml")
    add(root, "version", metadata.version)
    _rights(add(root, "rightsList"), metadata)
    descriptions = add(root, "descriptions")
    for text, kind in _descriptions(metadata):
        add(descriptions, "description", text, descriptionType=kind)
    places = add(root, "geoLocations")
    for place in metadata.places:
        add(add(places, "geoLocation"), "geoLocationPlace", place)
    _funding(add(root, "fundingReferences"), metadata)
    _sources(add(root, "relatedItems"), metadata.sources)
    for empty in [each for each in root if not len(each) and not (each.text or "").strip()]:
        root.remove(empty)


def _dates(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Give when the text was written, and when the edition last changed."""
    if metadata.created:
        yield metadata.created.level_0, "Created"
    if metadata.changed:
        yield metadata.changed, "Updated"


def _alternates(metadata: Metadata) -> Iterator[Identifier]:
    yield from (each for each in metadata.identifiers if each.scheme != "DOI")


def _scheme(identifier: Identifier) -> str:
    return {**_IDENTIFIERS, **_SCHEMES}.get(identifier.scheme, "URL")


def _rights(parent: Any, metadata: Metadata) -> None:
    stated = metadata.licence
    if stated is None:
        return
    scheme = {
        "rightsIdentifier": stated.spdx,
        "rightsIdentifierScheme": "SPDX" if stated.spdx else "",
        "schemeURI": "https://spdx.org/licenses/" if stated.spdx else "",
    }
    add(parent, "rights", stated.title, rightsURI=stated.address, **scheme)


def _rights_json(metadata: Metadata) -> dict[str, str]:
    stated = metadata.licence
    assert stated is not None
    spdx = (
        {"rightsIdentifier": stated.spdx, "rightsIdentifierScheme": "SPDX"} if stated.spdx else {}
    )
    return kept({"rights": stated.title, "rightsUri": stated.address, **spdx})


def _descriptions(metadata: Metadata) -> Iterator[tuple[str, str]]:
    if metadata.description:
        yield "\n\n".join(metadata.description), "Abstract"
    if metadata.methods:
        yield "\n\n".join(metadata.methods), "Methods"


def _funding(parent: Any, metadata: Metadata) -> None:
    for each in metadata.funding:
        reference = add(parent, "fundingReference")
        add(reference, "funderName", each.funder.name)
        identifier = each.funder.identifier(*_FUNDERS)
        if identifier:
            kind = _FUNDERS[identifier.scheme]
            add(reference, "funderIdentifier", identifier.url, funderIdentifierType=kind)
        if each.award:
            add(reference, "awardNumber", each.award, awardURI=each.address)
        if each.title:
            add(reference, "awardTitle", each.title)


def _sources(parent: Any, sources: Sequence[Source]) -> None:
    """Add the works that the edition is derived from, those that have a title."""
    for source in (each for each in sources if each.title):
        where = {"relatedItemType": "Text", "relationType": "IsDerivedFrom"}
        item = add(parent, "relatedItem", **where)
        if source.authors:
            creators = add(item, "creators")
            for each in source.authors:
                creator = add(creators, "creator")
                kind = "Organizational" if each.kind == BODY else "Personal"
                add(creator, "creatorName", each.inverted, nameType=kind)
                if each.given and each.family:
                    add(creator, "givenName", each.given)
                    add(creator, "familyName", each.family)
        add(add(item, "titles"), "title", source.title)
        year = source.dated.year if source.dated else ""
        if len(year) == 4:
            add(item, "publicationYear", year)
