"""Writing: an output replaces the old one whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from filecmp import cmp
from pathlib import Path

from teipipe.documents import absolute
from teipipe.errors import DocumentError
from teipipe.findings import finding
from teipipe.processes import is_running

_TEMPORARY = ".teipipe-new-"
"""What the name of a file begins with that is being written; the number of its process follows."""


def write(path: Path, content: bytes) -> bool:
    """Put bytes into a file by rename; tell whether the file changed.

    A file that holds the same bytes is left alone. A device or a pipe, such as /dev/stdout, stays
    what it is, and the bytes go into it. Raises `DocumentError` (P007) when the folder or the file
    cannot be written; the old file then stands as it was.
    """
    with _guarded(path) as temporary:
        if _is_stream(path):
            with path.open("ab") as stream:
                stream.write(content)
            return True
        if path.is_file() and path.read_bytes() == content:
            return False
        _fill(temporary, (content,), path)
        temporary.replace(path)
    return True


def _is_stream(path: Path) -> bool:
    at = absolute(path).parent.as_posix()
    return path.is_fifo() or path.is_char_device() or at in ("/dev", "/dev/fd")


def write_parts(path: Path, parts: Iterable[bytes]) -> bool:
    """Put parts into a file, one after the other, as `write` does; they are not held together."""
    with _guarded(path) as temporary:
        _fill(temporary, parts, path)
        if path.is_file() and cmp(path, temporary, shallow=False):
            return False
        temporary.replace(path)
    return True


@contextmanager
def _guarded(path: Path) -> Iterator[Path]:
    """Give the temporary file for a file, and take it away.

    It is named by the process, which writes one file at a time: a name may be as long as names can.
    """
    temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}")
    try:
        yield temporary
    except OSError as error:
        raise DocumentError(
            finding("P007", file=str(path), reason=error.strerror or str(error))
        ) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _fill(temporary: Path, parts: Iterable[bytes], path: Path) -> None:
    """Put parts into the temporary file for a file.

    It is on the disk before it replaces another, so that a machine which loses its power loses
    neither. Where there is none yet, a lost file is made again, and waiting for the disk would take
    most of a first build.
    """
    temporary.parent.mkdir(parents=True, exist_ok=True)
    with temporary.open("wb") as file:
        file.writelines(parts)
        if path.exists():
            file.flush()
            os.fsync(file.fileno())


def sweep(folder: Path) -> None:
    """Take away what writing left in a folder when its process was killed.

    What a process that still runs is writing stays: it may be another build's.
    """
    with suppress(OSError):
        for each in folder.glob(f"{_TEMPORARY}*"):
            if not is_running(each.name.removeprefix(_TEMPORARY)):
                each.unlink(missing_ok=True)
