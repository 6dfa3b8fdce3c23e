"""Dublin Core: the fifteen elements, in the container of OAI-PMH (`oai_dc`)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from teipipe.deposit.metadata import Metadata
from teipipe.deposit.serialising import XSI, as_xml
from teipipe.deposit.serialising import root as tree
from teipipe.documents import LANG

OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"


def dublin_core(metadata: Metadata) -> bytes:
    """Give `dublincore.xml`."""
    root = tree("dc", OAI, dc=DC, xsi=XSI)
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for name, text, language in _statements(metadata):
        if text:
            element = etree.SubElement(root, f"{{{DC}}}{name}")
            element.text = text
            if language:
                element.set(LANG, language)
    return as_xml(root)


def _statements(metadata: Metadata) -> Iterator[tuple[str, str, str]]:
    """Give element, text and language, in the order of the elements' own list."""
    for title in metadata.titles:
        yield "title", title.text, title.language
    yield from (("creator", each.inverted, "") for each in metadata.creators)
    yield from (("subject", each.text, "") for each in metadata.subjects)
    yield from (("description", each, "") for each in metadata.description)
    yield "publisher", metadata.publisher.name if metadata.publisher else "", ""
    people = (*metadata.contributors, *metadata.authors())
    yield from (("contributor", each.inverted, "") for each in people)
    yield "date", metadata.date, ""
    yield "type", "Dataset", ""
    yield "format", "application/tei+xml", ""
    known = dict.fromkeys((*(i.url or i.value for i in metadata.identifiers), metadata.address))
    yield from (("identifier", each, "") for each in known)
    yield from (("source", each.citation, "") for each in metadata.sources)
    yield from (("language", each, "") for each in metadata.languages)
    yield from (("relation", r.identifier.url or r.identifier.value, "") for r in metadata.related)
    yield from (("coverage", each, "") for each in metadata.places)
    yield "coverage", metadata.created.edtf if metadata.created else "", ""
    stated = metadata.licence
    yield "rights", (stated.address or stated.title) if stated else "", ""
