"""Matching: where declared words occur in a text, whatever white space stands between them.

Forms are found by a trie of words, so time grows with the text and not with the number of forms;
passages by their words and what stands around them (the TextQuoteSelector of the W3C's Web
Annotation Data Model 4.2.4).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Generic, TypeVar

from teipipe.transcription import Transcription

Value = TypeVar("Value")

_TOKEN = re.compile(r"[\w\u0300-\u036f]+|[^\w\s\u0300-\u036f]")
_HYPHENS = "-\u2010\u2011"
_WORD = re.compile(r"\S+")
_NEAR = 3
_COMPARED = 8
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """A form found in the text, with every value declared for it."""

    start: int
    end: int
    values: tuple[Value, ...]


@dataclass(slots=True)
class _Node(Generic[Value]):
    following: dict[str, _Node[Value]] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)


class Forms(Generic[Value]):
    """Forms of words, each with its values: a name and whose name it is, a phrase and its language.

    Words are compared in Unicode's composed form (NFC), letter case as it stands.
    """

    __slots__ = ("_root",)

    def __init__(self, forms: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        for form, value in forms:
            self._add(form, value)

    def _add(self, form: str, value: Value) -> None:
        node = self._root
        for token in _TOKEN.findall(form):
            node = node.following.setdefault(unicodedata.normalize("NFC", token), _Node())
        if node is not self._root and value not in node.values:
            node.values.append(value)

    def find(self, text: str, start: int, end: int) -> Iterator[Match[Value]]:
        """Find whole words in a stretch, the longest form first, left to right, none twice."""
        tokens = [
            (unicodedata.normalize("NFC", each[0]), each.start(), each.end())
            for each in _TOKEN.finditer(text, start, end)
        ]
        at = 0
        while at < len(tokens):
            last, values = self._longest(tokens, at, text)
            if last is None:
                at += 1
                continue
            yield Match(tokens[at][1], tokens[last][2], values)
            at = last + 1

    def _longest(
        self, tokens: list[tuple[str, int, int]], at: int, text: str
    ) -> tuple[int | None, tuple[Value, ...]]:
        node = self._root
        last: int | None = None
        values: tuple[Value, ...] = ()
        for place in range(at, len(tokens)):
            following = node.following.get(tokens[place][0])
            if following is None:
                break
            node = following
            if node.values and _is_whole(text, tokens[at][1], tokens[place][2]):
                last, values = place, tuple(node.values)
        return last, values


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether no hyphen ties the stretch to a further word ("Beer" in "Beer-Hofmann")."""
    tied_before = start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum()
    tied_after = end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalnum()
    return not (tied_before or tied_after)


def passages(
    text: str, quote: str, until: str = "", prefix: str = "", suffix: str = ""
) -> tuple[tuple[int, int], ...]:
    """Find every place of a quote (through to the next `until`) between a prefix and a suffix."""
    ahead = f"(?={_flexible(suffix)})"
    first = f"{_flexible(prefix)}(?P<words>{_flexible(quote.strip())})"
    begins = re.finditer(f"(?={first})" if until else f"(?={first}{ahead})", text)
    spans = dict.fromkeys(each.span("words") for each in begins)
    if not until:
        return tuple(spans)
    ends = [each.span() for each in re.finditer(_flexible(until.strip()) + ahead, text)]
    starts = [start for start, _ in ends]
    following = ((span[0], bisect_left(starts, span[1])) for span in spans)
    return tuple((start, ends[at][1]) for start, at in following if at < len(ends))


def _flexible(words: str) -> str:
    parts = re.split(r"\s+", words)
    return r"\s+".join(re.escape(part) for part in parts)


def near_places(transcription: Transcription, quote: str) -> str:
    """Tell where words like the first ones of a quote stand, the likest first.

    Of several words at least half must be the same, so that a long text is not compared whole.
    """
    wanted = quote.casefold().split()[:_COMPARED]
    words = [(*each.span(), each[0].casefold()) for each in _WORD.finditer(transcription.text)]
    width = len(wanted)
    same = [0, *accumulate(word in wanted for _, _, word in words)]
    matcher = difflib.SequenceMatcher(b=" ".join(wanted), autojunk=False)
    likeness: list[tuple[float, int, int]] = []
    for at in range(len(words) - width + 1):
        if same[at + width] - same[at] < width // 2:
            continue
        matcher.set_seq1(" ".join(word for _, _, word in words[at : at + width]))
        if matcher.quick_ratio() > _LIKE and (ratio := matcher.ratio()) > _LIKE:
            likeness.append((-ratio, words[at][0], words[at + width - 1][1]))
    best = sorted(likeness)[:_NEAR]
    return told(transcription, ((start, end) for _, start, end in best))


def told(transcription: Transcription, places: Iterable[tuple[int, int]]) -> str:
    """Write places of a text for a message: line, column and the words."""
    shown = []
    for start, end in places:
        place = transcription.place(start)
        words = " ".join(transcription.text[start:end].split())
        shown.append(f"{place.line}:{place.column} “{words[:60]}”")
    return "; ".join(shown) or "–"
