"""`teipipe ci init`: the right files, printed, and none overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.unit.cli.conftest import Teipipe

from teipipe import __version__

GITHUB = ".github/workflows/teipipe.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "teipipe.toml").write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("sign", "content", "files"),
    [
        (".github/x", "", [GITHUB]),
        (".git/config", "url = git@github.com:lab/letters.git", [GITHUB]),
        (
            ".git/config",
            "url = https://gitlab.example.org/x",
            [".gitlab-ci.yml", ".gitlab/teipipe.yml"],
        ),
    ],
)
def test_the_repository_tells_the_host(
    sign: str, content: str, files: list[str], repository: Path, teipipe: Teipipe
) -> None:
    (repository / sign).parent.mkdir(exist_ok=True)
    (repository / sign).write_text(content)
    done = teipipe("ci", "init", folder=repository)
    assert done.code == 0
    for file in files:
        text = (repository / file).read_text()
        assert f"Written: {file}\n\n{text}" in done.out
        assert yaml.safe_load(text)
        assert "{" not in text.replace("${{", "").replace("{}", "").replace("${", "")
    assert any(f"=={__version__}" in (repository / file).read_text() for file in files)


def test_a_project_below_the_top_and_none(tmp_path: Path, teipipe: Teipipe) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "edition").mkdir()
    (tmp_path / "edition/teipipe.toml").write_text("")
    teipipe("ci", "init", "--host", "github", folder=tmp_path / "edition")
    job = yaml.safe_load((tmp_path / GITHUB).read_text())["jobs"]["validate"]
    assert job["defaults"]["run"]["working-directory"] == "edition"
    (tmp_path / GITHUB).unlink()
    teipipe("ci", "init", "--host", "github", folder=tmp_path)
    job = yaml.safe_load((tmp_path / GITHUB).read_text())["jobs"]["validate"]
    assert job["steps"][-1]["run"].endswith('teipipe validate "$@" .\n')


def test_what_is_there_is_left_and_what_belongs_into_it_is_said(
    repository: Path, teipipe: Teipipe
) -> None:
    (repository / ".gitlab-ci.yml").write_text("stages: [x]\n")
    done = teipipe("ci", "init", folder=repository)
    assert done.code == 1
    assert (repository / ".gitlab-ci.yml").read_text() == "stages: [x]\n"
    assert (repository / ".gitlab/teipipe.yml").is_file()
    assert ".gitlab-ci.yml is there already, and was left." in done.err
    assert "include:\n  - local: .gitlab/teipipe.yml" in done.err


def test_no_repository_and_no_host(tmp_path: Path, repository: Path, teipipe: Teipipe) -> None:
    done = teipipe("ci", "init", folder=repository)
    assert done.code == 2
    assert "--host github|gitlab|pre-commit" in done.err
    (repository / ".git").rmdir()
    assert "no git repository" in teipipe("ci", "init", folder=repository).err
