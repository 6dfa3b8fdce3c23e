"""MODS 3.8, for library catalogues: the author of the work leads, the editors are named with it."""

from __future__ import annotations

from lxml import etree

from teipipe.deposit.headers.agents import relators
from teipipe.deposit.languages import iso639_3
from teipipe.deposit.metadata import BODY, Agent, Metadata
from teipipe.deposit.serialising import XSI, add, as_xml
from teipipe.deposit.serialising import root as tree

NAMESPACE = "http://www.loc.gov/mods/v3"
_TITLES = {"alternative": "alternative", "translated": "translated"}
_XLINK = "http://www.w3.org/1999/xlink"


def mods(metadata: Metadata) -> bytes:
    """Give `mods.xml`, of a deposit with a title."""
    root = tree("mods", NAMESPACE, xsi=XSI, xlink=_XLINK)
    root.set("version", "3.8")
    location = f"{NAMESPACE} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"
    root.set(f"{{{XSI}}}schemaLocation", location)
    _titles(root, metadata)
    for each in (*metadata.authors(), *metadata.creators, *metadata.contributors):
        _name(root, each)
    add(root, "typeOfResource", "text")
    add(root, "genre", "dataset", authority="marcgt")
    _origin(root, metadata)
    for tag in metadata.languages:
        if code := iso639_3(tag):
            language = add(root, "language")
            add(language, "languageTerm", code, type="code", authority="iso639-3")
    physical = add(root, "physicalDescription")
    add(physical, "form", "electronic", authority="marcform")
    add(physical, "internetMediaType", "application/tei+xml")
    for extent in metadata.extents:
        add(physical, "extent", extent)
    add(physical, "digitalOrigin", "reformatted digital")
    for text in metadata.description:
        add(root, "abstract", text)
    for subject in metadata.subjects:
        add(add(root, "subject", valueURI=subject.address), "topic", subject.text)
    for place in metadata.places:
        add(add(root, "subject"), "geographic", place)
    _sources(root, metadata)
    for identifier in metadata.identifiers:
        add(root, "identifier", identifier.value, type=identifier.scheme.lower())
    if metadata.address:
        add(add(root, "location"), "url", metadata.address, usage="primary")
    _access(root, metadata)
    return as_xml(root)


def _titles(root: etree._Element, metadata: Metadata) -> None:
    main = next(metadata.of_kind("main"))
    held = add(root, "titleInfo", lang=main.language)
    add(held, "title", main.text)
    for each in metadata.of_kind("sub"):
        add(held, "subTitle", each.text)
    for each in metadata.of_kind(*_TITLES):
        other = add(root, "titleInfo", type=_TITLES[each.kind], lang=each.language)
        add(other, "title", each.text)


def _name(parent: etree._Element, agent: Agent) -> None:
    best = agent.identifier("GND", "VIAF", "ORCID", "ISNI", "ROR", "Wikidata")
    kind = "corporate" if agent.kind == BODY else "personal"
    name = add(parent, "name", type=kind, valueURI=best.url if best else "")
    if agent.family and agent.given:
        add(name, "namePart", agent.family, type="family")
        add(name, "namePart", agent.given, type="given")
    else:
        add(name, "namePart", agent.name)
    for code in agent.roles:
        role = add(name, "role")
        add(role, "roleTerm", code, type="code", authority="marcrelator")
        term = relators()["terms"].get(code, "")
        if term:
            add(role, "roleTerm", term, type="text", authority="marcrelator")
    for each in agent.affiliations:
        add(name, "affiliation", each.name)


def _origin(root: etree._Element, metadata: Metadata) -> None:
    origin = add(root, "originInfo", eventType="publication")
    if metadata.publisher:
        add(origin, "publisher", metadata.publisher.name)
    if metadata.issued:
        add(origin, "dateIssued", metadata.issued.edtf, encoding="edtf", keyDate="yes")
    if metadata.created:
        add(origin, "dateCreated", metadata.created.edtf, encoding="edtf")
    if metadata.changed:
        add(origin, "dateModified", metadata.changed, encoding="w3cdtf")
    if metadata.version:
        add(origin, "edition", metadata.version)
    if not len(origin):
        root.remove(origin)


def _sources(root: etree._Element, metadata: Metadata) -> None:
    for each in metadata.sources:
        if each.citation:
            item = add(root, "relatedItem", type="original")
            if each.title:
                add(add(item, "titleInfo"), "title", each.title)
            add(item, "note", each.citation)


def _access(root: etree._Element, metadata: Metadata) -> None:
    stated = metadata.licence
    if stated:
        access = add(root, "accessCondition", stated.title, type="use and reproduction")
        if stated.address:
            access.set(f"{{{_XLINK}}}href", stated.address)
