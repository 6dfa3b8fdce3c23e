"""Verification: a good package gives no finding; each damage is named for what it is."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from tests.unit.build.deposit.damages import DAMAGES, TEI, TEXT, edit
from tests.unit.build.deposit.packages import found, zipped

from teipipe.build.deposit.verifying import verify
from teipipe.findings import Severity

FOLLOW = {"D035", "D038", "D039", "D040"}
"""What follows from a damage: other counts, and what was made of the file that is no longer it."""


def test_a_good_package_gives_no_finding(bag: Path):
    before = {each: each.read_bytes() for each in bag.rglob("*") if each.is_file()}
    assert found(bag) == set()
    assert {each: each.read_bytes() for each in bag.rglob("*") if each.is_file()} == before


def test_a_good_zip_gives_no_finding(bag: Path, tmp_path: Path):
    assert found(zipped(bag, tmp_path)) == set()


def test_of_a_layout_the_zip_is_verified(bag: Path, tmp_path: Path):
    layout = tmp_path / "letters-zenodo"
    layout.mkdir()
    archive = zipped(bag, layout)
    (layout / "README.md").write_text("x")
    shutil.copy(bag / "data/datacite.xml", layout)
    assert found(layout) == set()
    edit(layout / "datacite.xml", "All letters", "Some letters")
    assert found(layout) == {("D038", "datacite.xml")}
    edit(layout / "datacite.xml", "<title>Some letters</title>", "")
    assert found(layout) == {("D037", "datacite.xml")}
    archive.write_bytes(archive.read_bytes()[:-30])
    assert {code for code, _ in found(layout)} == {"D041"}


@pytest.mark.parametrize("zip_it", [False, True])
def test_files_are_named_as_seen_from_what_was_verified(bag: Path, tmp_path: Path, zip_it: bool):
    DAMAGES["TEI made invalid and sealed"][0](bag)
    (bag / TEXT).write_text("x")
    edit(bag / "data/mods.xml", "<title>", "<name>")
    edit(bag / "data/datacite.xml", "All letters", "Some letters")
    up = tmp_path / "up"
    shutil.copytree(bag, up / "letters")
    (up / "beside.txt").write_text("x")
    if zip_it:
        up = tmp_path / "up.zip"
        with zipfile.ZipFile(zipped(bag, tmp_path).rename(up), "a") as archive:
            archive.writestr("beside.txt", "x")
    places = {(each.code, each.place.file) for each in verify(up).findings}
    assert places >= {
        ("D030", f"letters/{TEXT}"),
        ("D032", "beside.txt"),
        ("D035", "letters/bag-info.txt"),
        ("D037", "letters/data/mods.xml"),
        ("D038", "letters/data/datacite.xml"),
        ("D039", f"letters/{TEI}"),
        ("D040", f"letters/{TEXT}"),
        ("V011", f"letters/{TEI}"),
    }
    layout = tmp_path / "layout"
    layout.mkdir()
    zipped(bag, layout)
    shutil.copy(bag / "data/datacite.xml", layout)
    places = {(each.code, each.place.file) for each in verify(layout).findings}
    assert ("D030", f"letters.zip/letters/{TEXT}") in places
    assert ("D038", "datacite.xml") in places


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_named(bag: Path, name: str):
    damage, told = DAMAGES[name]
    damage(bag)
    assert found(bag) >= told
    assert any(each.severity is Severity.ERROR for each in verify(bag).findings)
    assert {code for code, _ in found(bag)} - {code for code, _ in told} <= FOLLOW, found(bag)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_named_in_a_zip_as_in_a_folder(bag: Path, tmp_path: Path, name: str):
    damage, _ = DAMAGES[name]
    damage(bag)
    in_zip = found(zipped(bag, tmp_path))
    assert {(code, name.removeprefix("letters/")) for code, name in in_zip} == found(bag)


def test_sizes_are_told(bag: Path):
    size = (bag / TEXT).stat().st_size
    DAMAGES["byte added"][0](bag)
    (told,) = [each for each in verify(bag).findings if each.code == "D030"]
    assert f"bytes then: {size}, now: {size + 1}" in told.message


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_zip_that_is_cut_off_is_damaged(bag: Path, tmp_path: Path, share: float):
    whole = zipped(bag, tmp_path)
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * share)])
    assert {code for code, _ in found(whole)} == {"D041"}


def test_a_zip_with_a_flipped_byte_is_damaged_or_named(bag: Path, tmp_path: Path):
    whole = zipped(bag, tmp_path)
    content = bytearray(whole.read_bytes())
    content[len(content) // 3] ^= 0xFF
    whole.write_bytes(content)
    assert {code for code, _ in found(whole)} & {"D030", "D041"}


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "letters/../../x"])
def test_a_zip_that_leads_out_is_refused(bag: Path, tmp_path: Path, name: str):
    whole = zipped(bag, tmp_path)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr(name, "x")
    assert {code for code, _ in found(whole)} == {"D041"}


@pytest.mark.parametrize("zip_it", [False, True])
def test_a_bag_without_its_declaration_is_not_taken_for_a_crate(
    bag: Path, tmp_path: Path, zip_it: bool
):
    (bag / "bagit.txt").unlink()
    assert {code for code, _ in found(zipped(bag, tmp_path) if zip_it else bag)} == {"D033"}
