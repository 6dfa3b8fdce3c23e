"""What installed packages bring: entry points, the only way for code by others into teipipe.

The standard library's reader of entry points is slow to import; whether any package has an entry
of a group is looked up first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any


@cache
def plugins(group: str) -> tuple[tuple[str, Callable[[], Any]], ...]:
    """Give the entry points of a group by name, in the order of their names, each as its loader."""
    if not _announced(group):
        return ()
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=group), key=lambda each: each.name)
    return tuple((each.name, each.load) for each in found)


def _announced(group: str) -> bool:
    """Whether an installed package names the group among its entry points."""
    heading = f"[{group}]".encode()
    folders = (Path(each) for each in sys.path if each)
    files = (
        file
        for folder in folders
        if folder.is_dir()
        for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt")
        for file in folder.glob(pattern)
    )
    return any(heading in file.read_bytes() for file in files)
