"""Slips: words that stand twice, names almost as registered, marks without partner, lost blanks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from teipipe.encode.candidates import candidates
from teipipe.encode.spans import Attributes
from teipipe.encode.suggestions.seen import Seen, Suggestion, begins_sentence

KIND = "slip"

_WORD = re.compile(r"[^\W\d_](?:[\w\u0300-\u036f])*")
_DOUBLED = re.compile(r"\b([^\W\d_]+)(\s+((?i:\1)))\b")
_GLUED = re.compile(r"[^\W\d_]{2,}[.,;:!?][^\W\d_]{2,}|[^\W\d_]+[)\]][^\W\d_]{2,}")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_CLOSING = frozenset(_PAIRS)
_OPENING = frozenset(_PAIRS.values())
_LEAST = 5
_TWICE, _VARIANT, _LONELY, _BLANK = 0.6, 0.6, 0.5, 0.5


def suggest_slips(seen: Seen) -> Sequence[Suggestion]:
    """Give the slips of each kind, in the order of the text."""
    found: list[Suggestion] = []
    for begin, end in seen.blocks():
        found.extend(_doubled(seen.text, begin, end))
        found.extend(_glued(seen.text, begin, end))
        found.extend(_lonely(seen.text, begin, end))
    return [*found, *_variants(seen)]


def _doubled(text: str, begin: int, end: int) -> Iterator[Suggestion]:
    for match in _DOUBLED.finditer(text, begin, end):
        first, second = match[1], match[3]
        is_capital = first[0].lower() + first[1:] == second
        if first != second and not (is_capital and begins_sentence(text, begin, match.start())):
            continue
        attributes = (("reason", "repeated"),)
        yield Suggestion(*match.span(2), KIND, "surplus", "doubled", _TWICE, attributes)


def _glued(text: str, begin: int, end: int) -> Iterator[Suggestion]:
    for match in _GLUED.finditer(text, begin, end):
        if any(each in match[0] for each in ")]") or _is_sentence_end(match[0]):
            yield Suggestion(*match.span(), KIND, "sic", "missing-space", _BLANK)


def _is_sentence_end(words: str) -> bool:
    """Say whether a mark is followed by a new sentence, or is one that never stands in a word."""
    mark = re.search(r"\W", words)
    return mark is not None and (mark[0] in ",;!?" or words[mark.end()].isupper())


def _lonely(text: str, begin: int, end: int) -> Iterator[Suggestion]:
    """Give the brackets of a block that have no partner in it."""
    waiting: list[int] = []
    lonely: list[int] = []
    for at in range(begin, end):
        if text[at] in _OPENING:
            waiting.append(at)
        elif text[at] in _CLOSING:
            if waiting and text[waiting[-1]] == _PAIRS[text[at]]:
                waiting.pop()
            else:
                lonely.append(at)
    for at in sorted((*lonely, *waiting)):
        yield Suggestion(at, at + 1, KIND, "sic", "unbalanced", _LONELY)


def _variants(seen: Seen) -> Iterator[Suggestion]:
    """Give words one letter away from a registered name, with the same initial."""
    entries = _registered(seen)
    known = {word for words in entries.values() for word in words}
    settled = seen.settled()
    for word in _WORD.finditer(seen.text):
        form = word[0]
        if len(form) < _LEAST or not form[0].isupper() or form in known:
            continue
        if settled.touch(*word.span()):
            continue
        like = entries.get((form[0], len(form)), {})
        near = {each for name, of in like.items() if _is_near(form, name) for each in of}
        if near:
            element = min(near)[0]
            attributes: Attributes = (("ref", min(near)[1]),) if len(near) == 1 else ()
            yield Suggestion(*word.span(), KIND, element, "near-name", _VARIANT, attributes)


def _registered(seen: Seen) -> Mapping[tuple[str, int], dict[str, set[tuple[str, str]]]]:
    """Give the words of registered names, by initial and the lengths that are near theirs."""
    found: defaultdict[tuple[str, int], dict[str, set[tuple[str, str]]]] = defaultdict(dict)
    for each in candidates(seen.settings, seen.registers).entries:
        mention = (each.kind.mention, each.pointer)
        for word in (word for name in each.entry.names for word in _WORD.findall(name.text)):
            if len(word) >= _LEAST and word[0].isupper():
                for length in (len(word) - 1, len(word), len(word) + 1):
                    found[word[0], length].setdefault(word, set()).add(mention)
    return found


def _is_near(one: str, other: str) -> bool:
    """Say whether one letter more, less or changed makes one word of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]
