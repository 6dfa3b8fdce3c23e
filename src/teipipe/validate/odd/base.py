"""What an ODD builds on: a grammar that holds the TEI, or what another ODD has made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from teipipe import resources
from teipipe.documents import Document

Modules = Mapping[str, str]
"""The module of each element, class and macro."""


@dataclass(frozen=True, slots=True)
class Base:
    """A grammar, the modules of what it has, and the datatypes that an ODD has specified."""

    grammar: Document
    modules: Modules
    datatypes: Mapping[str, Any] = field(default_factory=dict)


@cache
def modules() -> Modules:
    """Give the module of each element, class and macro of the TEI."""
    return {
        name: module
        for module, names in resources.table("schemas/modules.json")["modules"].items()
        for name in names
    }
