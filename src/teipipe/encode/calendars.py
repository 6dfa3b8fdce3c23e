"""Calendars: how dates are written in a language, and where such words stand in a text.

A grammar is data (`schemas/calendars/<language>.json`): names of months, seasons and ordinals, and
`points` and ranges, which are regular expressions with slots such as `{day}`; a blank stands for
any white space. Letter case counts, and a month by itself is never a date. What the words mean in
the end (which year) is the affair of `teipipe.encode.dating`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, count
from typing import Any

from teipipe.resources import path

FOLDER = "schemas/calendars"

_SLOT = re.compile(r"\{(\w+)\}")
_BEFORE = r"(?<!\w)(?<!\d[.,:/–-])"
_AFTER = r"(?!\w)(?![-–.,:/]\d)"
_YEARLESS = r"(?!,?\s*\d{3})"
"""After a date without a year: three figures would be a year that was not understood."""
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_WHITE = r"\s"
_NUMBERS = re.compile(rf"{_BEFORE}\d{{1,2}}([./-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})(?!\w|[./-]\d)")


@dataclass(frozen=True, slots=True)
class Point:
    """What is written of one date; None is what is not. `dual` is the later of two years."""

    year: int | None = None
    dual: int | None = None
    month: int | None = None
    day: int | None = None
    season: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A date in a text: one point, or two that `relation` ("from", "between") ties."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    relation: str = ""
    circa: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a language, compiled."""

    months: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    ordinals: Mapping[str, int]
    pattern: re.Pattern[str]

    def find(self, text: str, start: int, end: int) -> Iterator[Expression]:
        """Find dates left to right, none inside another."""
        for match in self.pattern.finditer(text, start, end):
            yield self._expression(match)

    def _expression(self, match: re.Match[str]) -> Expression:
        written: dict[str, dict[str, str]] = {"a": {}, "b": {}, "relation": {}, "circa": {}}
        for name, value in match.groupdict().items():
            if value is not None:
                kind, _, rest = name.partition("_")
                written[kind][rest.partition("_")[0]] = value
        first, last = self._point(written["a"]), None
        if written["relation"]:
            last = self._point(_with_century(written["b"], first))
            first = replace(
                first,
                year=last.year if first.year is None else first.year,
                month=last.month if last.day and first.day and not first.month else first.month,
            )
        relation = next(iter(written["relation"]), "")
        return Expression(*match.span(), first, last, relation, bool(written["circa"]))

    def _point(self, written: Mapping[str, str]) -> Point:
        day = next((written[each] for each in ("day", "nth") if each in written), "")
        month = next((written[each] for each in ("month", "surely") if each in written), "")
        season = self.seasons.get(written.get("season", ""))
        year = int(written["year"]) if "year" in written else None
        return Point(
            year,
            _dual(year, written.get("dual", "")),
            self.months[month.removesuffix(".")] if month else _integer(written.get("number", "")),
            _integer(day) or self.ordinals.get(written.get("ordinal", "")),
            season,
        )


@cache
def calendar(language: str, years: bool) -> Calendar:
    """Compile the grammar of a language; with `years` a bare number may be a year."""
    grammar = json.loads(path(f"{FOLDER}/{language}.json").read_text("utf-8"))
    months = {form: at for at, forms in enumerate(grammar["months"], 1) for form in forms}
    seasons = {form: (ends[0], ends[1]) for form, ends in grammar["seasons"].items()}
    pattern = re.compile(_Pattern(grammar).whole(years))
    return Calendar(months, seasons, grammar["ordinals"], pattern)


def numeric(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find dates in figures alone, of which nobody can tell day, month or century."""
    return (each.span() for each in _NUMBERS.finditer(text, start, end))


class _Pattern:
    """One grammar becomes one expression; groups are numbered so that no name is used twice."""

    def __init__(self, grammar: Mapping[str, Any]) -> None:
        self._grammar = grammar
        self._number = count()
        full = {forms[0] for forms in grammar["months"]}
        months = [form for forms in grammar["months"] for form in forms]
        sure = [form for form in months if form not in grammar["also-words"]]
        marks = grammar["marks"]
        self._slots = {
            "day": f"{_DAY}{marks}?",
            "nth": f"{_DAY}{marks}",
            "number": "0?[1-9]|1[0-2]",
            "year": "[12][0-9]{3}",
            "short": "[0-9]{2}",
            "month": _any_of(months, full),
            "surely": _any_of(sure, full),
            "ordinal": _any_of(grammar["ordinals"]),
            "season": _any_of(grammar["seasons"]),
        }

    def whole(self, years: bool) -> str:
        points = [*self._grammar["points"], *(["{year}"] if years else [])]
        begun = [*points, "{day}", "{month}"]
        ended = [*points, *(["{short}"] if years else [])]
        ranges = [
            self.group("relation", relation, self.tied(shape, begun, ended))
            for relation in ("between", "from")
            for shape in self._grammar[relation]
        ]
        circa = f"(?:{self.group('circa', '', self._grammar['circa'])}{_WHITE}*)?"
        either = "|".join([*ranges, self.points("a", points)])
        return f"{_BEFORE}(?=[{self.initials()}0-9]){circa}(?:{either}){_AFTER}"

    def tied(self, shape: str, begun: Sequence[str], ended: Sequence[str]) -> str:
        sides = {"a": self.points("a", begun), "b": self.points("b", ended)}
        return _SLOT.sub(lambda slot: sides[slot[1]], _spaced(shape))

    def points(self, side: str, shapes: Sequence[str]) -> str:
        return f"(?:{'|'.join(self.point(side, shape) for shape in shapes)})"

    def point(self, side: str, shape: str) -> str:
        made = _SLOT.sub(lambda slot: self.slot(side, slot[1]), _spaced(shape))
        return made if "{year}" in shape or shape == "{short}" else f"{made}{_YEARLESS}"

    def slot(self, side: str, name: str) -> str:
        group = self.group(side, name, self._slots[name])
        if name == "year":
            return f"{group}(?![0-9])(?:/{self.group(side, 'dual', '[0-9]{1,4}')})?"
        return group

    def group(self, kind: str, name: str, content: str) -> str:
        return f"(?P<{kind}_{name}_{next(self._number)}>{content})"

    def initials(self) -> str:
        """Give every letter that an expression may begin with, so that most words cost one look."""
        shapes = (*self._grammar["points"], *self._grammar["between"], *self._grammar["from"])
        literal = " ".join((*(_SLOT.sub(" ", each) for each in shapes), self._grammar["circa"]))
        names = (*chain(*self._grammar["months"]), *self._grammar["ordinals"])
        words = (*re.findall(r"[^\W\d_]+", literal), *names, *self._grammar["seasons"])
        return "".join(sorted({word[0] for word in words}))


def _spaced(shape: str) -> str:
    return shape.replace(" ?", f"{_WHITE}*").replace(" ", f"{_WHITE}+")


def _any_of(forms: Iterable[str], full: Collection[str] | None = None) -> str:
    """Match any of the forms, the longest first; those that are not full may have a point."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    ends = ("" if full is None or form in full else r"\.?" for form in ordered)
    either = "|".join(f"{re.escape(form)}{end}" for form, end in zip(ordered, ends, strict=True))
    return f"(?:{either})(?!\\w)" if either else "(?!)"


def _dual(year: int | None, written: str) -> int | None:
    """Read the second of two years ("1701/2"); 0 where it does not follow the first."""
    if year is None or not written:
        return None
    return year + 1 if str(year + 1).endswith(written) else 0


def _with_century(written: Mapping[str, str], first: Point) -> Mapping[str, str]:
    """Complete "1905–17" by the century of its first year."""
    if "short" not in written or first.year is None:
        return written
    return {"year": f"{first.year // 100}{written['short']}"}


def _integer(figures: str) -> int | None:
    digits = re.match(r"\d+", figures)
    return int(digits[0]) if digits else None
