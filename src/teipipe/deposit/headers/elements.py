"""Finding one's way in a header: its elements by path, their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from teipipe.documents import tei


def all_of(header: Any, path: str) -> list[Any]:
    """Give the elements at a path; one of `fileDesc` may leave that step out."""
    found: list[Any] = header.findall(tei(path)) or header.findall(tei(f"fileDesc/{path}"))
    return found


def text_of(element: Any) -> str:
    """Give the text of an element, white space folded."""
    return " ".join("".join(element.itertext("*")).split())


def in_publication(header: Any, *names: str) -> Iterator[Any]:
    """Give the elements of some names within the statement of publication."""
    for held in all_of(header, "publicationStmt"):
        yield from held.iter(*(tei(each) for each in names))
