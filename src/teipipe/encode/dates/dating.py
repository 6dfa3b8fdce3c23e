"""Dating: the attributes of a date, from what is written of it and a year that it leaves unsaid.

Values are those of W3C XML Schema (TEI Guidelines 3.6.4, att.datable.w3c). What cannot be said
without inventing something has no value: a day of no calendar, a range that runs backwards, a
period whose year nobody names, a day by the Roman calendar whose year may be the one before. A
value is of the Gregorian calendar; a day or month that the editor declares to be of the Julian one
is converted, and points to that calendar.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from teipipe.encode.dates import roman
from teipipe.encode.dates.calendars import Expression, Point
from teipipe.encode.spans import Attributes

CIRCA = "medium"
"""The certainty of a date that is said to be about right."""

JULIAN = "julian"
"""The calendar of the editor's declaration, and its `xml:id` in the header."""

_LEAP_YEAR = 2000
_DAY_BEFORE_THE_FIRST = 1721425
"""The Julian day number of the day before the first day of the Gregorian year 1."""
_BOUNDS = ("notBefore", "notAfter")
_PERIOD = ("from", "to")
_LIMITS = {"between": _BOUNDS, "or": _BOUNDS, "from": _PERIOD, "to": _PERIOD}

Ends = tuple[str, str]
"""The earliest and the latest value that a point may mean."""


def attributes(
    expression: Expression, year: int, years: tuple[int, ...], calendar: str = ""
) -> Attributes | None:
    """Give the attributes of a date, or None; `year` (or 0) completes a day without one."""
    values = _values(expression, year, years, calendar == JULIAN)
    if values is None or calendar != JULIAN:
        return values
    return (*values, ("calendar", f"#{JULIAN}"))


def is_impossible(expression: Expression, year: int, calendar: str) -> bool:
    """Say whether a date names a day that its month does not have."""
    julian = calendar == JULIAN
    days = (_plain(point, julian) for point in _points(expression, year))
    return any(
        not 1 <= each.day <= _length(each.year, each.month, julian)
        for each in days
        if each is not None and each.month and each.day is not None
    )


def is_ambiguous(expression: Expression, year: int, calendar: str) -> bool:
    """Say whether a day by the Roman calendar may be one of two days."""
    points = _points(expression, year)
    return _is_of_two_years(expression) or any(
        _plain(each, calendar == JULIAN) is None for each in points
    )


def _points(expression: Expression, year: int) -> Iterator[Point]:
    points = (expression.first, expression.last)
    return (_completed(each, year) for each in points if each is not None)


def _is_of_two_years(expression: Expression) -> bool:
    """Say whether a text dates a day of December by the Kalends of January, and by a year.

    The year may be that of the day or that of the Kalends.
    """
    return any(
        each is not None
        and each.year is not None
        and (each.month, each.fixed) == (1, roman.KALENDS)
        and each.count > 1
        for each in (expression.first, expression.last)
    )


def _plain(point: Point, julian: bool) -> Point | None:
    """Give a day by the Roman calendar as a day of a month; None where it may be either of two."""
    if not point.fixed or point.month is None:
        return point
    day = (point.month, point.fixed, point.count)
    leap = point.year is not None and _is_leap(point.year, julian)
    if roman.is_doubled(*day, leap) or (point.year is None and roman.depends_on_year(*day)):
        return None
    month, number = roman.day_of(*day, leap)
    return replace(point, month=month, day=number, fixed="", count=0)


def _is_leap(year: int, julian: bool) -> bool:
    return year % 4 == 0 if julian else isleap(year)


def _length(year: int | None, month: int, julian: bool) -> int:
    """Give the days of a month; of February in an unknown year 29."""
    leap = year is None or _is_leap(year, julian)
    return monthrange(_LEAP_YEAR if leap else _LEAP_YEAR - 1, month)[1]


def _values(
    expression: Expression, year: int, years: tuple[int, ...], julian: bool
) -> Attributes | None:
    first, last = expression.first, expression.last
    if _is_of_two_years(expression):
        return None
    if not all(_is_year(each, years) for each in (first, last) if each is not None):
        return None
    begin = _ends(_completed(first, year), julian)
    if last is None:
        return _of_one(begin)
    end = _ends(_completed(last, year), julian)
    if begin is None or end is None or not _follows(begin[0], end[1]):
        return None
    names = _LIMITS[expression.relation]
    return ((names[0], begin[0]), (names[1], end[1]))


def _is_year(point: Point, years: tuple[int, ...]) -> bool:
    """Say whether a bare number lies among the years that the editor declared."""
    if point.month or point.season or point.year is None:
        return True
    return bool(years) and years[0] <= point.year <= years[-1]


def _completed(point: Point, year: int) -> Point:
    is_day = point.day is not None or point.fixed
    return replace(point, year=year) if year and is_day and point.year is None else point


def _of_one(ends: Ends | None) -> Attributes | None:
    if ends is None:
        return None
    if ends[0] == ends[1]:
        return (("when", ends[0]),)
    return (("notBefore", ends[0]), ("notAfter", ends[1]))


def _ends(written: Point, julian: bool) -> Ends | None:
    """Give the limits of a point; of two years January to March are of the second."""
    point = _plain(written, julian)
    if point is None:
        return None
    if point.dual == 0 or (point.dual and point.month and point.month > 3):
        return None
    if point.season:
        return _season(point, point.season)
    if point.dual and not point.month:
        return f"{point.year:04d}", f"{point.dual:04d}"
    point = replace(point, year=point.dual or point.year)
    if julian and point.month:
        return _converted(point)
    value = _value(point)
    return (value, value) if value else None


def _season(point: Point, months: tuple[int, int]) -> Ends | None:
    """Give the months of a season; a winter of one year is the one before or the one after it."""
    if point.year is None:
        return None
    first, last = months
    turns = first > last
    if point.dual and not turns:
        return None
    begin = point.year - 1 if turns and not point.dual else point.year
    end = point.dual or (point.year + 1 if turns else point.year)
    return f"{begin:04d}-{first:02d}", f"{end:04d}-{last:02d}"


def _value(point: Point) -> str:
    """Write a point as a day, a month, a year, or a day of any year; "" if it is none of these."""
    if point.day is not None:
        if point.month is None or not 1 <= point.day <= _length(point.year, point.month, False):
            return ""
        day = f"{point.month:02d}-{point.day:02d}"
        return f"{point.year:04d}-{day}" if point.year else f"--{day}"
    if point.year is None:
        return ""
    return f"{point.year:04d}-{point.month:02d}" if point.month else f"{point.year:04d}"


def _converted(point: Point) -> Ends | None:
    """Give the first and the last day of a Julian day or month in the Gregorian calendar."""
    year, month = point.year, point.month
    if year is None or month is None:
        return None
    last = _length(year, month, julian=True)
    days = (1, last) if point.day is None else (point.day, point.day)
    if not 1 <= days[0] <= days[1] <= last:
        return None
    return _gregorian(year, month, days[0]), _gregorian(year, month, days[1])


def _gregorian(year: int, month: int, day: int) -> str:
    """Convert a Julian day by its Julian day number; a year begins in March, its leap day last."""
    months = (month + 9) % 12
    years = year + 4800 - (month < 3)
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    return date.fromordinal(number - _DAY_BEFORE_THE_FIRST).isoformat()


def _follows(one: str, other: str) -> bool:
    """Say whether a range runs forward; the limits of a period need their year."""
    shared = min(len(one), len(other))
    return (
        not one.startswith("-")
        and not other.startswith("-")
        and one != other
        and (one[:shared] <= other[:shared])
    )
