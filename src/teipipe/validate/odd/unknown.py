"""Names that an ODD changes, deletes or leaves out, and that neither the TEI nor the ODD has.

The TEI's own processor passes over them, and so does the compiler: they are only told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from teipipe import resources
from teipipe.validate.odd.specs import SPECS, Customisation


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nothing has, its line in the ODD, and the known name that is most like it."""

    name: str
    line: int
    nearest: str


@cache
def modules() -> Mapping[str, str]:
    """Give the module of each element, class and macro of the TEI."""
    return {
        name: module
        for module, names in resources.table("schemas/modules.json")["modules"].items()
        for name in names
    }


def unknown(asked: Customisation) -> Iterator[Unknown]:
    """Give what an ODD names in vain, in the order of the ODD."""
    specs = list(asked.named(*SPECS))
    own = {each.get("ident", "") for each in specs if each.get("mode", "add") == "add"}
    known = {*modules(), *resources.table("schemas/modules.json")["datatypes"], *own}
    for each in asked.named(*SPECS, "moduleRef"):
        said = (each.get(key, "").split() for key in ("ident", "include", "except"))
        for name in (name for names in said for name in names if name not in known):
            nearest = get_close_matches(name, sorted(known), 1, 0.0)[0]
            yield Unknown(name, each.sourceline, nearest)
