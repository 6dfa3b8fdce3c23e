"""Removing outputs: what stands as the build wrote it goes, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from teipipe.build.results import Written
from teipipe.build.writing import sweep
from teipipe.digests import digest
from teipipe.findings import Finding, Place, finding


def removed(folder: Path, files: Iterable[Written], root: Path) -> Iterator[Finding]:
    """Remove files that are as the build wrote them; tell of others (P044), and leave them."""
    sweep(folder)
    known: dict[str, set[str]] = {}
    for each in files:
        known.setdefault(each.name, set()).add(each.digest)
    for name, digests in known.items():
        path = folder / name
        try:
            if digest(path.read_bytes()) in digests:
                path.unlink()
            else:
                yield finding("P044", Place(_shown(path, root)))
        except FileNotFoundError:
            continue
        except OSError as error:
            yield finding("P007", file=str(path), reason=error.strerror or str(error))
    for empty in sorted({(folder / name).parent for name in known}, reverse=True):
        with suppress(OSError):
            empty.rmdir()
    with suppress(OSError):
        folder.rmdir()


def _shown(path: Path, root: Path) -> str:
    whole = path.absolute()
    return (whole.relative_to(root) if whole.is_relative_to(root) else path).as_posix()
