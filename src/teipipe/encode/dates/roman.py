"""The Roman calendar: numerals, and days counted backwards to Kalends, Nones and Ides.

The count includes both ends, and the Kalends are those of the month that is named: the third day
before the Kalends of May is the 29th of April. In a leap year the sixth day before the Kalends of
March stands twice, so that it alone is no certain day (Grotefend, Zeitrechnung, “Römischer
Kalender”).
"""

from __future__ import annotations

from calendar import monthrange

KALENDS, NONES, IDES = "kalends", "nones", "ides"

COUNT = r"(?:[ivxIVX]+[jJ]?|[jJ])\b\.?"
"""A small number that counts days, its last figure perhaps a j."""
MONTH = r"(?:VI{0,3}|IV|IX|I{1,3}|XI{0,2})(?!\w)"
"""The number of a month."""
YEAR = r"(?=M[MDCLXVI])MM?(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4}J?)(?!\w)"
"""A year after 1000 in capitals, with four like figures as manuscripts have them."""
INITIALS = "ivxjIVXJM"

_VALUES = {"i": 1, "j": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_LATE = frozenset({3, 5, 7, 10})
"""The months whose Nones and Ides are two days later."""
_COMMON_YEAR, _LEAP_YEAR = 2001, 2000
_DOUBLED = 6


def number(numeral: str) -> int:
    """Give the value of a Roman numeral in either letter case; a smaller figure before is taken."""
    values = [_VALUES[each] for each in numeral.casefold()]
    following = (*values[1:], 0)
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))


def day_of(month: int, fixed: str, count: int, is_leap: bool) -> tuple[int, int]:
    """Give month and day; day 0 where the count is larger than the days that are counted so."""
    if count == 0:
        return month, _day(month, fixed)
    if fixed != KALENDS:
        earliest = 1 if fixed == NONES else _day(month, NONES)
        return month, _within(_day(month, fixed) + 1 - count, earliest, count)
    before = (month - 2) % 12 + 1
    leap = is_leap and count < _DOUBLED
    length = monthrange(_LEAP_YEAR if leap else _COMMON_YEAR, before)[1]
    return before, _within(length + 2 - count, _day(before, IDES), count)


def is_doubled(month: int, fixed: str, count: int, is_leap: bool) -> bool:
    """Say whether a day is the one that stands twice in a leap year."""
    return is_leap and count == _DOUBLED and (month, fixed) == (3, KALENDS)


def depends_on_year(month: int, fixed: str, count: int) -> bool:
    """Say whether a day is another one in leap years."""
    return 1 < count <= _DOUBLED and (month, fixed) == (3, KALENDS)


def _day(month: int, fixed: str) -> int:
    later = 2 * (month in _LATE)
    return {KALENDS: 1, NONES: 5 + later, IDES: 13 + later}[fixed]


def _within(day: int, earliest: int, count: int) -> int:
    return day if count > 1 and day > earliest else 0
