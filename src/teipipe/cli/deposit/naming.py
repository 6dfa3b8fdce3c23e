"""What the options of `teipipe deposit` name: targets and forms, separated by commas."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from teipipe.errors import UsageError

if TYPE_CHECKING:
    from teipipe.deposit.targets.target import Target


def targets_named(named: str | None) -> list[Target]:
    """Give the targets that are named, all of them without a name."""
    from teipipe.deposit.targets import TARGETS

    return [TARGETS[each] for each in names_among(named, TARGETS, "target")]


def names_among(named: str | None, known: Collection[str], kind: str) -> list[str]:
    """Give names that are separated by commas, all that are known without any."""
    from teipipe.configuration import nearest

    names = list(known) if named is None else [each.strip() for each in named.split(",")]
    unknown = next((each for each in names if each not in known), None)
    if unknown is not None:
        near = nearest(unknown, list(known), f"{kind.capitalize()}s")
        raise UsageError(f"No such {kind}: “{unknown}”. {near}")
    return names
