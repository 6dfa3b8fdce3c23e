"""Calendars: how dates are written in a language, and where such words stand in a text.

A grammar is data (`schemas/calendars/<language>.json`): names of months, seasons and ordinals, and
`points` and ranges, which are regular expressions with slots such as `{day}`; a blank stands for
any white space. Letter case counts, and a month by itself is never a date. Days of the Roman
calendar are written as a count to a fixed day. What the words mean in the end (which year, which
day) is the affair of `teipipe.encode.dating`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, count
from typing import Any

from teipipe.encode import roman
from teipipe.resources import path

FOLDER = "schemas/calendars"

_SLOT = re.compile(r"\{(\w+)\}")
_BEFORE = r"(?<!\w)(?<!\d[.,:/–-])(?<!\d\./)"
_AFTER = r"(?!\w)(?![-–.,:/]\d)"
_YEARLESS = r"(?!,?\s*\d{3})"
"""After a date without a year: three figures would be a year that was not understood."""
_DAY = "[0-9]{1,2}(?![0-9])"
"""The figures of a day, also of one that no month has: such a date is read whole and refused."""
_BACK = 40
"""How far a word before a month is looked for that may name its day."""
_WHITE = r"\s"
_FEW = 4
_VOWELS = "aeiou"
_OPENED = ("between", "from")
"""The relations that a word or a dash makes plain; a bare day or two figures may stand in them."""
_CLOSE = ("to", "or", "and")
_INFIX = re.compile(r"\{a\}(.*)\{b\}")
_NUMBERS = re.compile(rf"{_BEFORE}\d{{1,2}}([./-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})(?!\w|[./-]\d)")


@dataclass(frozen=True, slots=True)
class Point:
    """What is written of one date; None is what is not. `dual` is the later of two years.

    `fixed` is a day of the Roman calendar, and `count` counts to it (0: the day itself).
    """

    year: int | None = None
    dual: int | None = None
    month: int | None = None
    day: int | None = None
    season: tuple[int, int] | None = None
    fixed: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Expression:
    """A date in a text: one point, or two that `relation` ("from", "between", "or") ties."""

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
    fixed: Mapping[str, str]
    counts: Mapping[str, int]
    pattern: re.Pattern[str]
    day_before: re.Pattern[str]

    def find(self, text: str, start: int, end: int) -> Iterator[Expression]:
        """Find dates left to right, none inside another; two that “and” ties are two."""
        for match in self.pattern.finditer(text, start, end):
            each = self._expression(match)
            if each.relation == "and" and each.last:
                yield Expression(*_side(match, "a"), each.first, circa=each.circa)
                yield Expression(*_side(match, "b"), each.last)
            elif not self._lacks_its_day(text, each):
                yield each

    def _lacks_its_day(self, text: str, found: Expression) -> bool:
        """Say whether what stands before a month seems to be its day, which was not understood."""
        point = found.first
        if point.month is None or point.day is not None or point.count:
            return False
        before = text[max(0, found.start - _BACK) : found.start]
        return bool(self.day_before.search(before))

    def _expression(self, match: re.Match[str]) -> Expression:
        written: dict[str, dict[str, str]] = {"a": {}, "b": {}, "relation": {}, "circa": {}}
        for name, value in match.groupdict().items():
            if value is not None:
                kind, _, rest = name.partition("_")
                written[kind][rest.partition("_")[0]] = value
        first, last = self._point(written["a"]), None
        if written["relation"]:
            last = self._point(_with_century(written["b"], first))
            months = (first.month or last.month, last.month or first.month)
            if first.day is None or last.day is None:
                months = (first.month, last.month)
            first = replace(first, year=first.year or last.year, month=months[0])
            last = replace(last, month=months[1])
        relation = next(iter(written["relation"]), "")
        return Expression(*match.span(), first, last, relation, bool(written["circa"]))

    def _point(self, written: Mapping[str, str]) -> Point:
        day = next((written[each] for each in ("day", "nth") if each in written), "")
        month = next((written[each] for each in ("month", "surely") if each in written), "")
        season = self.seasons.get(written.get("season", ""))
        year = _year(written["year"]) if "year" in written else None
        return Point(
            year,
            _dual(year, written.get("dual", "")),
            self.months[month.removesuffix(".")] if month else _month(written),
            _day(day) if day else self.ordinals.get(_joined(written.get("ordinal", ""))),
            season,
            self.fixed.get(written.get("fixed", "").removesuffix("."), ""),
            self._count(written.get("count", "")),
        )

    def _count(self, written: str) -> int:
        if not written:
            return 0
        return self.counts.get(_joined(written).removesuffix(".")) or _day(written)


@cache
def calendar(language: str, years: bool) -> Calendar:
    """Compile the grammar of a language; with `years` a bare number may be a year."""
    grammar = json.loads(path(f"{FOLDER}/{language}.json").read_text("utf-8"))
    months = {form: at for at, forms in enumerate(grammar["months"], 1) for form in forms}
    seasons = {form: (ends[0], ends[1]) for form, ends in grammar["seasons"].items()}
    fixed = {form: day for day, forms in grammar["fixed"].items() for form in forms}
    counts, day_before = grammar["counts"], _spaced(grammar["day-before"])
    return Calendar(
        months,
        seasons,
        grammar["ordinals"],
        fixed,
        counts,
        re.compile(_Pattern(grammar).whole(years)),
        re.compile(f"(?:{day_before})$"),
    )


def numeric(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find dates in figures alone, of which nobody can tell day, month or century."""
    return (each.span() for each in _NUMBERS.finditer(text, start, end))


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
        return f"{_BEFORE}(?=[{self.initials()}0-9]){circa}(?:{either}){_AFTER}"

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
        unfinished = _spaced(self._grammar["unfinished"])
        return f"{self.points('a', whole)}|{self.points('a', rest)}(?!{unfinished})"

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


def _side(match: re.Match[str], side: str) -> tuple[int, int]:
    """Give where one of two dates begins and ends."""
    names = [name for name, value in match.groupdict().items() if value and name[:2] == f"{side}_"]
    return min(map(match.start, names)), max(map(match.end, names))


def _joined(words: str) -> str:
    return " ".join(words.split())


def _day(written: str) -> int:
    """Read the number of a day in Arabic or Roman figures, without the mark after it."""
    figures = re.match(r"\d+", written)
    return int(figures[0]) if figures else roman.number(written.removesuffix("."))


def _year(written: str) -> int:
    return int(written) if written.isdigit() else roman.number(written)


def _spaced(shape: str) -> str:
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


def _month(written: Mapping[str, str]) -> int | None:
    """Read the number of a month in Arabic or Roman figures."""
    if "roman" in written:
        return roman.number(written["roman"])
    return int(written["number"]) if "number" in written else None
