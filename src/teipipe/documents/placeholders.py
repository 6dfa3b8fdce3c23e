"""Placeholders: texts that are left where something was to be written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from teipipe import resources


def is_placeholder(text: str) -> bool:
    """Whether the whole text of an element is one of the known ones (`schemas/placeholders.json`).

    White space is folded before.
    """
    known = _texts()
    return (
        text in known["exactly"]
        or text.casefold() in known["whole"]
        or text.startswith(tuple(known["starts"]))
    )


@cache
def _texts() -> Mapping[str, frozenset[str]]:
    listed = resources.table("schemas/placeholders.json")
    return {kind: frozenset(each) for kind, each in listed.items()}
