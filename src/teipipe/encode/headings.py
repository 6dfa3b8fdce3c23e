"""Headings that nobody declares: short blocks that count, as “Chapter I” and “Chapter II” do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teipipe.encode.blocks import Block
from teipipe.encode.settings import Settings
from teipipe.findings import Finding, finding
from teipipe.transcription import Transcription

_COUNTED = re.compile(r"((?P<word>[^\W\d_]+) )?(?P<number>[IVXLCDM]+|\d{1,3})\b(?!-)(?P<rest>\W*)")
_LONGEST = 80
_FEWEST = 3
"""How many headings there must be: two may be chance."""
_ROMAN, _ARABIC = "[IVXLCDM]+", r"\d+"


def undeclared(
    transcription: Transcription, settings: Settings, blocks: Sequence[Block], check: str
) -> Iterator[Finding]:
    """Tell of what looks like headings where no division is declared, and what would declare it.

    They are blocks that begin with one word and ever other numbers, or are a number alone.
    """
    structure = settings.structure
    if structure.division or structure.list:
        return
    found: dict[tuple[str, bool], dict[str, Block]] = {}
    for start, end in blocks:
        words = transcription.text[start:end]
        counted = _COUNTED.match(words) if len(words) <= _LONGEST else None
        if counted and (counted["word"] or counted.end() == len(words)):
            key = counted["word"] or "", counted["number"].isdigit()
            found.setdefault(key, {}).setdefault(counted["number"], (start, end))
    many = ((key, each) for key, each in found.items() if len(each) >= _FEWEST)
    for (word, is_arabic), each in many:
        number = _ARABIC if is_arabic else _ROMAN
        first = min(each.values())
        yield finding(
            "E063",
            transcription.place(*first),
            check,
            first=" ".join(transcription.text[slice(*first)].split()),
            many=str(len(each)),
            expression=f"{word} {number}" if word else rf"{number}\.?$",
        )
        return
