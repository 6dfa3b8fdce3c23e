"""The judges of packages bite: something wrong is objected to."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.oracles import environments, metadata


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("datacite", b'<resource xmlns="http://datacite.org/schema/kernel-4"/>'),
        ("mods", b'<mods xmlns="http://www.loc.gov/mods/v3" version="3.8"><nothing/></mods>'),
    ],
)
def test_a_schema_objects(name, content):
    assert metadata.objections(name, content)


def test_cffconvert_objects(tmp_path: Path):
    file = tmp_path / "CITATION.cff"
    file.write_text("cff-version: 1.2.0\ntitle: x\n")
    assert not environments.cffconvert(file).accepts


def test_the_validator_of_crates_objects(tmp_path: Path):
    crate = tmp_path / "crate"
    crate.mkdir()
    (crate / "ro-crate-metadata.json").write_text(
        '{"@context": "https://w3id.org/ro/crate/1.3/context", "@graph": []}'
    )
    verdict = environments.crate(crate, "ro-crate-1.3", tmp_path)
    assert not verdict.accepts
    assert verdict.objections
