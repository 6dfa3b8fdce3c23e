"""Pages: an empty `pb` where a page begins, as the reading of the source found it (3.11.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teipipe.encode.settings import Settings
from teipipe.encode.spans import Attributes, Marked, Span
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "pages"
ELEMENT = "pb"
_HYPHEN = re.compile(r"\w[-\u2010\u00ac\u00ad][^\S\n]*\n?[^\S\n]*\Z")
_BACK = 40
"""How far before a page the hyphen may stand that ends its last line, blanks included."""


def mark_pages(
    transcription: Transcription,
    _settings: Settings,
    _registers: Sequence[Register],
    _spans: Sequence[Span],
) -> Marked:
    """Mark the beginning of every page but the first, which nothing announces."""
    made = (
        Span(at, at, ELEMENT, _broken(transcription.text, at), NAME) for at in transcription.pages
    )
    return tuple(made), ()


def _broken(text: str, at: int) -> Attributes:
    """Say so where a page begins within a word, also after a hyphen at the end of a line."""
    before, after = text[max(at - 1, 0) : at], text[at : at + 1]
    cut = after.islower() and _HYPHEN.search(text, max(at - _BACK, 0), at)
    return (("break", "no"),) if cut or (before.isalnum() and after.isalnum()) else ()
