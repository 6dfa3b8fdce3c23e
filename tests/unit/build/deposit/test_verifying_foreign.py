"""Verification of what others made: another version, another program, no project at all."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import bagit
import pytest
from rocrate.rocrate import ROCrate
from tests.unit.build.deposit.damages import CONTRADICTIONS, TEI, describe, edit, reseal
from tests.unit.build.deposit.packages import found

from teipipe.build import build, check
from teipipe.build.deposit.depositing import Order, pack
from teipipe.build.deposit.surveying import survey
from teipipe.build.deposit.verifying import verify
from teipipe.findings import Severity


def _of_another_version(bag: Path, maker: str = "teipipe 0.0.1") -> None:
    info = bag / "bag-info.txt"
    agent = re.sub(r"(Bag-Software-Agent: ).*", rf"\g<1>{maker}", info.read_text("utf-8"))
    info.write_text(agent, "utf-8")
    reseal(bag)


@pytest.mark.parametrize("name", CONTRADICTIONS)
@pytest.mark.parametrize(
    ("maker", "severity"), [("teipipe 0.0.1", Severity.ERROR), ("other 1", Severity.WARNING)]
)
def test_what_another_version_or_program_wrote_is_compared_by_what_all_state(
    bag: Path, name: str, maker: str, severity: Severity
):
    codemeta = bag / "data/codemeta.json"
    codemeta.write_text(codemeta.read_text("utf-8").replace('"Dataset"', '"Dataset", "x": 1'))
    describe(bag)
    _of_another_version(bag, maker)
    assert found(bag) == set()
    contradict, file = CONTRADICTIONS[name]
    contradict(bag)
    (told,) = verify(bag).findings
    assert (told.code, told.arguments["file"]) == ("D038", file)
    assert told.severity is severity


def test_a_bag_of_files_without_a_project_is_compared_too(bag: Path, tmp_path: Path):
    folder = tmp_path / "foreign"
    folder.mkdir()
    shutil.copy(bag / TEI, folder)
    cff = "cff-version: 1.2.0\nmessage: x\ntitle: Letters of a\nauthors: [{family-names: Lee}]\n"
    (folder / "CITATION.cff").write_text(cff)
    bagit.make_bag(str(folder))
    assert found(folder) == set()
    (folder / "data" / "CITATION.cff").write_text(cff.replace("Lee", "Fox"))
    assert ("D038", "CITATION.cff") in found(folder)


def test_a_package_of_a_single_file_is_true(
    bag: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    file = Path(shutil.copy(bag / TEI, tmp_path))
    edition = survey((file,))
    order = Order(checks=check(edition.tasks))
    made = pack(edition, list(build(edition.tasks)), tmp_path / "deposit" / "a", order).path
    assert (made / "data" / "mods.xml").is_file()
    assert found(made) == set()
    edit(made / "data" / "mods.xml", "Letters of a", "Letters of b")
    assert ("D038", "mods.xml") in found(made)


def test_what_is_no_package_is_said_to_be_none(tmp_path: Path):
    (tmp_path / "a.txt").write_text("x")
    assert found(tmp_path) == {("D033", tmp_path.name)}
    assert found(tmp_path / "a.txt") == {("D033", "a.txt")}
    (tmp_path / "empty.zip").touch()
    assert found(tmp_path / "empty.zip") == {("D033", "empty.zip")}
    with zipfile.ZipFile(tmp_path / "of-nothing.zip", "w"):
        pass
    assert found(tmp_path / "of-nothing.zip") == {("D033", "of-nothing.zip")}


def test_a_bag_that_another_program_made_is_verified(tmp_path: Path):
    folder = tmp_path / "foreign"
    (folder / "inner").mkdir(parents=True)
    for name in ("a.txt", "100%.txt", "inner/b c.txt"):
        (folder / name).write_text(name)
    bagit.make_bag(str(folder), {"Contact-Name": "Ann"}, checksums=["md5", "sha256"])
    assert found(folder) == set()
    (folder / "data" / "a.txt").write_text("b.txt")
    assert found(folder) == {("D030", "data/a.txt")}
    (folder / "data" / "100%.txt").unlink()
    assert ("D031", "data/100%.txt") in found(folder)


def test_a_crate_that_another_program_made_is_verified(tmp_path: Path):
    file = tmp_path / "a b.txt"
    file.write_text("x")
    crate = ROCrate()
    crate.name, crate.description, crate.license = "Letters", "Two letters.", "CC-BY-4.0"
    crate.add_file(file, "in/a b.txt", properties={"contentSize": "1"})
    crate.write(tmp_path / "crate")
    assert found(tmp_path / "crate") == set()
    (tmp_path / "crate" / "in" / "a b.txt").write_text("xy")
    assert found(tmp_path / "crate") == {("D043", "in/a b.txt")}
    (tmp_path / "crate" / "in" / "a b.txt").unlink()
    assert found(tmp_path / "crate") == {("D042", "in/a b.txt")}


def test_a_crate_that_says_too_little_of_itself_is_not_valid(tmp_path: Path):
    ROCrate().write(tmp_path / "crate")
    assert found(tmp_path / "crate") == {("D037", "ro-crate-metadata.json")}
    told = verify(tmp_path / "crate").findings[0].message
    assert "no root: a data set with a name, a date and a licence" in told


def test_the_tei_of_a_foreign_bag_is_validated(tmp_path: Path):
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p></TEI>')
    bagit.make_bag(str(folder))
    assert found(folder) == {("P001", "data/a.xml")}
