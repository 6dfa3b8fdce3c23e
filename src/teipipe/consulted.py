"""Which files were consulted for a judgement: each is named where it is looked for, there or not.

Who keeps a result for later asks with `consulting`, and compares these files before trusting it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_files: ContextVar[set[Path] | None] = ContextVar("_files", default=None)


def consult(*files: Path) -> None:
    """Say that something depends on these files: on what is in them, or on their absence."""
    known = _files.get()
    if known is not None:
        known.update(files)


@contextmanager
def consulting() -> Iterator[set[Path]]:
    """Collect the files that are consulted in this context."""
    files: set[Path] = set()
    token = _files.set(files)
    try:
        yield files
    finally:
        _files.reset(token)
