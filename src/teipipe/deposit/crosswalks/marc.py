"""MARCXML, for library catalogues (MARC 21 Format for Bibliographic Data).

The author of the work is the main entry (100), the people of the edition are added entries (700,
710) with their relators; a record of unknown rights has no 540.
"""

from __future__ import annotations

from lxml import etree

from teipipe.deposit.headers.agents import relators
from teipipe.deposit.languages import iso639_3, marc
from teipipe.deposit.metadata import BODY, Agent, Metadata
from teipipe.deposit.serialising import add, as_xml
from teipipe.deposit.serialising import root as tree

NAMESPACE = "http://www.loc.gov/MARC21/slim"
_LEADER = "00000nam a2200000uu 4500"
"""New, language material, monograph; lengths are the receiver's to count."""
_UNDATED = "000000"
_CARRIERS = (
    ("336", "text", "txt", "rdacontent"),
    ("337", "computer", "c", "rdamedia"),
    ("338", "online resource", "cr", "rdacarrier"),
)
"""What RDA calls content, media and carrier: the field, the term, its code, their list."""


def marcxml(metadata: Metadata) -> bytes:
    """Give `marc.xml`, of a deposit with a title."""
    root = tree("collection", NAMESPACE)
    record = add(root, "record")
    _control(record, metadata)
    _numbers(record, metadata)
    authors = metadata.authors()
    first = authors[0] if authors else None
    if first:
        _agent(record, first, "110" if first.kind == BODY else "100")
    _title(record, metadata, "1" if first else "0")
    _imprint(record, metadata)
    for extent in metadata.extents:
        _field(record, "300", a=extent)
    for tag, term, code, source in _CARRIERS:
        add(_field(record, tag, a=term, b=code), "subfield", source, code="2")
    _notes(record, metadata)
    for subject in metadata.subjects:
        _field(record, "653", a=subject.text)
    for other in (*authors[1:], *metadata.creators, *metadata.contributors):
        _agent(record, other, "710" if other.kind == BODY else "700")
    for place in metadata.places:
        _field(record, "751", a=place)
    links = [f"https://doi.org/{metadata.doi}" if metadata.doi else "", metadata.address]
    for link in filter(None, links):
        _field(record, "856", "4", "0", u=link)
    return as_xml(root)


def _control(record: etree._Element, metadata: Metadata) -> None:
    """Add the leader and the fields of fixed length."""
    add(record, "leader", _LEADER)
    add(record, "controlfield", metadata.name, tag="001")
    add(record, "controlfield", "m     o  d        ", tag="006")
    add(record, "controlfield", "cr |||||||||||", tag="007")
    add(record, "controlfield", _fixed(metadata), tag="008")


def _fixed(metadata: Metadata) -> str:
    """Make the forty characters of 008: dates, online, language."""
    entered = metadata.date.replace("-", "")[2:8] if len(metadata.date) == 10 else _UNDATED
    year = metadata.issued.year if metadata.issued else ""
    dates = f"s{year}    " if len(year) == 4 else "nuuuuuuuu"
    language = marc(metadata.languages[0]) if metadata.languages else "und"
    return f"{entered}{dates}xx      o     000 0 {language} u"


def _numbers(record: etree._Element, metadata: Metadata) -> None:
    for each in metadata.identifiers:
        if each.scheme == "ISBN":
            _field(record, "020", a=each.value)
        elif each.scheme in ("DOI", "Handle", "URN", "ARK"):
            field = _field(record, "024", "7", a=each.value)
            add(
                field,
                "subfield",
                "hdl" if each.scheme == "Handle" else each.scheme.lower(),
                code="2",
            )
    codes = tuple(dict.fromkeys(filter(None, map(iso639_3, metadata.languages))))
    if codes:
        field = _field(record, "041", " ", "7")
        for code in codes:
            add(field, "subfield", code, code="a")
        add(field, "subfield", "iso639-3", code="2")


def _title(record: etree._Element, metadata: Metadata, added: str) -> None:
    subtitle = "; ".join(each.text for each in metadata.of_kind("sub"))
    _field(record, "245", added, "0", a=metadata.title, b=subtitle)
    for each in metadata.of_kind("alternative", "translated"):
        _field(record, "246", "1", "1" if each.kind == "translated" else " ", a=each.text)
    _field(record, "250", a=metadata.version)


def _imprint(record: etree._Element, metadata: Metadata) -> None:
    publisher = metadata.publisher.name if metadata.publisher else ""
    _field(record, "264", " ", "1", b=publisher, c=metadata.issued.year if metadata.issued else "")
    if metadata.created:
        _field(record, "046", k=metadata.created.edtf)


def _notes(record: etree._Element, metadata: Metadata) -> None:
    for text in metadata.description:
        _field(record, "520", "3", a=text)
    for each in metadata.funding:
        _field(record, "536", a=each.funder.name, c=each.award)
    for source in metadata.sources:
        _field(record, "534", n=source.citation)
    stated = metadata.licence
    if stated:
        field = _field(record, "540", a=stated.title, f=stated.spdx, u=stated.address)
        if stated.spdx:
            add(field, "subfield", "spdx", code="2")


def _agent(record: etree._Element, agent: Agent, tag: str) -> None:
    first = "2" if agent.kind == BODY else "1" if agent.family and agent.given else "0"
    field = _field(record, tag, first, a=agent.inverted)
    for code in agent.roles:
        term = relators()["terms"].get(code, "")
        if term:
            add(field, "subfield", term, code="e")
    for each in agent.identifiers:
        if each.url:
            add(field, "subfield", each.url, code="0" if each.scheme in ("GND", "VIAF") else "1")
    for code in agent.roles:
        add(field, "subfield", code, code="4")


def _field(
    record: etree._Element, tag: str, first: str = " ", second: str = " ", **subfields: str
) -> etree._Element:
    """Add a data field with its subfields, or none where there is nothing to say."""
    said = {code: text for code, text in subfields.items() if text}
    if subfields and not said:
        return record
    field = add(record, "datafield", tag=tag, ind1=first, ind2=second)
    for code, text in said.items():
        add(field, "subfield", text, code=code)
    return field
