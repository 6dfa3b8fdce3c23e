"""Dates as EDTF (ISO 8601-2): a day, month or year, an interval, and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from teipipe.documents import text_of

_ISO = re.compile(r"-?\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_STAMP = re.compile(r"T\d\d:\d\d\S*|Z|[+-]\d\d:\d\d")
"""What may follow a day in ISO's form: the time and its zone."""
_OURS = re.compile(r"|.*(gregorian|julian)", re.IGNORECASE)
_UNSURE = ("low", "medium", "unknown")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date: `end` is empty for a single one, “..” for one that goes on; `mark` is “”, “?” or “~”.

    “~” says that the true date lies somewhere between start and end (`@notBefore`, `@notAfter`).
    """

    start: str
    end: str = ""
    mark: str = ""

    @property
    def edtf(self) -> str:
        """The date as EDTF, Level 1 (Library of Congress, 2019)."""
        start = f"{self.start}{self.mark}" if self.start else ".."
        if not self.end:
            return start
        return f"{start}/{'..' if self.end == '..' else f'{self.end}{self.mark}'}"

    @property
    def level_0(self) -> str:
        """The date as EDTF, Level 0, as repositories take it: no doubts, no open ends."""
        if not self.start or self.end in ("", ".."):
            return self.start or self.end
        return f"{self.start}/{self.end}"

    @property
    def year(self) -> str:
        """The year of the start, four digits."""
        return re.match(r"-?\d{4}", self.start or self.end)[0] if self.level_0 else ""  # type: ignore[index]


def of_element(element: etree._Element) -> Dated | None:
    """Read a `date` by its attributes (TEI Guidelines 13.4), else by a year in its text.

    A text gives a date only where it has one year and no other; nothing else is guessed, and
    nothing at all where `@calendar` says that its years are not counted as ours.
    """
    unsure = element.get("cert") in _UNSURE or element.get("precision") in _UNSURE
    mark = "?" if unsure else ""
    if when := _iso(element, "when", "when-iso"):
        return Dated(when, mark=mark)
    start, end = _iso(element, "from", "from-iso"), _iso(element, "to", "to-iso")
    if start or end:
        return Dated(start, end or "..", mark)
    start = _iso(element, "notBefore", "notBefore-iso")
    end = _iso(element, "notAfter", "notAfter-iso")
    if start or end:
        return Dated(start, end or "..", "~") if start != end else Dated(start, mark=mark)
    counted = _OURS.fullmatch(element.get("calendar", ""))
    return of_text(text_of(element)) if counted else None


def of_text(text: str) -> Dated | None:
    """Read a date from words: one in ISO's form as it is, else its only year."""
    bare = " ".join(text.split())
    if (day := _ISO.match(bare)) and (day[0] == bare or _STAMP.fullmatch(bare[day.end() :])):
        return Dated(day[0])
    if re.fullmatch(rf"{_ISO.pattern}/(?:{_ISO.pattern}|\.\.)", bare):
        return Dated(*bare.split("/"))
    years = set(_YEAR.findall(bare))
    return Dated(years.pop()) if len(years) == 1 else None


def span(dates: Sequence[Dated]) -> Dated | None:
    """Give the interval from the first to the last of some dates."""
    if len(set(dates)) < 2:
        return dates[0] if dates else None
    first = min((each.start or each.end for each in dates), key=_order)
    last = max(
        (each.end if each.end not in ("", "..") else each.start for each in dates), key=_order
    )
    mark = "~" if any(each.mark for each in dates) else ""
    return Dated(first, last if last != first else "", mark)


def _order(date: str) -> tuple[int, str]:
    """Give what dates are sorted by: years before our era count backwards."""
    year = re.match(r"-?\d+", date)
    return (int(year[0]), date[year.end() :]) if year else (0, date)


def _iso(element: etree._Element, *names: str) -> str:
    for name in names:
        found = _ISO.match(element.get(name, "").strip())
        if found:
            return found[0]
    return ""
