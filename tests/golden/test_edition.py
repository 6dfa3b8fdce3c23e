"""This repository's edition: committed, current, proven, valid, accounted for."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.oracles.jing import tei_all
from tests.oracles.jing import validate as jing

from teipipe.build import build, check, listed, plan
from teipipe.build.encode.encoding import encode_all, folders

ROOT = Path(__file__).resolve().parents[2]
OUTPUTS = ROOT / "outputs"
NAME = "radek-kronstadt-1921"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of now, in a folder of its own."""
    folder = tmp_path_factory.mktemp("outputs")
    results = list(build(plan(start=ROOT, out=folder)))
    assert [each.identifier for each in results] == [NAME]
    assert [each.findings for each in results] == [()]
    return folder


PACKED = (
    "filename", "date_time", "compress_type", "flag_bits", "external_attr", "extra", "comment",
    "create_system", "create_version", "extract_version",
)  # fmt: skip


def _members(book: Path) -> list[tuple[object, ...]]:
    """All of a book but its compressed bytes, which depend on the zlib at hand.

    So the committed book, which one version of Python has packed, holds each other one to it.
    """
    with zipfile.ZipFile(book) as archive:
        return [
            (*(getattr(each, name) for name in PACKED), archive.read(each))
            for each in archive.infolist()
        ]


def test_the_committed_outputs_are_what_a_build_makes_now(built: Path) -> None:
    now = sorted(each.relative_to(built) for each in built.rglob("*") if each.is_file())
    committed = sorted(each.relative_to(OUTPUTS) for each in OUTPUTS.rglob("*") if each.is_file())
    committed = [each for each in committed if each != Path("manifest.json")]
    assert committed == now
    for name in now:
        if name.suffix == ".epub":
            assert _members(OUTPUTS / name) == _members(built / name)
        else:
            assert (OUTPUTS / name).read_bytes() == (built / name).read_bytes(), name


def test_the_committed_tei_is_what_encode_writes_and_its_text_is_the_transcription() -> None:
    project, documents = folders((), ROOT)
    for result in encode_all(project, documents, dry=True):
        assert result.encoding is not None
        assert result.proof is not None
        assert result.path.read_bytes() == result.encoding.content
        assert result.findings == ()
        assert {each.level.value for each in result.proof.comparisons} == {"bytes"}
        assert result.proof.ways_agree


def test_every_document_and_register_is_valid() -> None:
    tasks = listed(start=ROOT)
    assert len(tasks) == 6
    assert [findings for _, findings in check(tasks)] == [()] * len(tasks)


def test_every_tei_file_is_valid_tei() -> None:
    files = sorted(each for each in (ROOT / "tei").rglob("*.xml") if each.name != "header.xml")
    assert len(files) == 6
    assert jing(tei_all(), files) == ()


def test_no_character_is_unexplained(built: Path) -> None:
    report = json.loads((built / NAME / "report.json").read_text("utf-8"))
    made = [(each["format"], each["ledger"]["view"]) for each in report["outputs"]]
    assert made == [
        *(("html", "reading"), ("html", "written")),
        *(("text", "reading"), ("epub", "reading")),
    ]
    for each in report["outputs"]:
        ledger = each["ledger"]
        assert ledger["balanced"]
        assert ledger["unexplained"] == 0
        aside = sum(ledger["replaced"].values()) + sum(ledger["left_out"].values())
        assert ledger["kept"] + ledger["moved"] + aside == ledger["document"] > 28_000


def test_the_source_view_gives_the_transcription_back(tmp_path: Path) -> None:
    tasks = plan(start=ROOT, formats=["text"], out=tmp_path, settings={"view": "source"})
    assert [each.findings for each in build(tasks)] == [()]
    transcription = (ROOT / "tei" / NAME / "source.txt").read_bytes()
    assert (tmp_path / NAME / f"{NAME}.txt").read_bytes() == transcription
