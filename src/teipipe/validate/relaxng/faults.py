"""Faults: what is wrong in a document, before it is told in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Spot(Enum):
    """What of an element is at fault."""

    START = "start tag"
    ATTRIBUTE = "attribute"
    VALUE = "value"
    END = "end tag"
    TEXT = "text"


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """A fault: the code of its finding, the element, the arguments of the message.

    `expected` are names or values that the schema allows instead; `about` is the pattern whose
    documentation helps. A text is the one after `follows`, a child of the element, or its first.
    """

    code: str
    element: Any
    arguments: Mapping[str, str] = field(default_factory=dict)
    expected: tuple[str, ...] = ()
    about: Any = None
    spot: Spot = Spot.START
    follows: Any = None
