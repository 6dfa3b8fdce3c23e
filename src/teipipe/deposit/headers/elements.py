"""Finding one's way in a header: its elements by path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.documents import tei


def all_of(header: etree._Element, path: str) -> list[etree._Element]:
    """Give the elements at a path; one of `fileDesc` may leave that step out."""
    found: list[Any] = header.findall(tei(path)) or header.findall(tei(f"fileDesc/{path}"))
    return found


def in_publication(header: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Give the elements of some names within the statement of publication."""
    for held in all_of(header, "publicationStmt"):
        yield from held.iter(*(tei(each) for each in names))
