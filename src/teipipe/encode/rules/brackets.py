"""Brackets: editorial interventions in the transcription become elements.

What brackets mean differs from edition to edition (TEI Guidelines 3.5 and 12.3), so the editor
declares it: a profile for all of them, and each exception by its words. The marks become markup,
and `rendition` says how to restore them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from teipipe.encode.declarations import BracketException, Brackets
from teipipe.encode.matching import misplaced
from teipipe.encode.rules.notes import NAME as NOTES
from teipipe.encode.rules.pages import NAME as PAGES
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Delimiter, Marked, Span, leaves
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "brackets"

_WITH_REASON = frozenset({"supplied", "surplus", "unclear"})
"""Elements without `@type`: what kind they are, `@reason` says."""
_SETTLING = frozenset({NOTES, PAGES})
"""The rules to which a bracket may be the mark of a note, or the number of a page."""
_QUOTATION_MARKS = frozenset("“”„‟‘’‚‛«»‹›\"'")

Pair = tuple[int, int]


def mark_brackets(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Mark each pair of brackets within a block, and the language inside where one is declared."""
    profile = settings.brackets
    if profile is None:
        return (), ()
    pairs, found = _pairs(transcription, profile, leaves(spans))
    settled = {(each.start, each.end) for each in spans if each.rule in _SETTLING}
    pairs = [each for each in pairs if each not in settled]
    exceptions, unclear = _exceptions(transcription, settings, profile, pairs)
    made: list[Span] = []
    for start, end in pairs:
        exception = exceptions.get((start, end))
        kind = exception or _usual(profile, transcription.text, start, end)
        made.append(_bracket(profile, kind, start, end, exception is not None))
        language = kind.language
        if language and end - start > 2:
            made.append(_foreign(transcription.text, language, start + 1, end - 1))
    return tuple(made), (*found, *unclear)


def _pairs(
    transcription: Transcription, profile: Brackets, blocks: Sequence[Span]
) -> tuple[list[Pair], list[Finding]]:
    text, left = transcription.text, profile.marks[0]
    either = re.compile(f"[{re.escape(profile.marks)}]")
    pairs: list[Pair] = []
    lonely: list[int] = []
    for block in blocks:
        waiting: list[int] = []
        for mark in either.finditer(text, block.start, block.end):
            at = mark.start()
            if text[at] == left:
                waiting.append(at)
            elif waiting:
                pairs.append((waiting.pop(), at + 1))
            else:
                lonely.append(at)
        lonely.extend(waiting)
    found = [
        finding("E010", transcription.place(at, at + 1), NAME, mark=text[at])
        for at in sorted(lonely)
    ]
    return sorted(pairs), found


def _exceptions(
    transcription: Transcription, settings: Settings, profile: Brackets, pairs: Sequence[Pair]
) -> tuple[dict[Pair, BracketException], list[Finding]]:
    """Find the brackets that hold just the words of an exception, or the one that begins so."""
    made: dict[Pair, BracketException] = {}
    found: list[Finding] = []
    contents = {pair: _folded(transcription.text[pair[0] + 1 : pair[1] - 1]) for pair in pairs}
    for number, exception in enumerate(profile.exception):
        quote = _folded(exception.quote)
        whole = [pair for pair, content in contents.items() if content == quote]
        meant = [pair for pair, content in contents.items() if content.startswith(quote)]
        place = settings.place("brackets", "exception", number)
        if whole or len(meant) == 1:
            made.update(dict.fromkeys(whole or meant, exception))
        else:
            found.append(misplaced(transcription, place, NAME, quote, meant))
    return made, found


def _usual(profile: Brackets, text: str, start: int, end: int) -> BracketException:
    """Give what a bracket is by itself: within a word, what completes the word."""
    if profile.completion and (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
        return BracketException("", profile.completion, "supplied")
    return BracketException("", profile.type, language=profile.language)


def _bracket(
    profile: Brackets, kind: BracketException, start: int, end: int, explicit: bool
) -> Span:
    element = kind.element or profile.element
    name = "reason" if element in _WITH_REASON else "type"
    target = (("target", kind.target),) if kind.target else ()
    return Span(
        start,
        end,
        element,
        ((name, kind.type), ("resp", profile.resp), *target),
        NAME,
        certainty=kind.certainty,
        explicit=explicit,
        before=Delimiter(1, f"#{profile.renditions[0]}"),
        after=Delimiter(1, f"#{profile.renditions[1]}"),
    )


def _foreign(text: str, language: str, start: int, end: int) -> Span:
    """Mark the words inside a bracket, without quotation marks around all of them."""
    ends, inner = {text[start], text[end - 1]}, text[start + 1 : end - 1]
    if inner and ends <= _QUOTATION_MARKS and ends.isdisjoint(inner):
        start, end = start + 1, end - 1
    return Span(start, end, "foreign", (("xml:lang", language),), NAME)


def _folded(words: str) -> str:
    return " ".join(words.split())
