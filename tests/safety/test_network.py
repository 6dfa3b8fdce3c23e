"""No command but `deposit push` opens the network, or even loads what could."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fakes.invenio import TOKEN, running
from tests.unit.build.packages import package, project

GUARDED = """
import os, sys

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        os._exit(99)
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        os._exit(99)

sys.addaudithook(guard)
from teipipe.cli import main
try:
    main()
finally:
    if "teipipe.deposit.client" in sys.modules and "push" not in sys.argv:
        os._exit(98)
"""
COMMANDS = (
    ("validate",),
    ("build",),
    ("text", "tei/a/a.xml"),
    ("deposit", "check"),
    ("deposit", "build"),
    ("deposit", "build", "--for", "zenodo"),
    ("deposit", "verify", "letters.zip"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project(tmp_path_factory.mktemp("project"))
    package(made, made / "letters.zip")
    return made


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "TEIPIPE_DEPOSIT_TOKEN": TOKEN}
    command = (sys.executable, "-c", GUARDED, *arguments)
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_opens_no_network(root: Path, arguments: tuple[str, ...]):
    done = run(root, *arguments)
    assert done.returncode == 0, done.stderr
    assert TOKEN not in done.stdout + done.stderr


def test_the_guard_bites(root: Path):
    run(root, "deposit", "build", "--for", "zenodo")
    with running() as fake:
        done = run(root, "deposit", "push", "deposit/All-letters-zenodo", "--server", fake.server)
    assert done.returncode == 99
    assert fake.asked == []
