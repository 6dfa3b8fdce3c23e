"""Validation: what is wrong in a document, by its schemas and by rules of our own.

A check is a function from a document, and what it needs, to findings. The proof of the text
against its transcription needs another stage, and is composed in `teipipe.build`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from teipipe.documents import Document
from teipipe.findings import Finding
from teipipe.registers import Register
from teipipe.validate import authorities, dates, header, house, languages, references, sources
from teipipe.validate.following import uncaused, unrepeated, unruled, unsaid
from teipipe.validate.kinds import GRAMMARS, Kind, Schema
from teipipe.validate.models import schemas_of

__all__ = ["SECONDS", "validate"]

SECONDS = 60.0
"""How long the Schematron of one file may work on one document unless told."""

CHECKS: tuple[Callable[[Document], tuple[Finding, ...]], ...] = (
    authorities.check,
    header.check,
    dates.check,
    languages.check,
    house.check,
)
"""The checks that need nothing but the document, in their order."""


def validate(
    document: Document,
    schemas: Sequence[Path] = (),
    registers: Sequence[Register] = (),
    rules: Sequence[Path] = (),
    seconds: float = SECONDS,
) -> tuple[Finding, ...]:
    """Check a document; `schemas` replace those that its `xml-model` names, `rules` join them.

    `rules` are Schematron files, or others with Schematron in them; `seconds` is the time that the
    Schematron of one file has for the document.

    Findings come in the order of the checks, those of one check in document order. Raises
    `ConfigurationError` for a schema that cannot be used.
    """
    applied, hindrances = schemas_of(document, schemas)
    grammars = [each for each in applied if each.kind in GRAMMARS]
    ruling = [each for each in applied if each.kind is Kind.SCHEMATRON]
    by_grammar = tuple(
        unrepeated(uncaused(_grammar(document, each), document.findings) for each in grammars)
    )
    by_rule = unrepeated(
        unruled(found, by_grammar) if any(schema.path == each.path for each in grammars) else found
        for schema in (*ruling, *_further(document, rules, ruling))
        for found in [_ruled(document, schema, registers, seconds)]
    )
    said = [*by_grammar, *by_rule]
    by_pointer = references.check(document, registers, grammars)
    by_house = [found for each in CHECKS for found in each(document)]
    return (*hindrances, *said, *unsaid([*by_pointer, *by_house], said))


def _grammar(document: Document, schema: Schema) -> tuple[Finding, ...]:
    """Apply a grammar; each engine is imported only where it is needed."""
    module = import_module(f"teipipe.validate.{schema.kind.name.lower()}")
    found: tuple[Finding, ...] = module.check(document, schema.path, schema.root)
    return found


def _further(
    document: Document, rules: Sequence[Path], ruling: Sequence[Schema]
) -> Iterator[Schema]:
    """Give the files of further rules, but those that are applied already."""
    applied = {each.path.resolve() for each in ruling}
    for each in rules:
        if each.resolve() not in applied:
            yield Schema(each, Kind.SCHEMATRON, sources.root_for(each, document.root))


def _ruled(
    document: Document, schema: Schema, registers: Sequence[Register], seconds: float
) -> tuple[Finding, ...]:
    from teipipe.validate import schematron

    where = (schema.path, registers, schema.root)
    return schematron.check(document, *where, schema.phase, seconds)
