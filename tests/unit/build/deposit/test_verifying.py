"""Verification: a good package gives no finding; each damage is named for what it is."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from rocrate.rocrate import ROCrate
from tests.unit.build.deposit.packages import package, project

from teipipe.build import build, check
from teipipe.build.deposit.depositing import Order, pack
from teipipe.build.deposit.surveying import survey
from teipipe.build.deposit.verifying import verify
from teipipe.errors import DocumentError
from teipipe.findings import Severity


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("project"))
    return package(root, root / "deposit" / "letters").path


@pytest.fixture
def bag(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "letters"))


def found(path: Path) -> set[tuple[str, str]]:
    """Give the codes of what is found, with the files that are named."""
    try:
        findings = verify(path).findings
    except DocumentError as error:
        findings = error.findings
    named = ((each, each.arguments.get("file") or each.place.file or "") for each in findings)
    return {(each.code, str(name)) for each, name in named}


def test_a_good_package_gives_no_finding(bag: Path):
    before = {each: each.read_bytes() for each in bag.rglob("*") if each.is_file()}
    assert found(bag) == set()
    assert {each: each.read_bytes() for each in bag.rglob("*") if each.is_file()} == before


def test_a_good_zip_gives_no_finding(bag: Path, tmp_path: Path):
    assert found(_zipped(bag, tmp_path)) == set()


def test_of_a_layout_the_zip_is_verified(bag: Path, tmp_path: Path):
    layout = tmp_path / "letters-zenodo"
    layout.mkdir()
    zipped = _zipped(bag, layout)
    (layout / "README.md").write_text("x")
    shutil.copy(bag / "data/datacite.xml", layout)
    assert found(layout) == set()
    _edit(layout / "datacite.xml", "All letters", "Some letters")
    assert found(layout) == {("D038", "datacite.xml")}
    _edit(layout / "datacite.xml", "<title>Some letters</title>", "")
    assert found(layout) == {("D037", "datacite.xml")}
    zipped.write_bytes(zipped.read_bytes()[:-30])
    assert {code for code, _ in found(layout)} == {"D041"}


def _zipped(bag: Path, folder: Path) -> Path:
    target = folder / "letters.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for each in sorted(bag.rglob("*")):
            archive.write(each, f"letters/{each.relative_to(bag)}")
    return target


@pytest.mark.parametrize("zip_it", [False, True])
def test_files_are_named_as_seen_from_what_was_verified(bag: Path, tmp_path: Path, zip_it: bool):
    tei_made_invalid_and_sealed(bag)
    (bag / TEXT).write_text("x")
    _edit(bag / "data/mods.xml", "<title>", "<name>")
    _edit(bag / "data/datacite.xml", "All letters", "Some letters")
    up = tmp_path / "up"
    shutil.copytree(bag, up / "letters")
    (up / "beside.txt").write_text("x")
    if zip_it:
        up = tmp_path / "up.zip"
        with zipfile.ZipFile(_zipped(bag, tmp_path).rename(up), "a") as archive:
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
    _zipped(bag, layout)
    shutil.copy(bag / "data/datacite.xml", layout)
    places = {(each.code, each.place.file) for each in verify(layout).findings}
    assert ("D030", f"letters.zip/letters/{TEXT}") in places
    assert ("D038", "datacite.xml") in places


def _edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def _resealed(bag: Path) -> None:
    """Make the manifests anew over whatever is there, as a careless hand would."""
    for kind, inside in (("manifest", True), ("tagmanifest", False)):
        target = bag / f"{kind}-sha512.txt"
        files = (each for each in sorted(bag.rglob("*")) if each.is_file())
        listed = [each.relative_to(bag).as_posix() for each in files]
        lines = [
            f"{hashlib.sha512((bag / path).read_bytes()).hexdigest()}  {path}\n"
            for path in listed
            if path.startswith("data/") is inside and not path.startswith("tagmanifest")
        ]
        if kind == "manifest":
            payload = [bag / path for path in listed if path.startswith("data/")]
            oxum = f"{sum(each.stat().st_size for each in payload)}.{len(payload)}"
            info = bag / "bag-info.txt"
            info.write_text(re.sub(r"(Payload-Oxum: ).*", rf"\g<1>{oxum}", info.read_text("utf-8")))
        target.write_text("".join(lines), "utf-8")


def _described(bag: Path) -> None:
    """Describe the files anew as they are, and seal the bag again."""
    file = bag / "data" / "ro-crate-metadata.json"
    crate = json.loads(file.read_bytes())
    for each in crate["@graph"]:
        if each["@type"] == "File":
            content = (bag / "data" / each["@id"]).read_bytes()
            each["contentSize"] = str(len(content))
            each["sha256"] = hashlib.sha256(content).hexdigest()
    file.write_text(json.dumps(crate), "utf-8")
    _resealed(bag)


TEI = "data/tei/a/a.xml"
TEXT = "data/outputs/a/a.txt"
OXUM = ("D035", "bag-info.txt")


def byte_changed(bag: Path) -> None:
    _edit(bag / TEI, "hello", "hallo")


def byte_added(bag: Path) -> None:
    _edit(bag / TEXT, "hello", "hello ")


def file_emptied(bag: Path) -> None:
    (bag / TEXT).write_bytes(b"")


def file_added(bag: Path) -> None:
    (bag / "data" / "virus.exe").write_bytes(b"x")


def hidden_file_added(bag: Path) -> None:
    (bag / "data" / ".DS_Store").write_bytes(b"x")


def tag_file_added(bag: Path) -> None:
    (bag / "notes.txt").write_bytes(b"x")


def file_removed(bag: Path) -> None:
    (bag / TEI).unlink()


def tag_file_removed(bag: Path) -> None:
    (bag / "bag-info.txt").unlink()


def file_renamed(bag: Path) -> None:
    (bag / TEXT).rename(bag / "data/outputs/a/b.txt")


def file_renamed_in_case(bag: Path) -> None:
    (bag / TEXT).rename(bag / "data/outputs/a/A.txt")


def files_swapped(bag: Path) -> None:
    first, second = bag / "data/outputs/a/a.txt", bag / "data/outputs/b/b.txt"
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)


def line_dropped(bag: Path) -> None:
    manifest = bag / "manifest-sha512.txt"
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join(line for line in lines if TEXT not in line), "utf-8")


def line_broken(bag: Path) -> None:
    with (bag / "manifest-sha512.txt").open("a") as file:
        file.write("not a line\n")


def line_outside(bag: Path) -> None:
    with (bag / "manifest-sha512.txt").open("a") as file:
        file.write(f"{'0' * 128}  ../../etc/passwd\n")


def line_doubled(bag: Path) -> None:
    manifest = bag / "manifest-sha512.txt"
    lines = manifest.read_text("utf-8").splitlines(keepends=True)
    manifest.write_text("".join([*lines, next(x for x in lines if TEXT in x)]), "utf-8")


def digest_changed(bag: Path) -> None:
    manifest = bag / "manifest-sha512.txt"
    digest = next(x for x in manifest.read_text("utf-8").splitlines() if TEXT in x)[:128]
    _edit(manifest, digest, digest[::-1])


def manifest_removed(bag: Path) -> None:
    (bag / "manifest-sha512.txt").unlink()


def tagmanifest_removed(bag: Path) -> None:
    (bag / "tagmanifest-sha512.txt").unlink()


def declaration_changed(bag: Path) -> None:
    (bag / "bagit.txt").write_text("A bag\n")


def count_changed(bag: Path) -> None:
    info = bag / "bag-info.txt"
    info.write_text(re.sub(r"Payload-Oxum: .*", "Payload-Oxum: 1.1", info.read_text("utf-8")))
    tags = bag / "tagmanifest-sha512.txt"
    lines = tags.read_text("utf-8").splitlines()
    digest = hashlib.sha512(info.read_bytes()).hexdigest()
    kept = [line if "bag-info" not in line else f"{digest}  bag-info.txt" for line in lines]
    tags.write_text("\n".join(kept) + "\n", "utf-8")


def tei_edited_and_sealed(bag: Path) -> None:
    _edit(bag / TEI, "hello", "hallo")
    _described(bag)


def tei_made_invalid_and_sealed(bag: Path) -> None:
    _edit(bag / TEI, "<p>Dear", '<bad xmlns="urn:bad"/><p>Dear')
    _described(bag)


def tei_ill_formed_and_sealed(bag: Path) -> None:
    _edit(bag / TEI, "</TEI>", "")
    _described(bag)


def schema_edited_and_sealed(bag: Path) -> None:
    _edit(bag / "data/schemas/any/thing.rng", "<text/>", "")
    _described(bag)


def text_edited_and_sealed(bag: Path) -> None:
    _edit(bag / TEXT, "hello", "hallo")
    _described(bag)


def book_of_another_and_sealed(bag: Path) -> None:
    shutil.copy(bag / "data/outputs/b/b.epub", bag / "data/outputs/a/a.epub")
    _described(bag)


def title_contradicts(bag: Path) -> None:
    _edit(bag / "data/datacite.xml", "All letters", "Some letters")
    _described(bag)


def licence_contradicts(bag: Path) -> None:
    _edit(bag / "data/CITATION.cff", "CC-BY-4.0", "MIT")
    _described(bag)


def creator_contradicts(bag: Path) -> None:
    _edit(bag / "data/.zenodo.json", "Lee, Ann", "Fox, Eve")
    _described(bag)


def crate_contradicts(bag: Path) -> None:
    _edit(bag / "data/ro-crate-metadata.json", "All letters", "Some letters")
    _resealed(bag)


def metadata_invalid(bag: Path) -> None:
    _edit(bag / "data/datacite.xml", "<publicationYear>2024</publicationYear>", "")
    _described(bag)


def metadata_no_json(bag: Path) -> None:
    (bag / "data/codemeta.json").write_text("{")
    _described(bag)


def metadata_no_xml(bag: Path) -> None:
    (bag / "data/mods.xml").write_text("<mods")
    _described(bag)


def record_broken(bag: Path) -> None:
    _edit(bag / "data/validation.json", '"outputs"', '"puts"')
    _described(bag)


def crate_knows_more(bag: Path) -> None:
    _edit(bag / "data/ro-crate-metadata.json", '"@id": "README.md"', '"@id": "GUIDE.md"')
    _resealed(bag)


def crate_says_another_size(bag: Path) -> None:
    file = bag / "data/ro-crate-metadata.json"
    crate = json.loads(file.read_bytes())
    next(each for each in crate["@graph"] if each["@id"] == "README.md")["contentSize"] = "1"
    file.write_text(json.dumps(crate), "utf-8")
    _resealed(bag)


def file_added_and_sealed(bag: Path) -> None:
    (bag / "data" / "virus.exe").write_bytes(b"x")
    _resealed(bag)


MUTANTS: dict[Callable[[Path], None], set[tuple[str, str]]] = {
    byte_changed: {("D030", TEI), ("D039", "tei/a/a.xml")},
    byte_added: {("D030", TEXT), OXUM, ("D040", "outputs/a/a.txt")},
    file_emptied: {("D030", TEXT), OXUM, ("D040", "outputs/a/a.txt")},
    file_added: {("D032", "data/virus.exe"), OXUM},
    hidden_file_added: {("D032", "data/.DS_Store"), OXUM},
    tag_file_added: {("D032", "notes.txt")},
    file_removed: {("D031", TEI), OXUM},
    tag_file_removed: {("D031", "bag-info.txt")},
    file_renamed: {("D036", TEXT)},
    file_renamed_in_case: {("D036", TEXT)},
    files_swapped: {
        ("D030", TEXT),
        ("D030", "data/outputs/b/b.txt"),
        ("D040", "outputs/a/a.txt"),
        ("D040", "outputs/b/b.txt"),
    },
    line_dropped: {("D032", TEXT), ("D030", "manifest-sha512.txt")},
    line_broken: {("D034", "manifest-sha512.txt"), ("D030", "manifest-sha512.txt")},
    line_outside: {("D034", "manifest-sha512.txt"), ("D030", "manifest-sha512.txt")},
    line_doubled: {("D034", "manifest-sha512.txt"), ("D030", "manifest-sha512.txt")},
    digest_changed: {("D030", TEXT), ("D030", "manifest-sha512.txt")},
    manifest_removed: {("D031", "manifest-sha512.txt")},
    tagmanifest_removed: {("D031", "tagmanifest-sha512.txt")},
    declaration_changed: {("D033", "bagit.txt"), ("D030", "bagit.txt")},
    count_changed: {OXUM},
    tei_edited_and_sealed: {("D039", "tei/a/a.xml")},
    tei_made_invalid_and_sealed: {("D039", "tei/a/a.xml"), ("V011", TEI)},
    tei_ill_formed_and_sealed: {("D039", "tei/a/a.xml"), ("P001", TEI)},
    schema_edited_and_sealed: {("D039", "schemas/any/thing.rng"), ("V016", TEI)},
    text_edited_and_sealed: {("D040", "outputs/a/a.txt")},
    book_of_another_and_sealed: {("D040", "outputs/a/a.epub")},
    title_contradicts: {("D038", "datacite.xml")},
    licence_contradicts: {("D038", "CITATION.cff")},
    creator_contradicts: {("D038", ".zenodo.json")},
    crate_contradicts: {("D038", "ro-crate-metadata.json")},
    metadata_invalid: {("D037", "data/datacite.xml")},
    metadata_no_json: {("D037", "data/codemeta.json")},
    metadata_no_xml: {("D037", "data/mods.xml")},
    record_broken: {("D037", "data/validation.json")},
    crate_knows_more: {("D042", "GUIDE.md"), ("D044", "README.md")},
    crate_says_another_size: {("D043", "README.md")},
    file_added_and_sealed: {("D044", "virus.exe")},
}


FOLLOW = {"D035", "D038", "D039", "D040"}
"""What follows from a damage: other counts, and what was made of the file that is no longer it."""


def test_there_are_mutants_enough():
    assert len(MUTANTS) >= 25


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: each.__name__)
def test_a_damage_is_named(bag: Path, mutant: Callable[[Path], None]):
    mutant(bag)
    assert found(bag) >= MUTANTS[mutant]
    assert any(each.severity is Severity.ERROR for each in verify(bag).findings)
    named = {code for code, _ in MUTANTS[mutant]}
    assert {code for code, _ in found(bag)} - named <= FOLLOW, found(bag)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: each.__name__)
def test_a_damage_is_named_in_a_zip_as_in_a_folder(
    bag: Path, tmp_path: Path, mutant: Callable[[Path], None]
):
    mutant(bag)
    zipped = found(_zipped(bag, tmp_path))
    assert {(code, name.removeprefix("letters/")) for code, name in zipped} == found(bag)


def test_sizes_are_told(bag: Path):
    size = (bag / TEXT).stat().st_size
    byte_added(bag)
    (told,) = [each for each in verify(bag).findings if each.code == "D030"]
    assert f"bytes then: {size}, now: {size + 1}" in told.message


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_zip_that_is_cut_off_is_damaged(bag: Path, tmp_path: Path, share: float):
    whole = _zipped(bag, tmp_path)
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * share)])
    assert {code for code, _ in found(whole)} == {"D041"}


def test_a_zip_with_a_flipped_byte_is_damaged_or_named(bag: Path, tmp_path: Path):
    whole = _zipped(bag, tmp_path)
    content = bytearray(whole.read_bytes())
    content[len(content) // 3] ^= 0xFF
    whole.write_bytes(content)
    assert {code for code, _ in found(whole)} & {"D030", "D041"}


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "letters/../../x"])
def test_a_zip_that_leads_out_is_refused(bag: Path, tmp_path: Path, name: str):
    whole = _zipped(bag, tmp_path)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr(name, "x")
    assert {code for code, _ in found(whole)} == {"D041"}


@pytest.mark.parametrize("zip_it", [False, True])
def test_a_bag_without_its_declaration_is_not_taken_for_a_crate(
    bag: Path, tmp_path: Path, zip_it: bool
):
    (bag / "bagit.txt").unlink()
    assert {code for code, _ in found(_zipped(bag, tmp_path) if zip_it else bag)} == {"D033"}


def _of_another_version(bag: Path, maker: str = "teipipe 0.0.1") -> None:
    info = bag / "bag-info.txt"
    agent = re.sub(r"(Bag-Software-Agent: ).*", rf"\g<1>{maker}", info.read_text("utf-8"))
    info.write_text(agent, "utf-8")
    _resealed(bag)


@pytest.mark.parametrize(
    "mutant", [title_contradicts, licence_contradicts, creator_contradicts, crate_contradicts]
)
@pytest.mark.parametrize(
    ("maker", "severity"), [("teipipe 0.0.1", Severity.ERROR), ("other 1", Severity.WARNING)]
)
def test_what_another_version_or_program_wrote_is_compared_by_what_all_state(
    bag: Path, mutant: Callable[[Path], None], maker: str, severity: Severity
):
    codemeta = bag / "data/codemeta.json"
    codemeta.write_text(codemeta.read_text("utf-8").replace('"Dataset"', '"Dataset", "x": 1'))
    _described(bag)
    _of_another_version(bag, maker)
    assert found(bag) == set()
    mutant(bag)
    (told,) = verify(bag).findings
    assert {("D038", told.arguments["file"])} == MUTANTS[mutant]
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
    _edit(made / "data" / "mods.xml", "Letters of a", "Letters of b")
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
