"""No command but `deposit push` opens the network, or even loads what could.

Every command of the command line is run, as the command line itself lists them, over documents
that ask for the network; a guard stands in every process of Python that a command starts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.fakes.invenio import TOKEN, running
from tests.unit.build.deposit.packages import package, project

from teipipe.build.deposit.depositing import lay_out
from teipipe.build.deposit.surveying import survey
from teipipe.cli.commands import group
from teipipe.deposit.targets import TARGETS

GUARD = """
import os, sys

ASKED = ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")

def tell(what):
    with open(os.environ["NETWORK_GUARD"], "a") as file:
        file.write(f"{what}\\n")

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        tell(event)
    if event in ASKED or (event == "import" and arguments[0] == "teipipe.deposit.client"):
        tell(event)

sys.addaudithook(guard)
"""
"""Writes down what was asked of the network; as `sitecustomize` it is in every process."""
ASKING = """<?xml-model href="http://127.0.0.1:9/letters.rng"?>
<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd">
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.tei-c.org/ns/1.0 http://127.0.0.1:9/tei.xsd">
  <teiHeader><fileDesc><titleStmt><title>Asks</title></titleStmt><publicationStmt><p/>
  </publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
  <text><body><figure><graphic url="http://127.0.0.1:9/a.png"/></figure>
  <p>See <ref target="http://127.0.0.1:9/">there</ref>.</p>
  <xi:include href="http://127.0.0.1:9/b.xml"><xi:fallback><p>No.</p></xi:fallback></xi:include>
  </body></text></TEI>
"""
RUNS = {
    "baseline update": [("baseline", "update")],
    "build": [("build", "--jobs", "2", "--force")],
    "ci init": [("ci", "init", "--host", "gitlab")],
    "deposit build": [("deposit", "build", "--for", "zenodo")],
    "deposit check": [("deposit", "check")],
    "deposit export": [("deposit", "export")],
    "deposit verify": [("deposit", "verify", "letters.zip")],
    "encode": [("encode",), ("encode", "--suggest")],
    "explain": [("explain", "D001")],
    "init": [("init", "new")],
    "register import": [("register", "import", "names.csv", "--to", "tei/registers/persons.xml")],
    "text": [("text", "tei/a/a.xml"), ("text", "tei/asks/asks.xml")],
    "validate": [("validate",), ("validate", "outputs/a/a.epub")],
}
"""Each command but the one that sends, with what it is given."""
EACH = [run for runs in RUNS.values() for run in runs]


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Give every command below one, by the words that call it."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))
    else:
        yield " ".join(path)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project(tmp_path_factory.mktemp("project"))
    zipped = package(made, made / "letters.zip").path
    lay_out(survey(start=made), zipped, TARGETS["zenodo"], made / "letters-zenodo")
    subprocess.run(("git", "init", "-q", made), check=True)
    files = {
        "names.csv": "id,kind,name\nlee,person,Ann Lee\n",
        "tei/asks/asks.xml": ASKING,
        "tei/letter/source.txt": "Berlin, 12 March 1848.\n\nDear Ann, who is here?\n",
        "tei/letter/encoding.toml": '[document]\ntitle = "A letter"\n',
        "guard/sitecustomize.py": GUARD,
    }
    for name, content in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(content, "utf-8")
    return made


def run(folder: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a command under guard, and give what it asked of the network."""
    told = folder / "asked.txt"
    told.write_text("")
    watched = {"PYTHONPATH": str(folder / "guard"), "NETWORK_GUARD": str(told)}
    surroundings = {**os.environ, **watched, "TEIPIPE_DEPOSIT_TOKEN": TOKEN}
    command = (sys.executable, "-m", "teipipe", *arguments)
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True)
    return done, told.read_text().splitlines()


def test_every_command_is_run():
    assert {*RUNS, "deposit push"} == set(commands(group))


@pytest.mark.parametrize("arguments", EACH, ids=" ".join)
def test_a_command_opens_no_network(root: Path, tmp_path: Path, arguments: tuple[str, ...]):
    folder = Path(shutil.copytree(root, tmp_path / "project"))
    done, asked = run(folder, *arguments)
    assert asked == []
    assert done.returncode in (0, 1), done.stderr
    assert TOKEN not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_guard_bites(root: Path):
    with running() as fake:
        done, asked = run(root, "deposit", "push", "letters-zenodo", "--server", fake.server)
    assert done.returncode == 0, done.stderr
    assert "socket.connect" in asked
    assert "import" in asked


ASKING_PROCESS = """
import socket
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError:
    pass
"""
PROCESS = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {ASKING_PROCESS!r}])"
FORK = f"import os\nif os.fork() == 0:\n    exec({ASKING_PROCESS!r})\nelse:\n    os.wait()"


@pytest.mark.parametrize("starting", [PROCESS, FORK], ids=["new", "fork"])
def test_the_guard_bites_in_the_processes_of_a_process(root: Path, starting: str):
    told = root / "asked.txt"
    told.write_text("")
    watched = {"PYTHONPATH": str(root / "guard"), "NETWORK_GUARD": str(told)}
    subprocess.run((sys.executable, "-c", starting), env={**os.environ, **watched}, check=True)
    assert "socket.connect" in told.read_text()
