"""Dates of `att.datable.w3c`: whether `@when` and its like hold a real date.

They hold an XML Schema date or time, or a part of one (TEI Guidelines, 13.4): the thirtieth of
February is none, nor is “c. 1920”.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import Any

from teipipe.documents import Document, tei
from teipipe.findings import Finding, finding, grouped

ATTRIBUTES = ("when", "notBefore", "notAfter", "from", "to")
"""The attributes that hold such dates."""
ELSEWHERE = frozenset(("app", "arc", "biblScope", "citedRange", "locus", "rt", "span"))
"""Elements on which `@from` and `@to` are no dates: places in a book, or pointers."""

_DATE = re.compile(
    r"-?(?P<year>\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<clock>T.+)?)?)?|"
    r"--(?P<only_month>\d\d)(?:-(?P<month_day>\d\d))?|---(?P<only_day>\d\d)|(?P<time>\d\d:.+)"
)
_TIME = re.compile(r"(?:([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)")
_ZONE = re.compile(r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))\Z")
_LEAP = 2000


def check(document: Document) -> tuple[Finding, ...]:
    """Find dates that are none (V055), each once with a count."""
    return grouped(
        finding("V055", document.place(element), attribute=name, value=value)
        for element, name, value in _dates(document)
        if not is_date(value.strip())
    )


def _dates(document: Document) -> Iterator[tuple[Any, str, str]]:
    for element in document.tree.iter(tei("*"), "{}*"):
        for name in ATTRIBUTES:
            value = element.get(name)
            if value is None:
                continue
            if name in ("from", "to") and element.tag.rpartition("}")[2] in ELSEWHERE:
                continue
            yield element, name, value


def is_date(text: str) -> bool:
    """Whether a text is a date or a time, or a part of one, of XML Schema (Part 2, 3.2)."""
    zone = _ZONE.search(text)
    bare = text[: zone.start()] if zone and _DATE.fullmatch(text[: zone.start()]) else text
    parsed = _DATE.fullmatch(bare)
    if parsed is None:
        return False
    clock = (parsed["clock"] or "").removeprefix("T") or parsed["time"]
    if clock and not _TIME.fullmatch(clock):
        return False
    month = int(parsed["month"] or parsed["only_month"] or 1)
    day = int(parsed["day"] or parsed["month_day"] or parsed["only_day"] or 1)
    return 1 <= month <= 12 and 1 <= day <= _days(parsed, month)


def _days(parsed: re.Match[str], month: int) -> int:
    """Give how many days a month may have; February in an unknown year has 29."""
    if parsed["only_day"]:
        return 31
    year = int(parsed["year"]) if parsed["year"] else _LEAP
    return monthrange(_LEAP + year % 400, month)[1]
