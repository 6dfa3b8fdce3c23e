"""Chunks: what is handed to a worker at a time, the largest documents first.

Each chunk is a small share of the bytes that are left: the last ones are of one document, so that
no worker sits idle while another has a large one. Of a large corpus one part follows the other, so
that what is told in the order of the plan need not wait long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from teipipe.build.plan import Task

MOST = 32
"""Documents in a chunk: so few that what they cost is told soon."""
PART = 1_000
"""Documents of which the largest come first: what became of others waits to be told, in memory."""
_FOR_EACH_WORKER = 8
"""Into so many chunks for each worker the bytes that are left would be cut."""
_OF_ANY = 4_000
"""Bytes that every document counts for, however small it is."""


@dataclass(frozen=True, slots=True)
class Job:
    """A task, its number in the plan, and the size of its file in bytes.

    `journal` is the file in which is noted what is about to be written.
    """

    number: int
    task: Task
    size: int
    journal: Path | None = None

    @property
    def seconds(self) -> float:
        """The time that the document has."""
        return self.task.limits.time_for(self.size)


Chunk = tuple[Job, ...]


def jobs_of(tasks: Sequence[Task]) -> tuple[Job, ...]:
    """Give the tasks their numbers and the sizes of their files."""
    return tuple(Job(number, task, size_of(task)) for number, task in enumerate(tasks))


def size_of(task: Task) -> int:
    """Give the size of a task's file in bytes, 0 for one that cannot be looked at."""
    try:
        return task.path.stat().st_size
    except OSError:
        return 0


def chunks(jobs: Sequence[Job], workers: int) -> Iterator[Chunk]:
    """Cut jobs into chunks for so many workers."""
    for start in range(0, len(jobs), PART):
        yield from _cut(jobs[start : start + PART], workers)


def _cut(jobs: Sequence[Job], workers: int) -> Iterator[Chunk]:
    left = sum(map(_cost, jobs))
    chunk: list[Job] = []
    cost = 0
    for job in sorted(jobs, key=lambda job: (-job.size, job.number)):
        chunk.append(job)
        cost += _cost(job)
        if cost * workers * _FOR_EACH_WORKER >= left or len(chunk) == MOST:
            yield tuple(chunk)
            left -= cost
            chunk, cost = [], 0


def _cost(job: Job) -> int:
    return _OF_ANY + job.size
