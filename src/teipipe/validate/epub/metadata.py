"""What the package says of the book: EPUB 3.3, "Metadata"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teipipe.findings import Finding
from teipipe.validate.epub.book import Book, find

_ALLOWED = {
    "identifier": range(1, 1000),
    "title": range(1, 1000),
    "language": range(1, 1000),
    "date": range(2),
}
"""How often an element of Dublin Core may stand there."""
_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def check(book: Book) -> Iterator[Finding]:
    """Check that what must be there is there, once, and not empty."""
    for name, allowed in _ALLOWED.items():
        found = find(book.package, f"opf:metadata/dc:{name}")
        filled = [each for each in found if (each.text or "").strip()]
        if len(filled) not in allowed or len(filled) < len(found):
            yield book.finding("V110", book.package_path, name=f"dc:{name}", count=len(filled))
    modified = book.properties("dcterms:modified")
    if len(modified) != 1 or not _MODIFIED.fullmatch(modified[0]):
        said = {"name": "dcterms:modified", "count": len(modified)}
        yield book.finding("V110", book.package_path, **said)
    yield from _agents(book)


def _agents(book: Book) -> Iterator[Finding]:
    """Tell of a person or body without a role or a form to sort by."""
    refinements = {
        (each.get("refines"), each.get("property"))
        for each in find(book.package, "opf:metadata/opf:meta[@refines]")
    }
    for agent in find(book.package, "opf:metadata/dc:creator | opf:metadata/dc:contributor"):
        missing = [
            name for name in ("role", "file-as") if (f"#{agent.get('id')}", name) not in refinements
        ]
        if missing:
            said = {"agent": agent.text, "missing": " or ".join(missing)}
            yield book.finding("V111", book.package_path, agent, **said)
