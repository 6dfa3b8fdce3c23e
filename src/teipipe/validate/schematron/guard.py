"""The guard over the process that runs schemas: one for a run, ended when it takes too long.

A schema comes from the folder under test and may loop for ever; the engine knows no time limit.
A process that was ended is started anew for the next request.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from time import monotonic
from typing import Any, Protocol

from teipipe.errors import EngineError
from teipipe.validate.schematron.frames import LENGTH, packed

WORKER = "teipipe.validate.schematron.worker"
MOST = 1 << 30
"""How long an answer may be, in bytes."""

_GRACE = 5
_CHUNK = 1 << 20


class NoAnswerError(Exception):
    """The process gave no answer: its time was up, or it died (of memory, say)."""


class Runner(Protocol):
    """What answers the requests of `service`."""

    def know(self, name: str, seconds: float, do: str, **arguments: Any) -> Mapping[str, Any]:
        """Keep something under a name, told only once."""

    def ask(self, seconds: float, do: str, **arguments: Any) -> Mapping[str, Any]:
        """Give the answer to a request."""


class Local:
    """Runs schemas in this process, without a time limit: only those that teipipe ships."""

    def __init__(self) -> None:
        from teipipe.validate.schematron.service import Service

        self._service = Service()
        self._known: set[str] = set()

    def know(self, name: str, seconds: float, do: str, **arguments: Any) -> Mapping[str, Any]:
        """Keep something under a name, told only once."""
        if name in self._known:
            return {}
        self._known.add(name)
        return self.ask(seconds, do, name=name, **arguments)

    def ask(self, seconds: float, do: str, **arguments: Any) -> Mapping[str, Any]:
        """Give the answer to a request."""
        del seconds
        return self._service.answer({"do": do, "with": arguments})


class Guard:
    """Starts the process, asks it, and ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._known: set[str] = set()

    def know(self, name: str, seconds: float, do: str, **arguments: Any) -> Mapping[str, Any]:
        """Have the process keep something under a name, told only once to each process."""
        if self._process is not None and name in self._known:
            return {}
        answer = self.ask(seconds, do, name=name, **arguments)
        if "result" in answer:
            self._known.add(name)
        return answer

    def ask(self, seconds: float, do: str, **arguments: Any) -> Mapping[str, Any]:
        """Give the answer to a request; raises `NoAnswerError` when there is none in time."""
        process = self._process or self._start()
        patience = int(seconds) + _GRACE
        request = packed({"do": do, "with": arguments, "seconds": patience})
        try:
            assert process.stdin is not None
            process.stdin.write(request)
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(self._read(process, monotonic() + seconds))
        except (BrokenPipeError, NoAnswerError):
            self.stop()
            raise NoAnswerError from None
        except BaseException:
            self.stop()
            raise
        if "broken" in answer:
            raise EngineError(answer["broken"])
        return answer

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        self._known.clear()
        if process is not None:
            process.kill()
            process.communicate()

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def _read(self, process: subprocess.Popen[bytes], deadline: float) -> bytes:
        (length,) = LENGTH.unpack(_exactly(process, LENGTH.size, deadline))
        if length > MOST:
            raise NoAnswerError
        return _exactly(process, length, deadline)


def _exactly(process: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    """Read so many bytes before the deadline."""
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    read = bytearray()
    while len(read) < length:
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - monotonic()))
        chunk = os.read(pipe, min(_CHUNK, length - len(read))) if ready else b""
        if not chunk:
            raise NoAnswerError
        read += chunk
    return bytes(read)


@cache
def local() -> Local:
    """Give what runs schemas in this process."""
    return Local()


def shared_guard() -> Guard:
    """Give the guard of this process; a forked one has its own."""
    return _guard(os.getpid())


@cache
def _guard(_process: int) -> Guard:
    made = Guard()
    atexit.register(made.stop)
    return made
