"""The pool: worker processes under a supervisor that outlives what happens to them.

A worker that dies, hangs or runs out of memory costs the document it was at: the rest of its chunk
goes to another, and the document is tried once more, alone; if that ends in the same way, it is
given up with a finding. Workers are processes, never threads: the engine holds Python's lock.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from time import monotonic
from types import ModuleType
from typing import Any

from teipipe.build.results import Result
from teipipe.build.workers.answers import Begun, Done, Ready, Stop
from teipipe.build.workers.chunks import Chunk, Job
from teipipe.build.workers.limits import WorkerLimits
from teipipe.build.writing import sweep
from teipipe.errors import EngineError
from teipipe.findings import Place, finding

_PRELOADED = ["saxonche", "teipipe.build.workers.worker"]
_PATIENCE = 5.0
_TO_START = 120.0
"""Seconds for what is no document's own work: starting, and compiling stylesheets."""


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the way to it, and what it is at: the first of `left` until `deadline`.

    It takes a chunk when it has said that it `is_ready`: first, and after each chunk.
    """

    process: Any
    connection: Connection
    left: deque[Job] = field(default_factory=deque)
    deadline: float = 0.0
    documents: int = 0
    is_ready: bool = False
    is_alone: bool = False


class Pool:
    """Workers for one build; `run` may be called again and again until `stop`."""

    def __init__(self, workers: int, limits: WorkerLimits) -> None:
        self._limits = limits
        self._most = workers
        self._context = _context(workers)
        self._workers: list[_Worker] = []

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[int, Result]]:
        """Build the chunks, and give each result as it is there, with the number of its job.

        Raises the `TeipipeError` that ends a build, such as `EngineError`.
        """
        waiting, suspects = deque(chunks), deque[Job]()
        while waiting or suspects or self._busy():
            self._hand_out(waiting, suspects)
            for worker in self._stirring():
                yield from self._heard(worker, waiting, suspects)

    def stop(self) -> None:
        """End every worker, and take away what it was writing."""
        with _uninterrupted():
            for worker in self._workers:
                worker.process.kill()
            for worker in self._workers:
                self._buried(worker)
            self._workers.clear()

    def _busy(self) -> list[_Worker]:
        return [each for each in self._workers if not each.is_ready]

    def _hand_out(self, waiting: deque[Chunk], suspects: deque[Job]) -> None:
        """Give each free worker a chunk, or a suspect when there is none left."""
        at_work = [each for each in self._workers if each.left]
        wanted = min(self._most, len(at_work) + len(waiting) + len(suspects))
        self._workers += [self._started() for _ in range(wanted - len(self._workers))]
        for worker in [each for each in self._workers if each.is_ready and not each.left]:
            if not waiting and not suspects:
                return
            worker.is_alone, worker.is_ready = not waiting, False
            chunk = waiting.popleft() if waiting else (suspects.popleft(),)
            worker.left.extend(chunk)
            worker.deadline = monotonic() + _TO_START
            with suppress(BrokenPipeError):
                worker.connection.send(chunk)

    def _stirring(self) -> list[_Worker]:
        """Wait for workers that answered or died, or whose time is up."""
        busy = self._busy()
        patience = max(0.0, min(each.deadline for each in busy) - monotonic())
        heard = set(wait([each.connection for each in busy], patience))
        now = monotonic()
        return [each for each in busy if each.connection in heard or each.deadline <= now]

    def _heard(
        self, worker: _Worker, waiting: deque[Chunk], suspects: deque[Job]
    ) -> Iterator[tuple[int, Result]]:
        try:
            if not worker.connection.poll():
                yield from self._late(worker, waiting)
                return
            answer = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._dead(worker, waiting, suspects)
            return
        match answer:
            case Ready():
                self._rested(worker, answer.resident)
            case Stop():
                raise answer.as_error()
            case Begun():
                worker.deadline = monotonic() + worker.left[0].seconds
            case Done():
                worker.left.popleft()
                worker.documents += 1
                worker.deadline = monotonic() + _TO_START
                yield answer.number, answer.result

    def _rested(self, worker: _Worker, resident: int) -> None:
        """Take note that a worker is free; replace one that has worked long or grown large."""
        worker.is_ready = True
        if worker.documents >= self._limits.documents or resident > self._limits.resident:
            self._workers.remove(worker)
            worker.process.kill()
            self._buried(worker)

    def _late(self, worker: _Worker, waiting: deque[Chunk]) -> Iterator[tuple[int, Result]]:
        """Give up the document whose time is up."""
        if not worker.left:
            raise EngineError("A worker process does not get ready.")
        job = self._ended(worker, waiting)
        found = finding("P040", Place(job.task.name), seconds=f"{job.seconds:g}")
        yield job.number, Result(job.task.identifier, (), (found,))

    def _dead(
        self, worker: _Worker, waiting: deque[Chunk], suspects: deque[Job]
    ) -> Iterator[tuple[int, Result]]:
        """Try the document at which a worker died once more, and the second time give it up."""
        if not worker.left:
            self._workers.remove(worker)
            reason = self._buried(worker)
            if not worker.documents:
                raise EngineError(f"A worker process could not start: {reason}.")
            return
        was_alone = worker.is_alone
        job = self._ended(worker, waiting)
        if was_alone:
            found = finding("P041", Place(job.task.name), reason=_reason(worker.process.exitcode))
            yield job.number, Result(job.task.identifier, (), (found,))
        else:
            suspects.append(job)

    def _ended(self, worker: _Worker, waiting: deque[Chunk]) -> Job:
        """End a worker, put back what it had not begun, and give what it was at."""
        worker.process.kill()
        self._workers.remove(worker)
        job = worker.left[0]
        self._buried(worker)
        worker.left.popleft()
        if worker.left:
            waiting.appendleft(tuple(worker.left))
        return job

    def _buried(self, worker: _Worker) -> str:
        """Wait for a worker's end, take away what it left half-written, and say how it ended.

        It may have come further than was heard of it.
        """
        worker.process.join(_PATIENCE)
        worker.connection.close()
        for job in worker.left:
            sweep(job.task.out)
        return _reason(worker.process.exitcode)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        parent = os.getpid() if self._context.get_start_method() == "fork" else 0
        arguments = (theirs, self._limits, parent)
        process = self._context.Process(target=_serve, args=arguments, daemon=True)
        with _nobodys_main(), _uninterrupted():
            process.start()
        theirs.close()
        return _Worker(process, ours, deadline=monotonic() + _TO_START)


def _serve(connection: Connection, limits: WorkerLimits, parent: int) -> None:
    """Begin a worker; what it needs is imported there, if it has not been yet.

    Where its supervisor has gone before, it goes without a word.
    """
    from teipipe.build.workers.worker import serve

    with suppress(ConnectionError):
        serve(connection, limits, parent)


def _context(workers: int) -> Any:
    """Say how workers are started.

    A server that has the engine's module loaded, and no engine, forks them; a single one comes from
    this process where it is as clean. A process with threads or an engine must not be forked.
    """
    methods = multiprocessing.get_all_start_methods()
    if workers == 1 and "fork" in methods and _is_clean():
        return multiprocessing.get_context("fork")
    if "forkserver" not in methods:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with _deaf():
        forkserver.ensure_running()
    return context


def _is_clean() -> bool:
    return threading.active_count() == 1 and "saxonche" not in sys.modules


@contextmanager
def _nobodys_main() -> Iterator[None]:
    """Keep a worker from running the script of whoever called teipipe a second time."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _deaf() -> Iterator[None]:
    """Have a program that is started meanwhile ignore interrupts from its first moment."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold interrupts back; a process that is started meanwhile never gets any."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _reason(code: int | None) -> str:
    """Say how a process ended: by which signal, or with which exit code."""
    if code is None:
        return "it does not end"
    if code < 0:
        with suppress(ValueError):
            return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
