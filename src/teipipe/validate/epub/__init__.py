"""Checks of finished e-books: what readers of a book would miss, without Java or a browser.

They see what EPUBCheck and Ace let pass (a compressed mimetype, words whose language or direction
is lost, notes without a way back, pages in a wrong order) and what EPUBCheck reports most: what no
grammar of the formats allows, and addresses that lead to nothing.
EPUBCheck and Ace remain the judges of all else. Specifications: EPUB 3.3, EPUB Accessibility 1.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from teipipe.documents import shown
from teipipe.errors import DocumentError
from teipipe.findings import Finding, grouped
from teipipe.validate.epub import (
    accessibility,
    container,
    grammars,
    languages,
    metadata,
    navigation,
    notes,
    pages,
    references,
)
from teipipe.validate.epub.book import Book, read

__all__ = ["check"]

CHECKS: tuple[Callable[[Book], Iterator[Finding]], ...] = (
    container.check,
    grammars.check,
    metadata.check,
    references.check,
    navigation.check,
    navigation.check_older,
    pages.check,
    notes.check,
    languages.check,
    accessibility.check,
)
"""The checks, in their order."""
_OF_OLDER = (container.check, grammars.check, references.check, navigation.check_older)
"""Those whose rules held for EPUB 2, too."""


def check(path: Path, root: Path) -> tuple[Finding, ...]:
    """Check an e-book; one that cannot be read as such gives that finding alone (V100–V103)."""
    try:
        book = read(path, shown(path, root))
    except DocumentError as error:
        return error.findings
    checks = (_older, *_OF_OLDER) if book.is_older else CHECKS
    return grouped(found for each in checks for found in each(book))


def _older(book: Book) -> Iterator[Finding]:
    yield book.finding("V139", book.package_path, version=book.package.get("version"))
