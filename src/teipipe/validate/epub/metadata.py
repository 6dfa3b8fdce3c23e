"""What the package says of the book: EPUB 3.3, "Metadata"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teipipe.findings import Finding
from teipipe.validate.epub.book import Book, find

_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def check(book: Book) -> Iterator[Finding]:
    """Check the date of the last change, and what is said of persons and bodies."""
    modified = book.properties("dcterms:modified")
    if len(modified) != 1 or not _MODIFIED.fullmatch(modified[0]):
        yield book.finding("V110", book.package_path, count=len(modified))
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
