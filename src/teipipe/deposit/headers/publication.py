"""What a header says of the publication: when, which version, and how it is identified (2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from teipipe.authorities import stated
from teipipe.deposit.dates import Dated, of_element
from teipipe.deposit.headers.elements import all_of, in_publication
from teipipe.deposit.metadata import Identifier
from teipipe.documents import tei, text_of
from teipipe.documents.placeholders import is_placeholder

ISSUERS = ("publisher", "authority", "distributor")
"""The elements that name who publishes (TEI Guidelines 2.2.4)."""

_WHEN = re.compile(r"\d{4}(-\d\d){0,2}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
_NUMBER = re.compile(r"v?\d+(?:\.\d+)*")
_ADDRESS = re.compile(r"https?://\S+")
_SITE = re.compile(r"https?://[^/?#]+/?")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/")
_HANDLE = re.compile(r"https?://hdl\.handle\.net/(\S+)")
_SCHEMES = {"handle": "Handle", "hdl": "Handle", "ark": "ARK", "urn": "URN"}


def issued(header: etree._Element) -> Dated | None:
    """Give when the edition was published: by a date in figures rather than one in words."""
    dates = list(in_publication(header, "date"))
    exact = next((each for each in dates if _WHEN.fullmatch(each.get("when", ""))), None)
    ordered = ([exact] if exact is not None else []) + dates
    return next((found for each in ordered if (found := of_element(each))), None)


def changed(header: etree._Element) -> str:
    """Give the day of the last change that the header records, as an ISO date."""
    changes = (each for held in all_of(header, "revisionDesc") for each in held.iter(tei("change")))
    moments = (each.get("when", "") for each in changes)
    return max((each[:10] for each in moments if _MOMENT.fullmatch(each)), default="")


def version(header: etree._Element) -> str:
    """Give the number of the edition; the year of a `date` in it is none."""
    for each in all_of(header, "editionStmt/edition"):
        dated = each.find(tei("date")) is not None
        for said in (each.get("n", ""), "" if dated else text_of(each)):
            if _NUMBER.fullmatch(said):
                return said
    return ""


def identifiers(header: etree._Element) -> Iterator[Identifier]:
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


def address(header: etree._Element) -> str:
    """Give the address that identifies the document, else one that the publication points to."""
    for each in (*in_publication(header, "idno"), *in_publication(header, "ptr", "ref")):
        said = each.get("target", "") if each.tag != tei("idno") else text_of(each)
        if _ADDRESS.fullmatch(said) and not _RESOLVER.match(said) and not _of_others(each):
            return str(said)
    return ""


def _of_others(element: etree._Element) -> bool:
    """Whether an element is within what tells of the licence or of who publishes."""
    others = {tei(each) for each in ("availability", *ISSUERS)}
    return any(each.tag in others for each in element.iterancestors())
