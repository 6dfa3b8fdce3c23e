"""The transcription: immutable text as it was received, with its hash."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from teipipe.documents import shown
from teipipe.errors import DocumentError
from teipipe.findings import Place, finding

_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold as it is (2.2); a carriage return would come back as a line feed."""


@dataclass(frozen=True, slots=True)
class Transcription:
    """A text of Unicode characters; offsets into it count characters from 0."""

    name: str
    text: str
    sha256: str

    def place(self, start: int, end: int | None = None) -> Place:
        """Give line and column (from 1) of a stretch of the text."""
        line, column = self._position(start)
        if end is None:
            return Place(self.name, line, column)
        return Place(self.name, line, column, *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(each.end() for each in re.finditer("\n", text)))


def read(path: Path, root: Path) -> Transcription:
    """Read a transcription as strict UTF-8.

    Raises `DocumentError` when the file cannot be read (P003), is empty (P002), is not UTF-8
    (E001) or holds a character that XML cannot (E002).
    """
    name = shown(path, root)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _failure("P003", Place(name), reason=error.strerror or str(error)) from None
    return decode(content, name)


def decode(content: bytes, name: str) -> Transcription:
    """Make a transcription of bytes, as `read` does; `name` names it in findings."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _failure("E001", Place(name, line), byte=f"0x{content[error.start]:02X}") from None
    if not text.strip():
        raise _failure("P002", Place(name, 1, 1))
    made = Transcription(name, text, hashlib.sha256(content).hexdigest())
    unfit = _UNFIT.search(text)
    if unfit:
        place = made.place(unfit.start())
        raise _failure("E002", place, character=f"U+{ord(unfit[0]):04X}")
    return made


def _failure(code: str, place: Place, **arguments: str) -> DocumentError:
    found = finding(code, place, **arguments)
    return DocumentError(found.message, found)
