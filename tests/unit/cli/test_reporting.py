"""`--report`: several at once, to a file or to standard output, and never half a report."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.cli.conftest import LETTER, Teipipe

from teipipe.cli.printing import Screen
from teipipe.cli.reporting import Desk, Wanted
from teipipe.findings import Place, finding
from teipipe.reports import FORMATS, Entry, entries


@pytest.fixture
def letters(letter: Path) -> Path:
    """A folder with a good file and one with two faults, one of them twice."""
    bad = LETTER.replace("<p>Dear", '<p>\n<ref target="#no">x</ref><ref target="#no">y</ref>Dear')
    (letter / "bad.xml").write_text(bad.replace("A letter", "TODO"))
    return letter


def test_several_reports_of_one_run(letters: Path, teipipe: Teipipe) -> None:
    wanted = [f"--report={form}=made/{form}" for form in FORMATS]
    done = teipipe("validate", ".", *wanted, folder=letters)
    assert done.code == 0
    assert done.out == ""
    assert sorted(each.name for each in (letters / "made").iterdir()) == sorted(FORMATS)
    made = json.loads((letters / "made/json").read_text())
    assert made["totals"] == {"error": 0, "warning": 3, "note": 2}
    assert done.err.splitlines()[-1] == "2 documents: 3 warnings, 2 notes"


def test_a_report_without_file_is_all_of_standard_output(letters: Path, teipipe: Teipipe) -> None:
    done = teipipe("validate", ".", "--report", "json", folder=letters)
    assert json.loads(done.out)["documents"] == 2


def test_a_build_keeps_standard_output_for_the_report(letters: Path, teipipe: Teipipe) -> None:
    done = teipipe("build", ".", "--to", "text", "--report", "jsonl", folder=letters)
    assert {json.loads(line)["file"] for line in done.out.splitlines()} == {"bad.xml", "letter.xml"}
    assert (letters / "outputs/bad/bad.txt").is_file()


def test_files_are_named_from_the_top_of_the_repository(letters: Path, teipipe: Teipipe) -> None:
    (letters / "below").mkdir()
    (letters / "bad.xml").rename(letters / "below/bad.xml")
    below = letters / "below"
    done = teipipe("validate", "bad.xml", "--report", "jsonl", folder=below)
    assert json.loads(done.out.splitlines()[0])["file"] == "below/bad.xml"
    assert teipipe("validate", "bad.xml", folder=below).out.startswith("bad.xml:1:")


def test_text_and_annotations_may_follow_each_other(letters: Path, teipipe: Teipipe) -> None:
    done = teipipe("validate", ".", "--report=text", "--report=github", folder=letters)
    assert "\n::warning file=bad.xml,line=2," in done.out
    assert done.out.startswith("bad.xml:1:")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--report=sarf"], "Did you mean “sarif”?"),
        (["--report=sarif="], "names no file"),
        (["--report=json", "--report=text"], "one report at most"),
        (["--report=html=letter.xml"], "one of the documents"),
        (["--report=html=x", "--report=json=./x"], "one file"),
        (["--report=html=folder"], "a folder"),
        (["--report=html=/dev/stdout"], "a device"),
        (["--report=html=/dev/null"], "a device"),
        (["--max=-1"], "-1"),
    ],
)
def test_what_cannot_be_is_refused_before_the_work(
    arguments: list[str], said: str, letters: Path, teipipe: Teipipe
) -> None:
    (letters / "folder").mkdir()
    done = teipipe("validate", ".", *arguments, folder=letters)
    assert done.code == 2
    assert said in done.err
    assert (letters / "letter.xml").read_text() == LETTER
    assert not (letters / "x").exists()


def test_at_most_so_many_findings_are_printed(letters: Path, teipipe: Teipipe) -> None:
    done = teipipe("validate", ".", "--max", "1", folder=letters)
    assert sum(line.startswith(("bad.xml:", "letter.xml:")) for line in done.out.splitlines()) == 1
    assert "4 more findings are not shown here" in done.err
    assert done.err.splitlines()[-1] == "2 documents: 3 warnings, 2 notes"


def test_a_folder_that_cannot_be_written(letters: Path, teipipe: Teipipe) -> None:
    (letters / "file").write_text("")
    wanted = ["--report=json=file/below.json", "--report=jsonl=good.jsonl"]
    done = teipipe("validate", ".", *wanted, folder=letters)
    assert done.code == 2
    assert "below.json" in done.err
    assert (letters / "good.jsonl").read_text().count("\n") == 4


SMALL = """
import resource, signal, sys
from teipipe.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
sys.argv = ["teipipe", *sys.argv[1:]]
main()
"""
"""teipipe where no file can grow beyond 100 bytes, as on a disk that is full."""


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_leaves_the_old_report_or_none(form: str, letters: Path) -> None:
    (letters / "old").write_text("old")
    wanted = [f"--report={form}=old", f"--report={form}=new"]
    command = [sys.executable, "-B", "-c", SMALL, "validate", ".", *wanted]
    done = subprocess.run(command, cwd=letters, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.count("cannot be written") == 2
    assert (letters / "old").read_text() == "old"
    assert {each.name for each in letters.iterdir()} == {".git", "bad.xml", "letter.xml", "old"}


def test_encode_reports_too(project: Path, teipipe: Teipipe) -> None:
    toml = project / "tei/letter/encoding.toml"
    toml.write_text(toml.read_text().replace('["ann"]', '["ann", "nobody"]'))
    done = teipipe("encode", "--report", "jsonl", folder=project)
    assert [json.loads(line)["code"] for line in done.out.splitlines()] == ["E008"]
    assert done.code == 1


def test_names_with_everything_in_them(letters: Path, teipipe: Teipipe) -> None:
    odd = "a b: c,%é\n::error::x|`<&.xml"
    (letters / "bad.xml").rename(letters / odd)
    teipipe("baseline", "update", ".", folder=letters)
    done = teipipe("validate", ".", *(f"--report={f}={f}" for f in FORMATS), folder=letters)
    assert done.code == 0
    assert json.loads((letters / "jsonl").read_text().splitlines()[0])["file"] == odd
    for form in ("text", "markdown", "junit", "checkstyle", "html"):
        made = (letters / form).read_text()
        assert "\n::error" not in made
        assert "a b: c,%é\\n" in made.replace("&#10;", "\\n")
    told = teipipe("validate", ".", folder=letters)
    assert "\n::" not in told.out
    known = teipipe("validate", ".", "--baseline", "teipipe-baseline.json", folder=letters)
    assert "0 new, 5 known, 0 fixed" in known.err


@pytest.mark.parametrize(("form", "kept"), [(None, 0), ("text", 0), ("json", 1)])
def test_only_what_a_report_wants_is_kept(form: str | None, kept: int, tmp_path: Path) -> None:
    wanted = [Wanted(form)] if form else []
    desk = Desk(wanted, Screen(show=lambda _line, _stream: None), True, sys.stderr)
    tracked = finding("P008", Place("a.xml"), reason="x")
    desk.take(entries([tracked], tmp_path))
    assert sum(isinstance(each, Entry) for each in gc.get_referrers(tracked)) == kept
    assert desk.finish([]) == 3
