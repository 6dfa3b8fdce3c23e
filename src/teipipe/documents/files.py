"""Files: where one stands, what it may not leave, and how people and reports see its path."""

from __future__ import annotations

import os
from pathlib import Path

MARKERS = ("teipipe.toml", ".git")
"""What makes a folder the root of the files below it."""


def shown(path: Path, root: Path) -> str:
    """Give a path as people and reports see it, with `/` on every system."""
    whole, base = os.path.abspath(path), os.path.abspath(root).rstrip(os.sep)  # noqa: PTH100
    if whole.startswith(base + os.sep):
        return whole[len(base) + 1 :].replace(os.sep, "/")
    return "." if whole == base else path.as_posix()


def absolute(path: Path) -> Path:
    """Give a path from the top, without “..”, its links kept: a link has a place of its own."""
    whole = os.path.abspath(path)  # noqa: PTH100
    return path if whole == str(path) else Path(whole)


def is_below(path: Path, root: Path) -> bool:
    """Whether a path stands below a folder, links followed; a loop of links is where it stands."""
    real, base = os.path.realpath(path), os.path.realpath(root)
    return Path(real).is_relative_to(base)


def root_of(path: Path) -> Path:
    """Give the nearest folder above with a marker of a project, else the file's own folder."""
    folder = absolute(path).parent
    for each in (folder, *folder.parents):
        if any((each / marker).exists() for marker in MARKERS):
            return each
    return folder
