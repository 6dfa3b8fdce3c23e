"""Links do not lead out of a project, neither to read nor to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.conftest import LETTER, Teipipe, project, teipipe

__all__ = ["project", "teipipe"]

SECRET = "the-secret-that-must-stay"


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside")
    (folder / "secret.xml").write_text(LETTER.replace("all is well", SECRET))
    return folder


def _texts(folder: Path) -> str:
    return "".join(each.read_text("utf-8") for each in folder.rglob("*.txt") if each.is_file())


def test_a_document_that_is_a_link_out_is_refused(
    project: Path, outside: Path, teipipe: Teipipe
) -> None:
    (project / "tei" / "d").mkdir()
    (project / "tei" / "d" / "d.xml").symlink_to(outside / "secret.xml")
    for arguments in (("build", "--to", "text"), ("build", "tei", "--to", "text"), ("validate",)):
        done = teipipe(*arguments, folder=project)
        assert done.code == 1
        assert "tei/d/d.xml: error P006" in done.err + done.out
        assert SECRET not in done.err + done.out + _texts(project)


def test_a_folder_that_is_a_link_out_is_refused(
    project: Path, outside: Path, teipipe: Teipipe
) -> None:
    (project / "tei" / "secret").symlink_to(outside)
    done = teipipe("build", "tei/secret/secret.xml", "--to", "text", folder=project)
    assert done.code == 1
    assert "P006" in done.err
    assert SECRET not in _texts(project)


def test_a_link_within_the_project_is_read(project: Path, teipipe: Teipipe) -> None:
    (project / "letter.xml").write_text(LETTER)
    (project / "same.xml").symlink_to(project / "letter.xml")
    done = teipipe("build", "same.xml", "--to", "text", folder=project)
    assert done.code == 0, done.err
    assert (project / "outputs" / "same" / "same.txt").is_file()


def test_a_dangling_link_is_a_finding(project: Path, teipipe: Teipipe) -> None:
    (project / "tei" / "gone.xml").symlink_to(project / "nowhere.xml")
    done = teipipe("build", "tei", "--to", "text", folder=project)
    assert done.code == 1
    assert "tei/gone.xml: error P003" in done.err


def test_outputs_do_not_go_through_a_link(project: Path, outside: Path, teipipe: Teipipe) -> None:
    (project / "letter.xml").write_text(LETTER)
    (project / "outputs").mkdir()
    (project / "outputs" / "letter").symlink_to(outside)
    done = teipipe("build", "letter.xml", "--to", "text", folder=project)
    assert done.code == 1
    assert "P006" in done.err
    assert [each.name for each in outside.iterdir()] == ["secret.xml"]


def test_a_way_through_the_project_to_a_file_beside_it(project: Path, teipipe: Teipipe) -> None:
    """A path with “..” means the file that it leads to, whose folder is then its root."""
    beside = project.parent / f"{project.name}-beside"
    beside.mkdir()
    (beside / "letter.xml").write_text(LETTER)
    done = teipipe("build", f"tei/../../{beside.name}/letter.xml", "--to", "text", folder=project)
    assert done.code == 0, done.err
