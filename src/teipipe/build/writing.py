"""Writing: an output replaces the old one whole, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from teipipe.errors import DocumentError
from teipipe.findings import finding


def write(path: Path, content: bytes) -> bool:
    """Put bytes into a file by rename; tell whether the file changed.

    A file that holds the same bytes is left alone. Raises `DocumentError` (P007) when the folder
    or the file cannot be written; the old file then stands as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        found = finding("P007", file=str(path), reason=error.strerror or str(error))
        raise DocumentError(found.message, found) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return True


def sweep(folder: Path) -> None:
    """Take away what writing left in a folder when its process was killed."""
    with suppress(OSError):
        for each in folder.glob(".*.new"):
            each.unlink(missing_ok=True)
