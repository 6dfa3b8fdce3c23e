"""Which schemas judge a document: those given, else those that its `xml-model` names.

The processing instruction is W3C's "Associating Schemas with XML documents 1.0". Nothing is
fetched: a schema on the network is a finding that says what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from teipipe.documents import TEI, Document, shown, tei
from teipipe.findings import Finding, Place, finding
from teipipe.validate import catalogs, sources


class Kind(Enum):
    """A schema language, by its namespace."""

    RELAXNG = sources.RNG
    SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
    ODD = TEI


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema to apply: its file, its language, the folder that it may not leave, its phase.

    Rules that stand in RELAX NG or in an ODD are a schema of their own, in the same file.
    """

    path: Path
    kind: Kind
    root: Path
    phase: str = ""


_OTHER = {
    "http://www.ascc.net/xml/schematron": "it is Schematron 1.5; ISO Schematron has the namespace "
    f"{Kind.SCHEMATRON.value}, and a title in a pattern where 1.5 has @name",
    "http://www.w3.org/2001/XMLSchema": "it is XML Schema, and not RELAX NG or Schematron",
}
"""What is wrong with schemas of other languages, by their namespaces."""

_PSEUDO_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")


def schemas_of(
    document: Document, given: Sequence[Path]
) -> tuple[tuple[Schema, ...], tuple[Finding, ...]]:
    """Give the schemas for a document, and what hinders others (V003, V004, V007–V009, V073).

    Raises `ConfigurationError` if one of the `given` is no schema.
    """
    if given:
        schemas = [each for path in given for each in _given(path, document.root)]
        return _with_grammars(document, schemas, (), "error")
    named = list(_named(document))
    found = [each for each in named if isinstance(each, Finding)]
    if not named:
        found = [finding("V004", Place(document.name, 1, 1))]
    schemas = [each for each in named if isinstance(each, Schema)]
    return _with_grammars(document, schemas, found, "warning")


def _given(path: Path, root: Path) -> Iterator[Schema]:
    if not path.suffix and not path.exists():
        path = catalogs.by_name().get(path.name, path)
    root = sources.root_for(path, root)
    schema = sources.read(path, root)
    top = schema.tree.getroot()
    kind = _kind(top.nsmap.get(top.prefix, ""))
    if kind is None or (kind is Kind.ODD and next(top.iter(tei("schemaSpec")), None) is None):
        other = "it is neither RELAX NG (XML syntax) nor Schematron nor an ODD"
        reason = _OTHER.get(top.nsmap.get(top.prefix, ""), other)
        raise sources.failure("V017", schema.place(top), reason=reason)
    yield Schema(path, kind, root)
    if kind is not Kind.SCHEMATRON and _holds_rules(path, root):
        yield Schema(path, Kind.SCHEMATRON, root)


def _look_for_rules(path: Path, root: Path) -> tuple[bool, frozenset[Path]]:
    rules = f"{{{Kind.SCHEMATRON.value}}}assert", f"{{{Kind.SCHEMATRON.value}}}report"
    files = sources.with_included(path, root)
    found = any(next(each.tree.iter(*rules), None) is not None for each in files.values())
    return found, frozenset(files)


_holds_rules = sources.Compiled(_look_for_rules)
"""Whether Schematron stands in a schema, or in what it includes."""


def _with_grammars(
    document: Document, schemas: Sequence[Schema], found: Sequence[Finding], severity: str
) -> tuple[tuple[Schema, ...], tuple[Finding, ...]]:
    """Apply the grammars of ODDs, unless there is RELAX NG; tell of each that has none (V073)."""
    odds = [each for each in schemas if each.kind is Kind.ODD]
    if not odds or any(each.kind is Kind.RELAXNG for each in schemas):
        return tuple(schemas), tuple(found)
    from teipipe.validate.odd.compiling import compiled

    outcomes = {each: compiled(each.path, each.root) for each in odds}
    grammars = [replace(each, kind=Kind.RELAXNG) for each in odds if outcomes[each].grammar]
    refused = [
        finding(
            "V073",
            Place(document.name, 1, 1),
            schema=shown(each.path, document.root),
            severity=severity,
            reason=outcome.reason,
            line=outcome.line,
        )
        for each, outcome in outcomes.items()
        if outcome.grammar is None
    ]
    return (*grammars, *schemas), (*found, *refused)


def _kind(namespace: str) -> Kind | None:
    return next((kind for kind in Kind if kind.value == namespace.rstrip("/")), None)


def _named(document: Document) -> Iterator[Schema | Finding]:
    for instruction in reversed(list(document.tree.getroot().itersiblings(preceding=True))):
        if getattr(instruction, "target", None) == "xml-model":
            yield from _model(document, instruction)


def _model(document: Document, instruction: Any) -> Iterator[Schema | Finding]:
    """Give what one `xml-model` names: a schema, or the finding that it cannot be used."""
    pseudo = {key: value[1:-1] for key, value in _PSEUDO_ATTRIBUTE.findall(instruction.text or "")}
    href = pseudo.get("href", "")
    place = Place(document.name, instruction.sourceline, 1)
    kind = _kind(pseudo.get("schematypens", "")) or _by_suffix(href)
    code = "V009" if kind is None else sources.hindrance(href, document)
    if kind is None or code:
        yield finding(code, place, schema=href)
        return
    path = sources.beside(document, href)
    yield Schema(path, kind, document.root, pseudo.get("phase", ""))
    if kind is Kind.ODD and _holds_rules(path, document.root):
        yield Schema(path, Kind.SCHEMATRON, document.root, pseudo.get("phase", ""))


def _by_suffix(href: str) -> Kind | None:
    return {".rng": Kind.RELAXNG, ".sch": Kind.SCHEMATRON, ".odd": Kind.ODD}.get(
        Path(href).suffix.lower()
    )
