"""Licences: one form, SPDX where it has one, for the many ways in which headers write them.

Creative Commons' addresses are read with any scheme, any page (`deed.de`, `legalcode`) and any
fragment behind them. A port to a country (`/3.0/fr/`) is a text of its own: where SPDX has no
identifier for it, the licence keeps its address and no other one is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from teipipe import resources

_COMMONS = re.compile(
    r"creativecommons\.org/licen[sc]es?/(?P<elements>(?:by|nc|sa|nd)(?:[-+](?:nc|sa|nd))*)"
    r"(?:/(?P<version>\d(?:\.\d)?))?(?:/(?P<port>[a-z]{2,3})(?=[/#?]|$))?"
)
_CODE = re.compile(
    r"\bcc[ \-_]*(?P<elements>by(?:[ \-_]+(?:nc|sa|nd))*)(?![a-z])"
    r"(?:[ \-_,v]*(?P<version>\d\.\d))?(?:[ \-_]+(?P<port>[a-z]{2,3})$)?"
)
_VERSION = re.compile(r"\b([1-4]\.[05])\b")
_WITHOUT_PORTS = "4.0"
"""The version of Creative Commons that is one for all countries: what follows is a language."""
_PORT_NAMES = {"germany": "DE", "deutschland": "DE", "austria": "AT", "österreich": "AT"}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: `spdx` is empty where SPDX has no identifier for it."""

    spdx: str
    title: str
    address: str

    @property
    def name(self) -> str:
        """The shortest name that says which it is."""
        return self.spdx or self.title


def licence(text: str) -> Licence | None:
    """Read a licence from an address, an SPDX identifier or words; None for one nobody knows."""
    plain = " ".join(text.replace("‑", "-").replace("–", "-").split()).lower()
    found = _COMMONS.search(plain) or _CODE.search(plain)
    if found:
        return _commons(found["elements"], found["version"] or "", found["port"] or "", plain)
    for pattern, other in _others():
        if plain == (other.spdx.lower() or None) or pattern.search(plain):
            return other
    return _in_words(plain)


def _in_words(plain: str) -> Licence | None:
    """Read what Creative Commons calls its licences, in some languages."""
    words = _table()["creative-commons"]["elements"]
    elements = {code for word, code in words.items() if word in plain}
    if "BY" not in elements or ("creative" not in plain and not _VERSION.search(plain)):
        return None
    return _commons("-".join(elements), "", "", plain)


def _commons(elements: str, version: str, port: str, plain: str) -> Licence | None:
    """Make a licence of Creative Commons, its elements in their order, as SPDX writes it."""
    given = set(re.split(r"[^A-Z]+", elements.upper())) | {"BY"}
    order = "-".join(each for each in ("BY", "NC", "SA", "ND") if each in given)
    code = order if order in _table()["creative-commons"]["combinations"] else ""
    stated = f"{version}.0" if len(version) == 1 else version
    named = _VERSION.search(plain)
    number = stated or (named[1] if named else "")
    country = "" if number == _WITHOUT_PORTS else port.upper() or _country(plain)
    if not code or number not in (*_table()["creative-commons"]["versions"], "2.1", ""):
        return None
    path = f"{code.lower()}/{number}/" + (f"{country.lower()}/" if country else "")
    spdx = f"CC-{code}-{number}" + (f"-{country}" if country else "")
    title = f"Creative Commons {code} {number}{f' {country}' if country else ''}".rstrip()
    known = bool(number) and (not country or spdx in _table()["creative-commons"]["ports"])
    return Licence(
        spdx if known else "",
        title,
        f"https://creativecommons.org/licenses/{path}" if number else "",
    )


def _country(plain: str) -> str:
    named = (code for name, code in _PORT_NAMES.items() if plain.rstrip(" .)").endswith(name))
    return next(named, "")


@cache
def _others() -> tuple[tuple[re.Pattern[str], Licence], ...]:
    return tuple(
        (re.compile(each["pattern"]), Licence(each["spdx"], each["title"], each["address"]))
        for each in _table()["others"]
    )


def _table() -> Mapping[str, Any]:
    return resources.table("schemas/licences.json")
