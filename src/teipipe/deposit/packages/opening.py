"""Packages opened for reading: a folder or a zip, as paths with sizes and bytes.

Nothing is unpacked by this; what a zip says of names outside its own folder is never followed.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from teipipe.deposit.crosswalks.rocrate import FILE as CRATE
from teipipe.deposit.packages.bagit import DECLARATION, INFORMATION, PAYLOAD
from teipipe.deposit.packages.containers import CHUNK
from teipipe.errors import DocumentError
from teipipe.findings import Place, finding, why

_BAG = re.compile(rf"{re.escape(INFORMATION)}|(tag)?manifest-[a-z0-9]+\.txt")
"""The files beside the payload that only a bag has."""
_ZIP = b"PK"
"""What every zip begins with, also one without files or its end."""


class Store(Protocol):
    """Where the files of a package are."""

    def open(self, path: str) -> IO[bytes]:
        """Open a file for reading."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A package: its name, the sizes of its files by path, and where they are.

    `base` is the folder of a bag inside a zip, with its slash; `outside` are files beside it.
    """

    name: str
    sizes: Mapping[str, int]
    store: Store
    base: str = ""
    outside: Sequence[str] = ()

    def read(self, path: str) -> bytes:
        """Give the bytes of a file."""
        with self.open(path) as file:
            return file.read()

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """Open a file; raises `DocumentError` (D041) where a zip is damaged there."""
        try:
            with self.store.open(self.base + path) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise damaged(self.name, f"{path}: {error}") from None

    def digests(self, path: str, algorithms: Sequence[str]) -> dict[str, str]:
        """Give the digests of a file, read once."""
        sums = {each: hashlib.new(each, usedforsecurity=False) for each in algorithms}
        with self.open(path) as file:
            while chunk := file.read(CHUNK):
                for each in sums.values():
                    each.update(chunk)
        return {name: each.hexdigest() for name, each in sums.items()}


def damaged(name: str, reason: str) -> DocumentError:
    """Make the error of a zip that cannot be read (D041)."""
    return DocumentError(finding("D041", Place(name), "deposit", reason=reason))


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a package.

    Raises `DocumentError`: D033 for what is none, D041 for a zip that cannot be read.
    """
    if path.is_dir():
        sizes = {
            each.relative_to(path).as_posix(): each.stat().st_size
            for each in sorted(path.rglob("*"))
            if each.is_file()
        }
        yield _based(path.name, sizes, _Folder(path))
        return
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            raise _not_a_package(path.name, why("neither-folder-nor-zip"))
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise damaged(path.name, str(error)) from None
    with archive:
        yield _based(path.name, dict(_members(path.name, archive)), _Archive(archive))


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def open(self, path: str) -> IO[bytes]:
        return (self._root / path).open("rb")


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def open(self, path: str) -> IO[bytes]:
        return self._archive.open(path)


def _members(name: str, archive: zipfile.ZipFile) -> Iterator[tuple[str, int]]:
    """Give the files of a zip; raises `DocumentError` for a name that is doubled or unsafe."""
    if min((each.header_offset for each in archive.infolist()), default=0):
        raise damaged(name, why("begins-as-no-zip"))
    seen: set[str] = set()
    for each in archive.infolist():
        if each.is_dir():
            continue
        if each.filename in seen:
            raise damaged(name, why("there-twice", name=each.filename))
        if not is_safe(each.filename):
            raise damaged(name, why("leads-out", path=each.filename))
        seen.add(each.filename)
        yield each.filename, each.file_size


def is_safe(path: str) -> bool:
    """Whether a path stays below the folder that it is read from."""
    pure = PurePosixPath(path)
    return bool(path) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in path


def _based(name: str, sizes: Mapping[str, int], store: Store) -> Opened:
    """Find the bag or the crate: where its declaration stands nearest to the top."""
    for sign in (DECLARATION, CRATE):
        found = sorted(
            (path for path in sizes if PurePosixPath(path).name == sign),
            key=lambda path: (path.count("/"), path),
        )
        if found:
            base = found[0].removesuffix(sign)
            inside = {p.removeprefix(base): size for p, size in sizes.items() if p.startswith(base)}
            outside = tuple(path for path in sizes if not path.startswith(base))
            if sign == CRATE and base.endswith(PAYLOAD) and (of_bag := _of_bag(outside, base)):
                reason = why("bag-without-declaration", file=of_bag, declaration=DECLARATION)
                raise _not_a_package(name, reason)
            return Opened(name, inside, store, base, outside)
    reason = why("neither-bag-nor-crate", declaration=DECLARATION, crate=CRATE)
    raise _not_a_package(name, reason)


def _of_bag(paths: Sequence[str], payload: str) -> str:
    """Give what tells that the folder around a payload is that of a bag, empty if nothing does."""
    around = payload.removesuffix(PAYLOAD)
    return next((path for path in paths if _BAG.fullmatch(path.removeprefix(around))), "")


def _not_a_package(name: str, reason: str) -> DocumentError:
    return DocumentError(finding("D033", Place(name), "deposit", reason=reason))
