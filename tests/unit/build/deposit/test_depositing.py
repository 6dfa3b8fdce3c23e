"""Packages: complete, accepted by others, the same bytes everywhere, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import bagit_utils
import pytest
from rdflib import Graph, URIRef
from rocrate.rocrate import ROCrate
from tests.oracles import environments
from tests.unit.build.deposit.packages import SETTINGS, TEI, outputs, package, project

from teipipe.build import build
from teipipe.build.deposit.depositing import Order, lay_out, pack
from teipipe.build.deposit.surveying import survey
from teipipe.build.deposit.verifying import verify
from teipipe.deposit.packages import containers
from teipipe.deposit.packages.bagit import decoded, encoded, entries, fields
from teipipe.deposit.targets import TARGETS
from teipipe.errors import ConfigurationError, DocumentError


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("project"))
    (root / "tei/a/suggestions.jsonl").write_text("{}\n")
    return package(root, root / "deposit" / "letters", ("sha512", "md5")).path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def test_the_package_holds_everything(bag: Path):
    inside = {each.removeprefix("data/") for each in contents(bag) if each.startswith("data/")}
    outputs = {
        f"outputs/{name}/{file}"
        for name in "ab"
        for file in (f"{name}.html", f"{name}.txt", f"{name}.epub", "report.json")
    }
    sources = {f"tei/{name}/{file}" for name in "ab" for file in (f"{name}.xml", "notes.txt")}
    assert inside >= outputs | sources
    assert inside >= {"schemas/letters.rng", "schemas/any/thing.rng", "tei/registers/persons.xml"}
    assert inside >= {"README.md", "teipipe.toml", "validation.json", "ro-crate-metadata.json"}
    assert inside >= {"datacite.xml", "datacite.json", "CITATION.cff", ".zenodo.json", "mods.xml"}
    assert inside >= {"marc.xml", "dublincore.xml", "codemeta.json"}
    assert not any("fetch.txt" in each for each in contents(bag))
    assert not any("suggestions" in each for each in inside)


def test_others_accept_the_bag(bag: Path):
    read = bagit.Bag(str(bag))
    assert read.validate()
    assert read.version_info == (1, 0)
    report = bagit_utils.Bag(bag).validate()
    assert report.valid, report.issues


def test_others_accept_the_crate(bag: Path, tmp_path: Path):
    crate = ROCrate(str(bag / "data"))
    assert crate.name == "All letters"
    assert {each.id for each in crate.data_entities} >= {"tei/a/a.xml", "outputs/a/a.epub"}
    for profile, skip in (("ro-crate-1.3", ""), ("process-run-crate-0.5", "ro-crate-1.1_5.3")):
        work = tmp_path / profile
        work.mkdir()
        verdict = environments.crate(bag / "data", profile, work, skip)
        assert verdict == environments.Verdict(True, ())


def test_the_crate_tells_how_it_was_made(bag: Path):
    graph = json.loads((bag / "data" / "ro-crate-metadata.json").read_bytes())["@graph"]
    by_id = {each["@id"]: each for each in graph}
    action = by_id["#build"]
    assert {"@id": "tei/a/a.xml"} in action["object"]
    assert {"@id": "outputs/a/a.html"} in action["result"]
    assert all(by_id[each["@id"]]["version"] for each in action["instrument"])
    assert by_id["tei/a/a.xml"]["encodingFormat"] == "application/tei+xml"
    assert by_id["schemas/letters.rng"]["encodingFormat"] == "application/xml"
    tei = (bag / "data" / "tei/a/a.xml").read_bytes()
    assert by_id["tei/a/a.xml"]["sha256"] == hashlib.sha256(tei).hexdigest()
    assert by_id["tei/a/a.xml"]["contentSize"] == str(len(tei))


def test_a_crate_is_dated_by_the_last_change_where_no_publication_is(tmp_path: Path):
    root = project(tmp_path, ["a"])
    file = root / "tei/a/a.xml"
    text = file.read_text("utf-8").replace('<date when="2024-03-05"/>', "")
    file.write_text(text, "utf-8")
    made = package(root, root / "deposit" / "undated")
    assert "ro-crate-metadata.json" in {each.place.file for each in made.findings}
    assert not (made.path / "data/ro-crate-metadata.json").exists()
    assert verify(made.path).findings == ()
    change = '<revisionDesc><change when="2024-04-01">x</change></revisionDesc></teiHeader>'
    file.write_text(text.replace("</teiHeader>", change), "utf-8")
    dated = package(root, root / "deposit" / "dated").path
    graph = json.loads((dated / "data/ro-crate-metadata.json").read_bytes())["@graph"]
    assert next(each["datePublished"] for each in graph if each["@id"] == "./") == "2024-04-01"
    assert verify(dated).findings == ()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_every_word_of_the_crate_is_in_its_context(bag: Path):
    crate = json.loads((bag / "data" / "ro-crate-metadata.json").read_bytes())
    context = json.loads(environments.context().read_bytes())["@context"]
    words = {key for each in crate["@graph"] for key in each if not key.startswith("@")}
    assert words - context.keys() == set()
    graph = Graph().parse(data=json.dumps({**crate, "@context": context}), format="json-ld")
    titles = graph.objects(None, URIRef("http://schema.org/name"))
    assert "All letters" in {str(each) for each in titles}


def test_the_information_of_the_bag(bag: Path):
    said = fields((bag / "bag-info.txt").read_text("utf-8"))
    payload = [each for path, each in contents(bag).items() if path.startswith("data/")]
    assert said["Payload-Oxum"] == f"{sum(map(len, payload))}.{len(payload)}"
    assert said["Bagging-Date"] == "2024-03-05"
    assert said["Contact-Email"] == "ann@example.org"
    assert said["External-Description"] == "All letters"


def test_a_zip_holds_the_same_files_as_the_folder(bag: Path, tmp_path: Path):
    root = project(tmp_path / "project")
    zipped = package(root, tmp_path / "letters.zip", ("sha512", "md5")).path
    with zipfile.ZipFile(zipped) as archive:
        assert archive.testzip() is None
        unpacked = {
            each.removeprefix("All-letters/"): archive.read(each) for each in archive.namelist()
        }
    assert unpacked == contents(bag)


COMMAND = """
import os, sys
from pathlib import Path
os.umask(0o077)
from tests.unit.build.deposit.packages import package, project
root = project(Path(sys.argv[1]))
package(root, Path(sys.argv[1] + ".zip"))
"""


def test_the_bytes_are_the_same_in_another_folder_time_zone_and_user(tmp_path: Path):
    made = []
    for number, zone in enumerate(("Pacific/Kiritimati", "America/Anchorage")):
        folder = tmp_path / f"place {number}"
        surroundings = {
            "TZ": zone,
            "USER": zone,
            "HOME": str(tmp_path),
            "PYTHONHASHSEED": str(number),
        }
        subprocess.run(
            [sys.executable, "-c", COMMAND, str(folder)],
            check=True,
            cwd=Path(__file__).parents[4],
            env={**os.environ, **surroundings},
        )
        made.append(folder.with_name(f"{folder.name}.zip").read_bytes())
    assert made[0] == made[1]


def test_nothing_of_the_project_changes(tmp_path: Path):
    root = project(tmp_path / "project")
    outputs(root)
    before = contents(root)
    package(root, tmp_path / "letters")
    assert contents(root) == before


@pytest.mark.parametrize(
    "name", ["100%.txt", "%25.txt", "%0A.txt", "a\nb.txt", "c\rd.txt", "e f.txt"]
)
def test_paths_are_written_and_read_as_the_specification_says(tmp_path: Path, name: str):
    assert decoded(encoded(name)) == name
    root = project(tmp_path / "project", "a")
    (root / "tei" / "a" / name).write_text("x")
    made = package(root, tmp_path / "letters").path
    listed = {path for _, _, path in entries((made / "manifest-sha512.txt").read_bytes().decode())}
    assert f"data/tei/a/{name}" in listed
    assert listed == {each for each in contents(made) if each.startswith("data/")}
    assert "%" in name or bagit.Bag(str(made)).validate()


def _clash(root: Path) -> None:
    (root / "tei" / "a" / "Notes.TXT").write_text("x")


def _composed(root: Path) -> None:
    (root / "tei" / "a" / "caf\u00e9.txt").write_text("x")
    (root / "tei" / "a" / "cafe\u0301.txt").write_text("x")


def _link(root: Path) -> None:
    outside = root.parent / "secret.txt"
    outside.write_text("x")
    (root / "tei" / "a" / "link.txt").symlink_to(outside)


def _no_text(root: Path) -> None:
    (root / "tei" / "a" / os.fsdecode(b"caf\xe9.txt")).write_text("x")


def _own_name(root: Path) -> None:
    shown = '<p><graphic url="../../mods.xml"/></p>'
    (root / "tei/a/a.xml").write_text(TEI.format(name="x").replace("<p>Dear", f"{shown}<p>Dear"))
    (root / "mods.xml").write_text("<x/>")


DAMAGES = (
    (_clash, "D011"),
    (_composed, "D011"),
    (_link, "D012"),
    (_no_text, "D018"),
    (_own_name, "D011"),
)


@pytest.mark.parametrize(("damage", "code"), DAMAGES)
def test_a_file_that_cannot_be_packed_stops_the_package(
    tmp_path: Path, damage: Callable[[Path], None], code: str
):
    root = project(tmp_path / "project")
    damage(root)
    with pytest.raises(DocumentError) as stopped:
        package(root, tmp_path / "out" / "letters")
    assert [each.code for each in stopped.value.findings] == [code]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("changed", ["tei/a/a.xml", "tei/a/notes.txt", "outputs/b/b.html"])
@pytest.mark.parametrize("name", ["letters", "letters.zip"])
def test_a_file_that_changes_while_it_is_packed_stops_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, name: str
):
    root = project(tmp_path / "project")
    original = containers._chunks

    def disturbed(item: containers.Item) -> object:
        with (root / changed).open("a") as file:
            file.write(" ")
        return original(item)

    monkeypatch.setattr(containers, "_chunks", disturbed)
    with pytest.raises(DocumentError) as stopped:
        package(root, tmp_path / "out" / name)
    assert [each.code for each in stopped.value.findings] == ["D013"]
    assert list((tmp_path / "out").iterdir()) == []


def test_a_document_that_changes_after_its_header_was_read_stops_the_package(tmp_path: Path):
    root = project(tmp_path / "project")
    edition = survey(start=root)
    results = outputs(root)
    (root / "tei/a/a.xml").write_text(TEI.format(name="c"))
    with pytest.raises(DocumentError) as stopped:
        pack(edition, results, tmp_path / "letters", Order())
    assert [each.code for each in stopped.value.findings] == ["D013"]


@pytest.mark.parametrize("name", ["letters", "letters.zip"])
def test_no_space_left_leaves_the_old_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    root = project(tmp_path / "project")
    final = tmp_path / "out" / name
    package(root, final)
    before = contents(tmp_path / "out")

    def full(*_: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(containers, "_copied", full)
    with pytest.raises(DocumentError) as stopped:
        package(root, final)
    assert [each.code for each in stopped.value.findings] == ["P007"]
    assert "No space left" in str(stopped.value)
    assert contents(tmp_path / "out") == before


def test_a_folder_that_is_no_package_is_not_replaced(tmp_path: Path):
    root = project(tmp_path / "project")
    final = tmp_path / "precious"
    final.mkdir()
    (final / "thesis.txt").write_text("x")
    with pytest.raises(DocumentError):
        package(root, final)
    assert contents(final) == {"thesis.txt": b"x"}


def test_a_new_package_takes_the_place_of_the_old_one(tmp_path: Path):
    root = project(tmp_path / "project")
    package(root, tmp_path / "letters")
    shutil.rmtree(root / "tei" / "b")
    package(root, tmp_path / "letters")
    assert not any("/b/" in each for each in contents(tmp_path / "letters"))
    assert {each.name for each in tmp_path.iterdir()} == {"project", "letters"}


def test_without_rights_a_package_is_made_and_claims_none(tmp_path: Path):
    root = project(tmp_path / "project", "a")
    file = root / "tei/a/a.xml"
    unknown = '<availability status="unknown"><p>Nobody knows.</p></availability>'
    text = re.sub("<availability>.*</availability>", unknown, file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    data = package(root, tmp_path / "letters").path / "data"
    assert "creativecommons" not in (data / "datacite.xml").read_text("utf-8")
    assert "not known" in (data / "README.md").read_text("utf-8")


def test_files_without_a_project_are_deposited_by_their_headers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "letter.xml"
    file.write_text(TEI.format(name="x"), "utf-8")
    edition = survey([file])
    assert edition.metadata.title == "Letters of x"
    results = list(build(edition.tasks))
    made = pack(edition, results, tmp_path / "package", Order()).path
    assert (made / "data/tei/letter.xml").read_bytes() == file.read_bytes()
    assert bagit.Bag(str(made)).validate()


def test_parts_and_images_of_a_document_are_packed_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a b.png").write_bytes(b"x")
    tei = "http://www.tei-c.org/ns/1.0"
    (tmp_path / "part.xml").write_text(f'<p xmlns="{tei}"><graphic url="images/a%20b.png"/></p>')
    (tmp_path.parent / "outside.png").write_bytes(b"x")
    included = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
        '<p><graphic url="https://example.org/x.png"/><graphic url="../outside.png"/></p>'
    )
    file = tmp_path / "letter.xml"
    file.write_text(TEI.format(name="x").replace("<p>Dear", f"{included}<p>Dear"), "utf-8")
    edition = survey([file])
    made = pack(edition, list(build(edition.tasks)), tmp_path / "package", Order()).path
    held = {each for each in contents(made) if each.startswith("data/tei/")}
    assert held == {"data/tei/letter.xml", "data/tei/part.xml", "data/tei/images/a b.png"}


def test_a_mistake_in_the_table_is_told_with_its_line(tmp_path: Path):
    root = project(tmp_path, "a", SETTINGS.replace("address =", "adress ="))
    with pytest.raises(ConfigurationError) as stopped:
        survey(start=root)
    (found,) = stopped.value.findings
    assert (found.code, found.place.line) == ("P005", 7)
    assert "address" in found.hint


def test_a_layout_is_flat_and_small(tmp_path: Path):
    root = project(tmp_path / "project")
    edition = survey(start=root)
    zipped = package(root, tmp_path / "letters.zip").path
    for target in TARGETS.values():
        made = lay_out(edition, zipped, target, tmp_path / target.name)
        names = sorted(each.name for each in made.path.iterdir())
        assert names == sorted(["README.md", "letters.zip", *target.beside])
        assert (made.path / "letters.zip").read_bytes() == zipped.read_bytes()
        assert all(each.is_file() for each in made.path.iterdir())
        assert not target.limit or len(names) < target.limit
