"""Folding: a text as rules compare it, and how its offsets are those of the text as it stands.

Letters and marks that combine are one letter (Unicode's composed form, NFC), and the long s of old
print is an s; neither changes what a word or a date is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

_LETTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text to compare; `starts` are the offsets of its characters where they are not its own."""

    text: str
    starts: tuple[int, ...] | None = None

    def inner(self, offset: int) -> int:
        """Give the offset here of one in the text as it stands."""
        return offset if self.starts is None else bisect_left(self.starts, offset)

    def outer(self, offset: int) -> int:
        """Give the offset in the text as it stands of one here."""
        return offset if self.starts is None else self.starts[offset]


def folded(text: str) -> str:
    """Give letters as they are compared."""
    return unicodedata.normalize("NFC", text).replace("ſ", "s")


def fold(text: str) -> Folded:
    """Fold a text, letter by letter, and keep where each stands."""
    if unicodedata.is_normalized("NFC", text):
        return Folded(text.replace("ſ", "s"))
    standing = [each[0] for each in _LETTER.finditer(text)]
    compared = [folded(each) for each in standing]
    begins = accumulate(map(len, standing), initial=0)
    starts = [
        begin + at if len(each) == len(whole) else begin
        for begin, whole, each in zip(begins, standing, compared, strict=False)
        for at in range(len(each))
    ]
    return Folded("".join(compared), (*starts, len(text)))
