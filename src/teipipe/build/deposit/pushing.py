"""Sending a laid-out package: what must hold before anything is sent, and what is kept of it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from teipipe.build.deposit.verifying import verify
from teipipe.build.writing import write
from teipipe.deposit.client import Client, fault
from teipipe.deposit.push import Outcome, Shipment, push, shipment
from teipipe.deposit.serialising import as_json
from teipipe.deposit.targets.zenodo import RECORD
from teipipe.errors import DocumentError, UsageError
from teipipe.findings import Place, Severity, finding


def prepared(folder: Path) -> Shipment:
    """Read what `deposit build --for zenodo` laid out, and verify it.

    Raises `UsageError` for a folder that is none, `DocumentError` where the rights are unknown
    (D050), the record lacks what a repository needs (D002), or the package does not verify.
    """
    if not (folder / RECORD).is_file():
        raise UsageError(
            f"{folder}: no {RECORD}. “teipipe deposit build --for zenodo” makes what is sent; "
            "where it makes none, “teipipe deposit check --for zenodo” says what is missing."
        )
    record = _record(folder / RECORD)
    files = [each for each in sorted(folder.iterdir()) if each.is_file() and each.name != RECORD]
    found = [each for file in files if file.suffix == ".zip" for each in verify(file).findings]
    errors = [each for each in found if each.severity is Severity.ERROR]
    if not record["metadata"].get("rights"):
        errors.append(finding("D050", Place(RECORD), "deposit"))
    if errors:
        raise DocumentError(*errors)
    return shipment(record, [each for each in files if not each.name.startswith(".")])


def send(client: Client, folder: Path, publish: bool, following: str) -> Outcome:
    """Send a laid-out package; what is known of its draft is kept beside the folder.

    Raises `RepositoryError`, and as `prepared` does; the same call later goes on from there.
    """
    with _alone(folder):
        shipped = prepared(folder)
        file = state_file(folder)
        state = _state(file, client.server)
        return push(client, shipped, state, lambda kept: _keep(file, kept), publish, following)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one run at a time send a folder, as two would make two drafts; the lock ends with it."""
    held = os.open(folder, os.O_RDONLY)
    try:
        _take(held, folder)
        yield
    finally:
        os.close(held)


def _take(held: int, folder: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"{folder}: another run is sending this package. Wait for it.") from None


def state_file(folder: Path) -> Path:
    """Give the file that keeps the draft of a folder's package."""
    return folder.absolute().with_name(f"{folder.absolute().name}.push.json")


def _record(file: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(file.read_bytes())
    except ValueError as error:
        raise UsageError(f"{file}: this is no JSON: {error}. Build the package again.") from None
    reason = fault("record-request", record)
    if reason:
        raise UsageError(
            f"{file}: the repository needs more than is known: {reason}. "
            "“teipipe deposit check --for zenodo” says what to write where."
        )
    return record


def _state(file: Path, server: str) -> Mapping[str, Any]:
    """Read what an earlier run kept; that of another server is not of this one."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) and kept.get("server") == server else {}


def _keep(file: Path, kept: Mapping[str, Any]) -> None:
    write(file, as_json(kept))
