"""What is known from earlier runs: marks in the user's own cache folder, each named by a hash.

A mark is an empty file. It says that something of exactly this content was looked at by exactly
this version and found right, and nothing else: so it cannot be damaged, no code comes from it, and
whoever removes it costs a later run some time. Without a folder to write in there are no marks.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from teipipe import __version__


def mark(kind: str, contents: Iterable[bytes]) -> Path | None:
    """Give the mark of some contents, in their order; None where there is no folder for it."""
    place = folder()
    if place is None:
        return None
    digest = hashlib.sha256(f"{kind} {__version__}".encode())
    for each in contents:
        digest.update(hashlib.sha256(each).digest())
    return place / kind / digest.hexdigest()


def is_set(given: Path | None) -> bool:
    """Whether an earlier run has set a mark."""
    return given is not None and given.is_file()


def remember(given: Path | None) -> None:
    """Set a mark, if it can be set."""
    if given is not None:
        try:
            given.parent.mkdir(parents=True, exist_ok=True)
            given.touch()
        except OSError:
            return


def folder() -> Path | None:
    """Give teipipe's folder among the user's caches (XDG Base Directory Specification)."""
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    named = Path(os.environ.get(variable, ""))
    if named.is_absolute():
        return named / "teipipe"
    try:
        return Path.home() / ".cache" / "teipipe"
    except RuntimeError:
        return None
