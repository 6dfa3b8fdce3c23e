"""Authorities: how the identifiers of persons, bodies, places and works look; check digits.

Nothing is looked up: an identifier that is well made may still be somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from teipipe import resources

_SEPARATORS = re.compile(r"[\s–-]")
_LABEL = re.compile(
    r"^(?:ISBN|[EP]?-?ISSN|ISNI|ORCID|DOI|GND|VIAF|ROR)(?:-1[03]|-L)?\s*[: ]\s*", re.I
)
_REMARK = re.compile(r"\s*[(\[].*$", re.S)
_IN_GROUPS = {"ISBN": "", "ISNI": "", "ISSN": "-", "ORCID": "-"}
"""Whose digits may stand in groups, and what their authority itself puts between four and four."""
_BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"
"""The digits of Crockford's base 32, in which a ROR is written."""


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority: its name, how its addresses are read and written, how its identifiers look."""

    name: str
    address: re.Pattern[str]
    shape: re.Pattern[str]
    digit: Callable[[str], bool]
    example: str
    form: str

    def accepts(self, identifier: str) -> bool:
        """Whether an identifier has the shape and the check digit."""
        plain = identifier.upper() if self.name not in ("DOI", "ROR") else identifier
        if self.name in _IN_GROUPS:
            plain = _SEPARATORS.sub("", plain)
        return bool(self.shape.fullmatch(plain)) and self.digit(plain)

    def url(self, identifier: str) -> str:
        """Give the address of an identifier, empty for an authority that has none."""
        return self.form.format(self.normalised(identifier)) if self.form else ""

    def normalised(self, identifier: str) -> str:
        """Give an identifier as its authority writes it: an ORCID in groups, an ISNI without."""
        if self.name == "DOI":
            return identifier.lower()
        if self.name not in _IN_GROUPS:
            return identifier
        plain = _SEPARATORS.sub("", identifier).upper()
        return _IN_GROUPS[self.name].join(re.findall(".{1,4}", plain))


def stated(text: str, kind: str) -> Iterator[tuple[Authority, str]]:
    """Give what the text of an `idno` of some `@type` identifies: by its address, else its type."""
    bare = _LABEL.sub("", text.strip())
    by_address = list(addressed(bare))
    authority = types().get(kind.casefold())
    if by_address:
        yield from by_address
    elif authority and bare and "://" not in bare:
        yield authority, _REMARK.sub("", bare)


def addressed(text: str) -> Iterator[tuple[Authority, str]]:
    """Give the authority and the identifier in an address, or behind an authority's prefix."""
    prefix, colon, local = text.partition(":")
    if colon and not local.startswith("//") and prefix.casefold() in types():
        authority = types()[prefix.casefold()]
        yield authority, local
        return
    if "/" in text or text.startswith("urn:"):
        for each in authorities():
            found = each.address.match(text)
            if found:
                yield each, found[1]


@cache
def authorities() -> tuple[Authority, ...]:
    """Give the authorities that are known."""
    return tuple(
        Authority(
            name,
            re.compile(each["address"]),
            re.compile(each["shape"]),
            _DIGITS[each["check"]],
            each["example"],
            each["form"],
        )
        for name, each in _table().items()
    )


@cache
def types() -> Mapping[str, Authority]:
    """Map what `idno/@type` and prefixes call an authority, in small letters, to it."""
    by_name = {each.name: each for each in authorities()}
    return {kind: by_name[name] for name, each in _table().items() for kind in each["types"]}


def _table() -> Mapping[str, Any]:
    return resources.table("schemas/authorities.json")


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)


def _gnd(identifier: str) -> bool:
    """Weigh the digits by 2, 3, … from the right; ten or more belong to persons (DNB, PND/SWD)."""
    digits = identifier.replace("-", "")
    total = sum(int(each) * weight for weight, each in enumerate(reversed(digits[:-1]), 2))
    expected = total % 11 if "-" in identifier else -total % 11
    return _value(digits[-1]) == expected


def _mod_11_2(identifier: str) -> bool:
    """ISO/IEC 7064, MOD 11-2, as ISNI and ORCID use it."""
    total = 0
    for each in identifier[:-1]:
        total = (total + int(each)) * 2
    return _value(identifier[-1]) == (12 - total % 11) % 11


def _mod_11(identifier: str) -> bool:
    """ISO 3297, and ISO 2108 for ten digits: weighed by 1, 2, … from the right."""
    return sum(_value(each) * at for at, each in enumerate(reversed(identifier), 1)) % 11 == 0


def _isbn(identifier: str) -> bool:
    """ISO 2108: ten digits modulo 11, thirteen modulo 10."""
    if len(identifier) == 10:
        return _mod_11(identifier)
    return sum(int(each) * (3 if at % 2 else 1) for at, each in enumerate(identifier)) % 10 == 0


def _ror(identifier: str) -> bool:
    """ISO/IEC 7064, MOD 97-10, over the number that six characters of base 32 make."""
    value = 0
    for each in identifier[:-2].lower():
        value = value * 32 + _BASE_32.index(each)
    return 98 - value * 100 % 97 == int(identifier[-2:])


_DIGITS: Mapping[str, Callable[[str], bool]] = {
    "": lambda _identifier: True,
    "gnd": _gnd,
    "mod11-2": _mod_11_2,
    "isbn": _isbn,
    "issn": _mod_11,
    "ror": _ror,
}
