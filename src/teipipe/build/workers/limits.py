"""When a worker is replaced, and how much of the machine it may have."""

from __future__ import annotations

import resource
from dataclasses import dataclass

from teipipe.errors import EngineError
from teipipe.processes import cores, physical

_SHARE = 0.8
_LEAST = 1 << 30
_WORK_OF_WORKER = 600_000
_OF_ANY = 15_000
_FILES, _FILES_OF_WORKER = 32, 4
"""Files that a process of a build may have open at a time, and how many more for each worker."""


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """A worker may allocate `memory` bytes.

    It is replaced after `documents`, or when it keeps more than `resident` bytes.
    """

    memory: int
    documents: int = 5_000
    resident: int = 1 << 29


def limits_for(workers: int) -> WorkerLimits:
    """Share the machine's memory among so many workers.

    Raises `EngineError` where the files that may be open at a time are too few for them.
    """
    _check_open_files(_FILES + _FILES_OF_WORKER * workers)
    return WorkerLimits(max(_LEAST, int(physical() * _SHARE) // workers))


def workers_for(sizes: list[int]) -> int:
    """Say how many workers are worth their start for files of these sizes in bytes."""
    work = sum(sizes) + _OF_ANY * len(sizes)
    return max(1, min(cores(), len(sizes), work // _WORK_OF_WORKER))


def _check_open_files(least: int) -> None:
    """Refuse a limit under which so many files cannot be open at a time."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < least:
        raise EngineError(
            f"The limit on open files (ulimit -n) is {soft}; this build needs {least}. "
            "Raise the limit, or take fewer workers (--jobs)."
        )
