"""`teipipe deposit` as users meet it: what is printed, where, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.build.deposit.packages import outputs, package, project
from tests.unit.cli.conftest import Teipipe


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


def test_an_edition_that_lacks_nothing_is_ready(root: Path, teipipe: Teipipe) -> None:
    done = teipipe("deposit", "check", folder=root)
    assert (done.code, done.out) == (0, "")


def test_what_is_missing_is_asked_for_once_and_for_all_targets(
    root: Path, teipipe: Teipipe
) -> None:
    settings = root / "teipipe.toml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(x for x in lines if "contact" not in x and "title" not in x))
    for file in root.glob("tei/?/?.xml"):
        file.write_text(file.read_text("utf-8").replace('<date when="2024-03-05"/>', ""))
    done = teipipe("deposit", "check", "--for", "zenodo,dataverse,datacite", folder=root)
    assert done.code == 1
    assert "teipipe.toml:4:1: error D001" in done.out
    assert "a date of publication; needed by Zenodo, DataCite." in done.out
    assert "a contact with an e-mail address; needed by Dataverse." in done.out
    assert done.out.count("D002") == 2
    fewer = teipipe("deposit", "check", "--for", "catalogue", folder=root)
    assert "D002" not in fewer.out


def test_a_report_is_given_as_validation_gives_it(root: Path, teipipe: Teipipe) -> None:
    for file in root.glob("tei/?/?.xml"):
        file.write_text(file.read_text("utf-8").replace("Lee, Ann", "Ann Lee"))
    done = teipipe("deposit", "check", "--report", "jsonl", folder=root)
    found = [json.loads(line) for line in done.out.splitlines()]
    assert [(each["code"], each["check"]) for each in found] == [("D009", "deposit")]


def test_severities_of_the_project_hold_for_deposits_too(root: Path, teipipe: Teipipe) -> None:
    with (root / "teipipe.toml").open("a") as settings:
        settings.write('\n[severities]\nD009 = "error"\n')
    for file in root.glob("tei/?/?.xml"):
        file.write_text(file.read_text("utf-8").replace("Lee, Ann", "Ann Lee"))
    assert teipipe("deposit", "check", folder=root).code == 1


def test_an_unknown_target_is_told_with_the_nearest(root: Path, teipipe: Teipipe) -> None:
    for command in ("check", "build"):
        done = teipipe("deposit", command, "--for", "zenod", folder=root)
        assert done.code == 2
        assert "Did you mean “zenodo”?" in done.err


def test_a_package_is_made_and_verified(root: Path, teipipe: Teipipe) -> None:
    outputs(root)
    made = teipipe("deposit", "build", "--checksum", "md5", folder=root)
    assert (made.code, made.out) == (0, "deposit/All-letters: 33 files\n")
    assert (root / "deposit/All-letters/manifest-md5.txt").is_file()
    done = teipipe("deposit", "verify", "deposit/All-letters", folder=root)
    assert (done.code, done.out) == (0, "deposit/All-letters: 33 files\n")
    assert done.err == "1 package: no findings\n"
    (root / "deposit/All-letters/data/tei/a/notes.txt").write_text("x")
    damaged = teipipe("deposit", "verify", "deposit/All-letters", folder=root)
    assert damaged.code == 1
    assert "data/tei/a/notes.txt: error D030" in damaged.out
    assert "bytes then: 12, now: 1" in damaged.out


def test_a_package_is_no_source(root: Path, teipipe: Teipipe) -> None:
    package(root, root / "deposit" / "letters")
    done = teipipe("validate", ".", "--report", "json", folder=root)
    assert "deposit" not in done.out
    inside = teipipe("validate", "deposit/letters/data/tei", "--report", "json", folder=root)
    assert "a.xml" in inside.out


def test_a_document_that_cannot_be_read_is_not_deposited(root: Path, teipipe: Teipipe) -> None:
    (root / "tei/a/a.xml").write_text("<TEI>")
    done = teipipe("deposit", "build", folder=root)
    assert done.code == 1
    assert "tei/a/a.xml:1:6: error P001" in done.err
    assert not (root / "deposit").exists()


def test_outputs_that_are_up_to_date_are_packed_as_they_stand(root: Path, teipipe: Teipipe) -> None:
    first = teipipe("deposit", "build", "--out", "one", folder=root)
    again = teipipe("deposit", "build", "--out", "two", folder=root)
    assert (first.code, again.code) == (0, 0)
    files = {each.relative_to(root / "one") for each in (root / "one").rglob("*")}
    assert {each.relative_to(root / "two") for each in (root / "two").rglob("*")} == files
    for each in files:
        one, two = root / "one" / each, root / "two" / each
        assert one.is_dir() or one.read_bytes() == two.read_bytes()


def test_a_zip_that_is_there_stays_when_a_layout_is_made(root: Path, teipipe: Teipipe) -> None:
    assert teipipe("deposit", "build", "--zip", folder=root).code == 0
    before = (root / "deposit/All-letters.zip").read_bytes()
    assert teipipe("deposit", "build", "--for", "zenodo", folder=root).code == 0
    assert (root / "deposit/All-letters.zip").read_bytes() == before
    assert (root / "deposit/All-letters-zenodo/All-letters.zip").read_bytes() == before
    assert {each.name for each in (root / "deposit").iterdir()} == {
        "All-letters.zip",
        "All-letters-zenodo",
    }


def test_what_is_not_there_cannot_be_verified(tmp_path: Path, teipipe: Teipipe) -> None:
    done = teipipe("deposit", "verify", "letters.zip", folder=tmp_path)
    assert done.code == 2
    assert "letters.zip: no such file or folder" in done.err


def test_several_packages_are_verified_and_one_that_is_none_stops_no_other(
    root: Path, teipipe: Teipipe
) -> None:
    package(root, root / "good")
    (root / "bad.zip").write_bytes(b"PK")
    done = teipipe("deposit", "verify", "bad.zip", "good", folder=root)
    assert done.code == 1
    assert "bad.zip: error D041" in done.out
    assert "good: 31 files\n" in done.out
