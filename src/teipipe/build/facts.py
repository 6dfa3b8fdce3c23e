"""What a list of a corpus says of a document: title, authors, date, language.

See the TEI Guidelines, 2.2.1 (title statement), 2.4.1 (creation) and 2.2.7 (source).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from teipipe.documents import TEI, Document
from teipipe.transform.labels import language_of

_DATES = ("profileDesc/creation//date", "fileDesc/sourceDesc//origDate",
          "fileDesc/sourceDesc//date", "fileDesc/publicationStmt//date")  # fmt: skip
_WHEN = ("when", "notBefore", "from", "when-iso", "notAfter", "to")
_SERIES = ("s", "j")


def facts(document: Document) -> Mapping[str, str]:
    """Give what is known; `document` has the names of TEI P5."""
    header = next(document.tree.iter(f"{{{TEI}}}teiHeader"), None)
    if header is None:
        return {"language": language_of(document)}
    found = {
        "title": next(_titles(header), ""),
        "author": "; ".join(dict.fromkeys(_all(header, "fileDesc/titleStmt/author"))),
        "date": next(_dates(header), ""),
        "language": language_of(document),
    }
    return {name: value for name, value in found.items() if value}


def _titles(header: Any) -> Iterator[str]:
    titles = header.findall(_path("fileDesc/titleStmt/title"))
    own = [each for each in titles if each.get("level") not in _SERIES]
    main = [each for each in own if each.get("type") == "main"]
    yield from filter(None, map(_text, (*main, *own, *titles)))


def _dates(header: Any) -> Iterator[str]:
    for path in _DATES:
        for each in header.iterfind(_path(path)):
            yield from (str(each.get(name)) for name in _WHEN if each.get(name))


def _all(header: Any, path: str) -> Iterator[str]:
    return filter(None, map(_text, header.iterfind(_path(path))))


def _path(path: str) -> str:
    steps = path.replace("//", "/./").split("/")
    named = (f"{{{TEI}}}{each}" if each != "." else "/" for each in steps)
    return "/".join(named).replace("///", "//")


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
