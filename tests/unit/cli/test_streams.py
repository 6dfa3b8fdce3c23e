"""Results go to standard output and nowhere else, whatever the streams are."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.cli.conftest import LETTER

TEIPIPE = (sys.executable, "-m", "teipipe")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.xml").write_text(LETTER)
    return tmp_path


def test_a_progress_bar_takes_no_line_of_the_result(letters: Path) -> None:
    ours, theirs = pty.openpty()
    with (letters / "list.txt").open("wb") as results:
        command = [*TEIPIPE, "build", ".", "--to", "text"]
        done = subprocess.run(command, cwd=letters, stdout=results, stderr=theirs)
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert done.returncode == 0
    assert (letters / "list.txt").read_text().splitlines() == [
        f"outputs/{name}/{file}"
        for name in ("one", "three", "two")
        for file in (f"{name}.txt", "report.json")
    ] + [
        f"outputs/{name}"
        for name in ("manifest.json", "index.html", "index-author.html", "index-date.html")
    ]
    assert b"/3" in shown


def test_a_closed_pipe_is_no_fault(letters: Path) -> None:
    command = " ".join([*TEIPIPE, "build", ".", "--to", "text"])
    shell = f"{command} | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], cwd=letters, capture_output=True, text=True)
    assert done.stdout.strip() in ("0", "141")
    assert "fault" not in done.stderr


def test_a_full_disk_under_standard_output_is_told(letters: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*TEIPIPE, "build", "one.xml", "--to", "text"]
        done = subprocess.run(command, cwd=letters, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "fault" not in done.stderr


def test_a_terminal_without_unicode_gets_the_message(letters: Path) -> None:
    (letters / "bad.xml").write_text("<TEI>&nix;</TEI>")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [*TEIPIPE, "validate", "one.xml", "bad.xml"]
    done = subprocess.run(command, cwd=letters, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "bad.xml:1:" in done.stdout
    assert "fault" not in done.stderr


def test_names_of_files_are_unicode_whatever_the_locale(letters: Path) -> None:
    (letters / "brief-süß.xml").write_text(LETTER)
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [*TEIPIPE, "build", "brief-süß.xml", "--to", "text"]
    done = subprocess.run(command, cwd=letters, env={**os.environ, **locale}, capture_output=True)
    assert done.returncode == 0
    assert "outputs/brief-süß/brief-süß.txt" in done.stdout.decode()


def test_places_are_named_from_the_current_folder(letters: Path) -> None:
    (letters / "below").mkdir()
    (letters / "below" / "bad.xml").write_text("<TEI")
    command = [*TEIPIPE, "build", "../below/bad.xml"]
    (letters / "here").mkdir()
    done = subprocess.run(command, cwd=letters / "here", capture_output=True, text=True)
    assert done.stderr.startswith("../below/bad.xml:1:")


@pytest.mark.parametrize("name", [".xml", "..xml", "a\nb.xml"])
def test_a_name_that_no_output_can_have(name: str, letters: Path) -> None:
    (letters / name).write_text(LETTER)
    command = [*TEIPIPE, "build", name, "--to", "text"]
    done = subprocess.run(command, cwd=letters, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Rename the file" in done.stderr
    assert not (letters / "outputs").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [("teipipe bui", ["build"]), ("teipipe validate --fail-on w", ["warning"])],
)
def test_a_shell_is_told_what_may_come_next(words: str, expected: list[str]) -> None:
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    env = {**os.environ, **asked, "_TEIPIPE_COMPLETE": "bash_complete"}
    done = subprocess.run(TEIPIPE, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.partition(",")[2] for line in done.stdout.splitlines()] == expected


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_no_fault(closed: str, letters: Path) -> None:
    command = " ".join([*TEIPIPE, "build", "one.xml", "--to", "text", closed])
    done = subprocess.run(["sh", "-c", command], cwd=letters, capture_output=True, text=True)
    assert done.returncode == 0
    assert "fault" not in done.stderr and "Traceback" not in done.stderr
    assert (letters / "outputs" / "one" / "one.txt").is_file()


def test_a_long_name_leaves_room_for_the_numbers_of_the_progress(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{'letter' * 10}-{number}.xml").write_text(LETTER)
    ours, theirs = pty.openpty()
    subprocess.run(
        [*TEIPIPE, "build", ".", "--to", "text"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "COLUMNS": "40"},
        check=True,
    )  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert b"0/3" in shown
