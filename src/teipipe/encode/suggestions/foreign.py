"""Foreign: stretches in another script, strays of declared phrases, what a detector recognises.

The detector (py3langid, the extra `langid`) is asked only about words that something sets apart,
a bracket or quotation marks, and heard only well above the text's own language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from teipipe.encode.matching import Forms
from teipipe.encode.spans import Zones, of
from teipipe.encode.suggestions.seen import Seen, Suggestion

KIND = "foreign"
ELEMENT = "foreign"
MARGIN = 8.0
"""By how much the logarithm of a language's likelihood must exceed that of the text's own."""
SCRIPTS = {
    "ARABIC": "und-Arab",
    "ARMENIAN": "hy",
    "CJK": "und-Hani",
    "CYRILLIC": "und-Cyrl",
    "DEVANAGARI": "und-Deva",
    "ETHIOPIC": "und-Ethi",
    "GEORGIAN": "ka",
    "GREEK": "und-Grek",
    "HANGUL": "ko",
    "HEBREW": "und-Hebr",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "SYRIAC": "syc",
    "THAI": "th",
}
"""What Unicode calls a script, and the language (BCP 47) that it tells: often only itself."""

Ranking = Sequence[tuple[str, float]]
"""Languages and the logarithms of their likelihood, the likeliest first."""
Recogniser = Callable[[str], Ranking]

_SCRIPT, _STRAY, _RECOGNISED = 0.9, 0.4, 0.6
_LETTERS = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*")
_STRAY_LENGTH = 4
_EDGES = " \t\r\n[](){}\"'“”‘’„«».,;:!?"
_APART = frozenset({"gloss", "mentioned", "note", "q", "quote", "soCalled", "term"})


def suggest_foreign(seen: Seen) -> Sequence[Suggestion]:
    """Give the stretches of other scripts, then stray words, then what is recognised."""
    return [*_scripts(seen), *_strays(seen), *_recognised(seen)]


def _scripts(seen: Seen) -> Iterator[Suggestion]:
    settled = Zones(of(seen.spans, (ELEMENT,)))
    own = _majority(seen.text)
    for begin, end in seen.blocks():
        run: tuple[int, int, str] | None = None
        for word in _LETTERS.finditer(seen.text, begin, end):
            script = _script(word[0])
            if run and script == run[2] and not _has_letter(seen.text[run[1] : word.start()]):
                run = (run[0], word.end(), script)
                continue
            yield from _stretch(run, own, settled)
            run = (*word.span(), script)
        yield from _stretch(run, own, settled)


def _stretch(run: tuple[int, int, str] | None, own: str, settled: Zones) -> Iterator[Suggestion]:
    if run and run[2] in SCRIPTS and run[2] != own and not settled.touch(run[0], run[1]):
        attributes = (("xml:lang", SCRIPTS[run[2]]),)
        yield Suggestion(run[0], run[1], KIND, ELEMENT, "script", _SCRIPT, attributes)


def _has_letter(text: str) -> bool:
    return any(each.isalnum() for each in text)


@cache
def _script_of(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _script(word: str) -> str:
    return _script_of(word[0])


def _majority(text: str) -> str:
    """Give the script of most of a text's words."""
    counts: dict[str, int] = {}
    for word in _LETTERS.finditer(text):
        script = _script(word[0])
        counts[script] = counts.get(script, 0) + 1
    return max(sorted(counts), key=counts.__getitem__, default="")


def _strays(seen: Seen) -> Iterator[Suggestion]:
    """Give words of declared phrases that stand elsewhere, unmarked."""
    settled = seen.settled()
    words = (
        (word, each.language)
        for each in seen.settings.foreign
        for phrase in each.phrases
        for word in _LETTERS.findall(phrase)
        if len(word) >= _STRAY_LENGTH
    )
    forms = Forms(words)
    for begin, end in seen.blocks():
        for match in forms.find(seen.text, begin, end):
            if not settled.touch(match.start, match.end) and len(match.values) == 1:
                attributes = (("xml:lang", match.values[0]),)
                yield Suggestion(
                    match.start, match.end, KIND, ELEMENT, "phrases", _STRAY, attributes
                )


def _recognised(seen: Seen) -> Iterator[Suggestion]:
    recognise = recogniser()
    if recognise is None:
        return
    own = seen.settings.language.partition("-")[0].lower()
    settled = seen.settled()
    for span in of(seen.spans, _APART):
        start, end = _trimmed(seen.text, span.start, span.end)
        if span.block or start >= end or settled.touch(start, end):
            continue
        language = above_margin(recognise(seen.text[start:end]), own)
        if language:
            attributes = (("xml:lang", language),)
            yield Suggestion(start, end, KIND, ELEMENT, "langid", _RECOGNISED, attributes)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return end - len(words.lstrip(_EDGES)), start + len(words.rstrip(_EDGES))


def above_margin(ranking: Ranking, own: str) -> str:
    """Give the likeliest language if it is not the text's own and far enough above it."""
    language, best = ranking[0]
    known = dict(ranking)
    return language if language != own and own in known and best - known[own] > MARGIN else ""


@cache
def recogniser() -> Recogniser | None:
    """Give the detector, None where the extra `langid` is not installed."""
    try:
        from py3langid import langid
    except ImportError:
        return None
    identifier: Any = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    rank: Recogniser = identifier.rank
    return rank
