"""Schematron: ISO schemas compiled to XSLT 3.0 and run by Saxon, locked.

The stylesheet is compiled and run under the engine's lock: neither a schema nor a document can
read a file, the network or the environment.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import Document, serialised
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.saxon import Node, shared
from teipipe.validate import sources
from teipipe.validate.schematron import reader
from teipipe.validate.schematron.compiler import Stylesheet, compile_schema

SEVERITIES = {
    **dict.fromkeys(("info", "information", "note", "hint"), "note"),
    **dict.fromkeys(("warning", "warn", "nonfatal"), "warning"),
}
"""What `@severity`, `@role` and `@flag` mean; every other value, and none, is an error."""

_numbers = count()


def check(
    document: Document,
    schema: Path,
    registers: Sequence[Register] = (),
    root: Path | None = None,
    phase: str = "",
) -> tuple[Finding, ...]:
    """Find what breaks a rule of a Schematron schema (V002), in document order.

    A schema that declares `<sch:let name="registers" value="()"/>` gets the registers there, as
    document nodes with the base URIs of their files. `root` is the folder that the schema may not
    leave, the document's unless told; `phase` is one of the schema's.

    Raises `ConfigurationError` (V017) for a schema that cannot be used, at the rule's place.
    """
    name, stylesheet = _compiled(phase)(schema, root or document.root)
    parameters = {"registers": [_register(each.document) for each in registers]}
    try:
        result = shared().run(name, _parsed(document), parameters)
    except ConfigurationError as error:
        raise _located(error, stylesheet) from None
    results = etree.fromstring(result.text.encode(), etree.XMLParser(huge_tree=True))
    found = [(document.at(each.get("path", "")), each) for each in results]
    order = {each: at for at, each in enumerate(document.tree.iter(etree.Element))} if found else {}
    found.sort(key=lambda pair: order[pair[0]])
    return tuple(_finding(document, stylesheet, *each) for each in found)


def _finding(document: Document, stylesheet: Stylesheet, element: Any, found: Any) -> Finding:
    assertion = stylesheet.assertions[int(found.get("at"))]
    return finding(
        "V002",
        document.place(element),
        assertion.id or "schematron",
        text=" ".join(found.xpath("string()").split()),
        severity=SEVERITIES.get(assertion.severity.lower(), "error"),
        schema=assertion.place.file,
        line=assertion.place.line,
    )


@lru_cache(maxsize=16)
def _register(document: Document) -> Node:
    """Give a register for the engine, parsed once for many documents."""
    return _parsed(document)


def _parsed(document: Document) -> Node:
    return shared().parse(serialised(document.tree), document.path.absolute().as_uri())


@cache
def _compiled(phase: str) -> sources.Compiled[tuple[str, Stylesheet]]:
    """Give what compiles schemas in one phase, and keeps them."""

    def compile_file(path: Path, root: Path) -> tuple[tuple[str, Stylesheet], frozenset[Path]]:
        schema = reader.read(path, root)
        stylesheet = compile_schema(schema, phase)
        name = f"schematron-{next(_numbers)}"
        try:
            shared().add(name, stylesheet.text)
        except ConfigurationError as error:
            raise _located(error, stylesheet) from None
        return (name, stylesheet), schema.files

    return sources.Compiled(compile_file)


def _located(error: ConfigurationError, stylesheet: Stylesheet) -> ConfigurationError:
    """Move an engine's error from the line of the stylesheet to the rule it was made from."""
    first = error.findings[0]
    place = stylesheet.place(first.place.line) or first.place
    return sources.failure("V017", place, reason=str(first.arguments.get("reason", "")))
