"""Pages: an empty `pb` where a page begins, and what a page has around the text (3.11.3, 11.6).

A page begins where the reading of the source found it (a form feed), or where a line with its
number says so: at the top of it, or at the bottom, and then behind the number of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teipipe.encode.blocks import skip
from teipipe.encode.furniture import NUMBER, Line, lines_of_pages, runs
from teipipe.encode.settings import Settings
from teipipe.encode.spans import BLANK, Attributes, Marked, Span
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "pages"
ELEMENT = "pb"
_BOTTOM = "bottom"
_HYPHEN = re.compile(r"\w[-\u2010\u00ac\u00ad][^\S\n]*\n?[^\S\n]*\Z")
_BACK = 40
"""How far before a page the hyphen may stand that ends its last line, blanks included."""


def mark_pages(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    _spans: Sequence[Span],
) -> Marked:
    """Mark the beginning of every page but the first, which nothing announces."""
    text = transcription.text
    made = [Span(at, at, ELEMENT, _broken(text, at), NAME) for at in transcription.pages]
    if settings.pages:
        lines = lines_of_pages(text, settings.pages)
        place = settings.pages.place
        made += [
            Span(each.start, each.end, "fw", (("type", each.kind), ("place", place)), NAME)
            for each in lines
        ]
        made += _numbered(text, lines, is_bottom=place == _BOTTOM)
    return tuple(made), ()


def _numbered(text: str, lines: Sequence[Line], *, is_bottom: bool) -> Iterator[Span]:
    """Begin a page before the lines at its top, or behind the number at the bottom of another."""
    behind = skip(text, 0, len(text))
    for run in runs(text, lines):
        number = next((each for each in run if each.kind == NUMBER), None)
        if number is None:
            continue
        at = behind if is_bottom else run[0].start - 1 if run[0].start else run[0].end
        behind = skip(text, number.end, len(text))
        after = at if is_bottom else skip(text, run[-1].end, len(text))
        before = text[max(at - _BACK, 0) : at].rstrip(BLANK)
        cut = _cut(before, text[after : after + 1])
        yield Span(at, at, ELEMENT, (("n", number.label), *cut), NAME)


def _broken(text: str, at: int) -> Attributes:
    """Say so where a page begins within a word, also after a hyphen at the end of a line."""
    before, after = text[max(at - 1, 0) : at], text[at : at + 1]
    within = before.isalnum() and after.isalnum()
    return (("break", "no"),) if within else _cut(text[max(at - _BACK, 0) : at], after)


def _cut(before: str, after: str) -> Attributes:
    """Say so where a hyphen ends what stands before a page, and a small letter goes on."""
    return (("break", "no"),) if after.islower() and _HYPHEN.search(before) else ()
