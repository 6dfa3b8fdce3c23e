"""DTDs: what is invalid in a document by the declarations of its DTD (XML 1.0, chapter 3).

The declarations are read by libxml2, parameter entities and conditional sections resolved; what
they declare is written as RELAX NG (`grammar`), by which the document is judged. Attributes that a
DTD adds to elements by default are not added, and white space may stand in what is declared empty.

A DTD may name files below the project's folder, or, if it is an installed one, beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import Document, shown
from teipipe.documents.encodings import decoded
from teipipe.documents.entities import Doctype, doctype
from teipipe.findings import Finding, Place, why
from teipipe.validate import relaxng, sources
from teipipe.validate.dtd.files import Files
from teipipe.validate.dtd.grammar import Names, grammar, typed_attributes

__all__ = ["check", "typed"]

_PLACE = re.compile(r", line \d+, column \d+.*$", re.S)
"""What libxml2 adds to its sentences."""


def check(document: Document, path: Path, root: Path) -> tuple[Finding, ...]:
    """Find all that is invalid in a document by a DTD, and by what its DOCTYPE adds to it.

    Many that documents name declare no elements, but only entities: by these, all is valid.
    Raises `ConfigurationError` for a DTD that cannot be used.
    """
    name, subset, namespaces = _asked(document)
    schema = _loaded(path, root, name, subset, namespaces).schema
    if schema is None and not name:
        reason = why("declares-no-elements")
        raise sources.failure("V017", Place(shown(path, root), 1, 1), reason=reason)
    found = relaxng.judged(document, schema, path) if schema else ()
    return tuple(replace(each, check="dtd") for each in found)


def typed(document: Document, path: Path, root: Path) -> frozenset[str]:
    """Give the names of attributes of which a DTD says that they hold something else than text."""
    return _loaded(path, root, *_asked(document)).typed


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What was made of a DTD."""

    schema: relaxng.Schema | None
    typed: frozenset[str]


def _asked(document: Document) -> tuple[str, bytes, Names]:
    """Give what the grammar of a DTD depends on beside its files."""
    root = document.tree.getroot()
    own = doctype(decoded(document.content, document.name).content) or Doctype("", "", "", b"")
    return own.name, own.subset, tuple(sorted((key or "", uri) for key, uri in root.nsmap.items()))


def _load(
    path: Path, root: Path, name: str, subset: bytes, namespaces: Names
) -> tuple[_Loaded, frozenset[Path]]:
    files = Files(path, root)
    declared = _declared(files, subset)
    tree = grammar(declared, name, dict(namespaces))
    if tree is None:
        return _Loaded(None, frozenset()), frozenset(files.read)
    content = etree.tostring(tree)
    spans = ((1, 1, 1, 1),) * sum(1 for _ in tree.iter())
    made = Document(path, root, content, etree.ElementTree(tree), spans=spans)
    return _Loaded(relaxng.of_document(made), typed_attributes(tree)), frozenset(files.read)


_loaded = sources.Compiled(_load)


def _declared(files: Files, subset: bytes) -> list[Any]:
    """Read a DTD, and the declarations of a DOCTYPE before it."""
    parser: Any = etree.XMLParser(load_dtd=True, no_network=True, resolve_entities=False)
    parser.resolvers.add(files)
    content = b'<!DOCTYPE x SYSTEM "x" %s><x/>' % subset
    try:
        read = etree.fromstring(content, parser, base_url=str(files.path)).getroottree().docinfo
    except etree.XMLSyntaxError as error:
        line, column = error.position
        place = files.place(Path(error.filename or files.path), line, column)
        raise sources.failure(
            "V017", place, reason=_PLACE.sub("", str(error.msg)).rstrip(".")
        ) from None
    return [each for each in (read.internalDTD, read.externalDTD) if each is not None]
