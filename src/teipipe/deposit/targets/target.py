"""What a target is: fields that it needs and asks for, and what is laid beside the package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """A repository or catalogue: `needs` cannot be done without, `wants` can.

    `beside` names the crosswalks whose files are laid beside the zip of the package; `limit` is
    how many files a deposit may have there, 0 for any number.
    """

    name: str
    title: str
    needs: tuple[str, ...]
    wants: tuple[str, ...]
    beside: tuple[str, ...]
    limit: int = 0
