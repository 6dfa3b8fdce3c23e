"""The lock: what an encoding read and wrote, as hashes, in a committed `encoding.lock`.

It tells whether the encoded file still follows from what it was made of, and whether anybody
changed it by hand since. It holds no time, no version and no absolute path.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from teipipe.consulted import consult
from teipipe.digests import digest
from teipipe.documents import root_of, shown
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding

FILE = "encoding.lock"
OPTIONAL = ("decisions.jsonl",)
"""What an encoding reads where it stands: one that came since is a change."""


@dataclass(frozen=True, slots=True)
class Lock:
    """SHA-256 of files, by their paths as seen from the document's folder."""

    read: Mapping[str, str]
    written: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a folder stands to its lock; all are empty where everything is as it says.

    `changed`: files read that differ now, `missing`: those that are gone, `by_hand`: written
    files that differ now, or that stand there and no lock knows.
    """

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


def written(lock: Lock) -> bytes:
    """Give the lock as the bytes of its file."""
    value = {"read": dict(sorted(lock.read.items())), "written": dict(sorted(lock.written.items()))}
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_lock(folder: Path) -> Lock | None:
    """Read the lock of a folder, None when there is none; raises `DocumentError` (E019)."""
    path = folder / FILE
    consult(path)
    try:
        value = json.loads(path.read_bytes())
        return Lock(_hashes(value["read"]), _hashes(value["written"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, OSError) as error:
        name = shown(path, root_of(path))
        raise DocumentError(finding("E019", Place(name, 1, 1), reason=str(error))) from None


def _hashes(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError(type(value).__name__)
    return {str(path): str(hash_) for path, hash_ in value.items()}


def standing(folder: Path, output: str) -> Standing:
    """Compare a folder with its lock; `output` is the name of the encoded file."""
    lock = read_lock(folder)
    consult(folder / output, *(folder / each for each in OPTIONAL))
    if lock is None:
        return Standing(by_hand=(output,) if (folder / output).exists() else ())
    current = {path: _current(folder / path) for path in (*lock.read, *lock.written)}
    return Standing(
        changed=(
            *(p for p in sorted(lock.read) if current[p] not in (None, lock.read[p])),
            *(p for p in OPTIONAL if p not in lock.read and (folder / p).exists()),
        ),
        missing=tuple(p for p in sorted(lock.read) if current[p] is None),
        by_hand=tuple(p for p in sorted(lock.written) if current[p] not in (None, lock.written[p])),
    )


def _current(path: Path) -> str | None:
    consult(path)
    try:
        return digest(path.read_bytes())
    except OSError:
        return None


def by_hand(state: Standing, folder: str) -> tuple[Finding, ...]:
    """Give E017 for each written file that was changed by hand since."""
    return tuple(finding("E017", Place(f"{folder}/{each}"), "lock") for each in state.by_hand)


def behind(state: Standing, folder: str) -> tuple[Finding, ...]:
    """Give E018 where the encoded file is as it was written, and what it was made of is not."""
    late = ", ".join((*state.changed, *state.missing))
    if state.by_hand or not late:
        return ()
    return (finding("E018", Place(f"{folder}/{FILE}", 1, 1), "lock", changed=late),)
