"""Dates, times and durations of XML Schema (Part 2, 3.2.6–3.2.14).

A moment is compared as seconds since an era; one without a time zone may lie fourteen hours
either way, so some have no order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

_YEAR = r"(?P<year>-?(?:[1-9]\d{0,8})?\d{4})"
_MONTH = r"(?P<month>\d\d)"
_DAY = r"(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d*)?)"
_ZONE = r"(?P<zone>Z|[+-]\d\d:\d\d)?"
_SHAPES = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",
    "time": _TIME,
    "gYear": _YEAR,
    "gYearMonth": f"{_YEAR}-{_MONTH}",
    "gMonth": f"--{_MONTH}",
    "gMonthDay": f"--{_MONTH}-{_DAY}",
    "gDay": f"---{_DAY}",
}
_MOST_ZONE = 14 * 60
_MOST_YEAR = (1 << 31) - 1
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_YEAR = 2000
"""The year that a day of no year is thought to lie in."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Seconds since the era, in universal time if it is `zoned`, else in a zone not told."""

    seconds: Decimal
    zoned: bool


@dataclass(frozen=True, slots=True)
class Duration:
    """Months and seconds, both of one sign: months have no length in seconds."""

    months: int
    seconds: Decimal


def _parser(shape: str) -> Callable[[str], Moment | None]:
    def parse(text: str) -> Moment | None:
        found = re.fullmatch(shape + _ZONE, text, re.ASCII)
        return _moment(found.groupdict()) if found else None

    return parse


def _moment(parts: dict[str, str | None]) -> Moment | None:
    year = int(parts.get("year") or _LEAP_YEAR)
    month = int(parts.get("month") or 1)
    day = int(parts.get("day") or 1)
    hour, minute = int(parts.get("hour") or 0), int(parts.get("minute") or 0)
    second = Decimal(parts.get("second") or 0)
    zone = _zone(parts.get("zone"))
    real = 0 < abs(year) < _MOST_YEAR and 1 <= month <= 12 and 1 <= day <= _length(year, month)
    if not real or hour > 23 or minute > 59 or second >= 61 or abs(zone or 0) > _MOST_ZONE:
        return None
    minutes = (_days(year, month, day) * 24 + hour) * 60 + minute
    return Moment((minutes - (zone or 0)) * 60 + second, zone is not None)


def _zone(text: str | None) -> int | None:
    if not text:
        return None
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:])
    if minutes > 59:
        return _MOST_ZONE + 1
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def _length(year: int, month: int) -> int:
    """Give the days of a month."""
    return 29 if month == 2 and _leap(year) else _LENGTHS[month - 1]


def _leap(year: int) -> bool:
    year = year + 1 if year < 0 else year
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days(year: int, month: int, day: int) -> int:
    """Count the days since the first of January of the year 1."""
    year = year + 1 if year < 0 else year
    before = year - 1
    leaps = before // 4 - before // 100 + before // 400
    months = sum(_LENGTHS[: month - 1]) + (1 if month > 2 and _leap(year) else 0)
    return before * 365 + leaps + months + day - 1


def compare(one: Moment, other: Moment) -> int | None:
    """Order two moments; None if it hangs on a zone that one of them lacks."""
    doubt = 0 if one.zoned == other.zoned else _MOST_ZONE * 60
    apart = one.seconds - other.seconds
    if abs(apart) <= doubt and doubt:
        return None
    return (apart > 0) - (apart < 0)


_DURATION = (
    r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?|\.\d+)S)?)?"
)


def duration(text: str) -> Duration | None:
    """Give the duration that a text means, or None; it has one part at least, as has its time."""
    found = re.fullmatch(_DURATION, text, re.ASCII)
    if not found or text.endswith(("P", "T")):
        return None
    years, months, days, hours, minutes = (int(each or 0) for each in found.groups()[1:6])
    seconds = ((days * 24 + hours) * 60 + minutes) * 60 + Decimal(found[7] or 0)
    sign = -1 if found[1] else 1
    return Duration(sign * (years * 12 + months), sign * seconds)


_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
"""The months at whose beginnings durations are compared (XML Schema, Part 2, 3.2.6.2)."""


def compare_durations(one: Duration, other: Duration) -> int | None:
    """Order two durations: the order that holds from whatever month they are counted."""
    orders = {_compare_from(start, one, other) for start in _STARTS}
    return orders.pop() if len(orders) == 1 else None


def _compare_from(start: tuple[int, int], one: Duration, other: Duration) -> int:
    ends = [_end(start, each) for each in (one, other)]
    return (ends[0] > ends[1]) - (ends[0] < ends[1])


def _end(start: tuple[int, int], added: Duration) -> Decimal:
    months = start[0] * 12 + start[1] - 1 + added.months
    return _days(months // 12, months % 12 + 1, 1) * 86400 + added.seconds


PARSERS = {name: _parser(shape) for name, shape in _SHAPES.items()}
"""For each datatype of a moment, what gives the moment that a text means."""
