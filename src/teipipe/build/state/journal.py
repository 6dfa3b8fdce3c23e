"""The journal: what is about to be written, noted before it is, for the build after a killed one.

A line of JSON for each document: its place in the manifest, and the digests of its files. A line
that was cut off is no line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from teipipe.build.results import Written


@dataclass(frozen=True, slots=True)
class Announced:
    """Files of a document that were written, or were to be."""

    identifier: str
    source: str
    within: str | None
    files: tuple[Written, ...]


_journal: ContextVar[Path | None] = ContextVar("_journal", default=None)


@contextmanager
def announcing(journal: Path | None) -> Iterator[None]:
    """Have a journal for what is written meanwhile; a build that nobody remembers has none."""
    token = _journal.set(journal)
    try:
        yield
    finally:
        _journal.reset(token)


def announce(found: Announced) -> None:
    """Note what is about to be written; without a place for it, it goes unannounced."""
    journal = _journal.get()
    if journal is None:
        return
    files = [[each.name, each.format, each.digest] for each in found.files]
    line = json.dumps([found.identifier, found.source, found.within, files]) + "\n"
    with suppress(OSError):
        descriptor = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(descriptor, line.encode("utf-8"))
        finally:
            os.close(descriptor)


def announced(journal: Path) -> Mapping[str, Announced]:
    """Give what the last build announced and may not have told the manifest, by document."""
    found: dict[str, Announced] = {}
    with suppress(OSError):
        for each in _read(journal.read_text("utf-8", "replace").splitlines()):
            before = found.get(each.identifier)
            files = {
                (one.name, one.digest): one
                for one in (*(before.files if before else ()), *each.files)
            }
            found[each.identifier] = Announced(
                each.identifier, each.source, each.within, tuple(files.values())
            )
    return found


def _read(lines: Iterable[str]) -> Iterator[Announced]:
    for line in lines:
        with suppress(ValueError, TypeError):
            identifier, source, within, files = json.loads(line)
            written = tuple(Written(name, made, -1, -1, seen) for name, made, seen in files)
            yield Announced(identifier, source, within, written)
