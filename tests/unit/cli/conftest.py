"""A command line in the test's own process: arguments in, exit code and streams out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from teipipe.cli import main

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>"
    "<publicationStmt><publisher>A lab</publisher><availability><p>free</p></availability>"
    "</publicationStmt><sourceDesc><bibl>a sheet</bibl></sourceDesc></fileDesc></teiHeader>"
)
LETTER = (
    f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}'
    '<text xml:lang="en"><body><p>Dear <persName>Ann</persName>, all is well.</p></body></text>'
    "</TEI>"
)


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


Teipipe = Callable[..., Done]


@pytest.fixture
def teipipe(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Teipipe:
    """Run `teipipe ARGUMENTS` in a folder; no run may show a traceback."""

    def run(*arguments: str | Path, folder: Path) -> Done:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["teipipe", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        printed = capfd.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Done(int(stop.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A folder with one good TEI file, `letter.xml`, that is no project."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "letter.xml").write_text(LETTER)
    return tmp_path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a transcription, its declarations and an empty register."""
    document = tmp_path / "tei" / "letter"
    document.mkdir(parents=True)
    (tmp_path / "teipipe.toml").write_text('registers = ["tei/registers/persons.xml"]\n')
    (document / "source.txt").write_text("Berne, 3 May\n\nAnn and Bert are here.\n")
    (document / "encoding.toml").write_text(
        'language = "en"\n[registers.persons]\nentries = ["ann"]\n'
    )
    (document / "header.xml").write_text(
        HEADER.replace("<teiHeader>", '<teiHeader xmlns="http://www.tei-c.org/ns/1.0">').replace(
            "</teiHeader>",
            "<encodingDesc><projectDesc><p>x</p></projectDesc></encodingDesc></teiHeader>",
        )
    )
    registers = tmp_path / "tei" / "registers"
    registers.mkdir()
    (registers / "persons.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<standOff><listPerson>'
        '<person xml:id="ann"><persName>Ann</persName></person></listPerson></standOff></TEI>'
    )
    return tmp_path
