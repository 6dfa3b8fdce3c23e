"""What a schema in compact syntax consists of, as elements that are still to be made."""

from __future__ import annotations

from dataclasses import dataclass, field

RNG = "{http://relaxng.org/ns/structure/1.0}"
"""What the name of an element of RELAX NG begins with."""
WRITTEN = (f"{RNG}value", f"{RNG}param", f"{RNG}name")
"""Elements of RELAX NG that hold text, beside which their annotations stand."""


@dataclass(slots=True)
class Part:
    """An element: its name and where it stands in the file, attributes, and what it holds.

    What ends in an exception is open: it needs brackets before more can follow.
    """

    name: str
    start: int
    end: int
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Part | str] = field(default_factory=list)
    is_open: bool = False
