"""Explaining: which rule made each element, over which words, and how many each rule made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teipipe.encode.spans import Span, with_inserted
from teipipe.transcription import Transcription

_LONGEST = 48
_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True, order=True)
class Explained:
    """How many elements of one name a rule made, and how many of them at an explicit word."""

    rule: str
    element: str
    count: int
    explicit: int


@dataclass(frozen=True, slots=True)
class Made:
    """An element: its place in the transcription, its tag, the rule that made it, its words.

    `explicit` says that the editor declared this very place; `words` are shortened in the middle.
    """

    line: int
    column: int
    rule: str
    explicit: bool
    tag: str
    words: str


def explain(spans: Sequence[Span]) -> tuple[Explained, ...]:
    """Count the elements of each rule, and those at a place that the editor declared."""
    spans = tuple(with_inserted(spans))
    counts = Counter((span.rule, span.element) for span in spans)
    explicit = Counter((span.rule, span.element) for span in spans if span.explicit)
    order = list(dict.fromkeys(span.rule for span in spans))
    rows = (Explained(*key, count, explicit[key]) for key, count in counts.items())
    return tuple(sorted(rows, key=lambda row: (order.index(row.rule), row.element)))


def told_of_each(transcription: Transcription, spans: Sequence[Span]) -> Iterator[Made]:
    """Tell of each element in the order of the text, what holds others first."""
    for span in sorted(with_inserted(spans), key=lambda span: (span.start, -span.end)):
        place = transcription.place(span.start)
        attributes = "".join(f' {name}="{value}"' for name, value in span.attributes)
        certainty = f' cert="{span.certainty}"' if span.certainty else ""
        tag = f"<{span.element}{attributes}{certainty}>"
        text = span.inserted if isinstance(span.inserted, str) else ""
        words = " ".join((transcription.text[span.start : span.end] or text).split())
        yield Made(
            place.line or 1, place.column or 1, span.rule, span.explicit, tag, _shortened(words)
        )


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    half = _LONGEST // 2
    return f"{words[:half].rstrip()} {_LEFT_OUT} {words[-half:].lstrip()}"
