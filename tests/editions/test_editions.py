"""Two small editions, all the way: encoded, proven, validated, built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from teipipe.build import build, check, plan
from teipipe.build.encode.encoding import EncodedFile, encode_all
from teipipe.findings import Severity
from teipipe.project import Project, find
from teipipe.text.proof import Level

HERE = Path(__file__).parent
N = {"t": "http://www.tei-c.org/ns/1.0"}
NAMES = ("letter", "theatre")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The editions in a folder of their own, where nothing of this repository is near."""
    root = tmp_path_factory.mktemp("editions")
    shutil.copy(HERE / "teipipe.toml", root)
    shutil.copytree(HERE / "tei", root / "tei")
    found = find(root)
    assert found
    return found


@pytest.fixture(scope="module")
def encoded(project: Project) -> dict[str, EncodedFile]:
    return {each.path.stem: each for each in encode_all(project, project.folders())}


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_is_proven_and_has_nothing_but_notes(
    name: str, encoded: dict[str, EncodedFile]
) -> None:
    made = encoded[name]
    assert made.written, made.findings
    assert made.proof
    level = {"letter": Level.BYTES, "theatre": Level.CHARACTERS}[name]
    assert (made.proof.level, made.proof.ways_agree) == (level, True)
    assert all(each.severity is Severity.NOTE for each in made.findings), made.findings


@pytest.mark.parametrize(
    ("name", "xpath", "number"),
    [
        ("letter", "body/t:opener[t:dateline][t:salute]", 1),
        ("letter", "body/t:closer/t:signed", 2),
        ("letter", "body/t:closer/following-sibling::t:postscript/t:p", 1),
        ("letter", "said[contains(@who, '#paul')]", 2),
        ("letter", "soCalled", 1),
        ("letter", "foreign[@xml:lang = 'it']", 3),
        ("letter", "q", 2),
        ("letter", "persName", 4),
        ("theatre", "div[@type = 'play']/t:div[@type = 'scene']", 1),
        ("theatre", "sp[@who]/t:speaker", 4),
        ("theatre", "sp/t:stage", 1),
        ("theatre", "sp/t:p/t:stage", 1),
        ("theatre", "lg[@type = 'song']/t:lg/t:l", 4),
        ("theatre", "pb", 1),
        ("theatre", "foreign[@xml:lang = 'grc']", 1),
    ],
)
def test_an_edition_holds(
    name: str, xpath: str, number: int, encoded: dict[str, EncodedFile]
) -> None:
    tree = etree.parse(encoded[name].path)
    assert len(tree.xpath(f"//t:text//t:{xpath}", namespaces=N)) == number


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_is_valid_and_builds(
    name: str, project: Project, encoded: dict[str, EncodedFile]
) -> None:
    assert encoded[name].written
    tasks = [each for each in plan(start=project.root) if each.path.stem == name]
    ((_, found),) = check(tasks)
    assert found == ()
    (result,) = build(tasks)
    assert {Path(each).suffix for each in result.files} >= {".html", ".txt", ".epub"}
    assert all(each.severity is Severity.NOTE for each in result.findings), result.findings
