"""The error of a document that cannot be read, made of its one finding."""

from __future__ import annotations

from teipipe.errors import DocumentError
from teipipe.findings import Place, finding


def failure(code: str, place: Place, **arguments: str) -> DocumentError:
    """Make the error; it carries the finding, and says its message."""
    found = finding(code, place, **arguments)
    return DocumentError(found.message, found)
