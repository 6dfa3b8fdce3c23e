"""Engines: what runs the jobs of a build, here or on other machines.

An engine takes jobs and gives each result as it is there, with the number of its job; jobs and
results are plain records. Whatever happens to a document, it gives one result for each job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from teipipe.build.results import Result
from teipipe.build.workers.chunks import Job, chunks
from teipipe.build.workers.limits import limits_for, workers_for
from teipipe.build.workers.pool import Pool

Engine = Callable[[Sequence[Job]], Iterator[tuple[int, Result]]]


def local(workers: int | None = None) -> Engine:
    """Give the engine of this machine.

    Without `workers` there are as many as the machine has cores and the work is worth.
    """

    def run(jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        most = workers or workers_for([job.size for job in jobs])
        pool = Pool(most, limits_for(most))
        try:
            yield from pool.run(chunks(jobs, most))
        finally:
            pool.stop()

    return run
