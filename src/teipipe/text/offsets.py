"""Offsets: where each stretch of a finished text stands in the document.

A stretch is what one element gives in a row: characters of the finished text, the element, and the
place among the characters that stand directly in that element. What the output makes up belongs to
no stretch. The map is made from the reading of the document and the marked text, which agree
character by character, white space apart; the ledger proves that first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from lxml import etree

from teipipe.text import letters
from teipipe.text.marks import GENERATED, KEPT, NOTE
from teipipe.text.views import Piece, Reading

__all__ = ["Stretch", "stretches"]

_MADE_UP: Final = "made up"
_REMEMBERED: Final = 1 << 16
_Origin = tuple[Piece, int] | Literal["made up"] | None
"""The piece of a character and its index there; None for white space."""
_Traced = tuple[str, _Origin]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of a text, and `first` to `last` of an element's own.

    Both count characters (code points) from 0, the end excluded. `restored` is "before" or "after"
    for characters that stand for the element's `@rendition`; then `first` and `last` are theirs.
    """

    start: int
    end: int
    element: etree._Element
    first: int
    last: int
    restored: str = ""


def stretches(reading: Reading, marked: str) -> Iterator[Stretch]:
    """Map a text with its marks to the document; `reading` is under the same view.

    Raises `ValueError` where the text is not that of the reading.
    """
    begun: tuple[int, int, Piece, int, int] | None = None
    for start, end, origin in _placed(reading.view, _traced(reading, marked)):
        if origin is None:
            continue
        if begun and (origin == _MADE_UP or origin[0] is not begun[2]):
            yield _stretch(*begun)
            begun = None
        if origin != _MADE_UP:
            piece, index = origin
            since = begun or (start, end, piece, index, index)
            begun = (since[0], end, piece, since[3], index + 1)
    if begun:
        yield _stretch(*begun)


def _stretch(start: int, end: int, piece: Piece, first: int, last: int) -> Stretch:
    first, last = first + piece.offset, last + piece.offset
    return Stretch(start, end, piece.element, first, last, piece.restored)


def _traced(reading: Reading, marked: str) -> Iterator[_Traced]:
    """Give each character of the text, the marks apart, with its origin."""
    main, notes = _visible([reading.main]), _visible(reading.notes)
    made_up, stream = False, main
    for character in marked:
        if character in KEPT:
            made_up = character == GENERATED[0] or (made_up and character != GENERATED[1])
            stream = notes if character == NOTE[0] else main if character == NOTE[1] else stream
        elif made_up or character.isspace():
            yield character, _MADE_UP if made_up else None
        else:
            origin = next(stream, None)
            if origin is None or origin[0].string[origin[1]] != character:
                raise ValueError("the text is not that of the reading")
            yield character, origin
    if next(main, None) or next(notes, None):
        raise ValueError("the text lacks some of the reading")


def _visible(parts: Iterable[Iterable[Piece]]) -> Iterator[tuple[Piece, int]]:
    for part in parts:
        for piece in part:
            for index, character in enumerate(piece.string):
                if not character.isspace():
                    yield piece, index


def _placed(view: str, traced: Iterable[_Traced]) -> Iterator[tuple[int, int, _Origin]]:
    """Give the place in the finished text of each character, as its view writes it."""
    at = 0
    for cluster in _clusters(traced) if view in letters.VIEWS else ([each] for each in traced):
        if len(cluster) == 1:
            start, at = at, at + _length(cluster[0][0], view)
            yield start, at, cluster[0][1]
            continue
        start, at = at, at + _length("".join(each for each, _ in cluster), view)
        is_one = sum(_length(each, view) for each, _ in cluster) != at - start
        for character, origin in cluster:
            end = at if is_one else start + _length(character, view)
            yield start, end, origin
            start = start if is_one else end


@lru_cache(maxsize=_REMEMBERED)
def _length(string: str, view: str) -> int:
    return len(letters.finish(string, view))


def _clusters(traced: Iterable[_Traced]) -> Iterator[list[_Traced]]:
    """Give the characters that are written together, as a letter and its accents."""
    cluster: list[_Traced] = []
    for each in traced:
        if cluster and not _is_joined("".join(before for before, _ in cluster), each[0]):
            yield cluster
            cluster = []
        cluster.append(each)
    if cluster:
        yield cluster


@lru_cache(maxsize=_REMEMBERED)
def _is_joined(before: str, character: str) -> bool:
    """Tell whether a character is written together with those before it."""
    if character.isascii():
        return False
    one, other = letters.written(before), letters.written(character)
    both = unicodedata.normalize("NFC", one + other)
    apart = unicodedata.normalize("NFC", one) + unicodedata.normalize("NFC", other)
    return unicodedata.combining(other[0]) > 0 or both != apart
