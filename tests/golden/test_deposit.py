"""The deposit of this repository's edition: every judge accepts it."""

from __future__ import annotations

from pathlib import Path

import bagit
import bagit_utils
import pymarc
import pytest
from rocrate.rocrate import ROCrate
from tests.oracles import environments, metadata

from teipipe.build.deposit.depositing import Order, checked, pack
from teipipe.build.deposit.surveying import survey
from teipipe.build.deposit.verifying import verify
from teipipe.build.results import Result
from teipipe.build.workshop import check
from teipipe.deposit.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    edition = survey(start=ROOT)
    made = [Result(task.identifier, tuple(_files(task.out)), ()) for task in edition.tasks]
    final = tmp_path_factory.mktemp("out") / "edition"
    return pack(edition, made, final, Order(checks=check(edition.tasks))).path


def _files(folder: Path) -> list[Path]:
    return [each for each in sorted(folder.rglob("*")) if each.is_file()]


def test_what_is_missing_is_a_contact_and_a_licence() -> None:
    found = checked(survey(start=ROOT), list(TARGETS.values()))
    assert [(each.code, each.arguments["target"]) for each in found] == [
        ("D002", "Dataverse"),
        ("D004", "Zenodo, Dataverse, DataCite, a catalogue"),
    ]


def test_the_bag_is_accepted(bag: Path) -> None:
    assert bagit.Bag(str(bag)).validate()
    assert bagit_utils.Bag(bag).validate().valid
    assert verify(bag).findings == ()


def test_the_crate_is_accepted(bag: Path, tmp_path: Path) -> None:
    assert ROCrate(str(bag / "data")).name == "The Kronstadt Uprising, 1921"
    assert environments.crate(bag / "data", "ro-crate-1.3", tmp_path) == environments.Verdict(
        True, ()
    )


def test_the_metadata_are_accepted(bag: Path) -> None:
    for name in ("datacite", "mods"):
        assert metadata.objections(name, (bag / "data" / f"{name}.xml").read_bytes()) == []
    assert environments.cffconvert(bag / "data" / "CITATION.cff").accepts
    (record,) = pymarc.parse_xml_to_array(str(bag / "data" / "marc.xml"))
    assert record["100"]["a"] == "Radek, Karl"
    assert record.get_fields("540") == []
