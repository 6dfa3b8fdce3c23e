"""A build of many documents: by workers, each told when its turn has come.

What engages the workers is imported where it is used: validation starts without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from teipipe.build.plan import Task
from teipipe.build.results import Result
from teipipe.errors import EngineError


def build(tasks: Sequence[Task], workers: int | None = None) -> Iterator[Result]:
    """Make the outputs of each task, by so many processes; a bad document stops no other.

    Without `workers` there are as many as the machine has cores and the work is worth. Raises
    `ConfigurationError` for a schema or a stylesheet that cannot be used.
    """
    from teipipe.build.workers.chunks import jobs_of
    from teipipe.build.workers.engines import local

    return in_order(local(workers)(jobs_of(tasks)), len(tasks))


def in_order(results: Iterable[tuple[int, Result]], count: int) -> Iterator[Result]:
    """Give `count` results by their numbers, from 0, each as soon as those before it are there.

    Raises `EngineError` where one never comes: no document is passed over in silence.
    """
    kept: dict[int, Result] = {}
    following = 0
    for number, result in results:
        kept[number] = result
        while following in kept:
            yield kept.pop(following)
            following += 1
    if following < count:
        missing = count - following - len(kept)
        raise EngineError(f"The build ended without a result for {missing} of {count} documents.")
