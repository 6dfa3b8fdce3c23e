"""Calendars: how dates are written in a language, and where such words stand in a text.

What is looked for stands in `grammars`. Days of the Roman calendar are written as a count to a
fixed day. What the words mean in the end (which year, which day) is the affair of `dating`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from teipipe import resources
from teipipe.encode.dates import roman
from teipipe.encode.dates.grammars import BEFORE, date_pattern, spaced

FOLDER = "schemas/calendars"

_BACK = 40
"""How far a word before a month is looked for that may name its day."""
_NUMBERS = re.compile(rf"{BEFORE}\d{{1,2}}([./-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})(?!\w|[./-]\d)")


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
def languages() -> tuple[str, ...]:
    """Give the languages whose dates are known."""
    return tuple(sorted(each.stem for each in resources.path(FOLDER).glob("*.json")))


@cache
def calendar(language: str, years: bool) -> Calendar:
    """Compile the grammar of a language; with `years` a bare number may be a year."""
    grammar = resources.table(f"{FOLDER}/{language}.json")
    months = {form: at for at, forms in enumerate(grammar["months"], 1) for form in forms}
    seasons = {form: (ends[0], ends[1]) for form, ends in grammar["seasons"].items()}
    fixed = {form: day for day, forms in grammar["fixed"].items() for form in forms}
    counts, day_before = grammar["counts"], spaced(grammar["day-before"])
    return Calendar(
        months,
        seasons,
        grammar["ordinals"],
        fixed,
        counts,
        re.compile(date_pattern(grammar, years)),
        re.compile(f"(?:{day_before})$"),
    )


def numeric(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find dates in figures alone, of which nobody can tell day, month or century."""
    return (each.span() for each in _NUMBERS.finditer(text, start, end))


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
