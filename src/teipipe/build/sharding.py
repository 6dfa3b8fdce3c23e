"""Shards: a plan cut into parts that machines without a word to each other can build.

Which shard has a document, its path alone says. Each shard keeps a manifest of its own; `merged`
makes one of them, when all are in one place with their outputs.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from teipipe.build.plan import Task
from teipipe.build.results import Result
from teipipe.build.state.manifest import VERSION, Manifest
from teipipe.build.updating import Group, Update
from teipipe.build.workers.chunks import Job
from teipipe.build.workers.engines import Engine
from teipipe.digests import digest
from teipipe.errors import UsageError
from teipipe.findings import Place, finding

_SHARD = re.compile(r"([1-9]\d*)/([1-9]\d*)")
_FILE = re.compile(r"shard-(\d+)-of-(\d+)\.sqlite")


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` parts of a plan, by its number from 1."""

    number: int
    count: int

    @property
    def file(self) -> str:
        """The name of its manifest."""
        return f"shard-{self.number}-of-{self.count}.sqlite"

    def of(self, tasks: Sequence[Task]) -> tuple[Task, ...]:
        """Give the tasks of the shard."""
        return tuple(each for each in tasks if self.holds(each.name))

    def holds(self, name: str) -> bool:
        """Whether a document is the shard's, by its path."""
        return int(digest(name.encode())[:15], 16) % self.count == self.number - 1


def shard(text: str) -> Shard:
    """Read “2/8”; raises `UsageError` for anything else."""
    read = _SHARD.fullmatch(text)
    if read is None or int(read[1]) > int(read[2]):
        raise UsageError(f"--shard {text}: write it as i/n, such as 2/8, with i from 1 to n.")
    return Shard(int(read[1]), int(read[2]))


def merge(group: Group, manifest: Manifest) -> None:
    """Take the manifests of all shards of a group into one.

    Raises `UsageError` where there are none, or one is missing.
    """
    found = {each.name: each for each in group.home.glob("shard-*.sqlite")}
    counts = {int(read[2]) for each in found if (read := _FILE.fullmatch(each))}
    if not counts:
        raise UsageError(f"{group.home}: no manifest of a shard. Build with --shard first.")
    if len(counts) > 1:
        numbers = ", ".join(map(str, sorted(counts)))
        raise UsageError(f"{group.home}: manifests of {numbers} shards. Remove the older ones.")
    (count,) = counts
    names = [Shard(number, count).file for number in range(1, count + 1)]
    missing = [each for each in names if each not in found]
    if missing:
        raise UsageError(f"{group.home}: {', '.join(missing)} is not there. Build it, or copy it.")
    for each in names:
        _take(found[each], manifest)


def _take(file: Path, manifest: Manifest) -> None:
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
            (version,) = source.execute("PRAGMA user_version").fetchone()
            if version != VERSION:
                raise UsageError(f"{file}: of another version of teipipe. Build this shard anew.")
            manifest.take(source)
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{file}: {error}. Build this shard anew.") from None


def missed(update: Update) -> Engine:
    """Give an engine that builds nothing: what no shard has built as it is now is told (P050)."""
    reasons = {task.identifier: ", ".join(each) for task, each in update.assess(False)}

    def run(jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        for job in jobs:
            task = job.task
            found = finding("P050", Place(task.name), reason=reasons[task.identifier])
            yield job.number, Result(task.identifier, (), (found,))

    return run
