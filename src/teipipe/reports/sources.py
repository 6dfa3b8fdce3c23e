"""Sources: the line in which a finding's place is, cut to what a reader takes in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from teipipe.documents import is_below
from teipipe.documents.encodings import decoded
from teipipe.errors import DocumentError
from teipipe.findings import Place

WIDTH = 160
"""How many characters of a source line a report shows unless told."""
_BREAK = re.compile(r"\r\n|\r|\n")
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A source line (number from 1) before, at and after a finding's place."""

    line: int
    before: str
    at: str
    after: str


def visible(text: str) -> str:
    """Give a text in one line, with nothing in it that would steer a terminal or a page.

    Control characters, marks of direction and halves of surrogates become escapes of Python.
    """
    return _CONTROL.sub(lambda each: each[0].encode("unicode_escape").decode(), text)


def excerpt(path: Path | None, root: Path, place: Place, width: int = WIDTH) -> Excerpt | None:
    """Give the line of a place, at most `width` characters of it, None where there is none to show.

    A file outside the root is not read.
    """
    lines = _lines_of(path, root) if path and place.line else ()
    if not place.line or place.line > len(lines):
        return None
    line = lines[place.line - 1]
    start = min((place.column or 1) - 1, len(line))
    end = min(_end(place, line, start), start + width)
    first = max(0, min(start - width // 4, len(line) - width))
    last = min(len(line), first + width)
    before = _one_line(line[first:start])
    return Excerpt(
        place.line,
        (_CUT if first else "") + (before if first else before.lstrip()),
        _one_line(line[start:end]),
        _one_line(line[end:last]) + (_CUT if last < len(line) else ""),
    )


def context(path: Path | None, root: Path, place: Place, length: int) -> str:
    """Give what stands from a place on, white space as one blank: to know the place again by."""
    lines = _lines_of(path, root) if path and place.line else ()
    if not place.line or place.line > len(lines):
        return ""
    start = (place.column or 1) - 1
    parts = [lines[place.line - 1][start : start + 2 * length]]
    parts += (each[: 2 * length] for each in lines[place.line : place.line + length // 40])
    return " ".join(" ".join(parts).split())[:length]


def _lines_of(path: Path, root: Path) -> tuple[str, ...]:
    """Give the lines of a file, none where it is not text or stands outside the root."""
    try:
        return _lines(path, root, path.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=2)
def _lines(path: Path, root: Path, _changed: int) -> tuple[str, ...]:
    try:
        if not is_below(path, root):
            return ()
        text = decoded(path.read_bytes(), path.name).content.decode("utf-8", "replace")
    except (OSError, DocumentError):
        return ()
    return () if "\0" in text else tuple(_BREAK.split(text))


def _end(place: Place, line: str, start: int) -> int:
    """Give where the place ends in its first line (from 0): one character where it is not said."""
    if place.end_line and place.end_line > (place.line or 0):
        return max(len(line.rstrip()), start + 1)
    if place.end_column and place.end_line == place.line:
        return max(place.end_column - 1, start + 1)
    return start + 1


def _one_line(text: str) -> str:
    return visible(text.replace("\t", " "))
