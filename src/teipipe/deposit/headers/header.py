"""What one header says of the edition and of the work that it edits (TEI Guidelines, chapter 2).

The title, the authors, the publisher and the date are those of page and book
(`xslt/common/publication.xsl`); a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from teipipe.authorities import Authority
from teipipe.deposit.headers import contents, publication
from teipipe.deposit.headers.agents import Reader
from teipipe.deposit.headers.elements import all_of, in_publication
from teipipe.deposit.headers.rights import StatedLicence, licences_of
from teipipe.deposit.headers.sources import source_of
from teipipe.deposit.headers.titles import titles_of
from teipipe.deposit.metadata import Agent, Funding, Publication, Source
from teipipe.documents import Document, tei, text_of
from teipipe.findings import Place


@dataclass(frozen=True, slots=True)
class Claim:
    """An identifier of an agent that its authority cannot have given."""

    authority: Authority
    value: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Header(Publication):
    """One header, read. `status` is `availability/@status`; places are those of the elements."""

    identifier: str
    place: Place
    makers: tuple[Agent, ...] = ()
    authors: tuple[Agent, ...] = ()
    source: Source = field(default_factory=Source)
    licences: tuple[StatedLicence, ...] = ()
    status: str = ""
    rights_place: Place = field(default_factory=Place)
    claims: tuple[Claim, ...] = ()


Resolve = Callable[[str], Sequence[Any]]


def read(document: Document, identifier: str, entries: Resolve) -> Header:
    """Read the header of a document in P5's names; `entries` finds what pointers lead to."""
    root = document.tree.getroot()
    found = root if root.tag == tei("teiHeader") else root.find(tei("teiHeader"))
    if found is None:
        return Header(identifier=identifier, place=document.place(root))
    reader = reader_of(document, entries)
    authors = tuple(a for each in all_of(found, "titleStmt/author") for a in reader.people(each))
    return Header(
        identifier=identifier,
        place=document.place(next(iter(all_of(found, "titleStmt")), found)),
        titles=tuple(titles_of(found)),
        makers=tuple(_makers(reader, found)),
        authors=authors,
        source=source_of(found, authors),
        publisher=next(iter(_publishers(reader, found)), None),
        issued=publication.issued(found),
        created=contents.created(found),
        changed=publication.changed(found),
        version=publication.version(found),
        languages=tuple(contents.languages(root, found)),
        description=contents.paragraphs(found, "profileDesc/abstract", "encodingDesc/projectDesc"),
        methods=contents.methods(found),
        subjects=tuple(dict.fromkeys(contents.subjects(found))),
        licences=tuple(licences_of(document, found)),
        status=next((each.get("status", "") for each in in_publication(found, "availability")), ""),
        rights_place=document.place(next(in_publication(found, "availability"), found)),
        identifiers=tuple(dict.fromkeys(publication.identifiers(found))),
        address=publication.address(found),
        funding=tuple(_funding(reader, found)),
        email=next((text_of(each) for each in in_publication(found, "email")), ""),
        extents=tuple(filter(None, map(text_of, all_of(found, "extent")))),
        places=contents.places(found),
        claims=tuple(_claims(reader, found)),
    )


def reader_of(document: Document, entries: Resolve) -> Reader:
    """Give what reads the agents of a document; `entries` finds what pointers out of it lead to."""
    return Reader(document, lambda value: (*_local(document, value), *entries(value)))


def _local(document: Document, value: str) -> Sequence[etree._Element]:
    """Give the element of the document that a pointer within it names."""
    if not value.startswith("#"):
        return ()
    found: list[Any] = document.tree.xpath("//*[@xml:id = $id]", id=value[1:])
    return found[:1]


def _makers(reader: Reader, header: etree._Element) -> Iterator[Agent]:
    """Give the people of the edition: editors, principals and those of statements."""
    for name in ("editor", "principal", "respStmt"):
        for statement in ("titleStmt", "editionStmt"):
            for each in all_of(header, f"{statement}/{name}"):
                yield from reader.people(each)


def _publishers(reader: Reader, header: etree._Element) -> Iterator[Agent]:
    names = {tei(each) for each in publication.ISSUERS}
    for each in (each for held in all_of(header, "publicationStmt") for each in held.iter(*names)):
        yield from reader.body(each, "pbl")


def _funding(reader: Reader, header: etree._Element) -> Iterator[Funding]:
    for each in (*all_of(header, "titleStmt/funder"), *all_of(header, "titleStmt/sponsor")):
        role = "fnd" if each.tag == tei("funder") else "spn"
        grants = [i for i in each.iter(tei("idno")) if i.get("type", "") in ("grant", "award")]
        award = text_of(grants[0]) if grants else ""
        yield from (Funding(body, award) for body in reader.body(each, role))


def _claims(reader: Reader, header: etree._Element) -> Iterator[Claim]:
    """Give the identifiers of agents that cannot be right; a word such as “missing” is no claim."""
    statements = (*all_of(header, "titleStmt"), *all_of(header, "publicationStmt"))
    names = ("author", "editor", "funder", "name", "orgName", "persName", "principal", "publisher")
    wrong = {
        (authority.name, value): Claim(authority, value, reader.document.place(each))
        for held in statements
        for each in held.iter(*(tei(name) for name in (*names, "respStmt", "sponsor")))
        for authority, value in reader.claims(each)
        if re.search(r"\d", value) and not authority.accepts(value)
    }
    yield from wrong.values()
