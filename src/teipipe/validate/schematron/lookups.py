"""Documents that rules look up by an address in quotation marks: read here, and handed to them.

Rules themselves cannot read. `doc('codes.xml')` and `document("codes.xml")` become variables, if
the address leads to a file that the schema may name; others stay, and fail where they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.documents import Document, load
from teipipe.errors import DocumentError
from teipipe.validate import sources
from teipipe.validate.sources import Merged

FILE = "teipipe.file."
"""How the names of the variables begin; their numbers, from 0, follow."""
_CALL = re.compile(
    r"""(?<![\w.:$@-])(?:fn:)?(doc|document|doc-available)"""
    r"""\(\s*(?:'([^'#]*)'|"([^"#]*)")\s*(?:,\s*/\s*)?\)"""
)
_EXPRESSIONS = "context documents match path select subject test use value".split()  # noqa: SIM905


def lookups(schema: Merged) -> tuple[Document, ...]:
    """Put variables in place of the calls of a schema, and give the documents, by their numbers."""
    found: dict[Any, Document] = {}
    for element, name in _expressions(schema.root):
        document, _ = schema.origins[element]

        def given(call: re.Match[str], base: Document = document) -> str:
            looked_up = _named(base, call[2] or call[3] or "")
            if call[1] == "doc-available":
                return "true()" if looked_up else "false()"
            if looked_up is None:
                return call[0]
            found.setdefault(looked_up.path, looked_up)
            return f"${FILE}{list(found).index(looked_up.path)}"

        element.set(name, _CALL.sub(given, element.get(name)))
    return tuple(found.values())


def _expressions(root: Any) -> Iterator[tuple[Any, str]]:
    for each in root.iter(etree.Element):
        yield from ((each, name) for name in _EXPRESSIONS if "doc" in each.get(name, ""))


def _named(base: Document, address: str) -> Document | None:
    """Give the document that an address in a schema leads to; without one, it is the schema."""
    if address and sources.hindrance(address, base):
        return None
    try:
        path = sources.beside(base, address) if address else base.path
        return load(path, sources.root_for(path, base.root))
    except DocumentError:
        return None
