"""What a repository refuses, and what is not sent to any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.fakes.invenio import TOKEN, running
from tests.unit.build.deposit.sending import is_right, pushed

from teipipe.build.deposit.pushing import prepared, send
from teipipe.deposit.client import Client
from teipipe.errors import DocumentError, RepositoryError, UsageError


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
