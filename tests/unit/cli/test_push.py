"""`teipipe deposit push`: what it says, and what it keeps to itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.fakes.invenio import LONGEST, TOKEN, Invenio, running
from tests.unit.build.deposit.conftest import folder, made
from tests.unit.build.deposit.sending import MISBEHAVIOUR, is_right
from tests.unit.cli.conftest import Done, Teipipe

from teipipe.build.deposit.pushing import state_file
from teipipe.deposit import client as speaking

__all__ = ["folder", "made"]


def run(command: Teipipe, fake: Invenio, folder: Path, *options: str, token: str = TOKEN) -> Done:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIPIPE_DEPOSIT_TOKEN", token)
        patch.setattr(speaking, "LONGEST", 0.0)
        return command(
            "deposit", "push", folder, "--server", fake.server, *options, folder=folder.parent
        )


def test_the_command_says_where_the_draft_is(teipipe: Teipipe, folder: Path):
    with running() as fake:
        done = run(teipipe, fake, folder)
    assert done.code == 0, done.err
    assert done.out == f"{fake.server}/uploads/rec-1: draft rec-1, 4 files sent\n"


@pytest.mark.parametrize(
    "orders", [*MISBEHAVIOUR.values(), {"content": ["refuse"]}, {"create": ["nonsense"]}]
)
def test_the_token_is_in_no_message_and_no_file(
    teipipe: Teipipe, folder: Path, orders: dict[str, list[str]]
):
    with running(**{call: list(each) for call, each in orders.items()}) as fake:
        done = run(teipipe, fake, folder, "--publish")
    kept = state_file(folder).read_text("utf-8") if state_file(folder).exists() else ""
    assert TOKEN not in done.out + done.err + kept
    assert done.code in (0, 1)


def test_a_wrong_token_is_refused_and_not_told(teipipe: Teipipe, folder: Path):
    with running() as fake:
        done = run(teipipe, fake, folder, token="another-secret")
    assert done.code == 1
    assert "D051" in done.err
    assert "another-secret" not in done.out + done.err


@pytest.mark.parametrize(
    ("token", "server", "said"),
    [
        ("", "https://example.org/api", "TEIPIPE_DEPOSIT_TOKEN"),
        ("a\nb", "https://example.org/api", "TEIPIPE_DEPOSIT_TOKEN"),
        (TOKEN, "http://example.org/api", "https://"),
        (TOKEN, "ftp://example.org", "https://"),
    ],
)
def test_wrong_usage_sends_nothing(
    teipipe: Teipipe,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    token: str,
    server: str,
    said: str,
):
    monkeypatch.setenv("TEIPIPE_DEPOSIT_TOKEN", token)
    done = teipipe("deposit", "push", folder, "--server", server, folder=folder.parent)
    assert done.code == 2
    assert said in done.err


def test_a_killed_client_goes_on_where_it_stopped(teipipe: Teipipe, folder: Path):
    command = [sys.executable, "-m", "teipipe", "deposit", "push", str(folder), "--server"]
    with running(content=["", "hold"]) as fake:
        surroundings = {**os.environ, "TEIPIPE_DEPOSIT_TOKEN": TOKEN}
        process = subprocess.Popen([*command, fake.server], env=surroundings)
        assert fake.reached.wait(LONGEST)
        process.send_signal(signal.SIGKILL)
        process.wait()
        fake.release.set()
        assert fake.drafts
        done = run(teipipe, fake, folder, "--publish")
        assert done.code == 0, done.err
    is_right(fake, folder, published=True)
