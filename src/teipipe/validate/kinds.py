"""Kinds of schemas: their languages, and by what each is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from teipipe.documents import TEI
from teipipe.validate import sources


class Kind(Enum):
    """A schema language, by its namespace, or by its media type where it has none."""

    RELAXNG = sources.RNG
    SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
    ODD = TEI
    DTD = "application/xml-dtd"


GRAMMARS = (Kind.RELAXNG, Kind.DTD)
"""The languages whose schemas say of themselves what may stand where."""
_SUFFIXES = {
    ".rng": Kind.RELAXNG,
    sources.COMPACT: Kind.RELAXNG,
    ".sch": Kind.SCHEMATRON,
    ".odd": Kind.ODD,
    ".dtd": Kind.DTD,
}


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema to apply: its file, its language, the folder that it may not leave, its phase.

    Rules that stand in RELAX NG or in an ODD are a schema of their own, in the same file.
    """

    path: Path
    kind: Kind
    root: Path
    phase: str = ""


def by_name(*names: str) -> Kind | None:
    """Give the language of which one of some names is the namespace or media type."""
    known = {kind.value: kind for kind in Kind}
    return next((known[each.rstrip("/")] for each in names if each.rstrip("/") in known), None)


def by_suffix(href: str) -> Kind | None:
    """Give the language that the name of a file or an address speaks of."""
    return _SUFFIXES.get(Path(href).suffix.lower())
