"""Sending a package: whatever goes wrong, the right files are there in the end, exactly once."""

from __future__ import annotations

import json
import re
import tracemalloc
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.fakes.invenio import TOKEN, Upload, running
from tests.unit.build.deposit.sending import MISBEHAVIOUR, files_of, is_right, pushed

from teipipe.build import writing
from teipipe.build.deposit.pushing import _alone, state_file
from teipipe.deposit import client as speaking
from teipipe.deposit.client import Client, fault
from teipipe.deposit.push import Outcome
from teipipe.errors import DocumentError, RepositoryError, UsageError


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
    assert "old.zip" not in fake.records["rec-1"].files
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


def test_the_fake_is_held_to_the_shapes_too(folder: Path):
    with running() as fake:
        pushed(fake, folder, publish=True)
        shown = fake.shown("rec-1")
    assert fault("record", shown) == ""
    assert fault("draft", {"id": "x", "links": {"self": "y"}}) != ""
    assert re.search("required", fault("file", {"key": "a", "status": "pending"}))
