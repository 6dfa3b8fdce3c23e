"""What a list of a corpus says of a document: title, authors, date, language.

Title and names are those by which a deposit is cited. See the TEI Guidelines, 2.2.1 (title
statement), 2.4.1 (creation), 2.4.6 (correspondence) and 2.2.7 (source).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from teipipe.deposit.headers import reader_of
from teipipe.deposit.headers.elements import all_of
from teipipe.deposit.headers.titles import titles_of
from teipipe.documents import Document, tei
from teipipe.transform.labels import language_of

_DATES = (("profileDesc/creation", "date"), ("profileDesc/correspDesc", "date"),
          ("fileDesc/sourceDesc", "origDate"), ("fileDesc/sourceDesc", "date"),
          ("fileDesc/publicationStmt", "date"))  # fmt: skip
_WHEN, _FROM, _TO = ("when", "when-iso"), ("notBefore", "from"), ("notAfter", "to")


def facts(document: Document) -> Mapping[str, str]:
    """Give what is known; `document` has the names of TEI P5."""
    header = next(document.tree.iter(tei("teiHeader")), None)
    if header is None:
        return {"language": language_of(document)}
    people = reader_of(document, lambda _: ()).people
    authors = (a.inverted for each in all_of(header, "titleStmt/author") for a in people(each))
    found = {
        "title": next((each.text for each in titles_of(header)), ""),
        "author": "; ".join(dict.fromkeys(authors)),
        "date": next(_dates(header), ""),
        "language": language_of(document),
    }
    return {name: value for name, value in found.items() if value}


def _dates(header: etree._Element) -> Iterator[str]:
    for path, name in _DATES:
        for held in all_of(header, path):
            for each in held.iter(tei(name)):
                yield from filter(None, (_first(each, _WHEN), _between(each)))


def _between(dated: etree._Element) -> str:
    """Give a stretch of time, or the end of one that is known, as ISO 8601 writes it."""
    ends = dict.fromkeys((_first(dated, _FROM), _first(dated, _TO)))
    return "/".join(filter(None, ends))


def _first(dated: etree._Element, names: tuple[str, ...]) -> str:
    return next((str(dated.get(each)) for each in names if dated.get(each)), "")
