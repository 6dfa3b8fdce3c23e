"""How long the stages of some work took: each is named where it is done.

Who wants to know asks with `timing`; nothing that is made depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Span:
    """A stage: its name, when it began by the machine's steady clock, and its seconds."""

    name: str
    began: float
    seconds: float


_spans: ContextVar[list[Span] | None] = ContextVar("_spans", default=None)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Say that what is done meanwhile is a stage."""
    spans = _spans.get()
    began = monotonic()
    try:
        yield
    finally:
        if spans is not None:
            spans.append(Span(name, began, monotonic() - began))


@contextmanager
def timing() -> Iterator[list[Span]]:
    """Collect the stages of what is done meanwhile."""
    spans: list[Span] = []
    token = _spans.set(spans)
    try:
        yield spans
    finally:
        _spans.reset(token)
