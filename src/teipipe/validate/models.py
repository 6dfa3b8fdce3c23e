"""Which schemas judge a document: those given, else those that its `xml-model` names.

The processing instruction is W3C's "Associating Schemas with XML documents 1.0". Nothing is
fetched: a schema on the network is a finding that says what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from teipipe.documents import Document
from teipipe.findings import Finding, Place, finding
from teipipe.validate import sources


class Kind(Enum):
    """A schema language, by its namespace."""

    RELAXNG = "http://relaxng.org/ns/structure/1.0"
    SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema to apply: its file, its language, the folder that it may not leave, its phase."""

    path: Path
    kind: Kind
    root: Path
    phase: str = ""


_PSEUDO_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")


def schemas_of(
    document: Document, given: Sequence[Path]
) -> tuple[tuple[Schema, ...], tuple[Finding, ...]]:
    """Give the schemas for a document, and what hinders others (V003, V004, V007–V009).

    Raises `ConfigurationError` if one of the `given` is no schema.
    """
    if given:
        return tuple(_given(path, document.root) for path in given), ()
    named = list(_named(document))
    schemas = tuple(each for each in named if isinstance(each, Schema))
    found = tuple(each for each in named if isinstance(each, Finding))
    if not named:
        found = (finding("V004", Place(document.name, 1, 1)),)
    return schemas, found


def _given(path: Path, root: Path) -> Schema:
    root = sources.root_for(path, root)
    schema = sources.read(path, root)
    kind = _kind(schema.tree.getroot().nsmap.get(schema.tree.getroot().prefix, ""))
    if kind is None:
        raise sources.failure(
            "V017",
            schema.place(schema.tree.getroot()),
            reason="it is neither RELAX NG (XML syntax) nor Schematron",
        )
    return Schema(path, kind, root)


def _kind(namespace: str) -> Kind | None:
    return next((kind for kind in Kind if kind.value == namespace.rstrip("/")), None)


def _named(document: Document) -> Iterator[Schema | Finding]:
    for instruction in reversed(list(document.tree.getroot().itersiblings(preceding=True))):
        if getattr(instruction, "target", None) == "xml-model":
            yield _model(document, instruction)


def _model(document: Document, instruction: Any) -> Schema | Finding:
    """Give what one `xml-model` names: a schema, or the finding that it cannot be used."""
    pseudo = {key: value[1:-1] for key, value in _PSEUDO_ATTRIBUTE.findall(instruction.text or "")}
    href = pseudo.get("href", "")
    place = Place(document.name, instruction.sourceline, 1)
    kind = _kind(pseudo.get("schematypens", "")) or _by_suffix(href)
    code = "V009" if kind is None else sources.hindrance(href, document)
    if kind is None or code:
        return finding(code, place, schema=href)
    return Schema(sources.beside(document, href), kind, document.root, pseudo.get("phase", ""))


def _by_suffix(href: str) -> Kind | None:
    return {".rng": Kind.RELAXNG, ".sch": Kind.SCHEMATRON}.get(Path(href).suffix.lower())
