"""What one header says of the edition and of the work that it edits (TEI Guidelines, chapter 2).

The title, the authors, the publisher and the date are those of page and book
(`xslt/common/publication.xsl`); a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from teipipe.authorities import Authority, stated
from teipipe.deposit.agents import Reader
from teipipe.deposit.dates import Dated, of_element
from teipipe.deposit.licences import Licence, licence
from teipipe.deposit.metadata import (
    Agent,
    Funding,
    Identifier,
    Source,
    Subject,
    Title,
)
from teipipe.documents import TEI, XML, Document
from teipipe.findings import Place

LANG = f"{{{XML}}}lang"
_SERIES = ("j", "s")
_DATE_TITLES = ("iso-date", "date")
_WHEN = re.compile(r"\d{4}(-\d\d){0,2}")
_NUMBER = re.compile(r"v?\d+(?:\.\d+)*")
_ADDRESS = re.compile(r"https?://\S+")
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/")
_HANDLE = re.compile(r"https?://hdl\.handle\.net/(\S+)")
_SCHEMES = {"handle": "Handle", "hdl": "Handle", "ark": "ARK", "urn": "URN", "issn": "ISSN"}
_ALTERNATIVES = ("alt", "alternative", "short", "variant", "uniform", "distinctive")


@dataclass(frozen=True, slots=True)
class StatedLicence:
    """A licence as a header states it: `licence` is None where nobody knows it."""

    licence: Licence | None
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Claim:
    """An identifier of an agent that its authority cannot have given."""

    authority: Authority
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Header:
    """One header, read. `status` is `availability/@status`; places are those of the elements."""

    identifier: str
    place: Place
    titles: tuple[Title, ...] = ()
    makers: tuple[Agent, ...] = ()
    authors: tuple[Agent, ...] = ()
    source: Source = field(default_factory=Source)
    publisher: Agent | None = None
    issued: Dated | None = None
    created: Dated | None = None
    changed: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    description: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    licences: tuple[StatedLicence, ...] = ()
    status: str = ""
    rights_place: Place = field(default_factory=Place)
    identifiers: tuple[Identifier, ...] = ()
    address: str = ""
    funding: tuple[Funding, ...] = ()
    email: str = ""
    extents: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def main_title(self) -> str:
        """The title by which the document is cited, empty where there is none."""
        return next((each.text for each in self.titles if each.kind == "main"), "")


Resolve = Callable[[str], Sequence[Any]]


def read(document: Document, identifier: str, entries: Resolve) -> Header:
    """Read the header of a document in P5's names; `entries` finds what pointers lead to."""
    root = document.tree.getroot()
    found = root if root.tag == f"{{{TEI}}}teiHeader" else root.find(f"{{{TEI}}}teiHeader")
    if found is None:
        return Header(identifier, document.place(root))
    reader = Reader(document, lambda value: (*_local(document, value), *entries(value)))
    authors = tuple(a for each in _all(found, "titleStmt/author") for a in reader.people(each))
    return Header(
        identifier=identifier,
        place=document.place(next(iter(_all(found, "titleStmt")), found)),
        titles=tuple(_titles(found)),
        makers=tuple(_makers(reader, found)),
        authors=authors,
        source=_source(found, authors),
        publisher=next(iter(_publishers(reader, found)), None),
        issued=_issued(found),
        created=_created(found),
        changed=max(_moments(found), default=""),
        version=_version(found),
        languages=tuple(_languages(root, found)),
        description=_paragraphs(found, "profileDesc/abstract", "encodingDesc/projectDesc"),
        methods=_methods(found),
        subjects=tuple(dict.fromkeys(_subjects(found))),
        licences=tuple(_licences(document, found)),
        status=next(
            (each.get("status", "") for each in _in_publication(found, "availability")), ""
        ),
        rights_place=document.place(next(_in_publication(found, "availability"), found)),
        identifiers=tuple(dict.fromkeys(_identifiers(found))),
        address=_published_at(found),
        funding=tuple(_funding(reader, found)),
        email=next((_text(each) for each in _in_publication(found, "email")), ""),
        extents=tuple(filter(None, map(_text, _all(found, "extent")))),
        places=_places(found),
        claims=tuple(_claims(reader, found)),
    )


def _q(name: str) -> str:
    return f"{{{TEI}}}{name}"


def _all(header: Any, path: str) -> list[Any]:
    """Give the elements at a path; one of `fileDesc` may leave that step out."""
    steps = "/".join(_q(each) for each in path.split("/"))
    found: list[Any] = header.findall(steps) or header.findall(f"{_q('fileDesc')}/{steps}")
    return found


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext("*")).split())


def _local(document: Document, value: str) -> Sequence[Any]:
    """Give the element of the document that a pointer within it names."""
    if not value.startswith("#"):
        return ()
    found: list[Any] = document.tree.xpath("//*[@xml:id = $id]", id=value[1:])
    return found[:1]


def _titles(header: Any) -> Iterator[Title]:
    """Give the main title first, then what stands beside it; the series' title is none of them."""
    titles = [each for each in _all(header, "titleStmt/title") if _text(each)]
    own = [each for each in titles if each.get("level") not in _SERIES]
    main = _main(titles, own)
    if main is None:
        return
    yield Title(_text(main), "main", main.get(LANG, ""))
    for each in own:
        kind, language = each.get("type", ""), each.get(LANG, "")
        if each is main or kind in _DATE_TITLES or _text(each) == _text(main):
            continue
        if kind in ("sub", "desc"):
            yield Title(_text(each), "sub", language)
        elif language and language != main.get(LANG, "") and kind not in _ALTERNATIVES:
            yield Title(_text(each), "translated", language)
        else:
            yield Title(_text(each), "alternative", language)


def _main(titles: Sequence[Any], own: Sequence[Any]) -> Any:
    ordered = (
        *(each for each in own if each.get("type") == "main"),
        *(each for each in own if each.get("level") == "a"),
        *own,
        *(each for each in titles if each.get("type") == "main"),
        *titles,
    )
    return next(iter(ordered), None)


def _makers(reader: Reader, header: Any) -> Iterator[Agent]:
    """Give the people of the edition: editors, principals and those of statements."""
    for name in ("editor", "principal", "respStmt"):
        for statement in ("titleStmt", "editionStmt"):
            for each in _all(header, f"{statement}/{name}"):
                yield from reader.people(each)


def _publishers(reader: Reader, header: Any) -> Iterator[Agent]:
    names = {_q("publisher"), _q("authority"), _q("distributor")}
    for each in (each for held in _all(header, "publicationStmt") for each in held.iter(*names)):
        yield from reader.body(each, "pbl")


def _in_publication(header: Any, *names: str) -> Iterator[Any]:
    for held in _all(header, "publicationStmt"):
        yield from held.iter(*(_q(each) for each in names))


def _issued(header: Any) -> Dated | None:
    dates = list(_in_publication(header, "date"))
    exact = next((each for each in dates if _WHEN.fullmatch(each.get("when", ""))), None)
    ordered = ([exact] if exact is not None else []) + dates
    return next((found for each in ordered if (found := of_element(each))), None)


def _created(header: Any) -> Dated | None:
    """Give when the text was written: of a letter, when it was sent (TEI Guidelines 2.4.6)."""
    sent = [
        date
        for action in header.iter(_q("correspAction"))
        if action.get("type") in ("sent", None)
        for date in action.iter(_q("date"))
    ]
    dates = (*_all(header, "profileDesc/creation/date"), *sent, *header.iter(_q("origDate")))
    return next((found for each in dates if (found := of_element(each))), None)


def _moments(header: Any) -> Iterator[str]:
    changes = (each for held in _all(header, "revisionDesc") for each in held.iter(_q("change")))
    yield from (
        each.get("when", "")[:10]
        for each in changes
        if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", each.get("when", ""))
    )


def _version(header: Any) -> str:
    for each in _all(header, "editionStmt/edition"):
        for said in (each.get("n", ""), _text(each)):
            if _NUMBER.fullmatch(said):
                return said
    return ""


def _languages(root: Any, header: Any) -> Iterator[str]:
    """Give the language of the text, then those that the header lists."""
    text = root.find(_q("text"))
    around = text.get(LANG, "") or root.get(LANG, "") if text is not None else ""
    listed = [each.get("ident", "") for each in _all(header, "profileDesc/langUsage/language")]
    yield from dict.fromkeys(each for each in (around, *listed) if each)


def _paragraphs(header: Any, *paths: str) -> tuple[str, ...]:
    """Give the paragraphs of the first of some elements that has any."""
    for path in paths:
        for each in _all(header, path):
            held = [_text(p) for p in each.iter(_q("p"), _q("ab"))] or [_text(each)]
            if any(held):
                return tuple(filter(None, held))
    return ()


def _methods(header: Any) -> tuple[str, ...]:
    held = (*_all(header, "encodingDesc/samplingDecl"), *_all(header, "encodingDesc/editorialDecl"))
    return tuple(filter(None, (_text(p) for each in held for p in each.iter(_q("p"), _q("ab")))))


def _subjects(header: Any) -> Iterator[Subject]:
    for listed in _all(header, "profileDesc/textClass/keywords"):
        scheme = listed.get("scheme", "")
        for each in listed.iter(_q("term"), _q("item")):
            if not any(
                child.tag in (_q("term"), _q("item")) for child in each.iter() if child is not each
            ):
                address = each.get("ref", "") or each.get("target", "")
                if _text(each):
                    yield Subject(_text(each), scheme, address if "://" in address else "")
    for each in _all(header, "profileDesc/textClass/classCode"):
        if _text(each):
            yield Subject(_text(each), each.get("scheme", ""))


def _licences(document: Document, header: Any) -> Iterator[StatedLicence]:
    """Give each licence that the header states once: by its address, else by its words."""
    found: dict[str, StatedLicence] = {}
    for available in _in_publication(header, "availability"):
        held = list(available.iter(_q("licence"))) or [available]
        for each in held:
            said = _licence(each)
            is_plain = each.tag == _q("availability")
            if said is None and (is_plain or not (_text(each) or each.get("target"))):
                continue
            words = each.get("target") or _text(each)[:80]
            key = (said.spdx or said.address or said.title) if said else words
            found.setdefault(key, StatedLicence(said, words, document.place(each)))
    yield from found.values()


def _licence(element: Any) -> Licence | None:
    inside = [each.get("target", "") for each in element.iter(_q("ref"), _q("ptr"))]
    words = _text(element)
    candidates = (element.get("target", ""), *inside, *_ADDRESS.findall(words), words)
    return next((found for each in candidates if each and (found := licence(each))), None)


def _identifiers(header: Any) -> Iterator[Identifier]:
    for each in _in_publication(header, "idno"):
        text, kind = " ".join((each.text or "").split()), each.get("type", "").casefold()
        known = next(iter(stated(text, kind)), None)
        if known and known[0].accepts(known[1]):
            yield Identifier(known[0].name, known[0].normalised(known[1]))
        elif handle := _HANDLE.fullmatch(text):
            yield Identifier("Handle", handle[1])
        elif text and not len(each):
            scheme = "URL" if _ADDRESS.fullmatch(text) else _SCHEMES.get(kind, each.get("type", ""))
            yield Identifier(scheme or "other", text)


def _published_at(header: Any) -> str:
    for each in _in_publication(header, "idno", "ptr", "ref"):
        said = each.get("target", "") if each.tag != _q("idno") else _text(each)
        if _ADDRESS.fullmatch(said) and not _RESOLVER.match(said) and not _in_licence(each):
            return str(said)
    return ""


def _in_licence(element: Any) -> bool:
    return any(each.tag == _q("availability") for each in element.iterancestors())


def _funding(reader: Reader, header: Any) -> Iterator[Funding]:
    for each in (*_all(header, "titleStmt/funder"), *_all(header, "titleStmt/sponsor")):
        role = "fnd" if each.tag == _q("funder") else "spn"
        grants = [i for i in each.iter(_q("idno")) if i.get("type", "") in ("grant", "award")]
        award = _text(grants[0]) if grants else ""
        yield from (Funding(body, award) for body in reader.body(each, role))


def _places(header: Any) -> tuple[str, ...]:
    held = (*_all(header, "profileDesc/creation"), *_all(header, "profileDesc/settingDesc"))
    names = (_text(name) for each in held for name in each.iter(_q("placeName")))
    return tuple(dict.fromkeys(filter(None, names)))


def _source(header: Any, authors: tuple[Agent, ...]) -> Source:
    """Give the first description of the source that says anything."""
    for described in _all(header, "sourceDesc"):
        for each in described.iterchildren(_q("*")):
            if _text(each):
                title = next((_text(t) for t in each.iter(_q("title")) if _text(t)), "")
                dates = (of_element(date) for date in each.iter(_q("date"), _q("origDate")))
                found = [i for idno in each.iter(_q("idno")) for i in _known(idno)]
                dated = next(filter(None, dates), None)
                return Source(authors, title, _text(each), dated, tuple(found))
    return Source(authors)


def _known(idno: Any) -> Iterator[Identifier]:
    for authority, value in stated(idno.text or "", idno.get("type", "")):
        if authority.accepts(value):
            yield Identifier(authority.name, authority.normalised(value))


def _claims(reader: Reader, header: Any) -> Iterator[Claim]:
    """Give the identifiers of agents that cannot be right; a word such as “missing” is no claim."""
    statements = (*_all(header, "titleStmt"), *_all(header, "publicationStmt"))
    names = ("author", "editor", "funder", "name", "orgName", "persName", "principal", "publisher")
    wrong = {
        (authority.name, value): Claim(authority, value, reader.document.place(each))
        for held in statements
        for each in held.iter(*(_q(name) for name in (*names, "respStmt", "sponsor")))
        for authority, value in reader.claims(each)
        if re.search(r"\d", value) and not authority.accepts(value)
    }
    yield from wrong.values()
