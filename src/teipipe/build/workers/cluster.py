"""The engine of a cluster: Dask `distributed`, over a folder that all machines share.

Each worker of the cluster keeps one pool of its own (`pool`), so that a document that hangs or
kills its process costs what it costs on one machine. A worker that is lost costs a retry; a chunk
that loses workers again and again is cut into its documents.
"""

from __future__ import annotations

import atexit
import multiprocessing
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from teipipe.build.results import Result
from teipipe.build.workers.answers import Stop
from teipipe.build.workers.chunks import Chunk, Job, chunks
from teipipe.build.workers.engines import Engine
from teipipe.build.workers.limits import limits_for
from teipipe.build.workers.pool import Pool
from teipipe.documents import absolute
from teipipe.errors import TeipipeError, UsageError
from teipipe.findings import Place, finding

_IN_FLIGHT = 2
"""Chunks that a worker of the cluster has at a time: one it is at, one that waits for it."""
_SECONDS = 10
"""For a scheduler to answer."""
_here = threading.local()


def cluster(scheduler: str) -> Engine:
    """Give the engine of the cluster with this scheduler, such as `tcp://10.0.0.1:8786`.

    Raises `UsageError` where `distributed` is not installed, or no cluster answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError('This needs Dask: pip install "teipipe[dask]".') from None

    def run(jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        try:
            client = Client(scheduler, timeout=_SECONDS)
        except Exception as error:  # what answers may be anything, and no Dask
            raise UsageError(f"No cluster answers at {scheduler}: {error}.") from None
        with client:
            yield from _run(client, [_portable(job) for job in jobs])

    return run


def _run(client: Any, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
    from distributed import as_completed

    width = max(1, sum(client.nthreads().values()))
    waiting = chunks(jobs, width)
    given = {_submitted(client, each): each for each in islice(waiting, width * _IN_FLIGHT)}
    answered = as_completed(list(given))
    for future in answered:
        chunk = given.pop(future)
        again: list[Chunk] = []
        if future.status == "finished":
            yield from _results(future.result())
        elif len(chunk) == 1:
            job = chunk[0]
            found = finding("P041", Place(job.task.name), reason=str(future.exception()))
            yield job.number, Result(job.task.identifier, (), (found,))
        else:
            again = [(job,) for job in chunk]
        for each in (*again, *islice(waiting, 1)):
            following = _submitted(client, each)
            given[following] = each
            answered.add(following)


def _submitted(client: Any, chunk: Chunk) -> Any:
    return client.submit(built, chunk, pure=False, retries=1)


def _results(answer: list[tuple[int, Result]] | Stop) -> Iterator[tuple[int, Result]]:
    if isinstance(answer, Stop):
        raise answer.as_error()
    yield from answer


def built(chunk: Chunk) -> list[tuple[int, Result]] | Stop:
    """Build a chunk on a worker of the cluster, by a process of this worker's own."""
    if not hasattr(_here, "pool"):
        _let_have_children()
        _here.pool = Pool(1, limits_for(1))
        atexit.register(_here.pool.stop)
    try:
        return list(_here.pool.run([chunk]))
    except TeipipeError as error:
        return Stop.of(error)


def _let_have_children() -> None:
    """Lift what keeps a worker that a nanny has started from starting processes.

    It is so that none is left when the nanny kills it; ours end with their parent by themselves.
    """
    getattr(multiprocessing.current_process(), "_config", {}).pop("daemon", None)


def _portable(job: Job) -> Job:
    """Name files from the top: a worker of the cluster stands in another folder."""
    task = job.task
    path, root = absolute(task.path), absolute(task.root)
    base = absolute(task.base)
    journal = absolute(job.journal) if job.journal else None
    return replace(job, task=replace(task, path=path, root=root, base=base), journal=journal)
