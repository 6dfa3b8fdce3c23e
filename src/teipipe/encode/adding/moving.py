"""Moving: spans over a transcription go to the same words of a text with other white space."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from teipipe.encode.spans import Span
from teipipe.transcription import WHITE_SPACE, Transcription

_WORD = re.compile(r"[^ \t\r\n]+")
"""What stands between white space (XML's)."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Where the words of a text begin and end, and where those of the other text begin."""

    starts: list[int]
    ends: list[int]
    others: list[int]
    length: int

    def move(self, offset: int) -> int:
        """Give the offset in the other text; one amid white space goes to the next word."""
        number = bisect_right(self.starts, offset) - 1
        if number >= 0 and offset <= self.ends[number]:
            return self.others[number] + offset - self.starts[number]
        return self.others[number + 1] if number + 1 < len(self.others) else self.length


def movement(transcription: Transcription, other: str) -> Callable[[Span], Span] | None:
    """Give what moves a span to another text; None where that text is not the same.

    Only where the transcription's proof allows it may white space differ.
    """
    if transcription.text == other:
        return lambda span: span
    words, others = (list(_WORD.finditer(each)) for each in (transcription.text, other))
    if transcription.proof != WHITE_SPACE or [w[0] for w in words] != [w[0] for w in others]:
        return None
    known = _Words(
        [each.start() for each in words],
        [each.end() for each in words],
        [each.start() for each in others],
        len(other),
    )
    return lambda span: replace(span, start=known.move(span.start), end=known.move(span.end))
