"""Scripts: runs of words in one writing system, which is evidence of another language.

Names are those of Unicode (UAX 24); ranges are blocks that hold nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

SCRIPTS: Mapping[str, str] = {
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Armenian": "\u0530-\u058f",
    "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Devanagari": "\u0900-\u097f\ua8e0-\ua8ff",
    "Ethiopic": "\u1200-\u139f\u2d80-\u2ddf",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Han": "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "Hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Kana": "\u3040-\u30ff",
    "Latin": "A-Za-zªºÀ-ÖØ-öø-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff",
    "Syriac": "\u0700-\u074f",
    "Thai": "\u0e00-\u0e7f",
}
"""The characters of each script, as a regular expression writes a set."""

_BETWEEN = "[ \t\n\u00a0,.;:·'’\\-\u0300-\u036f]"


def runs(text: str, script: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find stretches of words of a script, with the blanks and points between them."""
    for each in _run(script).finditer(text, start, end):
        yield each.span()


@cache
def _run(script: str) -> re.Pattern[str]:
    letters = f"[{SCRIPTS[script]}]"
    return re.compile(f"{letters}[\u0300-\u036f]*(?:{_BETWEEN}*{letters}[\u0300-\u036f]*)*")
