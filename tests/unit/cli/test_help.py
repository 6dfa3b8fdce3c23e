"""Each command explains itself, and the README has a heading for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.conftest import Teipipe

from teipipe import __version__
from teipipe.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_an_example(
    command: str, tmp_path: Path, teipipe: Teipipe
) -> None:
    done = teipipe(command, "--help", folder=tmp_path)
    assert done.code == 0
    assert f"\n    teipipe {command}" in done.out
    assert "\\b" not in done.out


def test_the_group_lists_every_command(tmp_path: Path, teipipe: Teipipe) -> None:
    done = teipipe("--help", folder=tmp_path)
    assert done.code == 0
    assert [word for word in COMMANDS if f"\n  {word} " not in done.out] == []
    assert "\n    teipipe build book.xml --to epub\n" in done.out


def test_every_command_has_its_module_and_its_heading_in_the_readme() -> None:
    headings = [
        line.removeprefix("## ")
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if line.startswith("## ")
    ]
    modules = {each.stem for each in (ROOT / "src" / "teipipe" / "cli").iterdir()}
    assert [word for word in COMMANDS if word not in headings] == []
    assert set(COMMANDS) <= modules


def test_the_version(tmp_path: Path, teipipe: Teipipe) -> None:
    assert teipipe("--version", folder=tmp_path).out == f"teipipe {__version__}\n"
