"""What a process of ours asks of the system: to end with its parent, and to stay within memory."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_ZOMBIE = "Z"
_STATM = Path("/proc/self/statm")


def end_with_parent(parent: int) -> None:
    """Have the kernel end this process when `parent`, which started it, has gone.

    Neither an engine that never returns nor a parent that was killed can leave it behind.
    """
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def limit_memory(most: int) -> None:
    """Let this process allocate so many bytes at most; a lower limit that is there stays.

    It is the limit on data: the engine reserves far more address space than it uses.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, hard))


def is_running(process: str) -> bool:
    """Say whether there is a process of this number on this machine, and not only its remains."""
    try:
        told = Path("/proc", process, "stat").read_text("utf-8", "replace")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] != _ZOMBIE


def resident() -> int:
    """Give the bytes of memory that this process has in use."""
    return int(_STATM.read_text("ascii").split()[1]) * resource.getpagesize()


def physical() -> int:
    """Give the bytes of memory that the machine has."""
    return os.sysconf("SC_PHYS_PAGES") * resource.getpagesize()


def cores() -> int:
    """Give how many cores this process may use."""
    return len(os.sched_getaffinity(0))
