"""`--changed-since`: what changed in git, all where all are concerned, and clear refusals."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.cli.conftest import LETTER, Teipipe

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git in the repository, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")

    def run(*arguments: str, folder: Path = tmp_path / "lab") -> str:
        command = ["git", *who, *arguments]
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            command, cwd=folder, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    return run


@pytest.fixture
def lab(tmp_path: Path, git: Git) -> Path:
    """A repository with a project of three documents in a folder of it, and a branch at work."""
    folder = tmp_path / "lab"
    (folder / "edition").mkdir(parents=True)
    for name in ("one", "two", "drei é\n"):
        (folder / "edition/tei" / name).mkdir(parents=True)
        (folder / "edition/tei" / name / f"{name}.xml").write_text(LETTER)
    (folder / "edition/teipipe.toml").write_text('registers = ["persons.xml"]\n')
    (folder / "edition/persons.xml").write_text(LETTER)
    (folder / "README").write_text("x")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    git("checkout", "-qb", "work")
    return folder


def checked(lab: Path, teipipe: Teipipe, ref: str = "main") -> str:
    done = teipipe("validate", "--changed-since", ref, folder=lab / "edition")
    assert done.code == 0, done.err
    return done.err


def test_nothing_changed(lab: Path, teipipe: Teipipe) -> None:
    said = checked(lab, teipipe)
    assert said == "0 of 4 documents changed since main.\n0 documents: no findings\n"


@pytest.mark.parametrize("state", ["changed", "added", "committed"])
def test_a_change_in_every_state_counts(state: str, lab: Path, git: Git, teipipe: Teipipe) -> None:
    path = lab / "edition/tei/one/one.xml"
    path.write_text(path.read_text() + "\n")
    if state != "changed":
        git("add", ".")
    if state == "committed":
        git("commit", "-qm", "y")
    assert "1 of 4 documents changed since main.\n1 document: 1 note\n" in checked(lab, teipipe)


def test_a_new_file_and_a_name_with_everything_in_it(lab: Path, teipipe: Teipipe) -> None:
    odd = lab / "edition/tei/drei é\n"
    (odd / "drei é\n.xml").write_text(LETTER + "\n")
    (lab / "edition/tei/new").mkdir()
    (lab / "edition/tei/new/new.xml").write_text(LETTER)
    assert "2 of 5 documents changed" in checked(lab, teipipe)


def test_what_others_changed_meanwhile_is_not_ours(lab: Path, git: Git, teipipe: Teipipe) -> None:
    git("checkout", "-q", "main")
    (lab / "edition/tei/two/two.xml").write_text(LETTER + "\n")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "work")
    assert "0 of 4" in checked(lab, teipipe)


@pytest.mark.parametrize("name", ["teipipe.toml", "persons.xml", "somewhere/else.rng", "x.SCH"])
def test_what_judges_all_has_all_checked(name: str, lab: Path, teipipe: Teipipe) -> None:
    path = lab / "edition" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "<x/>") + "\n")
    said = checked(lab, teipipe)
    assert said.startswith(f"Everything is checked: edition/{name} changed.\n")
    assert said.endswith("4 documents: 4 notes\n")


def test_a_schema_that_is_gone_counts_too(lab: Path, git: Git, teipipe: Teipipe) -> None:
    (lab / "old.rng").write_text("<x/>")
    git("add", ".")
    git("commit", "-qm", "y")
    (lab / "old.rng").unlink()
    assert "old.rng changed" in checked(lab, teipipe, "HEAD")


def test_what_stands_beside_a_document_is_of_it(lab: Path, teipipe: Teipipe) -> None:
    (lab / "edition/tei/one/notes.txt").write_text("x")
    (lab / "README").write_text("y")
    assert "1 of 4" in checked(lab, teipipe)
    (lab / "edition/tei/encoding.toml").write_text("")
    assert "3 of 4" in checked(lab, teipipe)


@pytest.mark.parametrize("ref", ["no-such", "--output=x", "HEAD^^^", ""])
def test_a_name_that_is_no_commit(ref: str, lab: Path, teipipe: Teipipe) -> None:
    done = teipipe("validate", f"--changed-since={ref}", folder=lab / "edition")
    assert done.code == 2
    assert "there is no such commit" in done.err
    assert "git fetch origin" in done.err
    assert not (lab / "x").exists()


def test_a_shallow_clone_says_what_to_fetch(
    lab: Path, tmp_path: Path, git: Git, teipipe: Teipipe
) -> None:
    for content in ("1", "2"):
        (lab / "README").write_text(content)
        git("commit", "-qam", content)
    git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{lab}", "clone", folder=tmp_path)
    folder = tmp_path / "clone/edition"
    done = teipipe("validate", "--changed-since", "origin/main", folder=folder)
    assert done.code == 2
    assert "git fetch --unshallow" in done.err


def test_no_repository(letter: Path, teipipe: Teipipe) -> None:
    done = teipipe("validate", "letter.xml", "--changed-since", "main", folder=letter)
    assert done.code == 2
    assert "not a git repository" in done.err


def test_no_git(lab: Path, teipipe: Teipipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(lab))
    done = teipipe("validate", "--changed-since", "main", folder=lab / "edition")
    assert done.code == 2
    assert "needs git" in done.err


def test_a_baseline_says_nothing_of_what_did_not_change(lab: Path, teipipe: Teipipe) -> None:
    edition = lab / "edition"
    teipipe("baseline", "update", folder=edition)
    done = teipipe(
        "validate", "--changed-since", "main", "--baseline", "teipipe-baseline.json", folder=edition
    )
    assert "0 known, 0 fixed" in done.err
