"""Books damaged at random, as people damage XML: EPUBCheck and we agree on which are."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.cases.book_mutants import good, packed
from tests.oracles import epubcheck
from tests.oracles.mutants import mutants

from teipipe.findings import Severity
from teipipe.validate import epub

OF_XML = (".xhtml", ".opf", ".ncx", ".xml")
OF_EACH = 12
"""How many damaged books are made of each file."""
GRAVE = ("FATAL", "ERROR", "WARNING")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The damaged books, each with the file that is damaged."""
    folder = tmp_path_factory.mktemp("damaged")
    books: dict[str, str] = {}
    for name, content in good().items():
        for mutant in mutants(content, OF_EACH, 2) if name.endswith(OF_XML) else ():
            book = folder / f"{len(books)}.epub"
            book.write_bytes(packed({**good(), name: mutant}))
            books[str(book)] = name
    return books


def test_epubcheck_finds_what_we_find_and_no_more(damaged: Mapping[str, str]) -> None:
    messages = epubcheck.check(map(Path, damaged))
    theirs = {each.file for each in messages if each.severity in GRAVE}
    found = {book: epub.check(Path(book), Path(book).parent) for book in damaged}
    missed = {damaged[book]: book for book in theirs if not found[book]}
    grave = {
        book: each for book in found for each in found[book] if each.severity is Severity.ERROR
    }
    beyond = {damaged[book]: grave[book] for book in grave.keys() - theirs}
    assert (missed, beyond) == ({}, {})
    assert len(damaged) > 100
    assert len(damaged) / 3 < len(theirs) < len(damaged)
