"""`teipipe validate` takes TEI and e-books alike."""

import json
import zipfile
from pathlib import Path

from tests.cases.book_mutants import good, packed
from tests.unit.cli.conftest import LETTER, Teipipe


def test_tei_and_books_are_taken_by_their_names(teipipe: Teipipe, tmp_path: Path) -> None:
    (tmp_path / "good.epub").write_bytes(packed(good()))
    (tmp_path / "bad.EPUB").write_bytes(packed(good(), zipfile.ZIP_DEFLATED))
    (tmp_path / "letter.xml").write_text(LETTER)
    done = teipipe(
        "validate", "good.epub", "bad.EPUB", "letter.xml", "--report", "json", folder=tmp_path
    )
    assert done.code == 1
    found = json.loads(done.out)["findings"]
    told = [(each["code"], each["file"], each["check"]) for each in found]
    assert ("V101", "bad.EPUB", "book") in told
    assert {file for _, file, _ in told} == {"bad.EPUB", "letter.xml"}


def test_a_book_of_our_own_is_clean(teipipe: Teipipe, tmp_path: Path) -> None:
    (tmp_path / "letter.xml").write_text(LETTER)
    assert teipipe("build", "letter.xml", "--to", "epub", "--out", "out", folder=tmp_path).code == 0
    done = teipipe("validate", "out/letter/letter.epub", "--fail-on", "warning", folder=tmp_path)
    assert (done.code, done.out) == (0, "")
