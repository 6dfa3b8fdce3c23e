"""Where a package is written: a folder or a zip, whole or not at all, the same bytes each time.

A package grows beside its place, under a name of its own, and takes the place when it is complete;
what stood there before goes only then. Files are streamed and their digests made on the way.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from teipipe.archives import member
from teipipe.errors import DocumentError
from teipipe.findings import Place, finding

CHUNK = 1 << 20
_STORED = (".epub", ".gif", ".jpeg", ".jpg", ".png", ".webp", ".zip")
"""What is compressed already."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells that a file has changed: its size, its time, its number."""

    size: int
    time: int
    number: int

    @classmethod
    def of(cls, stat: os.stat_result) -> Stamp:
        """Read the stamp of a file."""
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ino)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of a package: its path there, and its bytes, or the file that has them.

    `stamp` is that of the file when the package was planned.
    """

    path: str
    source: Path | bytes
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: its path, its size in bytes, its digests by algorithm."""

    path: str
    size: int
    digests: dict[str, str]


class Container(Protocol):
    """A place for files, as long as the package is written."""

    def add(self, item: Item, algorithms: Sequence[str]) -> Written:
        """Write a file and give what was written."""
        ...


def container(final: Path, sign: str) -> AbstractContextManager[Container]:
    """Open the place of a package: a zip where its name ends so, else a folder.

    An old folder is replaced only if the file `sign` tells that it is a package.
    """
    return _archive(final) if final.suffix == ".zip" else _folder(final, sign)


@contextmanager
def _folder(final: Path, sign: str) -> Iterator[Container]:
    temporary = _beside(final)
    _refuse_strangers(final, sign)
    with _told(final):
        try:
            temporary.mkdir(parents=True)
            yield _Folder(temporary)
            _replace(temporary, final)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def _archive(final: Path) -> Iterator[Container]:
    temporary = _beside(final)
    with _told(final):
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(temporary, "x", allowZip64=True) as archive:
                yield _Archive(archive)
            temporary.replace(final)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def add(self, item: Item, algorithms: Sequence[str]) -> Written:
        path = self._root / item.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as target:
            return _copied(item, target, algorithms)


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def add(self, item: Item, algorithms: Sequence[str]) -> Written:
        entry = member(item.path, packed=item.path.lower().endswith(_STORED))
        with self._archive.open(entry, "w", force_zip64=_is_large(item)) as target:
            return _copied(item, target, algorithms)


def _is_large(item: Item) -> bool:
    return not isinstance(item.source, bytes) and item.source.stat().st_size > zipfile.ZIP64_LIMIT


def _copied(item: Item, target: IO[bytes], algorithms: Sequence[str]) -> Written:
    sums = {each: hashlib.new(each, usedforsecurity=False) for each in algorithms}
    size = 0
    for chunk in _chunks(item):
        target.write(chunk)
        size += len(chunk)
        for each in sums.values():
            each.update(chunk)
    return Written(item.path, size, {name: each.hexdigest() for name, each in sums.items()})


def _chunks(item: Item) -> Iterator[bytes]:
    """Give the bytes of a file; raises `DocumentError` (D013) where it is no longer the same."""
    if isinstance(item.source, bytes):
        yield item.source
        return
    with item.source.open("rb") as file:
        before = Stamp.of(os.fstat(file.fileno()))
        while chunk := file.read(CHUNK):
            yield chunk
        after = Stamp.of(os.fstat(file.fileno()))
    if not before == after == (item.stamp or before):
        raise DocumentError(finding("D013", Place(item.source.as_posix()), file=item.source.name))


def _beside(final: Path) -> Path:
    return final.with_name(f".{final.name}.{os.getpid()}.new")


def _refuse_strangers(final: Path, sign: str) -> None:
    """Refuse to put a package in place of a folder that is none (D017)."""
    is_ours = not final.exists() or (final / sign).is_file() or _is_empty(final)
    if not is_ours:
        raise DocumentError(
            finding("D017", Place(final.as_posix()), "deposit", file=final.as_posix())
        )


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _replace(temporary: Path, final: Path) -> None:
    """Put a folder in place of the old one, which stands until the new one is complete."""
    old = final.with_name(f".{final.name}.{os.getpid()}.old")
    if final.exists():
        final.rename(old)
    try:
        temporary.rename(final)
    except OSError:
        if old.exists():
            old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _told(final: Path) -> Iterator[None]:
    """Tell of a package that cannot be written as a finding (P007)."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(finding("P007", file=final.as_posix(), reason=reason)) from None
