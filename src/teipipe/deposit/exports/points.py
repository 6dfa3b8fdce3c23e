"""Points: where on the earth the `geo` of an entry lies (TEI Guidelines 14.3.4)."""

from __future__ import annotations

import re

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

_NUMBER = re.compile(r"[-+\u2212]?\d+(?:\.\d+)?")
_FIGURE = r"\d+(?:[.,]\d+)?"
_DEGREES = re.compile(
    rf"({_FIGURE})\s*[°º]\s*(?:({_FIGURE})\s*['’′]\s*)?(?:({_FIGURE})\s*(?:[\"”″]|''|’’|′′)\s*)?([NSEWO])"
)
_LATITUDES, _WEST = "NS", "SW"


def point(words: str) -> Point | None:
    """Read two decimal numbers, or degrees with the letters of their directions; else None.

    Where a blank parts the numbers, a comma in one of them is that of a decimal fraction.
    """
    text = " ".join(words.split())
    found = _decimal(text) or _in_degrees(text)
    return found if found and abs(found[0]) <= 90 and abs(found[1]) <= 180 else None


def _decimal(text: str) -> Point | None:
    parts = [each.strip(",;") for each in text.split()] if " " in text else text.split(",")
    found = [_NUMBER.fullmatch(each.replace(",", ".")) for each in parts]
    numbers = [float(each[0].replace("\u2212", "-")) for each in found if each]
    return (numbers[0], numbers[1]) if len(numbers) == len(parts) == 2 else None


def _in_degrees(text: str) -> Point | None:
    """Read degrees, minutes and seconds (48° 12′ 30″ N, 16° 22′ E), in either order."""
    if _DEGREES.sub("", text).strip(" ,;/"):
        return None
    found = {each[4] in _LATITUDES: _angle(each) for each in _DEGREES.finditer(text)}
    return (found[True], found[False]) if len(found) == 2 else None


def _angle(match: re.Match[str]) -> float:
    parts = (float((each or "0").replace(",", ".")) for each in match.group(1, 2, 3))
    angle = sum(part / 60.0**power for power, part in enumerate(parts))
    return round(-angle if match[4] in _WEST else angle, 6)
