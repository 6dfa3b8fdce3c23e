"""Jing's verdict is ours: on real TEI, and on documents damaged as people damage them."""

import os
from pathlib import Path

import pytest
from tests.oracles import agreement, jing, require

from teipipe.documents import load, serialised
from teipipe.errors import DocumentError
from teipipe.validate import relaxng


@pytest.fixture(scope="module")
def folder() -> Path:
    named = Path(os.environ.get("TEIPIPE_SCHEMAS", ""))
    require((named / agreement.FROM_FOLDER[0]).is_file(), "no schemas: TEIPIPE_SCHEMAS names none")
    return named


def test_mutants_get_jings_verdict_at_jings_place(corpora, folder):
    found = [agreement.compare(each, corpora, 40, 7) for each in agreement.schemas(folder)]
    assert [each.verdicts for each in found] == [()] * 5
    assert [each.places for each in found] == [()] * 5
    assert sum(each.invalid for each in found) > 50


def test_real_documents_get_jings_verdict(corpora, folder, tmp_path):
    schema = folder / "tei_all_4.12.0.rng"
    ours: dict[str, bool] = {}
    files = []
    for number, source in enumerate(sorted(corpora.rglob("*.xml"), key=str)[::8]):
        try:
            document = load(source)
        except DocumentError:
            continue
        file = tmp_path / f"{number}.xml"
        file.write_text(serialised(document.tree), "utf-8")
        files.append(file)
        ours[str(file)] = bool(relaxng.check(document, schema, folder))
    theirs = {each.file for each in jing.validate(schema, files)}
    assert {file for file, invalid in ours.items() if invalid} == theirs
    assert 0 < len(theirs) < len(files)
