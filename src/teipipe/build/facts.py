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
_WHEN = ("when", "notBefore", "from", "when-iso", "notAfter", "to")


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
                yield from (str(each.get(when)) for when in _WHEN if each.get(when))
