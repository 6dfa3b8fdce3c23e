"""CMIF: who wrote to whom, when and from where (Correspondence Metadata Interchange Format 1).

Only what identifies by an address goes in as `@ref`: that is what the format is for. It knows
letters that were sent and received, names without markup, and days, months and years.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from teipipe.deposit import fields
from teipipe.deposit.headers.agents import Reader
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.serialising import add, as_xml
from teipipe.deposit.serialising import root as tree
from teipipe.documents import ID, TEI, tei, text_of

_NAMES = {
    "name": "persName",
    "orgName": "orgName",
    "persName": "persName",
    "placeName": "placeName",
    "rs": "persName",
    "settlement": "placeName",
}
"""What the format calls the names of a letter's header."""
_TYPED = {"place": "placeName", "org": "orgName", "organisation": "orgName"}
_DATES = ("when", "from", "to", "notBefore", "notAfter")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_AGENTS = (tei("persName"), tei("orgName"))
_UNKNOWN = "Unknown"
"""The format's own word for a writer or receiver whom nobody names."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A document with a `correspDesc`: its name and address, and how its names are read."""

    name: str
    address: str
    description: Any
    reader: Reader


def lacking(metadata: Metadata) -> tuple[str, ...]:
    """Give the fields that are missing, without which a file of the format is not valid."""
    missing = fields.missing(metadata, ("creators", "date", "licence"))
    return missing if _address(metadata) else (*missing, "identifiers")


def cmif(metadata: Metadata, letters: Sequence[Letter]) -> bytes | None:
    """Give `cmif.xml` of metadata with all that it needs, None where nothing describes a letter."""
    if not letters:
        return None
    source = f"cmif-{uuid.uuid5(uuid.NAMESPACE_URL, metadata.address or metadata.name)}"
    root = tree("TEI", TEI)
    header = add(root, "teiHeader")
    _file(add(header, "fileDesc"), metadata, source)
    profile = add(header, "profileDesc")
    for letter in letters:
        _letter(profile, metadata, letter, source)
    add(add(add(root, "text"), "body"), "p")
    return as_xml(root)


def _file(described: etree._Element, metadata: Metadata, source: str) -> None:
    titles = add(described, "titleStmt")
    add(titles, "title", metadata.title or metadata.name)
    for each in metadata.creators:
        editor = add(titles, "editor", each.name)
        if metadata.email and each is metadata.creators[0]:
            add(editor, "email", metadata.email)
    publication = add(described, "publicationStmt")
    publisher = add(publication, "publisher")
    named = metadata.publisher.name if metadata.publisher else metadata.title
    add(publisher, "ref", named, target=_address(metadata))
    add(publication, "idno", _address(metadata), type="url")
    add(publication, "date", when=metadata.date)
    stated = metadata.licence
    assert stated is not None
    add(add(publication, "availability"), "licence", stated.title, target=stated.address)
    sources = add(described, "sourceDesc")
    bibl = add(sources, "bibl", metadata.title or metadata.name, type="online")
    bibl.set(ID, source)


def _address(metadata: Metadata) -> str:
    named = (each.url for each in metadata.identifiers if each.url)
    return metadata.address or next(named, "")


def _letter(profile: Any, metadata: Metadata, letter: Letter, source: str) -> None:
    reference = letter.address or f"{_address(metadata)}#{letter.name}"
    described = add(profile, "correspDesc", source=f"#{source}", ref=reference, key=letter.name)
    actions = list(letter.description.iterchildren(tei("correspAction")))
    for kind in ("sent", "received"):
        parts = [
            _part(each, letter.reader)
            for action in actions
            if action.get("type", "sent") == kind
            for each in _parts(action)
        ]
        made = add(described, "correspAction", type=kind)
        if not any(each is not None and each.tag in _AGENTS for each in parts):
            add(made, "persName", _UNKNOWN)
        made.extend(each for each in parts if each is not None)


def _parts(action: etree._Element) -> Iterator[etree._Element]:
    """Give the names and dates of an action, those inside paragraphs, too."""
    wanted = {tei(name) for name in (*_NAMES, "date")}
    for child in action.iter(etree.Element):
        around = {each.tag for each in child.iterancestors()}
        if child.tag in wanted and not wanted & around:
            yield child


def _part(element: etree._Element, reader: Reader) -> Any:
    """Give a name or date as the format has it, None where nothing of it is left."""
    name = etree.QName(element).localname
    if name == "date":
        dated = {key: _day(element, key) for key in _DATES}
        known = {key: value for key, value in dated.items() if _DATE.fullmatch(value)}
        return etree.Element(tei("date"), known) if known else None
    about = (element, *element.iter(tei("rs")))
    text = text_of(element) or next(filter(None, (_called(each, reader) for each in about)), "")
    if not text:
        return None
    named = _TYPED.get(element.get("type", ""), _NAMES[name])
    copy = etree.Element(tei(named))
    copy.text = text
    addresses = [each.url for each in reader.identifiers(*about) if each.url]
    if addresses:
        copy.set("ref", addresses[0])
    return copy


def _day(date: Any, key: str) -> str:
    """Give a day, month or year, of one with its hour, too."""
    stated: str = date.get(key) or date.get(f"{key}-iso") or ""
    return stated.partition("T")[0]


def _called(element: etree._Element, reader: Reader) -> str:
    """Give the name of what an element without words points to."""
    names = (tei(each) for each in _NAMES)
    found = (name for entry in reader.targets(element) for name in entry.iter(*names))
    return next((text_of(each) for each in found), "")
