"""Names: runs of capitalised words that no register entry and no other markup covers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from teipipe import resources
from teipipe.encode.suggestions.seen import Seen, Suggestion, begins_sentence

KIND = "name"
ELEMENT = "name"

_WORD = r"[^\W\d_](?:[\w\u0300-\u036f]|[’'](?=[^\W\d_]{2}))*"
_EACH = re.compile(rf"{_WORD}(?:[-‐‑]{_WORD})*")
"""A word, with all that hyphens join to it: “Beer-Hofmann”."""
_PART = re.compile(_WORD)
"""A part of such a word: “Jewish” in “anti-Jewish”."""
_BEFORE = re.compile(r"(\w+)\s+$")
_NEAR = 32
_PREFIX = re.compile(r"\w[-‐‑]$")
_PAIR = 2
_SURE, _FAIR, _UNSURE = 0.7, 0.5, 0.3
_CAPITAL_NOUNS = frozenset({"de", "gsw", "lb", "nds", "pdc"})
"""The languages that write every noun with a capital."""

Place = tuple[int, int, bool]
"""Where a form stands, and whether a sentence begins with it."""


def suggest_names(seen: Seen) -> Sequence[Suggestion]:
    """Give each form once, at its first place, with how often it stands in the text.

    A part of a word is no form: each is given at its place.
    """
    common = {each[0] for each in _EACH.finditer(seen.text) if each[0].islower()}
    forms: dict[str, list[Place]] = {}
    parts: list[Suggestion] = []
    for start, end, first in _runs(seen, common):
        form = " ".join(seen.text[start:end].split())
        if _PREFIX.search(seen.text[max(0, start - _PAIR) : start]):
            parts.append(Suggestion(start, end, KIND, ELEMENT, "capitals", _FAIR))
        else:
            forms.setdefault(form, []).append((start, end, first))
    language = seen.settings.language.partition("-")[0]
    nouns = resources.table("schemas/nouns.json").get(language)
    scored = _score_among_nouns if language in _CAPITAL_NOUNS else _score
    return [
        *(
            _suggestion(form, places, scored)
            for form, places in forms.items()
            if not (nouns and _is_noun(seen.text, form, places, nouns))
        ),
        *parts,
    ]


def _is_noun(text: str, form: str, places: Sequence[Place], nouns: Mapping[str, Any]) -> bool:
    """Say whether a word is no name, by its end or by what mostly stands right before it."""
    if " " in form:
        return False
    before = (_BEFORE.search(text[max(0, start - _NEAR) : start]) for start, _, _ in places)
    words = [each[1] for each in before if each]
    told = [each for each in words if each.lower() in nouns["before"] or _fits(nouns, each)]
    return bool(re.fullmatch(nouns["ends"], form)) or 2 * len(told) >= len(places)


def _fits(nouns: Mapping[str, Any], word: str) -> bool:
    return word.islower() and bool(re.fullmatch(nouns["adjective"], word))


def _score(form: str, places: Sequence[Place]) -> float:
    inside = sum(not first for _, _, first in places)
    return _UNSURE if not inside else _SURE if len(places) > 1 or " " in form else _FAIR


def _score_among_nouns(form: str, _places: Sequence[Place]) -> float:
    """Give little for a capital, which every noun has; some for two words with capitals."""
    return _FAIR if " " in form else _UNSURE


def _suggestion(
    form: str, places: Sequence[Place], scored: Callable[[str, Sequence[Place]], float]
) -> Suggestion:
    start, end, _ = places[0]
    count = len(places)
    return Suggestion(
        start, end, KIND, ELEMENT, "capitals", scored(form, places), (), count, everywhere=True
    )


def _runs(seen: Seen, common: set[str]) -> Iterator[Place]:
    """Give the runs, and whether a sentence begins with each."""
    settled = seen.settled()
    for begin, end in seen.blocks():
        run: list[tuple[int, int]] = []
        for word in _EACH.finditer(seen.text, begin, end):
            start, end = _capitalised(word)
            capital = start < end and not settled.touch(start, end)
            if run and (not capital or not _is_joined(seen.text[run[-1][1] : start])):
                yield from _cut(seen.text, begin, run, common)
                run = []
            if capital:
                run.append((start, end))
        yield from _cut(seen.text, begin, run, common)


def _capitalised(word: re.Match[str]) -> tuple[int, int]:
    """Give the stretch of a word from its first part with a capital on; an empty one without."""
    parts = list(_PART.finditer(word[0]))
    first = next((each.start() for each in parts if each[0][0].isupper()), len(word[0]))
    return word.start() + first, word.end()


def _is_joined(between: str) -> bool:
    return between in {" ", "\n"}


def _cut(text: str, begin: int, run: list[tuple[int, int]], common: set[str]) -> Iterator[Place]:
    """Take a word away that has its capital from the sentence that begins with it."""
    first = bool(run) and begins_sentence(text, begin, run[0][0])
    if first and text[slice(*run[0])].lower() in common:
        run, first = run[1:], False
    if run and (len(run) > 1 or run[0][1] - run[0][0] > 1):
        yield run[0][0], run[-1][1], first and len(run) == 1
