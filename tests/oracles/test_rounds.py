import io
import zipfile
from pathlib import Path

import pytest
from tests.cases.book_mutants import SAMPLE, good, packed
from tests.oracles import rounds

from teipipe.documents import load

DAMAGES = {
    "a note": ("text/notes.xhtml", 'class="tei-note"', 'class="note"'),
    "a name": ("text/body-2.xhtml", 'class="tei-persName"', ""),
    "a language": ("text/body-1.xhtml", ' lang="fr" xml:lang="fr"', ""),
    "a page": ("text/body-2.xhtml", ' role="doc-pagebreak"', ""),
    "a quotation": ("text/body-1.xhtml", 'class="tei-quote"', ""),
}


def test_a_book_has_what_its_document_has() -> None:
    document = load(SAMPLE, SAMPLE.parent)
    assert rounds.differences(document, packed(good())) == []
    assert {"note", "page", "persName", "foreign in fr", "quote"} <= set(
        rounds.in_document(document)
    )


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_lost_is_seen(damage: str) -> None:
    part, find, replace = DAMAGES[damage]
    members = dict(good())
    assert find.encode() in members[f"EPUB/{part}"]
    content = members[f"EPUB/{part}"].replace(find.encode(), replace.encode(), 1)
    members[f"EPUB/{part}"] = content
    assert len(rounds.differences(load(SAMPLE, SAMPLE.parent), packed(members))) >= 1


def test_a_book_is_read_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(good()))) as archive:
        assert len(archive.namelist()) == len(good())
    assert Path(rounds.__file__).name == "rounds.py"
