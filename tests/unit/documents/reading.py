"""Bytes read as a document, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipipe.documents import Document, parse
from teipipe.errors import DocumentError


def read(content: bytes) -> Document:
    return parse(content, Path("folder/letter.xml"), Path("folder"))


def refused(content: bytes) -> tuple[str, int | None, int | None]:
    """Give the code and the place of what hinders the reading."""
    with pytest.raises(DocumentError) as caught:
        read(content)
    (found,) = caught.value.findings
    return found.code, found.place.line, found.place.column
