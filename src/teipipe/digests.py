"""Digests of files, read again only when a file may have changed.

A file that was changed within moments of being read could change again without a trace in its
times; such a one is read anew each time. What is missing has the digest “”.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping

Signature = tuple[int, int, int, int]
"""Size, times of the last change of content and of the entry (nanoseconds), and inode."""

_MOMENT = 20_000_000
_SETTLED = 2_000_000_000
"""Nanoseconds after which a further change shows in a file's times, on every file system."""


def digest(content: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def signature(path: str) -> Signature | None:
    """Give what of a file changes with it, None for what is no file."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


class Digests:
    """Remembers the digests of files; `known` are those of an earlier run, by path."""

    def __init__(self, known: Mapping[str, tuple[Signature, str]] | None = None) -> None:
        self._known = dict(known or {})
        self._asked: dict[str, str] = {}
        self._learnt: dict[str, tuple[Signature, str]] = {}

    def of(self, path: str) -> str:
        """Give the digest of a file as it is now, “” for one that is not there."""
        if path not in self._asked:
            self._asked[path] = self._of(path)
        return self._asked[path]

    def settled(self, path: str, started: int) -> str:
        """Give the digest of a file, “?” for one that changed after a time, while it was read."""
        seen = signature(path)
        return "?" if seen and max(seen[1:3]) >= started - _MOMENT else self.of(path)

    def learnt(self) -> Iterator[tuple[str, Signature, str]]:
        """Give what the next run may go by: the path, the signature and the digest of files."""
        for path, (seen, found) in self._learnt.items():
            yield path, seen, found

    def forget(self) -> None:
        """Ask anew for every file."""
        self._asked.clear()

    def _of(self, path: str) -> str:
        now = time.time_ns()
        seen = signature(path)
        if seen is None:
            return "/" if os.path.isdir(path) else ""  # noqa: PTH112
        known = self._known.get(path)
        if known and known[0] == seen:
            return known[1]
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                found = digest(file.read())
        except OSError:
            return "?"
        if max(seen[1], seen[2]) < now - _SETTLED:
            self._known[path] = self._learnt[path] = (seen, found)
        return found
