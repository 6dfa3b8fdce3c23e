"""Sending a package: whatever goes wrong, the right files are there in the end, exactly once."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tracemalloc
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.fakes.invenio import LONGEST, TOKEN, Invenio, Upload, running
from tests.unit.build.deposit.packages import package, project
from tests.unit.cli.conftest import Done, Teipipe, teipipe

from teipipe.build import writing
from teipipe.build.deposit.depositing import lay_out
from teipipe.build.deposit.pushing import _alone, prepared, send, state_file
from teipipe.build.deposit.surveying import survey
from teipipe.deposit import client as speaking
from teipipe.deposit.client import Client, fault
from teipipe.deposit.push import Outcome
from teipipe.deposit.targets import TARGETS
from teipipe.errors import DocumentError, RepositoryError, UsageError

__all__ = ["teipipe"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("project"))
    zipped = package(root, root / "letters.zip").path
    return lay_out(survey(start=root), zipped, TARGETS["zenodo"], root / "letters-zenodo").path


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "letters-zenodo"))


def pushed(
    fake: Invenio, folder: Path, publish: bool = False, following: str = ""
) -> tuple[Outcome, list[float]]:
    """Send a folder; pauses are noted in place of being made."""
    pauses: list[float] = []
    client = Client(fake.server, TOKEN, wait=pauses.append)
    return send(client, folder, publish, following), pauses


def files_of(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.name != "record.json"}


def is_right(fake: Invenio, folder: Path, published: bool) -> None:
    """Hold one record to its state and its files; no shape was broken on the way."""
    assert len(fake.records) == 1
    (record,) = fake.records.values()
    assert record.published is published
    assert {name: each.content for name, each in record.files.items()} == files_of(folder)
    assert all(each.completed for each in record.files.values())
    assert fake.faults == []


def test_a_package_becomes_a_draft_and_no_more(folder: Path):
    with running() as fake:
        outcome, pauses = pushed(fake, folder)
    is_right(fake, folder, published=False)
    assert outcome.address.endswith("/uploads/rec-1")
    assert set(outcome.sent) == set(files_of(folder))
    assert "publish" not in fake.asked
    assert pauses == []


def test_it_is_published_only_when_asked(folder: Path):
    with running() as fake:
        outcome, _ = pushed(fake, folder, publish=True)
        again, _ = pushed(fake, folder, publish=True)
    is_right(fake, folder, published=True)
    assert outcome.published
    assert again == Outcome("rec-1", outcome.address, True, ())


def test_the_state_is_kept_before_any_file_goes_up(folder: Path):
    with running(content=["refuse"]) as fake, pytest.raises(RepositoryError):
        pushed(fake, folder)
    kept = json.loads(state_file(folder).read_bytes())
    assert kept["id"] == "rec-1"
    assert TOKEN not in state_file(folder).read_text("utf-8")


MISBEHAVIOUR = {
    "a reset in the body": {"content": ["reset in the body"] * 3},
    "too many requests": {"content": ["429 0", "429 7"], "files": ["429 1"], "publish": ["429 2"]},
    "504 after a publication that succeeded": {"publish": ["done, then 504"]},
    "a reset after a publication that succeeded": {"publish": ["done, then reset"]},
    "504 before the publication": {"publish": ["504", "503"]},
    "a wrong checksum": {"content": ["wrong bytes"]},
    "a wrong checksum twice": {"content": ["wrong bytes", "wrong bytes"]},
    "slowness": {"content": ["slow"], "commit": ["slow"]},
    "a draft whose answer is lost": {"create": ["done, then reset"]},
    "a draft that is made late": {"create": ["done, then 504"]},
    "no draft at first": {"create": ["503", "500"]},
    "a commit whose answer is lost": {"commit": ["done, then reset", "", "done, then 504"]},
    "a registration whose answer is lost": {"register": ["done, then reset", "done, then 504"]},
    "an upload whose answer is lost": {"content": ["done, then reset", "done, then 504"]},
    "an update whose answer is lost": {"update": ["done, then reset"]},
    "a search that fails": {"search": ["503", "reset in the body"]},
    "everything at once": {
        "create": ["done, then 504"],
        "files": ["503"],
        "register": ["429 1", "done, then reset"],
        "content": ["reset in the body", "wrong bytes"],
        "commit": ["done, then 504"],
        "publish": ["503", "done, then 504"],
    },
}


@pytest.mark.parametrize("orders", MISBEHAVIOUR.values(), ids=MISBEHAVIOUR)
def test_the_right_files_are_there_exactly_once(folder: Path, orders: dict[str, list[str]]):
    with running(**{call: list(each) for call, each in orders.items()}) as fake:
        outcome, _ = pushed(fake, folder, publish=True)
        assert not any(fake.orders.values()), fake.orders
    is_right(fake, folder, published=True)
    assert outcome.published


def test_pauses_are_those_that_are_asked_for_and_else_longer_and_capped(folder: Path):
    with running(
        content=["429 7", "503", "503", "reset in the body"], files=["429 100000"]
    ) as fake:
        _, pauses = pushed(fake, folder)
    assert sorted(pauses) == sorted([7.0, 2.0, 4.0, 8.0, speaking.LONGEST])


def test_a_repository_that_stays_away_is_given_up_and_taken_up_again(folder: Path):
    with running(content=["503"] * speaking.ATTEMPTS) as fake:
        with pytest.raises(RepositoryError) as stopped:
            pushed(fake, folder)
        assert [each.code for each in stopped.value.findings] == ["D052"]
        outcome, _ = pushed(fake, folder, publish=True)
    is_right(fake, folder, published=True)
    assert outcome.published


def test_only_what_is_missing_is_sent_again(folder: Path):
    largest = max(files_of(folder), key=lambda name: len(files_of(folder)[name]))
    with running() as fake:
        pushed(fake, folder)
        del fake.records["rec-1"].files["README.md"]
        fake.records["rec-1"].files[largest].completed = True
        outcome, _ = pushed(fake, folder)
    is_right(fake, folder, published=False)
    assert outcome.sent == ("README.md",)


def test_a_file_that_does_not_belong_there_is_taken_away(folder: Path):
    with running() as fake:
        pushed(fake, folder)
        fake.records["rec-1"].files["old.zip"] = Upload(b"x", True)
        pushed(fake, folder)
    is_right(fake, folder, published=False)


def test_a_checksum_that_stays_wrong_is_an_error(folder: Path):
    with running(content=["wrong bytes"] * 3) as fake, pytest.raises(RepositoryError) as stopped:
        pushed(fake, folder)
    assert [each.code for each in stopped.value.findings] == ["D054"]


def test_without_its_state_a_draft_is_found_again(folder: Path):
    with running() as fake:
        pushed(fake, folder)
        state_file(folder).unlink()
        outcome, _ = pushed(fake, folder, publish=True)
        state_file(folder).unlink()
        again, _ = pushed(fake, folder, publish=True)
    is_right(fake, folder, published=True)
    assert outcome.sent == again.sent == ()


def test_a_new_version_is_one_of_the_old_record(folder: Path):
    with running() as fake:
        first, _ = pushed(fake, folder, publish=True)
        (folder / "README.md").write_text("# Second\n")
        second, _ = pushed(fake, folder, publish=True, following=first.identifier)
    assert "version" in fake.asked
    assert second.identifier == "rec-2"
    assert fake.records["rec-2"].files["README.md"].content == b"# Second\n"
    assert set(fake.records["rec-2"].files) == set(files_of(folder))


def test_a_draft_of_another_kind_is_not_taken_for_a_new_version(folder: Path):
    with running() as fake:
        pushed(fake, folder)
        asked = list(fake.asked)
        with pytest.raises(RepositoryError) as stopped:
            pushed(fake, folder, publish=True, following="rec-9")
        assert [each.code for each in stopped.value.findings] == ["D056"]
        assert fake.asked == asked


def test_a_package_built_again_goes_into_its_draft(folder: Path):
    with running() as fake:
        first, _ = pushed(fake, folder)
        (folder / "README.md").write_text("# Second\n")
        second, _ = pushed(fake, folder, publish=True)
        assert second.identifier == first.identifier
        is_right(fake, folder, published=True)


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_was_published_and_has_changed_is_not_sent_as_another_record(
    folder: Path, by_hand: bool
):
    with running() as fake:
        first, _ = pushed(fake, folder, publish=not by_hand)
        if by_hand:
            fake.records[first.identifier].published = True
        (folder / "README.md").write_text("# Second\n")
        with pytest.raises(RepositoryError) as stopped:
            pushed(fake, folder, publish=True)
        assert [each.code for each in stopped.value.findings] == ["D057"]
        assert list(fake.records) == [first.identifier]
        second, _ = pushed(fake, folder, publish=True, following=first.identifier)
        again, _ = pushed(fake, folder, publish=True, following=first.identifier)
    assert second.identifier == again.identifier == "rec-2" and "version" in fake.asked


def test_one_run_at_a_time_sends_a_package(folder: Path):
    with running() as fake, _alone(folder), pytest.raises(UsageError, match="another run"):
        pushed(fake, folder)
    assert fake.records == {}


def test_of_a_refused_token_the_hint_is_about_the_token(folder: Path):
    with running() as fake, pytest.raises(RepositoryError) as stopped:
        send(Client(fake.server, "wrong", wait=lambda _: None), folder, False, "")
    (found,) = stopped.value.findings
    assert found.code == "D051" and "TEIPIPE_DEPOSIT_TOKEN" in found.hint


def test_the_version_of_nothing_is_refused(folder: Path):
    with running() as fake, pytest.raises(RepositoryError) as stopped:
        pushed(fake, folder, following="rec-9")
    assert [each.code for each in stopped.value.findings] == ["D051"]
    assert fake.records == {}


def test_a_full_disk_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with running() as fake:
        with monkeypatch.context() as patch:
            patch.setattr(writing, "_fill", full)
            with pytest.raises(DocumentError) as stopped:
                pushed(fake, folder)
            assert [each.code for each in stopped.value.findings] == ["P007"]
        assert not fake.records["rec-1"].files
        pushed(fake, folder, publish=True)
    is_right(fake, folder, published=True)


@pytest.mark.parametrize("call", ["create", "update", "register", "content", "commit", "publish"])
def test_a_refusal_is_told_with_what_the_repository_says(folder: Path, call: str):
    with running(**{call: ["refuse"]}) as fake:
        with pytest.raises(RepositoryError) as stopped:
            pushed(fake, folder, publish=True)
        assert [each.code for each in stopped.value.findings] == ["D051"]
        assert "metadata.title: Missing data." in str(stopped.value)
        pushed(fake, folder, publish=True)
    is_right(fake, folder, published=True)


@pytest.mark.parametrize("call", ["create", "search", "files", "commit", "publish"])
def test_an_answer_of_another_shape_stops(folder: Path, call: str):
    with running(**{call: ["nonsense"]}) as fake, pytest.raises(RepositoryError) as stopped:
        pushed(fake, folder, publish=True)
    assert [each.code for each in stopped.value.findings] == ["D053"]


def test_no_redirect_is_followed(folder: Path):
    with running() as other:
        away = f"redirect {other.server}/user/records?q=x"
        with running(search=[away]) as fake, pytest.raises(RepositoryError):
            pushed(fake, folder)
    assert other.asked == []


def test_a_link_to_another_host_gets_no_token(folder: Path):
    with running() as other, running() as fake:
        real = fake.server
        fake.server = other.server
        with pytest.raises(RepositoryError) as stopped:
            send(Client(real, TOKEN, wait=lambda _: None), folder, False, "")
    assert [each.code for each in stopped.value.findings] == ["D055"]
    assert other.asked == []


def test_unknown_rights_are_not_sent(folder: Path):
    record = json.loads((folder / "record.json").read_bytes())
    del record["metadata"]["rights"]
    (folder / "record.json").write_text(json.dumps(record))
    with running() as fake, pytest.raises(DocumentError) as stopped:
        pushed(fake, folder)
    assert [each.code for each in stopped.value.findings] == ["D050"]
    assert fake.asked == []


def test_a_damaged_package_is_not_sent(folder: Path):
    (zipped,) = folder.glob("*.zip")
    content = bytearray(zipped.read_bytes())
    content[len(content) // 3] ^= 0xFF
    zipped.write_bytes(content)
    with running() as fake, pytest.raises(DocumentError):
        pushed(fake, folder)
    assert fake.asked == []


def test_a_record_without_creators_is_not_sent(folder: Path):
    record = json.loads((folder / "record.json").read_bytes())
    record["metadata"]["creators"] = []
    (folder / "record.json").write_text(json.dumps(record))
    with pytest.raises(UsageError, match="deposit check"):
        prepared(folder)


def test_a_folder_of_something_else_is_not_sent(tmp_path: Path):
    with pytest.raises(UsageError, match="deposit build --for zenodo"):
        prepared(tmp_path)


class Sink(BaseHTTPRequestHandler):
    """Takes what is sent, and forgets it at once."""

    def do_PUT(self) -> None:
        left = int(self.headers["Content-Length"])
        while left:
            left -= len(self.rfile.read(min(left, 1 << 16)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def test_a_large_file_is_not_held_in_memory(tmp_path: Path):
    large, told = tmp_path / "large.bin", [0]
    with large.open("wb") as file:
        file.truncate(48 << 20)
    with HTTPServer(("127.0.0.1", 0), Sink) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        client = Client(address, TOKEN, progress=lambda _, size: told.append(size))
        tracemalloc.start()
        assert client.upload(f"{address}/content", large).status == 200
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        server.shutdown()
    assert sum(told) == 48 << 20
    assert peak < 6 << 20


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


def test_the_fake_is_held_to_the_shapes_too(folder: Path):
    with running() as fake:
        pushed(fake, folder, publish=True)
        shown = fake.shown("rec-1")
    assert fault("record", shown) == ""
    assert fault("draft", {"id": "x", "links": {"self": "y"}}) != ""
    assert re.search("required", fault("file", {"key": "a", "status": "pending"}))
