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

from teipipe.authorities import Authority, stated
from teipipe.deposit.dates import Dated, of_element
from teipipe.deposit.headers.agents import Reader
from teipipe.deposit.headers.elements import all_of, in_publication
from teipipe.deposit.headers.rights import StatedLicence, licences_of
from teipipe.deposit.headers.sources import source_of
from teipipe.deposit.headers.titles import titles_of
from teipipe.deposit.metadata import Agent, Funding, Identifier, Publication, Source, Subject
from teipipe.documents import LANG, Document, tei, text_of
from teipipe.documents.placeholders import is_placeholder
from teipipe.findings import Place

_WHEN = re.compile(r"\d{4}(-\d\d){0,2}")
_NUMBER = re.compile(r"v?\d+(?:\.\d+)*")
_ADDRESS = re.compile(r"https?://\S+")
_SITE = re.compile(r"https?://[^/?#]+/?")
_ISSUERS = ("publisher", "authority", "distributor")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/")
_HANDLE = re.compile(r"https?://hdl\.handle\.net/(\S+)")
_SCHEMES = {"handle": "Handle", "hdl": "Handle", "ark": "ARK", "urn": "URN"}


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
        issued=_issued(found),
        created=_created(found),
        changed=max(_moments(found), default=""),
        version=_version(found),
        languages=tuple(_languages(root, found)),
        description=_paragraphs(found, "profileDesc/abstract", "encodingDesc/projectDesc"),
        methods=_methods(found),
        subjects=tuple(dict.fromkeys(_subjects(found))),
        licences=tuple(licences_of(document, found)),
        status=next((each.get("status", "") for each in in_publication(found, "availability")), ""),
        rights_place=document.place(next(in_publication(found, "availability"), found)),
        identifiers=tuple(dict.fromkeys(_identifiers(found))),
        address=_published_at(found),
        funding=tuple(_funding(reader, found)),
        email=next((text_of(each) for each in in_publication(found, "email")), ""),
        extents=tuple(filter(None, map(text_of, all_of(found, "extent")))),
        places=_places(found),
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
    names = {tei(each) for each in _ISSUERS}
    for each in (each for held in all_of(header, "publicationStmt") for each in held.iter(*names)):
        yield from reader.body(each, "pbl")


def _issued(header: etree._Element) -> Dated | None:
    dates = list(in_publication(header, "date"))
    exact = next((each for each in dates if _WHEN.fullmatch(each.get("when", ""))), None)
    ordered = ([exact] if exact is not None else []) + dates
    return next((found for each in ordered if (found := of_element(each))), None)


def _created(header: etree._Element) -> Dated | None:
    """Give when the text was written: of a letter, when it was sent (TEI Guidelines 2.4.6)."""
    sent = [
        date
        for action in header.iter(tei("correspAction"))
        if action.get("type") in ("sent", None)
        for date in action.iter(tei("date"))
    ]
    origins = (d for each in header.iter(tei("origDate")) for d in (each, *each.iter(tei("date"))))
    dates = (*all_of(header, "profileDesc/creation/date"), *sent, *origins)
    return next((found for each in dates if (found := of_element(each))), None)


def _moments(header: etree._Element) -> Iterator[str]:
    changes = (each for held in all_of(header, "revisionDesc") for each in held.iter(tei("change")))
    yield from (
        each.get("when", "")[:10]
        for each in changes
        if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", each.get("when", ""))
    )


def _version(header: etree._Element) -> str:
    """Give the number of the edition; the year of a `date` in it is none."""
    for each in all_of(header, "editionStmt/edition"):
        dated = each.find(tei("date")) is not None
        for said in (each.get("n", ""), "" if dated else text_of(each)):
            if _NUMBER.fullmatch(said):
                return said
    return ""


def _languages(root: etree._Element, header: etree._Element) -> Iterator[str]:
    """Give the language of the text, then those that the header lists."""
    text = root.find(tei("text"))
    around = text.get(LANG, "") or root.get(LANG, "") if text is not None else ""
    listed = [each.get("ident", "") for each in all_of(header, "profileDesc/langUsage/language")]
    yield from dict.fromkeys(each for each in (around, *listed) if each)


def _paragraphs(header: etree._Element, *paths: str) -> tuple[str, ...]:
    """Give the paragraphs of the first of some elements that has any."""
    for path in paths:
        for each in all_of(header, path):
            held = [text_of(p) for p in each.iter(tei("p"), tei("ab"))] or [text_of(each)]
            if any(held):
                return tuple(filter(None, held))
    return ()


def _methods(header: etree._Element) -> tuple[str, ...]:
    held = (
        *all_of(header, "encodingDesc/samplingDecl"),
        *all_of(header, "encodingDesc/editorialDecl"),
    )
    paragraphs = (p for each in held for p in each.iter(tei("p"), tei("ab")))
    return tuple(filter(None, map(text_of, paragraphs)))


def _subjects(header: etree._Element) -> Iterator[Subject]:
    for listed in all_of(header, "profileDesc/textClass/keywords"):
        scheme = listed.get("scheme", "")
        for each in listed.iter(tei("term"), tei("item")):
            if next(each.iterdescendants(tei("term"), tei("item")), None) is None:
                address = each.get("ref", "") or each.get("target", "")
                if text_of(each):
                    yield Subject(text_of(each), scheme, address if "://" in address else "")
    for each in all_of(header, "profileDesc/textClass/classCode"):
        if text_of(each):
            yield Subject(text_of(each), each.get("scheme", ""))


def _identifiers(header: etree._Element) -> Iterator[Identifier]:
    """Give what identifies the document: the address of a whole site does not."""
    for each in in_publication(header, "idno"):
        text, kind = " ".join((each.text or "").split()), each.get("type", "").casefold()
        if is_placeholder(text.rpartition("/")[2]):
            continue
        known = next(iter(stated(text, kind)), None)
        if known and known[0].accepts(known[1]):
            yield Identifier(known[0].name, known[0].normalised(known[1]))
        elif handle := _HANDLE.fullmatch(text):
            yield Identifier("Handle", handle[1])
        elif text and not len(each) and not _SITE.fullmatch(text):
            scheme = "URL" if _ADDRESS.fullmatch(text) else _SCHEMES.get(kind, each.get("type", ""))
            yield Identifier(scheme or "other", text)


def _published_at(header: etree._Element) -> str:
    """Give the address that identifies the document, else one that the publication points to."""
    for each in (*in_publication(header, "idno"), *in_publication(header, "ptr", "ref")):
        said = each.get("target", "") if each.tag != tei("idno") else text_of(each)
        if _ADDRESS.fullmatch(said) and not _RESOLVER.match(said) and not _of_others(each):
            return str(said)
    return ""


def _of_others(element: etree._Element) -> bool:
    """Whether an element is within what tells of the licence or of who publishes."""
    others = {tei(each) for each in ("availability", *_ISSUERS)}
    return any(each.tag in others for each in element.iterancestors())


def _funding(reader: Reader, header: etree._Element) -> Iterator[Funding]:
    for each in (*all_of(header, "titleStmt/funder"), *all_of(header, "titleStmt/sponsor")):
        role = "fnd" if each.tag == tei("funder") else "spn"
        grants = [i for i in each.iter(tei("idno")) if i.get("type", "") in ("grant", "award")]
        award = text_of(grants[0]) if grants else ""
        yield from (Funding(body, award) for body in reader.body(each, role))


def _places(header: etree._Element) -> tuple[str, ...]:
    held = (*all_of(header, "profileDesc/creation"), *all_of(header, "profileDesc/settingDesc"))
    names = (text_of(name) for each in held for name in each.iter(tei("placeName")))
    return tuple(dict.fromkeys(filter(None, names)))


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
