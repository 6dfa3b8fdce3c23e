"""Matching: where declared words occur in a text, whatever white space stands between them.

Forms are found by a trie of words, so time grows with the text and not with the number of forms;
passages by their words and what stands around them (the TextQuoteSelector of the W3C's Web
Annotation Data Model 4.2.4).
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Generic, TypeVar

from teipipe.encode.folding import folded
from teipipe.findings import Finding, Place, finding
from teipipe.text.words import MARKS, UNSPACED
from teipipe.transcription import Transcription

Value = TypeVar("Value")

_TOKEN = re.compile(rf"(?:[^\W{UNSPACED[1:]}|[{MARKS}])+|{UNSPACED}|[^\w\s{MARKS}]")
"""A word, or one letter where a script writes words without blanks, or one sign."""
_HYPHENS = frozenset("-\u2010\u2011")
_BROKEN = re.compile(r"\w(\u00ad\s*|[-\u2010\u00ac][^\S\n]*\n\s*)(?=\w)")
"""A word cut in two: by a soft hyphen, or by a hyphen at the end of a line."""
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
    values: list[Value] | None = None


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The words and marks of a stretch with their ends; `joined` tells of words cut in two.

    `joined` maps the first part of such a word to the whole word and the number of its last part.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    joined: Mapping[int, tuple[str, int]]


class Forms(Generic[Value]):
    """Forms of words, each with its values: a name and whose name it is, a phrase and its language.

    Words are compared in Unicode's composed form (NFC), the long s as s, letter case as it stands,
    all hyphens alike; a word that a hyphen cuts at the end of a line is found with its hyphen and
    without.
    """

    __slots__ = ("_root",)

    def __init__(self, forms: Iterable[tuple[str, Value]]) -> None:
        self._root: _Node[Value] = _Node()
        for form, value in forms:
            self._add(form, value)

    def _add(self, form: str, value: Value) -> None:
        node = self._root
        for token in _TOKEN.findall(form):
            node = node.following.setdefault(_folded(token), _Node())
        if node is self._root:
            return
        if node.values is None:
            node.values = [value]
        elif value not in node.values:
            node.values.append(value)

    def find(self, text: str, start: int, end: int) -> Iterator[Match[Value]]:
        """Find whole words in a stretch, the longest form first, left to right, none twice."""
        tokens = _tokens(text, start, end)
        first = self._root.following
        past = 0
        for at, word in enumerate(tokens.words):
            if at < past or not (word in first or at in tokens.joined):
                continue
            last, values = self._longest(tokens, at)
            if last >= 0:
                yield Match(tokens.starts[at], tokens.ends[last], values)
                past = last + 1

    def _longest(self, tokens: _Tokens, at: int) -> tuple[int, tuple[Value, ...]]:
        """Give the number of the last token of the longest form from one token on, or -1."""
        last = -1
        values: tuple[Value, ...] = ()
        ways = [(self._root, at)]
        for node, place in ways:
            if node.values and place - 1 > last and _is_whole(tokens, at, place - 1):
                last, values = place - 1, tuple(node.values)
            for word, next_place in _steps(tokens, place):
                if following := node.following.get(word):
                    ways.append((following, next_place))
        return last, values


def _folded(token: str) -> str:
    return "-" if token in _HYPHENS else folded(token)


def _tokens(text: str, start: int, end: int) -> _Tokens:
    found = list(_TOKEN.finditer(text, start, end))
    tokens = _Tokens(
        [_folded(each[0]) for each in found],
        [each.start() for each in found],
        [each.end() for each in found],
        {},
    )
    breaks = [each.start(1) for each in _BROKEN.finditer(text, start, end)]
    joined = (bisect_left(tokens.starts, cut) for cut in breaks)
    return replace(tokens, joined={at - 1: _whole_word(tokens.words, at) for at in joined})


def _whole_word(words: list[str], hyphen: int) -> tuple[str, int]:
    return folded(words[hyphen - 1] + words[hyphen + 1]), hyphen + 1


def _steps(tokens: _Tokens, place: int) -> Iterator[tuple[str, int]]:
    """Give the words that may come next, each with the number of the token after it."""
    if place < len(tokens.words):
        yield tokens.words[place], place + 1
    if place in tokens.joined:
        word, last = tokens.joined[place]
        yield word, last + 1


def _is_whole(tokens: _Tokens, first: int, last: int) -> bool:
    """Say whether no hyphen ties the stretch to a further word ("Beer" in "Beer-Hofmann")."""
    return not (_ties(tokens, first - 1) or _ties(tokens, last + 1))


def _ties(tokens: _Tokens, hyphen: int) -> bool:
    """Say whether a hyphen stands between two words without a gap, or at a break of a line."""
    if not 0 < hyphen < len(tokens.words) - 1:
        return False
    if hyphen - 1 in tokens.joined:
        return True
    tight = tokens.ends[hyphen - 1] == tokens.starts[hyphen]
    tight = tight and tokens.ends[hyphen] == tokens.starts[hyphen + 1]
    words = tokens.words[hyphen - 1][-1].isalnum() and tokens.words[hyphen + 1][0].isalnum()
    return tokens.words[hyphen] == "-" and tight and words


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


def misplaced(
    transcription: Transcription,
    where: Place,
    check: str,
    quote: str,
    places: Collection[tuple[int, int]],
) -> Finding:
    """Tell of words that stand in several places, or in none, where one is declared."""
    if places:
        near = told(transcription, places)
        return finding("E006", where, check, quote=quote, times=len(places), near=near)
    return finding("E005", where, check, quote=quote, near=near_places(transcription, quote))


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
    return "; ".join(shown)
