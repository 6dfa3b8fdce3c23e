"""Sending a package to a repository that misbehaves, and what must be there in the end."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.invenio import TOKEN, Invenio

from teipipe.build.deposit.pushing import send
from teipipe.deposit.client import Client
from teipipe.deposit.push import Outcome

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
"""What a repository does wrong, call by call, and the right files are there all the same."""


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
