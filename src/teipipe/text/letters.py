"""Letters: what a view writes in another form, character by character.

The view "normalised" writes the letters of old print and script as today's: the long s, the
ligatures of type, the r rotunda, the small e above a vowel. "normalised" and "search" are in
Unicode normalisation form C (Unicode Standard Annex 15). No word is changed: spelling is the
editor's (`choice`), not ours.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["VIEWS", "finish", "written"]

VIEWS: Final = ("normalised", "search")
"""The views that are written in another form than the document's."""

_LETTERS: Final = str.maketrans(
    {
        "ſ": "s",
        "ꝛ": "r",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u0364": "\u0308",
    }
)


def finish(text: str, view: str) -> str:
    """Give a text in the letters of its view."""
    if view not in VIEWS or text.isascii():
        return text
    return unicodedata.normalize("NFC", written(text) if view == "normalised" else text)


def written(text: str) -> str:
    """Give a text with today's letters, each in the place of the old one."""
    return text.translate(_LETTERS)
