"""Which schemas judge a document: those given, else those that it names itself.

Nothing is fetched: a schema on the network is a finding that says what to do instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from teipipe.documents import Document, tei
from teipipe.documents.forms import strange_root
from teipipe.findings import Finding, Place, finding
from teipipe.validate import catalogs, sources
from teipipe.validate.associations import named
from teipipe.validate.kinds import GRAMMARS, Kind, Schema, by_name, by_suffix

__all__ = ["schemas_of"]


def schemas_of(
    document: Document, given: Sequence[Path]
) -> tuple[tuple[Schema, ...], tuple[Finding, ...]]:
    """Give the schemas for a document, and what hinders others (V003, V004, V007–V009, V073, V074).

    Raises `ConfigurationError` if one of the `given` is no schema.
    """
    if given:
        schemas = [each for path in given for each in _given(path, document.root)]
        return _with_grammars(document, schemas, (), "error")
    told = list(named(document))
    found = [each for each in told if isinstance(each, Finding)]
    if not told:
        found = [*strange_root(document), finding("V004", Place(document.name, 1, 1))]
    schemas = [each for one in told if isinstance(one, Schema) for each in _with_rules(one)]
    return _with_grammars(document, schemas, found, "warning")


def _given(path: Path, root: Path) -> Iterator[Schema]:
    if not path.suffix and not path.exists():
        path = catalogs.by_name().get(path.name, path)
    root = sources.root_for(path, root)
    if by_suffix(path.name) is Kind.DTD:
        yield Schema(sources.there(path, root), Kind.DTD, root)
        return
    schema = sources.read(path, root)
    top = schema.tree.getroot()
    kind = by_name(top.nsmap.get(top.prefix, ""))
    if kind is None or (kind is Kind.ODD and next(top.iter(tei("schemaSpec")), None) is None):
        reason = sources.unusable(top.nsmap.get(top.prefix) or "", path.suffix)
        raise sources.failure("V017", schema.place(top), reason=reason)
    yield Schema(path, kind, root)
    if kind in (Kind.RELAXNG, Kind.ODD) and _holds_rules(path, root):
        yield Schema(path, Kind.SCHEMATRON, root)


def _with_rules(schema: Schema) -> Iterator[Schema]:
    """Give a schema that a document names, and the rules that stand in an ODD."""
    yield schema
    if schema.kind is Kind.ODD and _holds_rules(schema.path, schema.root):
        yield replace(schema, kind=Kind.SCHEMATRON)


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
    """Apply the grammars of ODDs, unless there is another; tell of each that has none (V073).

    What one names and nothing has is told, too (V074).
    """
    odds = [each for each in schemas if each.kind is Kind.ODD]
    if not odds or any(each.kind in GRAMMARS for each in schemas):
        return tuple(schemas), tuple(found)
    from teipipe.validate.odd.compiling import compiled

    grammars, told = list[Schema](), list[Finding]()
    for each in odds:
        outcome, place = compiled(each.path, each.root), Place(document.name, 1, 1)
        if outcome.grammar is None:
            said = {"reason": outcome.reason, **_where(outcome.place)}
            told.append(finding("V073", place, severity=severity, **said))
        else:
            grammars.append(replace(each, kind=Kind.RELAXNG))
        for one in outcome.unknown:
            said = {"name": one.name, "near": one.nearest, **_where(one.place)}
            told.append(finding("V074", place, **said))
    return (*grammars, *schemas), (*found, *told)


def _where(place: Place) -> dict[str, Any]:
    """Give the place in an ODD as findings about a document tell it."""
    return {"schema": place.file, "line": place.line}
