"""Alignment: where two long texts part, fast when they do not, bounded when they do.

Texts are compared as words and single other characters (`sequences`). Equal texts are found equal
without being cut into words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Final

from teipipe.text.sequences import differing
from teipipe.text.words import UNSPACED, WORD

__all__ = ["INSIDE", "OPEN", "Change", "Kind", "Stream", "compare"]

OPEN: Final = "\x01"
"""An edge that an output may show as one word or two; no XML can hold this character."""
INSIDE: Final = "\x02"
"""An edge inside a word, whatever white space stands around it."""

_TOKEN: Final = re.compile(rf"{UNSPACED}|(?:(?!{UNSPACED}){WORD})+|[^\s{OPEN}{INSIDE}]")
_UNSPACED: Final = re.compile(UNSPACED)
_EDGE: Final = re.compile(f"[{OPEN}{INSIDE}]")
_BETWEEN: Final = re.compile(f"[ {OPEN}{INSIDE}]{{2,}}|{INSIDE}")
_NEEDLESS: Final = re.compile(
    rf"[ {OPEN}](?:(?!{WORD})|(?<!{WORD}.)|(?<={UNSPACED}.)(?={UNSPACED}))"
)
_SHOWN: Final = 160
_RUN: Final = 1 << 16
"""Characters of which the words are there at a time."""


class Kind(StrEnum):
    """What is wrong at a place."""

    LOST = "lost"
    SURPLUS = "surplus"
    JOINED = "joined"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Change:
    """One place where the output differs: `size` characters (or one word joined or split).

    `offset` counts all characters of the document's stream; the two strings are its words and the
    output's, shortened.
    """

    kind: Kind
    offset: int
    size: int
    document: str
    output: str


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or a sign; `bound`: white space, and no open edge, stands between it and a word."""

    string: str
    offset: int
    bound: bool


@dataclass(frozen=True)
class Stream:
    """A text to compare, with its edges (`OPEN`, `INSIDE`) where it is a document's."""

    string: str

    @cached_property
    def length(self) -> int:
        """The number of characters that are neither white space nor edges."""
        return len(self.plain) - self.plain.count(" ") - self.plain.count(OPEN)

    @cached_property
    def plain(self) -> str:
        """The text with only the white space and the edges that count."""
        words = " ".join(" ".join(run.split()) for run in _runs(self.string) if run.strip())
        return _NEEDLESS.sub("", _BETWEEN.sub(_strongest, words))

    def tokens(self) -> list[_Token]:
        """Cut the text into words and signs."""
        found, end = list[_Token](), 0
        for match in _TOKEN.finditer(self.string):
            gap = self.string[end : match.start()]
            needless = bool(
                found and _UNSPACED.match(found[-1].string) and _UNSPACED.match(match[0])
            )
            bound = INSIDE not in gap and bool(gap.strip(OPEN)) and not needless
            found.append(_Token(match[0], match.start(), bound))
            end = match.end()
        return found

    def excerpt(self, tokens: Sequence[_Token]) -> str:
        """Give the stretch of text that tokens cover, on one line, shortened."""
        if not tokens:
            return ""
        end = tokens[-1].offset + len(tokens[-1].string)
        text = " ".join(_EDGE.sub("", self.string[tokens[0].offset : end]).split())
        return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _runs(text: str) -> Iterator[str]:
    """Cut a text at blanks into runs: all words of a long one at a time take much memory."""
    start = 0
    while 0 <= start < len(text):
        end = text.find(" ", start + _RUN)
        yield text[start:end] if end > 0 else text[start:]
        start = end


def _strongest(between: re.Match[str]) -> str:
    """Give what counts of all that stands between two words: to be inside a word, else a blank."""
    return " " if " " in between[0] and INSIDE not in between[0] else OPEN


def compare(document: Stream, output: Stream) -> tuple[Change, ...]:
    """Give every place where the output's text is not the document's, in order."""
    if document.plain == output.plain:
        return ()
    one, other = document.tokens(), output.tokens()
    if _string(one) == _string(other):
        return tuple(_word_changes(_Region(document, output, one, other, one, 0)))
    regions = differing([each.string for each in one], [each.string for each in other])
    return tuple(
        change
        for low, high, from_, to in regions
        for change in _changes(_Region(document, output, one[low:high], other[from_:to], one, low))
    )


@dataclass(frozen=True, slots=True)
class _Region:
    """Tokens of the document that answer to other tokens of the output, or to none."""

    document: Stream
    output: Stream
    one: Sequence[_Token]
    other: Sequence[_Token]
    all: Sequence[_Token]
    low: int

    def change(self, kind: Kind, size: int) -> Change:
        """Make a change; without tokens of the document it stands after the one before."""
        before = self.all[max(self.low - 1, 0)].offset if self.all else 0
        offset = self.one[0].offset if self.one else before
        document, output = self.document.excerpt(self.one), self.output.excerpt(self.other)
        return Change(kind, offset, size, document, output)


def _changes(region: _Region) -> Iterator[Change]:
    lost = sum(len(each.string) for each in region.one)
    surplus = sum(len(each.string) for each in region.other)
    if _string(region.one) == _string(region.other):
        yield from _word_changes(region)
        return
    if lost:
        yield region.change(Kind.LOST, lost)
    if surplus:
        yield region.change(Kind.SURPLUS, surplus)


def _word_changes(region: _Region) -> Iterator[Change]:
    """Compare where two texts of the same characters are cut into words."""
    one, other = _starts(region.one), _starts(region.other)
    ours, theirs = set(one), set(other)
    for at in sorted(ours ^ theirs):
        here, there = _beside(region.one, one, at), _beside(region.other, other, at)
        kind = Kind.JOINED if at in ours else Kind.SPLIT
        if kind is Kind.SPLIT or here[-1].bound:
            offset = here[-1].offset + (at - one[bisect_right(one, at) - 1])
            texts = region.document.excerpt(here), region.output.excerpt(there)
            yield Change(kind, offset, 1, *texts)


def _string(tokens: Sequence[_Token]) -> str:
    return "".join(each.string for each in tokens)


def _starts(tokens: Sequence[_Token]) -> list[int]:
    """Give where each token starts, counted in characters of tokens."""
    return list(accumulate((len(each.string) for each in tokens[:-1]), initial=0)) if tokens else []


def _beside(tokens: Sequence[_Token], starts: Sequence[int], at: int) -> Sequence[_Token]:
    """Give the tokens that hold the characters before and after a place."""
    return tokens[bisect_right(starts, at - 1) - 1 : bisect_right(starts, at)]
