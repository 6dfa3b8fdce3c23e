"""DataCite 4.7, as XML by its schema; what the JSON of its interface shares with it.

A record needs a creator, a title, a publisher and a year; without one of them there is no valid
one. Without a DOI the identifier is DataCite's own word for one
that will be assigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from teipipe.deposit.metadata import BODY, Agent, Identifier, Metadata, Source
from teipipe.deposit.serialising import XSI, add, as_xml, words
from teipipe.deposit.serialising import root as tree

NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "http://datacite.org/schema/kernel-4"
_UNASSIGNED = ":tba"
TITLES = {"sub": "Subtitle", "alternative": "AlternativeTitle", "translated": "TranslatedTitle"}
_IDENTIFIERS = {"DOI": "DOI", "Handle": "Handle", "ARK": "ARK", "URN": "URN", "ISBN": "ISBN"}
_SCHEMES = {"URL": "URL", "ISSN": "ISSN"}
FUNDERS = {"ROR": "ROR", "ISNI": "ISNI"}
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
        add(titles, "title", title.text, lang=title.language, titleType=TITLES.get(title.kind, ""))
    _publisher(root, metadata)
    add(root, "publicationYear", year_of(metadata))
    add(root, "resourceType", words()["resource"], resourceTypeGeneral="Dataset")
    _described(root, metadata)
    return as_xml(root)


def contributors(metadata: Metadata) -> Iterator[tuple[Agent, str]]:
    """Give the contributors with DataCite's types: those of the edition, the source's authors."""
    types = words()["contributors"]
    for each in metadata.contributors:
        role = next((types[role] for role in each.roles if role in types), "Other")
        yield each, role
    yield from ((each, "RelatedPerson") for each in metadata.authors())
    if metadata.contact:
        yield metadata.contact, "ContactPerson"


def year_of(metadata: Metadata) -> str:
    """Give the year of publication, nothing where it is not one of four digits."""
    year = metadata.issued.year if metadata.issued else ""
    return year if len(year) == 4 else ""


def _agent(parent: etree._Element, name: str, agent: Agent) -> None:
    kind = "Organizational" if agent.kind == BODY else "Personal"
    add(parent, name, agent.inverted, nameType=kind)
    if agent.given and agent.family:
        add(parent, "givenName", agent.given)
        add(parent, "familyName", agent.family)
    for each in identified(agent):
        where = {"nameIdentifierScheme": each.scheme, "schemeURI": scheme_uri(each)}
        add(parent, "nameIdentifier", each.url, **where)
    for held in agent.affiliations:
        ror = held.identifier("ROR")
        scheme = "ROR" if ror else ""
        where = {"affiliationIdentifier": ror.url if ror else "", "schemeURI": ""}
        add(parent, "affiliation", held.name, affiliationIdentifierScheme=scheme, **where)


def identified(agent: Agent) -> list[Identifier]:
    """Give what identifies an agent for DataCite."""
    return [each for each in agent.identifiers if each.scheme in _PERSONS]


def scheme_uri(identifier: Identifier) -> str:
    """Give the address of a scheme: that of an identifier without it."""
    return identifier.url.removesuffix(identifier.value)


def _publisher(root: etree._Element, metadata: Metadata) -> None:
    assert metadata.publisher is not None
    ror = metadata.publisher.identifier("ROR")
    where = {"publisherIdentifierScheme": "ROR", "schemeURI": "https://ror.org/"} if ror else {}
    identifier = ror.url if ror else ""
    add(root, "publisher", metadata.publisher.name, publisherIdentifier=identifier, **where)


def _described(root: etree._Element, metadata: Metadata) -> None:
    """Add what is optional, in the order of DataCite's own list."""
    subjects = add(root, "subjects")
    for subject in metadata.subjects:
        where = {"subjectScheme": subject.scheme, "valueURI": subject.address}
        add(subjects, "subject", subject.text, **where)
    helpers = add(root, "contributors")
    for agent, kind in contributors(metadata):
        _agent(add(helpers, "contributor", contributorType=kind), "contributorName", agent)
    dated = add(root, "dates")
    for text, kind, told in dates(metadata):
        add(dated, "date", text, dateType=kind, dateInformation=told)
    add(root, "language", next(iter(metadata.languages), ""))
    _identified(root, metadata)
    _sized(root, metadata)
    add(root, "version", metadata.version)
    _rights(add(root, "rightsList"), metadata)
    said = add(root, "descriptions")
    for text, kind in descriptions(metadata):
        add(said, "description", text, descriptionType=kind)
    places = add(root, "geoLocations")
    for place in metadata.places:
        add(add(places, "geoLocation"), "geoLocationPlace", place)
    _funding(add(root, "fundingReferences"), metadata)
    _sources(add(root, "relatedItems"), metadata.sources)
    for empty in [each for each in root if not len(each) and not (each.text or "").strip()]:
        root.remove(empty)


def _identified(root: etree._Element, metadata: Metadata) -> None:
    others = add(root, "alternateIdentifiers")
    for each in alternates(metadata):
        kind = each.scheme
        add(others, "alternateIdentifier", each.value, alternateIdentifierType=kind)
    related = add(root, "relatedIdentifiers")
    for other in metadata.related:
        kind = scheme_of(other.identifier)
        where = {"relatedIdentifierType": kind, "relationType": other.relation}
        add(related, "relatedIdentifier", other.identifier.value, **where)


def _sized(root: etree._Element, metadata: Metadata) -> None:
    sizes = add(root, "sizes")
    for size in metadata.extents:
        add(sizes, "size", size)
    add(add(root, "formats"), "format", "application/tei+xml")


def dates(metadata: Metadata) -> Iterator[tuple[str, str, str]]:
    """Give when the edition appeared, was written as a text, last changed, and is opened to all.

    Last stands what the date itself cannot say: doubts and open ends, as EDTF.
    """
    yield metadata.date, "Issued", ""
    if made := metadata.created:
        yield made.level_0, "Created", made.edtf if made.edtf != made.level_0 else ""
    if metadata.changed:
        yield metadata.changed, "Updated", ""
    if metadata.embargo:
        yield metadata.embargo, "Available", ""


def alternates(metadata: Metadata) -> Iterator[Identifier]:
    """Give the identifiers beside the DOI."""
    yield from (each for each in metadata.identifiers if each.scheme != "DOI")


def scheme_of(identifier: Identifier) -> str:
    """Give the type of a related identifier."""
    return {**_IDENTIFIERS, **_SCHEMES}.get(identifier.scheme, "URL")


def _rights(parent: etree._Element, metadata: Metadata) -> None:
    stated = metadata.licence
    if stated is None:
        return
    scheme = {
        "rightsIdentifier": stated.spdx,
        "rightsIdentifierScheme": "SPDX" if stated.spdx else "",
        "schemeURI": "https://spdx.org/licenses/" if stated.spdx else "",
    }
    add(parent, "rights", stated.title, rightsURI=stated.address, **scheme)


def descriptions(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Give the descriptions with their types."""
    if metadata.description:
        yield "\n\n".join(metadata.description), "Abstract"
    if metadata.methods:
        yield "\n\n".join(metadata.methods), "Methods"


def _funding(parent: etree._Element, metadata: Metadata) -> None:
    for each in metadata.funding:
        reference = add(parent, "fundingReference")
        add(reference, "funderName", each.funder.name)
        identifier = each.funder.identifier(*FUNDERS)
        if identifier:
            kind = FUNDERS[identifier.scheme]
            add(reference, "funderIdentifier", identifier.url, funderIdentifierType=kind)
        if each.award:
            add(reference, "awardNumber", each.award, awardURI=each.address)
        if each.title:
            add(reference, "awardTitle", each.title)


def _sources(parent: etree._Element, sources: Sequence[Source]) -> None:
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
