"""Quotations: what stands between quotation marks (TEI Guidelines 3.3.3).

Marks pair by their shape and by what stands beside them, within one block, or within one bracket
of it, then across the lines of a stanza or a speech; a quotation of several paragraphs opens anew
with each (`teipipe.encode.quoting`). A mark without partner is a finding and changes nothing for
those that follow. The marks stay inside the element. Those that begin and end a block quotation,
or that the editor's own annotation holds at its ends, are settled before any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from teipipe import resources
from teipipe.encode.declarations import QuotationKind, Quotations
from teipipe.encode.quoting import Part, Passage, continued, kinds, parted, spans_of, verses
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span, leaves, of
from teipipe.findings import finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "quotations"
QUOTING = frozenset({"q", "quote", "said", "soCalled", "cit"})
"""The elements whose own marks are settled when an annotation or a block makes them."""

_APOSTROPHES = "'’"
_PLURAL = frozenset("sxzSXZ")
"""The letters after which an apostrophe alone makes a genitive."""
_BRACKETS = frozenset("([{<⟨")
_BESIDE_OPENING = frozenset("-‐‑–—―/“‘„‚«»‹›\"'…_*")


def mark_quotations(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Pair the marks of every block, and say what is between them as far as it is declared."""
    if settings.quotations is None:
        return (), ()
    marks = _directed(transcription.text, settings.quotations.marks)
    elided = resources.table("schemas/elisions.json")["words"].get(settings.language[:2], ())
    apostrophes = (*settings.quotations.apostrophes, *elided)
    declared = replace(settings.quotations, marks=marks, apostrophes=apostrophes)
    settled = _settled(transcription.text, declared, spans)
    found, lonely = _passages(transcription.text, declared, spans, settled)
    kind, who, mistakes = kinds(transcription, settings, registers, declared, found, NAME)
    made: list[Span] = []
    number = 0
    for passage in found:
        own = kind.get(passage, QuotationKind(declared.element))
        speakers = " ".join(who[each] for each in own.who if each in who)
        pairs = (("who", speakers), ("source", own.source))
        attributes = tuple((name, value) for name, value in pairs if value)
        number += len(passage) > 1
        made.extend(spans_of(passage, own.element, attributes, NAME, number, bool(own.quote)))
    unbalanced = (
        finding("E009", transcription.place(at, at + 1), NAME, mark=transcription.text[at])
        for at in sorted(lonely)
    )
    return tuple(sorted(made, key=lambda span: (span.start, -span.end))), (*unbalanced, *mistakes)


def _directed(text: str, declared: Sequence[str]) -> tuple[str, ...]:
    """Of two pairs that mirror each other, leave out the one that does not come first in the text.

    A text that has « before any » opens with «, as French does; German books do the opposite.
    """
    return tuple(
        pair
        for pair in declared
        if pair[::-1] not in declared or (text + pair).find(pair[0]) <= (text + pair).find(pair[1])
    )


def _passages(
    text: str, declared: Quotations, spans: Sequence[Span], settled: set[int]
) -> tuple[list[Passage], set[int]]:
    """Give the quotations in the order of the text, and the marks without partner."""
    scopes = list(_scopes(text, declared, spans, settled))
    pairings = [(scope, _paired(text, declared, marks)) for scope, marks in scopes]
    pairs = {pair[0]: pair for _, each in pairings for pair in each.pairs}
    lonely = {at for _, each in pairings for at in each.lonely}
    unclosed = {scope.start: each.waiting for scope, each in pairings if scope.block}
    whole = list(continued(text, leaves(spans), unclosed, pairs))
    for start, _ in chain(*whole):
        pairs.pop(start, None)
        lonely.discard(start)
    parts = [*pairs.values(), *chain(*whole)]
    rest = {scope.start: _others(marks, parts) for scope, marks in scopes if scope.block}
    for lines in verses(spans) if lonely else ():
        marks = [at for line in lines for at in rest.get(line.start, ())]
        pairing = _paired(text, declared, [] if lonely.isdisjoint(marks) else marks)
        whole.extend(parted(pair, lines) for pair in pairing.pairs)
        lonely.difference_update(chain(*map(_marks_of, pairing.pairs)))
    return sorted([*whole, *((pair,) for pair in pairs.values())]), lonely


def _paired(text: str, declared: Quotations, marks: Sequence[int]) -> _Pairing:
    """Give the marks of one scope, paired as far as they have partners."""
    pairing = _Pairing(text, declared)
    pairing.run(marks)
    return pairing


def _marks_of(part: Part) -> tuple[int, int]:
    return part[0], part[1] - 1


def _others(marks: Sequence[int], parts: Sequence[Part]) -> list[int]:
    """Give the marks that neither open nor close a part of a quotation."""
    taken = set(chain(*map(_marks_of, parts)))
    return [at for at in marks if at not in taken]


def _settled(text: str, declared: Quotations, spans: Sequence[Span]) -> set[int]:
    """Give the marks at the ends of block quotations and of annotated ones.

    A block quotation of several paragraphs opens with each and closes with the last.
    """
    characters = frozenset("".join(declared.marks))
    paragraphs = leaves(spans)
    ends: list[int] = []
    for quoting in of(spans, QUOTING):
        inside = [each for each in paragraphs if quoting.block and quoting.holds(each)]
        ends.extend((quoting.start, quoting.end - 1, *(each.start for each in inside)))
    return {at for at in ends if text[at] in characters}


def _scopes(
    text: str, declared: Quotations, spans: Sequence[Span], settled: set[int]
) -> Iterator[tuple[Span, list[int]]]:
    """Give the places of the marks, gathered by innermost block, bracket or annotation."""
    any_mark = re.compile(f"[{re.escape(''.join(declared.marks))}]")
    around = [*leaves(spans), *(each for each in spans if each.before or _is_quoting(each))]
    around.sort(key=lambda span: (span.start, -span.end))
    marks: Mapping[int, list[int]] = {number: [] for number in range(len(around))}
    open_numbers: list[int] = []
    following = 0
    for at in (each.start() for each in any_mark.finditer(text)):
        while following < len(around) and around[following].start <= at:
            open_numbers.append(following)
            following += 1
        open_numbers = [each for each in open_numbers if around[each].end > at]
        if open_numbers and at not in settled:
            marks[open_numbers[-1]].append(at)
    return ((around[number], each) for number, each in marks.items() if each)


def _is_quoting(span: Span) -> bool:
    return span.explicit and span.element in QUOTING and not span.block


def _apostrophes_of(word: str) -> list[int]:
    return [place for place, each in enumerate(word) if each in _APOSTROPHES]


def _plain(word: str) -> str:
    return word.replace("’", "'").casefold()


@dataclass(slots=True)
class _Pairing:
    """The marks of one scope: those that wait for a partner, the pairs, and the lonely ones.

    `numbers` are the places in `waiting` of each kind of mark; `better` is, by kind, the number of
    the next mark that settles what an apostrophe after an s may be, and whether it closes. So time
    grows with the number of marks, whatever their order.
    """

    text: str
    declared: Quotations
    waiting: list[int] = field(default_factory=list)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    better: dict[str, tuple[int, bool]] = field(default_factory=dict)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    lonely: list[int] = field(default_factory=list)

    def run(self, marks: Sequence[int]) -> None:
        for number, at in enumerate(marks):
            if self.is_apostrophe(at):
                continue
            partner = self.partner(at)
            if partner is not None and self.is_plural(number, partner, marks):
                continue
            if self.may_open(at) and (self.looks_opening(at) or partner is None):
                self.open(at)
            elif partner is not None:
                start, *unclosed = self.taken(partner)
                self.lonely.extend(unclosed)
                self.pairs.append((start, at + 1))
            elif self.text[at] not in _APOSTROPHES:
                self.lonely.append(at)
        self.lonely.extend(self.waiting)

    def open(self, at: int) -> None:
        """Let a mark wait; one of the same shape at both ends cannot open right inside itself."""
        mark = self.text[at]
        last = self.text[self.waiting[-1]] if self.waiting else ""
        if last == mark and mark * 2 in self.declared.marks:
            self.lonely.extend(self.taken(len(self.waiting) - 1))
        self.numbers.setdefault(mark, []).append(len(self.waiting))
        self.waiting.append(at)

    def taken(self, number: int) -> list[int]:
        """Let the marks from one on wait no longer, and give them."""
        taken = self.waiting[number:]
        del self.waiting[number:]
        for at in taken:
            self.numbers[self.text[at]].pop()
        return taken

    def partner(self, at: int) -> int | None:
        """Give the place in `waiting` of the last mark that this one would close."""
        opening = (pair[0] for pair in self.declared.marks if pair[1] == self.text[at])
        last = (numbers[-1] for each in opening if (numbers := self.numbers.get(each)))
        return max(last, default=None)

    def may_open(self, at: int) -> bool:
        """Say whether a mark is one that opens; a straight one only before a word."""
        mark = self.text[at]
        opens = any(pair[0] == mark for pair in self.declared.marks)
        closes = any(pair[1] == mark for pair in self.declared.marks)
        return opens and (not closes or self.looks_opening(at))

    def looks_opening(self, at: int) -> bool:
        before, after = self.beside(at)
        if not after or after.isspace():
            return False
        if not before or before.isspace() or before in _BRACKETS:
            return True
        return before in _BESIDE_OPENING and (after.isalnum() or after in _BESIDE_OPENING)

    def is_apostrophe(self, at: int) -> bool:
        before, after = self.beside(at)
        if self.text[at] not in _APOSTROPHES:
            return False
        if before.isalnum() and after.isalnum():
            return True
        for word in self.declared.apostrophes:
            if any(self.has(word, at - place) for place in _apostrophes_of(word)):
                return True
        return self.is_elision(at)

    def has(self, word: str, at: int) -> bool:
        """Say whether a declared word stands at a place, with whatever apostrophe and capitals."""
        end = at + len(word)
        goes_on = word[-1].isalnum() and self.text[end : end + 1].isalnum()
        return at >= 0 and not goes_on and _plain(self.text[at:end]) == _plain(word)

    def is_elision(self, at: int) -> bool:
        """Say whether a mark that cannot open stands right before a word: “’Tis”, in the ’90s."""
        before, after = self.beside(at)
        opening = {pair[0] for pair in self.declared.marks}
        begins = not before or before.isspace() or before in opening
        return begins and after.isalnum() and self.text[at] not in opening

    def is_plural(self, number: int, partner: int, marks: Sequence[int]) -> bool:
        """Say whether a mark after an s is an apostrophe, for a better one closes further on.

        The passage is then balanced either way; words go on after this mark and end at that one.
        """
        at = marks[number]
        if self.text[at] not in _APOSTROPHES or not self.is_genitive(at):
            return False
        opening = self.text[self.waiting[partner]]
        settled, closes = self.better.get(opening, (-1, False))
        if settled <= number:
            settled, closes = self.next_settled(number + 1, opening, marks)
            self.better[opening] = settled, closes
        return closes

    def next_settled(self, number: int, opening: str, marks: Sequence[int]) -> tuple[int, bool]:
        """Give the next mark that opens anew or closes without doubt, and whether it closes."""
        for each in range(number, len(marks)):
            at = marks[each]
            if self.is_apostrophe(at):
                continue
            if self.text[at] == opening and self.looks_opening(at):
                return each, False
            if opening + self.text[at] in self.declared.marks and not self.is_genitive(at):
                return each, True
        return len(marks), False

    def is_genitive(self, at: int) -> bool:
        """Say whether a mark may be an apostrophe amid words: of dogs’, or the second of ’n’."""
        before, after = self.beside(at)
        ends = before in _PLURAL or (before.isalpha() and self.text[at - 2 : at - 1] == "’")
        return ends and after.isspace() and self.text[at + 2 : at + 3].isalpha()

    def beside(self, at: int) -> tuple[str, str]:
        return self.text[at - 1 : at] if at else "", self.text[at + 1 : at + 2]
