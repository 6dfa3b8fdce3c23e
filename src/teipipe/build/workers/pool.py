"""The pool: worker processes under a supervisor that outlives what happens to them.

A worker that dies, hangs or runs out of memory costs the document it was at: the rest of its chunk
goes to another, and the document is tried once more, alone; if that ends in the same way, it is
given up with a finding. Workers are processes, never threads: the engine holds Python's lock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from time import monotonic

from teipipe.build.results import Result
from teipipe.build.workers.answers import Begun, Done, Ready, Stop
from teipipe.build.workers.children import TRIES, Child, context_for, started, uninterrupted
from teipipe.build.workers.chunks import Chunk, Job
from teipipe.build.workers.limits import WorkerLimits
from teipipe.build.writing import sweep
from teipipe.errors import ConfigurationError, EngineError, TeipipeError
from teipipe.findings import Place, finding

_TO_START = 120.0
_TO_COMPILE = 120.0
"""Seconds for what is no document's own work: starting, and compiling stylesheets."""


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, and what it is at: the first of `left` until `deadline`.

    It takes a chunk when it has said that it `is_ready`: first, and after each chunk. Before it
    `has_begun` with a document, it compiles what serves many.
    """

    child: Child
    deadline: float
    left: deque[Job] = field(default_factory=deque)
    documents: int = 0
    has_begun: bool = False
    is_ready: bool = False
    is_alone: bool = False


class Pool:
    """Workers for one build; `run` may be called again and again until `stop`."""

    def __init__(self, workers: int, limits: WorkerLimits) -> None:
        self._limits = limits
        self._most = workers
        self._context = context_for(workers)
        self._workers: list[_Worker] = []
        self._in_vain = 0

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[int, Result]]:
        """Build the chunks, and give each result as it is there, with the number of its job.

        Raises the `TeipipeError` that ends a build, such as `EngineError`, and has no workers then.
        """
        waiting, suspects = deque(chunks), deque[Job]()
        try:
            while waiting or suspects or self._busy():
                self._hand_out(waiting, suspects)
                for worker in self._stirring():
                    yield from self._heard(worker, waiting, suspects)
        except TeipipeError:
            self.stop()
            raise

    def stop(self) -> None:
        """End every worker, and take away what it was writing."""
        with uninterrupted():
            for worker in self._workers:
                worker.child.process.kill()
            for worker in self._workers:
                self._buried(worker)
            self._workers.clear()

    def _busy(self) -> list[_Worker]:
        return [each for each in self._workers if not each.is_ready]

    def _hand_out(self, waiting: deque[Chunk], suspects: deque[Job]) -> None:
        """Give each free worker a chunk, or a suspect when there is none left."""
        self._part_with_the_dead()
        at_work = [each for each in self._workers if each.left]
        wanted = min(self._most, len(at_work) + len(waiting) + len(suspects))
        self._workers += [self._started() for _ in range(wanted - len(self._workers))]
        for worker in [each for each in self._workers if each.is_ready and not each.left]:
            if not waiting and not suspects:
                return
            worker.is_alone, worker.is_ready = not waiting, False
            chunk = waiting.popleft() if waiting else (suspects.popleft(),)
            worker.left.extend(chunk)
            worker.deadline = monotonic() + _TO_COMPILE
            with suppress(ConnectionError):
                worker.child.connection.send(chunk)

    def _part_with_the_dead(self) -> None:
        """Let go of workers that died while they had nothing to do: that costs no document."""
        for worker in [each for each in self._workers if each.is_ready]:
            if not worker.child.process.is_alive():
                self._workers.remove(worker)
                self._buried(worker)

    def _stirring(self) -> list[_Worker]:
        """Wait for workers that answered or died, or whose time is up."""
        busy = self._busy()
        patience = max(0.0, min(each.deadline for each in busy) - monotonic())
        heard = set(wait([each.child.connection for each in busy], patience))
        now = monotonic()
        return [each for each in busy if each.child.connection in heard or each.deadline <= now]

    def _heard(
        self, worker: _Worker, waiting: deque[Chunk], suspects: deque[Job]
    ) -> Iterator[tuple[int, Result]]:
        try:
            if not worker.child.connection.poll():
                yield from self._late(worker, waiting)
                return
            answer = worker.child.connection.recv()
        except (EOFError, OSError):
            yield from self._dead(worker, waiting, suspects)
            return
        match answer:
            case Ready():
                self._rested(worker, answer.resident)
            case Stop():
                raise answer.as_error()
            case Begun():
                worker.has_begun = True
                worker.deadline = monotonic() + worker.left[0].seconds
            case Done():
                worker.left.popleft()
                worker.documents += 1
                worker.has_begun = False
                worker.deadline = monotonic() + _TO_COMPILE
                yield answer.number, answer.result

    def _rested(self, worker: _Worker, resident: int) -> None:
        """Take note that a worker is free; replace one that has worked long or grown large."""
        worker.is_ready = True
        self._in_vain = 0
        if worker.documents >= self._limits.documents or resident > self._limits.resident:
            self._workers.remove(worker)
            self._buried(worker)

    def _late(self, worker: _Worker, waiting: deque[Chunk]) -> Iterator[tuple[int, Result]]:
        """Give up the document whose time is up."""
        if not worker.left:
            raise EngineError("A worker process does not get ready.")
        if not worker.has_begun:
            reason = f"The stylesheets for {worker.left[0].task.name} are not compiled after"
            raise ConfigurationError(f"{reason} {_TO_COMPILE:g} seconds.")
        job, _ = self._ended(worker, waiting)
        found = finding("P040", Place(job.task.name), seconds=f"{job.seconds:g}")
        yield job.number, Result(job.task.identifier, (), (found,))

    def _dead(
        self, worker: _Worker, waiting: deque[Chunk], suspects: deque[Job]
    ) -> Iterator[tuple[int, Result]]:
        """Try the document at which a worker died once more, and the second time give it up."""
        if not worker.left:
            self._workers.remove(worker)
            reason = self._buried(worker)
            self._in_vain += 1
            if self._in_vain == TRIES:
                raise EngineError(f"A worker process could not start: {reason}.")
            return
        was_alone = worker.is_alone
        job, reason = self._ended(worker, waiting)
        if was_alone:
            found = finding("P041", Place(job.task.name), reason=reason)
            yield job.number, Result(job.task.identifier, (), (found,))
        else:
            suspects.append(job)

    def _ended(self, worker: _Worker, waiting: deque[Chunk]) -> tuple[Job, str]:
        """End a worker, put back what it had not begun; give what it was at, and how it ended."""
        self._workers.remove(worker)
        job = worker.left[0]
        reason = self._buried(worker)
        worker.left.popleft()
        if worker.left:
            waiting.appendleft(tuple(worker.left))
        return job, reason

    def _buried(self, worker: _Worker) -> str:
        """End a worker, take away what it left half-written, and say how it ended.

        It may have come further than was heard of it.
        """
        reason = worker.child.end()
        for job in worker.left:
            sweep(job.task.out)
        return reason

    def _started(self) -> _Worker:
        child = started(self._context, _serve, self._limits)
        return _Worker(child, deadline=monotonic() + _TO_START)


def _serve(connection: Connection, parent: int, limits: WorkerLimits) -> None:
    """Begin a worker; what it needs is imported there, if it has not been yet.

    Where its supervisor has gone before, it goes without a word.
    """
    from teipipe.build.workers.worker import serve

    with suppress(ConnectionError):
        serve(connection, parent, limits)
