from pathlib import Path

from tests.oracles import epubcheck
from tests.oracles.samples import write_book


def test_a_good_book_and_each_damage_to_it(tmp_path: Path) -> None:
    good = write_book(tmp_path / "good.epub")
    dangling = write_book(tmp_path / "dangling.epub", "EPUB/nav.xhtml", "text.xhtml", "lost.xhtml")
    undated = write_book(
        tmp_path / "undated.epub", "EPUB/package.opf", 'property="dcterms:modified"', 'name="date"'
    )
    role = write_book(tmp_path / "role.epub", "EPUB/text.xhtml", "<p>", '<p role="doc-endnote">')
    found: dict[str, set[str]] = {}
    for message in epubcheck.check([good, dangling, undated, role]):
        found.setdefault(Path(message.file).name, set()).add(message.severity)
    assert found == {
        "dangling.epub": {"ERROR"},
        "undated.epub": {"ERROR"},
        "role.epub": {"WARNING"},
    }


def test_a_message_has_its_code_and_place(tmp_path: Path) -> None:
    book = write_book(tmp_path / "book.epub", "EPUB/text.xhtml", "</p>", "")
    fatal = [message for message in epubcheck.check([book]) if message.severity == "FATAL"]
    assert [(m.code, m.part, m.line) for m in fatal] == [("RSC-016", "EPUB/text.xhtml", 4)]
