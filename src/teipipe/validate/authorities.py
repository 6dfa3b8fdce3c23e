"""Identifiers of authorities: whether they have the shape, and the check digit, that they must.

They stand in `idno` (with the authority as its `@type`), in addresses such as
`https://d-nb.info/gnd/118540238`, and behind prefixes such as `gnd:`. Nothing is looked up: an
identifier that is well made may still be somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from teipipe.authorities import Authority, addressed, stated
from teipipe.documents import Document, tei
from teipipe.findings import Finding, finding, grouped

ATTRIBUTES = ("ref", "key", "sameAs", "corresp", "target", "source")
"""The attributes that identify persons, places and works by addresses or prefixes."""


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
    for element in document.tree.iter(tei("*"), "{}*"):
        if element.tag.endswith("idno") and not len(element):
            named = element.text or "", element.get("type", "")
            yield from ((element, *found) for found in stated(*named))
        for name in ATTRIBUTES:
            value = element.get(name)
            if value and ":" in value:
                for each in value.split():
                    yield from ((element, *found) for found in addressed(each))
