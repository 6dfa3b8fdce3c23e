"""Children: how processes of ours are started and ended, and work that is done in one, once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from time import sleep
from types import ModuleType
from typing import Any, TypeVar

from teipipe.build.workers.answers import Stop
from teipipe.errors import EngineError, TeipipeError
from teipipe.processes import end_with_parent

_PRELOADED = ["saxonche", "teipipe.build.workers.worker"]
_PATIENCE = 5.0
TRIES = 5
"""How often a process is started in vain before it is given up: others may have been killed."""
_PAUSE = 0.2
"""Seconds in which a process that was killed has gone."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Child:
    """A process of ours, and the way to it."""

    process: Any
    connection: Connection

    def end(self) -> str:
        """Kill the process, wait for its end, and say how it ended."""
        self.process.kill()
        self.process.join(_PATIENCE)
        self.connection.close()
        return _reason(self.process.exitcode)


def context_for(workers: int) -> Any:
    """Say how so many processes are started.

    A server that has the engine's module loaded, and no engine, forks them; a single one comes from
    this process where it is as clean and there is no server yet. A process with threads or an
    engine must not be forked.
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


def started(context: Any, target: Callable[..., None], *arguments: Any) -> Child:
    """Start a process that runs `target` with its way to us, the parent to `begin` with, and more.

    No interrupt comes to it before it has begun. Raises `EngineError` where the system has none.
    """
    ours, theirs = context.Pipe()
    parent = os.getpid() if context.get_start_method() == "fork" else 0
    process = context.Process(target=target, args=(theirs, parent, *arguments), daemon=True)
    with _nobodys_main(), uninterrupted():
        _start(process)
    theirs.close()
    return Child(process, ours)


def _start(process: Any) -> None:
    """Start a process, also where the server that forks it has been killed: there is a new one."""
    for each in range(TRIES):
        try:
            process.start()
        except (EOFError, OSError) as error:
            if each == TRIES - 1:
                raise EngineError(f"A process could not be started: {error}.") from None
            sleep(_PAUSE)
        else:
            return


def begin(parent: int) -> None:
    """Make this process one that ends with its supervisor, whose the keyboard's interrupts are.

    `parent` is the process that has forked it; 0 where that is a server.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _let_go_of_the_server()
    end_with_parent(parent or os.getppid())


def aside(task: Callable[..., T], *arguments: Any) -> T:
    """Do a task in a process of its own, which takes with it the memory that the task needs.

    Raises the `TeipipeError` that the task raises, and `EngineError` where its process ends before,
    again and again.
    """
    for _ in range(TRIES):
        answers, reason = _answers(task, arguments)
        match answers:
            case [Stop() as stop]:
                raise stop.as_error()
            case [done]:
                result: T = done
                return result
    raise EngineError(f"A process of the build ended too soon: {reason}.")


def _answers(task: Callable[..., T], arguments: Any) -> tuple[list[Any], str]:
    """Give what a process answers that does a task, if it does, and how it ended."""
    child = started(context_for(1), _done, task, arguments)
    answers: list[Any] = []
    try:
        with suppress(EOFError, ConnectionError):
            answers.append(child.connection.recv())
    finally:
        with uninterrupted():
            reason = child.end()
    return answers, reason


def _done(connection: Connection, parent: int, task: Callable[..., T], arguments: Any) -> None:
    begin(parent)
    try:
        connection.send(task(*arguments))
    except TeipipeError as error:
        connection.send(Stop.of(error))


def _let_go_of_the_server() -> None:
    """Close the pipe by which a server that forks workers knows that somebody needs it.

    It then ends with the supervisor, and its workers with it.
    """
    server = _server()
    if (alive := server._forkserver_alive_fd) is not None:
        os.close(alive)
        server._forkserver_alive_fd = None


def _server() -> Any:
    return getattr(forkserver, "_forkserver")  # noqa: B009


def _is_clean() -> bool:
    serves = _server()._forkserver_pid is not None
    return threading.active_count() == 1 and "saxonche" not in sys.modules and not serves


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
def uninterrupted() -> Iterator[None]:
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
