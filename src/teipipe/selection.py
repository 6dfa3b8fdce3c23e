"""Selecting files: what stands below a folder, and which of it patterns mean.

A pattern is a path from the folder with `*`, `?` and `**` (any folders, or none); one that means a
folder means all below it. Hidden files and folders are left out, links to folders are not followed,
and packages (bags) are not looked into: what they hold are copies.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_PIECES = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANINGS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}

_BAG = "bagit.txt"
"""What every bag has at its top (RFC 8493)."""


@dataclass(frozen=True, slots=True)
class Found:
    """Files below a folder in order, the links to folders, and the folders that cannot be read.

    All are paths from it; `parts` are files that belong to another.
    """

    files: tuple[str, ...]
    links: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)


def below(folder: Path, without: Collection[str] = ()) -> Found:
    """Give all files below a folder but those at or below some paths."""
    files, links, errors = list[str](), list[str](), list[OSError]()
    above = len(os.path.join(folder, ""))  # noqa: PTH118
    for top, names, here in os.walk(folder, onerror=errors.append):
        way = os.path.join(top, "")[above:].replace(os.sep, "/")  # noqa: PTH118
        if _BAG in here and way:
            names.clear()
            continue
        names[:] = [each for each in names if _counts(each) and way + each not in without]
        linked = (each for each in names if os.path.islink(os.path.join(top, each)))  # noqa: PTH114, PTH118
        links += [way + each for each in linked]
        files += [way + each for each in here if _counts(each) and way + each not in without]
    unread = (Path(os.path.relpath(each.filename, folder)).as_posix() for each in errors)
    return Found(tuple(sorted(files)), tuple(sorted(links)), tuple(sorted(unread)))


def _counts(name: str) -> bool:
    return not name.startswith(".")


def selected(names: Iterable[str], include: Sequence[str], exclude: Sequence[str]) -> Iterator[str]:
    """Give the names that a pattern of `include` means and none of `exclude` does."""
    for each in names:
        if any(means(one, each) for one in include) and not any(
            means(one, each) for one in exclude
        ):
            yield each


def means(pattern: str, name: str) -> bool:
    """Whether a pattern means a file, by its path from the folder."""
    return bool(_expression(pattern).fullmatch(name))


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    pieces = _PIECES.findall(pattern.removeprefix("./").rstrip("/"))
    written = "".join(_MEANINGS.get(each, re.escape(each)) for each in pieces)
    return re.compile(f"{written}(?:/.*)?", re.S)
