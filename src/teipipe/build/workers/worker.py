"""The process that builds documents: chunks come in, plain records go out, one for each document.

It is killed by its supervisor (`pool`) when a document takes too long; the kernel's alarm ends it
where nobody does. An interrupt from the keyboard is the supervisor's to answer.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection

from teipipe.build.results import Result
from teipipe.build.state.journal import announcing
from teipipe.build.unit import make
from teipipe.build.workers.answers import Begun, Done, Ready, Stop
from teipipe.build.workers.children import begin
from teipipe.build.workers.chunks import Chunk
from teipipe.build.workers.limits import WorkerLimits
from teipipe.build.workshop import Workshop
from teipipe.errors import TeipipeError
from teipipe.findings import Place, finding
from teipipe.processes import limit_memory, resident

_GRACE = 10.0
_ALLOCATIONS = 100_000


def serve(connection: Connection, parent: int, limits: WorkerLimits) -> None:
    """Build what comes until nothing more does; `parent` is the process that started this one."""
    begin(parent)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    limit_memory(limits.memory)
    gc.set_threshold(_ALLOCATIONS)
    workshop = Workshop()
    connection.send(Ready(resident()))
    while chunk := _received(connection):
        for answer in answers(chunk, workshop):
            connection.send(answer)
        connection.send(Ready(resident()))


def answers(chunk: Chunk, workshop: Workshop) -> Iterator[Begun | Done | Stop]:
    """Build each document of a chunk; compiling its stylesheets does not take of its time.

    What keeps them from being compiled is told by the document that needs them.
    """
    for job in chunk:
        with suppress(Exception):
            workshop.transformer(job.task)
        yield Begun(job.number)
        signal.setitimer(signal.ITIMER_REAL, job.seconds + _GRACE)
        try:
            with announcing(job.journal):
                result = make(job.task, workshop)
        except MemoryError:
            place = Place(job.task.name)
            result = Result(job.task.identifier, (), (finding("P042", place),))
        except TeipipeError as error:
            yield Stop.of(error)
            return
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        yield Done(job.number, result.plain())


def _received(connection: Connection) -> Chunk | None:
    try:
        chunk: Chunk | None = connection.recv()
    except (EOFError, ConnectionError):
        return None
    return chunk
