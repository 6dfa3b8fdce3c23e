"""What a book says of its accessibility: there, and true. EPUB Accessibility 1.1, "Discovery"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teipipe.findings import Finding
from teipipe.validate.epub.book import Book, find

_NEEDED = (
    "accessMode",
    "accessModeSufficient",
    "accessibilityFeature",
    "accessibilityHazard",
    "accessibilitySummary",
)
_SEEN = {
    "index": "//*[@role = 'doc-index']",
    "pageBreakMarkers": "//*[@role = 'doc-pagebreak']",
    "pageNavigation": "//h:nav[@role = 'doc-pagelist']",
    "tableOfContents": "//h:nav[@role = 'doc-toc']",
    "MathML": "//m:math",
    "ARIA": "//@role",
}
"""Features that can be seen in the pages, and by what."""
_PICTURES = "//h:img[not(@role = 'doc-cover')] | //h:video | //svg:svg"
_OUT_OF_USE = ("printPageNumbers", "pageNumbers")
_STANDARD = re.compile(r"EPUB Accessibility 1\.[12] - WCAG 2\.[0-2] Level A{1,3}|https?://\S+")


def check(book: Book) -> Iterator[Finding]:
    """Check the metadata by the schema.org vocabulary, and the claims of conformance."""
    for name in _NEEDED:
        if not book.properties(f"schema:{name}"):
            yield book.finding("V135", book.package_path, name=f"schema:{name}")
    features = book.properties("schema:accessibilityFeature")
    for name in features:
        if name in _OUT_OF_USE:
            yield book.finding("V136", book.package_path, feature=name)
    for name, path in _SEEN.items():
        if features and (name in features) != bool(book.all(path)):
            yield book.finding("V137", book.package_path, feature=name)
    modes = book.properties("schema:accessMode")
    if modes and ("visual" in modes) != bool(book.all(_PICTURES)):
        yield book.finding("V137", book.package_path, feature="visual")
    yield from _claims(book)


def _claims(book: Book) -> Iterator[Finding]:
    """Tell of a claim of conformance that names no standard, or nobody who vouches for it."""
    claims = book.properties("dcterms:conformsTo")
    links = find(book.package, "opf:metadata/opf:link[@rel = 'dcterms:conformsTo']")
    by = find(book.package, "opf:metadata/opf:meta[@property = 'a11y:certifiedBy']")
    wrong = [each for each in claims if not _STANDARD.fullmatch(each)]
    if wrong or ((claims or links) and not by):
        yield book.finding("V138", book.package_path, claim=(wrong or claims or [""])[0])
