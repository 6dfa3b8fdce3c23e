"""The process in which schemas run: `python -m teipipe.validate.schematron.worker`.

Requests and answers are JSON, each behind its length. The engine cannot be interrupted, and it
holds Python's lock while it works, so the time limit is the kernel's alarm, which ends the process;
it also ends one whose parent has gone. An interrupt from the keyboard is the parent's to answer.
"""

from __future__ import annotations

import os
import resource
import signal
from typing import BinaryIO

from teipipe.validate.schematron.frames import receive, send
from teipipe.validate.schematron.service import Service

MEMORY = 8 << 30
"""The most that the process may allocate, in bytes."""


def main() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, most))
    requests, answers = _streams()
    service = Service()
    while request := receive(requests):
        signal.alarm(request["seconds"])
        send(answers, service.answer(request))
        signal.alarm(0)


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes for requests and answers away from what the engine may read or print."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


if __name__ == "__main__":
    main()
