"""What a header says of the source that was edited (TEI Guidelines 2.2.7)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from teipipe.authorities import stated
from teipipe.deposit.dates import of_element
from teipipe.deposit.headers.elements import all_of
from teipipe.deposit.metadata import Agent, Identifier, Source
from teipipe.documents import tei, text_of

_REFERENCES = (tei("bibl"), tei("biblStruct"), tei("biblFull"))
_SHELVED = tuple(
    map(tei, ("country", "settlement", "institution", "repository", "collection", "idno", "msName"))
)


def source_of(header: etree._Element, authors: tuple[Agent, ...]) -> Source:
    """Give the first description of the source that says anything.

    A reference without a title gives way to a later one that has it, such as its structured form.
    """
    held = [each for d in all_of(header, "sourceDesc") for each in d.iterchildren(tei("*"))]
    said = [each for each in held if text_of(each)]
    if not said:
        return Source(authors)
    titled = (each for each in said if each.tag in _REFERENCES and _title_of(each))
    best = next(titled, said[0]) if said[0].tag in _REFERENCES else said[0]
    title, text = _title_of(best), _words_of(said[0])
    dates = (of_element(date) for date in best.iter(tei("date"), tei("origDate")))
    found = tuple(known for idno in best.iter(tei("idno")) for known in _known(idno))
    return Source(
        authors,
        title,
        text if title in text else _words_of(best),
        next(filter(None, dates), None),
        found,
    )


def _words_of(described: etree._Element) -> str:
    """Give the words of a reference; of a manuscript, where it is kept and its shelf mark."""
    kept = described.find(tei("msIdentifier")) if described.tag == tei("msDesc") else None
    parts = [] if kept is None else [text_of(each) for each in kept.iterchildren(*_SHELVED)]
    return ", ".join(filter(None, dict.fromkeys(parts))) or text_of(described)


def _title_of(described: etree._Element) -> str:
    return next((text_of(each) for each in described.iter(tei("title")) if text_of(each)), "")


def _known(idno: etree._Element) -> Iterator[Identifier]:
    for authority, value in stated(idno.text or "", idno.get("type", "")):
        if authority.accepts(value):
            yield Identifier(authority.name, authority.normalised(value))
