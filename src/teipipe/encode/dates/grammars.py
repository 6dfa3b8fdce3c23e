"""Grammars: how dates are written in a language becomes one regular expression.

A grammar is data (`schemas/calendars/<language>.json`): names of months, seasons and ordinals, and
`points` and ranges, which are regular expressions with slots such as `{day}`; a blank stands for
any white space. Letter case counts, and a month by itself is never a date. Groups are named
`<side>_<slot>_<number>`, where the side is `a`, `b`, `relation` or `circa`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

from teipipe.encode.dates import roman

__all__ = ["BEFORE", "date_pattern", "spaced"]

_SLOT = re.compile(r"\{(\w+)\}")
BEFORE = r"(?<!\w)(?<!\d[.,:/–-])(?<!\d\./)"
_AFTER = r"(?!\w)(?![-–.,:/]\d)"
_YEARLESS = r"(?!,?\s*\d{3})"
"""After a date without a year: three figures would be a year that was not understood."""
_DAY = "[0-9]{1,2}(?![0-9])"
"""The figures of a day, also of one that no month has: such a date is read whole and refused."""
_WHITE = r"\s"
_FEW = 4
_VOWELS = "aeiou"
_OPENED = ("between", "from")
"""The relations that a word or a dash makes plain; a bare day or two figures may stand in them."""
_CLOSE = ("to", "or", "and")
_INFIX = re.compile(r"\{a\}(.*)\{b\}")


def date_pattern(grammar: Mapping[str, Any], years: bool) -> str:
    """Match a date, or two that are tied; with `years` a bare number may be a year."""
    return _Pattern(grammar).whole(years)


class _Pattern:
    """One grammar becomes one expression; groups are numbered so that no name is used twice."""

    def __init__(self, grammar: Mapping[str, Any]) -> None:
        self._grammar = grammar
        self._number = count()
        full = {form for forms in grammar["months"] for form in _full(forms)}
        months = [form for forms in grammar["months"] for form in forms]
        sure = [form for form in months if form not in grammar["also-words"]]
        marks = grammar["marks"]
        self._slots = {
            "day": f"(?:{_DAY}{marks}?|{roman.COUNT})" if grammar["fixed"] else f"{_DAY}{marks}?",
            "nth": f"{_DAY}{marks}",
            "number": "0?[1-9]|1[0-2]",
            "roman": roman.MONTH,
            "year": f"[12][0-9]{{3}}|{roman.YEAR}" if grammar["fixed"] else "[12][0-9]{3}",
            "short": "[0-9]{2}",
            "month": _any_of(months, full),
            "surely": _any_of(sure, full),
            "ordinal": _any_of(grammar["ordinals"]),
            "season": _any_of(grammar["seasons"]),
            "fixed": _any_of(chain(*grammar["fixed"].values()), ()),
            "count": rf"(?:{_any_of(grammar['counts'], ())}|{roman.COUNT}|{_DAY}\.?)",
        }

    def whole(self, years: bool) -> str:
        points = [*self._grammar["points"], *(["{year}"] if years else [])]
        ended = [*points, *(["{short}"] if years else [])]
        opened = ([*points, "{day}", "{month}"], ended)
        close = ([*points, self._grammar["alone"], "{month}"], points)
        tails = self._grammar["tails"]
        ranges = [
            self.tied(shape, *sides)
            for relations, normal in ((_OPENED, opened), (_CLOSE, close))
            for sides in (normal, *tails)
            for shape in self.shapes(relations)
        ]
        circa = f"(?:{self.group('circa', '', self._grammar['circa'])}{_WHITE}*)?"
        either = "|".join([*ranges, self.single(points)])
        return f"{BEFORE}(?=[{self.initials()}0-9]){circa}(?:{either}){_AFTER}"

    def shapes(self, relations: Iterable[str]) -> list[str]:
        """Give the shapes of relations; those with one word between two dates become one."""
        between: list[str] = []
        others: list[str] = []
        for relation in relations:
            for shape in self._grammar[relation]:
                infix = _INFIX.fullmatch(shape)
                made = self.group("relation", relation, infix[1] if infix else shape)
                (between if infix else others).append(made)
        return [*others, f"{{a}}(?:{'|'.join(between)}){{b}}"] if between else others

    def single(self, points: Sequence[str]) -> str:
        """Match one date; one without a year ends before nothing that goes on to a year."""
        whole = [each for each in points if "{year}" in each]
        rest = [each for each in points if "{year}" not in each]
        unfinished = spaced(self._grammar["unfinished"])
        return f"{self.points('a', whole)}|{self.points('a', rest)}(?!{unfinished})"

    def tied(self, shape: str, begun: Sequence[str], ended: Sequence[str]) -> str:
        sides = {"a": self.points("a", begun), "b": self.points("b", ended)}
        return _SLOT.sub(lambda slot: sides[slot[1]], spaced(shape))

    def points(self, side: str, shapes: Sequence[str]) -> str:
        return f"(?:{'|'.join(self.point(side, shape) for shape in shapes)})"

    def point(self, side: str, shape: str) -> str:
        made = _SLOT.sub(lambda slot: self.slot(side, slot[1]), spaced(shape))
        return made if "{year}" in shape or shape == "{short}" else f"{made}{_YEARLESS}"

    def slot(self, side: str, name: str) -> str:
        group = self.group(side, name, self._slots[name])
        if name == "year":
            return f"{group}(?!\\w)(?:/{self.group(side, 'dual', '[0-9]{1,4}')})?"
        return group

    def group(self, kind: str, name: str, content: str) -> str:
        return f"(?P<{kind}_{name}_{next(self._number)}>{content})"

    def initials(self) -> str:
        """Give every letter that an expression may begin with, so that most words cost one look."""
        grammar = self._grammar
        shapes = (
            *grammar["points"],
            *(each for key in (*_OPENED, *_CLOSE) for each in grammar[key]),
        )
        literal = " ".join((*(_SLOT.sub(" ", each) for each in shapes), grammar["circa"]))
        names = (*chain(*grammar["months"]), *grammar["ordinals"], *grammar["seasons"])
        days = (*chain(*grammar["fixed"].values()), *grammar["counts"])
        words = (*re.findall(r"[^\W\d_]+", literal), *names, *days)
        if grammar["fixed"]:
            words = (*words, *roman.INITIALS)
        return "".join(sorted({word[0] for word in words}))


def spaced(shape: str) -> str:
    """Give an expression in which any white space may stand for a blank."""
    return shape.replace(" ?", f"{_WHITE}*").replace(" ", f"{_WHITE}+")


def _full(forms: Sequence[str]) -> Iterator[str]:
    """Give the forms of a month that are whole words: a point after one ends a sentence.

    A word is cut short where it is the beginning of a longer form, or has few letters.
    """
    for form in forms:
        is_begun = any(other != form and other.startswith(form) for other in forms)
        ends_open = form[-1] in _VOWELS
        if form == forms[0] or ends_open or (len(form) > _FEW and not is_begun):
            yield form


def _any_of(forms: Iterable[str], full: Collection[str] | None = None) -> str:
    """Match any of the forms, the longest first; those that are not full may have a point."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    ends = ("" if full is None or form in full else r"\.?" for form in ordered)
    escaped = (re.escape(form).replace(r"\ ", rf"{_WHITE}+") for form in ordered)
    either = "|".join(f"{form}{end}" for form, end in zip(escaped, ends, strict=True))
    return f"(?:{either})(?!\\w)" if either else "(?!)"
