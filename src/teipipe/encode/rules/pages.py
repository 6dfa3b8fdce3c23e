"""Pages: an empty `pb` where a page begins, as the reading of the source found it (3.11.3)."""

from __future__ import annotations

from collections.abc import Sequence

from teipipe.encode.settings import Settings
from teipipe.encode.spans import Attributes, Marked, Span
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "pages"
ELEMENT = "pb"


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
    """Say so where a page begins within a word."""
    within = text[max(at - 1, 0) : at].isalnum() and text[at : at + 1].isalnum()
    return (("break", "no"),) if within else ()
