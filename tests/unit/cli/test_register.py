"""`teipipe register import`: what is written, what is printed, which exit code."""

from __future__ import annotations

import re
from pathlib import Path

from tests.unit.cli.conftest import Teipipe

TABLE = "id,kind,name\nann,person,Other\nbert,person,Bert\n"


def test_new_entries_are_added_and_encoded_with(project: Path, teipipe: Teipipe) -> None:
    (project / "names.csv").write_text(TABLE)
    command = ("register", "import", "names.csv", "--to", "tei/registers/persons.xml")
    done = teipipe(*command, folder=project)
    assert (done.code, done.out) == (0, "bert\n")
    assert "names.csv:2:" in done.err and "E054" in done.err
    settings = project / "tei" / "letter" / "encoding.toml"
    settings.write_text('language = "en"\n[registers.persons]\nentries = "all"\n')
    assert teipipe("encode", folder=project).code == 0
    encoded = (project / "tei" / "letter" / "letter.xml").read_text()
    assert '<persName ref="../registers/persons.xml#bert">Bert</persName>' in encoded


def test_a_mistake_leaves_the_register_alone(project: Path, teipipe: Teipipe) -> None:
    (project / "names.csv").write_text(TABLE + "bert,person,Bertram\n")
    register = project / "tei" / "registers" / "persons.xml"
    before = register.read_bytes()
    done = teipipe("register", "import", "names.csv", "--to", register, folder=project)
    assert (done.code, done.out) == (1, "") and "names.csv:4:" in done.err
    assert register.read_bytes() == before


def test_a_register_that_no_project_names_is_told(project: Path, teipipe: Teipipe) -> None:
    (project / "places.csv").write_text("id,kind,name\nbern,place,Berne\n")
    command = ("register", "import", "places.csv", "--to", "tei/registers/places.xml")
    done = teipipe(*command, folder=project)
    assert (done.code, done.out) == (0, "bern\n")
    assert "tei/registers/places.xml: E056" in done.err.replace(" warning", "")
    (line,) = re.findall(r"registers = \[.*\]", done.err.split("toml: ")[1].split(";")[0])
    settings = project / "teipipe.toml"
    old = re.search(r"registers = .*", settings.read_text())
    rest = settings.read_text().replace(old[0] if old else "", "")
    settings.write_text(f"{line}\n{rest}")
    again = teipipe(*command, folder=project)
    assert again.code == 0 and "E056" not in again.err


def test_a_table_that_is_not_there(project: Path, teipipe: Teipipe) -> None:
    done = teipipe("register", "import", "no.csv", "--to", "x.xml", folder=project)
    assert done.code != 0 and "no.csv" in done.err
    assert not (project / "x.xml").exists()
