"""What a detector sees, and what it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teipipe.encode.settings import Settings
from teipipe.encode.spans import Attributes, Span, Zones, leaves, of
from teipipe.findings import Finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

SETTLED = frozenset(
    {"abbr", "author", "bibl", "date", "docAuthor", "docDate", "foreign", "idno", "name", "num"}
    | {"objectName", "orgName", "persName", "placeName", "ref", "rs", "title"}
)
"""The elements that settle what their words are: none of them is suggested for another."""

_ENDING = frozenset(".!?:;…")
_BETWEEN = " \t\r\n\"'“”‘’„«»()[]–—-"
_OPENING = frozenset('"“„«([')
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """A transcription, what is declared about it, and what the rules made and found."""

    transcription: Transcription
    settings: Settings
    registers: tuple[Register, ...]
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """The characters of the transcription."""
        return self.transcription.text

    def blocks(self) -> Sequence[tuple[int, int]]:
        """Give the stretches of paragraphs and lines; without any the whole text."""
        found = [(each.start, each.end) for each in leaves(self.spans)]
        return found or [(0, len(self.text))]

    def settled(self) -> Zones:
        """Give the zones of words of which it is said what they are."""
        return Zones(of(self.spans, SETTLED))

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a line and a column (both from 1)."""
        start = 0
        for _ in range(line - 1):
            start = self.text.index("\n", start) + 1
        return start + column - 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that may get an element; `score` says how sure it is, from 0 to 1.

    `count` is how often the words stand in the text; an `everywhere` one is about all of them,
    and its stretch the first.
    """

    start: int
    end: int
    kind: str
    element: str
    rule: str
    score: float
    attributes: Attributes = ()
    count: int = 1
    everywhere: bool = False


def begins_sentence(text: str, begin: int, start: int) -> bool:
    """Say whether a sentence of a block begins with a word."""
    before = text[max(begin, start - _NEAR) : start].rstrip(_BETWEEN)
    opened = start > begin and text[start - 1] in _OPENING
    return opened or (before[-1] in _ENDING if before else start - begin <= _NEAR)
