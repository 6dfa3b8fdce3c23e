"""Validation: what is wrong in a document, by its schemas and by rules of our own.

A check is a function from a document, and what it needs, to findings. The proof of the text
against its transcription needs another stage, and is composed in `teipipe.build`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from teipipe.documents import Document
from teipipe.findings import Finding, grouped
from teipipe.registers import Register
from teipipe.validate import references
from teipipe.validate.models import Kind, Schema, schemas_of

__all__ = ["validate"]


def validate(
    document: Document, schemas: Sequence[Path] = (), registers: Sequence[Register] = ()
) -> tuple[Finding, ...]:
    """Check a document; `schemas` replace those that its `xml-model` names.

    Findings come in the order of the checks, those of one check in document order. Raises
    `ConfigurationError` for a schema that cannot be used.
    """
    applied, hindrances = schemas_of(document, schemas)
    by_schema = [each for schema in applied for each in _against(document, schema, registers)]
    by_pointer = _unsaid(references.check(document, registers), by_schema)
    return (*hindrances, *by_schema, *grouped(by_pointer))


def _against(
    document: Document, schema: Schema, registers: Sequence[Register]
) -> tuple[Finding, ...]:
    """Apply one schema; each engine is imported only where it is needed."""
    if schema.kind is Kind.RELAXNG:
        from teipipe.validate import relaxng

        return relaxng.check(document, schema.path, schema.root)
    from teipipe.validate import schematron

    return schematron.check(document, schema.path, registers, schema.root, schema.phase)


def _unsaid(found: Iterable[Finding], said: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what a schema's own rule (V002) has said of the same element already."""
    places = {each.place for each in said if each.code == "V002"}
    return tuple(each for each in found if each.place not in places)
