"""Dates as EDTF (ISO 8601-2): a day, month or year, an interval, and how sure it is."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from teipipe.documents import text_of

_ISO = re.compile(r"(-?\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_STAMP = re.compile(r"T\d\d:\d\d\S*|Z|[+-]\d\d:\d\d")
"""What may follow a day in ISO's form: the time and its zone."""
_ABOUT = re.compile(r"\bc(a|irca)?\b|\b(about|around|um|vers)\b|\?", re.IGNORECASE)
"""Words by which a year is not sure."""
_NOT_THEN = re.compile(
    r"\b(after|before|not|since|until|nach|vor|bis|seit|nicht|après|avant|post|ante)\b"
    r"|\bB\. ?C|\bBCE?\b|\bv\. ?(Chr|u\. ?Z)|\bav\. ?J",
    re.IGNORECASE,
)
"""Words by which it was another year than the one that is named."""
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
        found = re.match(r"-?\d{4}", self.start or self.end)
        return found[0] if found else ""


def of_element(element: etree._Element) -> Dated | None:
    """Read a `date` by its attributes (TEI Guidelines 13.4), else by a year in its text.

    A text gives a date only where it has one year and no other; nothing else is guessed, and
    nothing at all where `@calendar` says that its years are not counted as ours.
    """
    unsure = element.get("cert") in _UNSURE or element.get("precision") in _UNSURE
    mark = "?" if unsure else ""
    if when := _iso(element, "when", "when-iso"):
        return Dated(when, mark=mark)
    for first, last, how in (("from", "to", mark), ("notBefore", "notAfter", "~")):
        start, end = _iso(element, first, f"{first}-iso"), _iso(element, last, f"{last}-iso")
        if start == end != "":
            return Dated(start, mark=mark)
        if start or end:
            return None if _runs_backwards(start, end) else Dated(start, end or "..", how)
    counted = _OURS.fullmatch(element.get("calendar", ""))
    return of_text(text_of(element)) if counted else None


def of_text(text: str) -> Dated | None:
    """Read a date from words: one in ISO's form as it is, else its only year."""
    bare = " ".join(text.split())
    if day := _day(bare):
        return Dated(day)
    start, slash, end = bare.partition("/")
    if slash and _day(start) == start and (end == ".." or _day(end) == end):
        return Dated(start, end)
    years = set(_YEAR.findall(bare))
    if len(years) != 1 or _NOT_THEN.search(bare):
        return None
    return Dated(years.pop(), mark="~" if _ABOUT.search(bare) else "")


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


def _runs_backwards(start: str, end: str) -> bool:
    """Whether an end comes before its start, as far as both are stated."""
    length = min(len(start), len(end))
    return _order(end[:length]) < _order(start[:length])


def _iso(element: etree._Element, *names: str) -> str:
    for name in names:
        if found := _day(element.get(name, "").strip()):
            return found
    return ""


def _day(stated: str) -> str:
    """Give the year, month or day that is stated, without its time; nothing where none can be."""
    found = _ISO.match(stated)
    if not found or not (found.end() == len(stated) or _STAMP.fullmatch(stated[found.end() :])):
        return ""
    year, month, day = found.groups()
    exists = not day or int(day) <= monthrange(abs(int(year)) or 4, int(month))[1]
    return found[0] if exists else ""
