"""What an ODD says in vain: of names that nothing has, and of what it does not bring.

The TEI's own processor passes over it, and so does the compiler: it is only told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from teipipe import resources
from teipipe.documents import ID, Document, ordinal, tei
from teipipe.findings import Place
from teipipe.validate.odd.base import Modules
from teipipe.validate.odd.specs import REFERENCES, SPECS, Customisation, local

_NAMING = ("ident", "include", "except")
"""The attributes of specifications and references that hold names."""


Idle = tuple[Any, tuple[str, ...]]
"""An element of an ODD that changes nothing, and the names that could be meant."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that an ODD names in vain, where, and the known name that is most like it, if any."""

    name: str
    place: Place
    nearest: str = ""


def own(asked: Customisation) -> Modules:
    """Give the modules of what an ODD adds, as the TEI's processor names them."""
    derived = f"derived-module-{asked.element.get('ident', '')}"
    added = (each for each in asked.named(*SPECS) if each.get("mode", "add") == "add")
    return {each.get("ident", ""): each.get("module", derived) for each in added}


def unknown(
    odd: Document, asked: Customisation, base: Modules, idle: Iterable[Idle]
) -> list[Unknown]:
    """Give what an ODD names in vain, in the order of the ODD; `base` is what it builds on."""
    known = {*base, *resources.table("schemas/modules.json")["datatypes"], *own(asked)}
    found: dict[tuple[int, str], Unknown] = {}

    def tell(element: Any, name: str, like: Collection[str]) -> None:
        near = get_close_matches(name, sorted(like), 1, 0.0) if like else [""]
        found[ordinal(element), name] = Unknown(name, odd.place(element), near[0])

    for part in asked.parts:
        for element, names in _named(part):
            for name in names - known:
                tell(element, name, known)
    groups = [f"#{each.get(ID)}" for each in odd.tree.iter(tei("specGrp")) if each.get(ID)]
    for each in asked.lost:
        tell(each, each.get("target", "").strip(), groups)
    for element, like in idle:
        owners = [each.get("ident", "") for each in element.iterancestors() if each.get("ident")]
        where = f"{owners[0]}/@" if local(element) == "attDef" else ""
        name = where + element.get("ident", "")
        if name in known or where:
            tell(element, name, [where + each for each in like])
    return [found[key] for key in sorted(found)]


def _named(part: Any) -> Iterator[tuple[Any, set[str]]]:
    """Give the names of elements, classes, macros and datatypes in what stands in a schema."""
    if local(part) in (*SPECS, "moduleRef"):
        yield part, {name for key in _NAMING for name in part.get(key, "").split()}
    for each in part.iter(*map(tei, ("memberOf", *REFERENCES[1:]))):
        name = each.get("key", "")
        yield each, {f"tei{name}" if name.startswith("data.") else name} - {""}
