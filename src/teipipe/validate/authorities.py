"""Identifiers of authorities: whether they have the shape, and the check digit, that they must.

They stand in `idno` (with the authority as its `@type`), in addresses such as
`https://d-nb.info/gnd/118540238`, and behind prefixes such as `gnd:`. Nothing is looked up: an
identifier that is well made may still be somebody else's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from teipipe import resources
from teipipe.documents import TEI, Document
from teipipe.findings import Finding, finding, grouped

ATTRIBUTES = ("ref", "key", "sameAs", "corresp", "target", "source")
"""The attributes that identify persons, places and works by addresses or prefixes."""

_SEPARATORS = re.compile(r"[\s–-]")
_LABEL = re.compile(r"^(?:ISBN|ISNI|ORCID|DOI|GND|VIAF)(?:-1[03])?\s*[: ]\s*", re.I)
_REMARK = re.compile(r"\s*[(\[].*$", re.S)


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority: its name, how its addresses begin, how its identifiers look."""

    name: str
    address: re.Pattern[str]
    shape: re.Pattern[str]
    digit: Callable[[str], bool]
    example: str

    def accepts(self, identifier: str) -> bool:
        """Whether an identifier has the shape and the check digit."""
        plain = identifier.upper() if self.name != "DOI" else identifier
        if self.name in ("ISBN", "ISNI", "ORCID"):
            plain = _SEPARATORS.sub("", plain)
        return bool(self.shape.fullmatch(plain)) and self.digit(plain)


def check(document: Document) -> tuple[Finding, ...]:
    """Find identifiers that cannot be right (V046); the same one is told once, with a count."""
    return grouped(
        finding(
            "V046",
            document.place(element),
            identifier=identifier,
            authority=authority.name,
            example=authority.example,
        )
        for element, authority, identifier in _identifiers(document)
        if not authority.accepts(identifier)
    )


def _identifiers(document: Document) -> Iterator[tuple[Any, Authority, str]]:
    for element in document.tree.iter(f"{{{TEI}}}*", "{}*"):
        if element.tag.endswith("idno") and not len(element):
            yield from _of_idno(element)
        for name in ATTRIBUTES:
            value = element.get(name)
            if value and ":" in value:
                for each in value.split():
                    yield from ((element, *found) for found in _addressed(each))


def _of_idno(element: Any) -> Iterator[tuple[Any, Authority, str]]:
    text = _LABEL.sub("", (element.text or "").strip())
    by_address = list(_addressed(text))
    authority = _types().get(element.get("type", "").casefold())
    if by_address:
        yield from ((element, *found) for found in by_address)
    elif authority and text and "://" not in text:
        yield element, authority, _REMARK.sub("", text)


def _addressed(text: str) -> Iterator[tuple[Authority, str]]:
    """Give the authority and the identifier in an address, or behind an authority's prefix."""
    prefix, colon, local = text.partition(":")
    if colon and not local.startswith("//") and prefix.casefold() in _types():
        authority = _types()[prefix.casefold()]
        yield authority, local
        return
    if "/" in text or text.startswith("urn:isbn:"):
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
        )
        for name, each in _table().items()
    )


@cache
def _types() -> Mapping[str, Authority]:
    by_name = {each.name: each for each in authorities()}
    return {kind: by_name[name] for name, each in _table().items() for kind in each["types"]}


@cache
def _table() -> Mapping[str, Any]:
    text = resources.path("schemas/authorities.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


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


def _isbn(identifier: str) -> bool:
    """ISO 2108: ten digits modulo 11, thirteen modulo 10."""
    if len(identifier) == 10:
        weighed = zip(identifier, range(10, 0, -1), strict=True)
        return sum(_value(each) * weight for each, weight in weighed) % 11 == 0
    return sum(int(each) * (3 if at % 2 else 1) for at, each in enumerate(identifier)) % 10 == 0


_DIGITS: Mapping[str, Callable[[str], bool]] = {
    "": lambda _identifier: True,
    "gnd": _gnd,
    "mod11-2": _mod_11_2,
    "isbn": _isbn,
}
