"""Tables: suggestions as lines for people (TSV) and for programs (JSON Lines)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from teipipe.encode.decisions import selector_of
from teipipe.encode.suggestions.seen import Suggestion
from teipipe.transcription import Transcription

COLUMNS = (
    *("file", "line", "column", "kind", "rule", "score", "count", "element", "attributes"),
    *("quote", "prefix", "suffix", "hash"),
)
"""The columns of the table, in their order."""


def records(
    transcription: Transcription, suggestions: Iterable[Suggestion]
) -> tuple[dict[str, Any], ...]:
    """Give each suggestion as a line of a `decisions.jsonl` that lacks `decision` and `by`."""
    return tuple(_record(transcription, each) for each in suggestions)


def _record(transcription: Transcription, each: Suggestion) -> dict[str, Any]:
    selector = selector_of(transcription.text, each.start, each.end)
    return {
        "quote": selector.quote,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "hash": selector.hash,
        **({"everywhere": True} if each.everywhere else {}),
        "kind": each.kind,
        "element": each.element,
        "attributes": dict(each.attributes),
        "rule": each.rule,
        "score": each.score,
        "count": each.count,
    }


def lines(transcription: Transcription, suggestions: Iterable[Suggestion]) -> bytes:
    """Give the bytes of a `suggestions.jsonl`."""
    made = records(transcription, suggestions)
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in made).encode("utf-8")


def rows(
    transcription: Transcription, suggestions: Sequence[Suggestion]
) -> tuple[tuple[str, ...], ...]:
    """Give the rows of the table, each as its cells; white space in them is folded."""
    made = zip(suggestions, records(transcription, suggestions), strict=True)
    return tuple(_row(transcription, each, record) for each, record in made)


def _row(transcription: Transcription, each: Suggestion, record: dict[str, Any]) -> tuple[str, ...]:
    place = transcription.place(each.start)
    attributes = " ".join(f"{name}={value}" for name, value in each.attributes)
    told = {
        **record,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "attributes": attributes,
    }
    return tuple(" ".join(str(told[name]).split()) for name in COLUMNS)
