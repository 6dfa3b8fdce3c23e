"""The documents that a pattern's `@documents` names (ISO/IEC 19757-3, 5.4.11)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from teipipe.documents import Document, load, shown
from teipipe.errors import DocumentError
from teipipe.findings import Finding, finding


def subordinates(
    document: Document, addresses: Sequence[str]
) -> tuple[dict[str, Document], tuple[Finding, ...]]:
    """Give the documents by address, and what hinders the others (V072): they stay unread."""
    read: dict[str, Document] = {}
    hindered: dict[str, Finding] = {}
    for address in addresses:
        try:
            read[address] = _read(document, address)
        except DocumentError as error:
            reason = error.findings[0].message
            arguments = {"address": shown_address(document, address), "reason": reason}
            place = document.place(None)
            hindered[address] = finding("V072", place, "schematron", **arguments)
    return read, tuple(hindered.values())


def shown_address(document: Document, address: str) -> str:
    """Give an address as reports show it: a file of the project from the project's folder on."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        return address
    return shown(Path(unquote(parts.path)), document.root)


def _read(document: Document, address: str) -> Document:
    parts = urlsplit(address)
    if parts.scheme != "file":
        raise DocumentError(finding("V007", document.place(None), schema=address))
    return load(Path(unquote(parts.path)), document.root)
