"""CMIF: who wrote to whom, when and from where (Correspondence Metadata Interchange Format).

Only what identifies by an address goes in as `@ref`: that is what the format is for.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from teipipe.deposit.agents import Reader
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.serialising import add, as_xml
from teipipe.deposit.serialising import root as tree
from teipipe.documents import TEI, XML

_ID = f"{{{XML}}}id"
_NAMES = ("persName", "orgName", "placeName", "name")
_DATES = ("when", "from", "to", "notBefore", "notAfter")


@dataclass(frozen=True, slots=True)
class Letter:
    """A document with a `correspDesc`: its name, and how its names are read."""

    name: str
    description: Any
    reader: Reader


def cmif(metadata: Metadata, letters: Sequence[Letter]) -> bytes | None:
    """Give `cmif.xml`, None where no document describes a correspondence."""
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


def _file(described: Any, metadata: Metadata, source: str) -> None:
    titles = add(described, "titleStmt")
    add(titles, "title", metadata.title or metadata.name)
    for each in metadata.creators:
        editor = add(titles, "editor", each.name)
        if metadata.email and each is metadata.creators[0]:
            add(editor, "email", metadata.email)
    publication = add(described, "publicationStmt")
    publisher = add(publication, "publisher")
    named = metadata.publisher.name if metadata.publisher else metadata.title
    add(publisher, "ref", named, target=metadata.address)
    add(publication, "idno", metadata.address, type="url")
    add(publication, "date", when=metadata.date)
    stated = metadata.licence
    if stated:
        available = add(publication, "availability")
        add(available, "licence", stated.title, target=stated.address)
    sources = add(described, "sourceDesc")
    bibl = add(sources, "bibl", metadata.title or metadata.name, type="online")
    bibl.set(_ID, source)


def _letter(profile: Any, metadata: Metadata, letter: Letter, source: str) -> None:
    reference = f"{metadata.address}#{letter.name}" if metadata.address else ""
    described = add(profile, "correspDesc", source=f"#{source}", ref=reference, key=letter.name)
    for action in letter.description.iterchildren(f"{{{TEI}}}correspAction"):
        made = add(described, "correspAction", type=action.get("type", "sent"))
        for each in _parts(action):
            made.append(_part(each, letter.reader))


def _parts(action: Any) -> Iterator[Any]:
    """Give the names and dates of an action, those inside `settlement` and paragraphs, too."""
    wanted = {f"{{{TEI}}}{name}" for name in (*_NAMES, "date", "settlement")}
    for child in action.iter(etree.Element):
        around = {each.tag for each in child.iterancestors()}
        if child.tag in wanted and not wanted & around:
            yield child


def _part(element: Any, reader: Reader) -> Any:
    name = etree.QName(element).localname
    copy = etree.Element(f"{{{TEI}}}{'placeName' if name == 'settlement' else name}")
    if name == "date":
        for key in _DATES:
            if element.get(key):
                copy.set(key, element.get(key))
        return copy
    known = reader.identifiers(element)
    addresses = [each.url for each in known if each.url]
    if addresses:
        copy.set("ref", addresses[0])
    copy.text = " ".join("".join(element.itertext("*")).split())
    return copy
