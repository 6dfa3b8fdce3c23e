"""Words: which characters they are made of, as classes of regular expressions."""

from __future__ import annotations

from typing import Final

MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""The marks that combine with letters, and Indic letters with their vowel signs, as a range."""
WORD: Final = rf"[\w{MARKS}]"
"""A character of words: letters, digits, the marks that combine with them, Indic vowel signs."""
UNSPACED: Final = (
    r"[\u0f00-\u0f0c\u0f18-\u0f39\u0f3e-\u0fbc\u3005\u3007\u303b\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff66-\uff9f\U00020000-\U0003fffd]"
)
"""A character of a script that writes its words without blanks between them: Han, Kana, Tibetan."""
