from pathlib import Path

from tests.oracles import ace
from tests.oracles.samples import write_book


def test_a_good_book_and_each_damage_to_it(tmp_path: Path) -> None:
    good = write_book(tmp_path / "good.epub")
    silent = write_book(tmp_path / "silent.epub", "EPUB/text.xhtml", ' lang="en" xml:lang="en"', "")
    found = {(Path(v.file).name, v.part, v.rule) for v in ace.check([good, silent])}
    assert found == {("silent.epub", "text.xhtml", "html-has-lang")}


def test_a_book_without_accessibility_metadata(tmp_path: Path) -> None:
    book = write_book(
        tmp_path / "book.epub", "EPUB/package.opf", 'property="schema:access', 'property="dcterms:x'
    )
    assert "metadata-accessmode" in {v.rule for v in ace.check([book])}
