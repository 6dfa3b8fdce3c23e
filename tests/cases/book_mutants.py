"""A clean book, and damages to it: `book_mutants.toml` lists them, and who sees each."""

import io
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from teipipe.documents import load
from teipipe.findings import Finding
from teipipe.transform import Transformer
from teipipe.validate import epub

SAMPLE = Path(__file__).parents[1] / "unit" / "transform" / "sample.xml"
TABLE = Path(__file__).with_name("book_mutants.toml")
BELOW = "EPUB/"


@dataclass(frozen=True)
class Mutant:
    """A row of the table."""

    what: str
    damage: Mapping[str, str]
    own: frozenset[str]
    epubcheck: frozenset[str]
    ace: frozenset[str]

    def book(self) -> bytes:
        """Give the clean book with this damage."""
        return CONTAINERS[self.damage.get("container", "")](members(self))


def members(mutant: Mutant) -> dict[str, bytes]:
    """Give the members of the clean book with a damage to one of them."""
    made = dict(good())
    if part := mutant.damage.get("part"):
        file, find = name(part), mutant.damage["find"].encode()
        assert find in made[file], f"{mutant.what}: {file} has not “{mutant.damage['find']}”"
        made[file] = made[file].replace(find, mutant.damage["replace"].encode())
    if part := mutant.damage.get("remove"):
        del made[name(part)]
    if part := mutant.damage.get("add"):
        made[name(part)] = b"p { margin: 0 }"
    return made


def name(part: str) -> str:
    """Give the member that the table means."""
    return part.removeprefix("../") if part.startswith("../") else BELOW + part


def mutants() -> list[Mutant]:
    """Read the table."""
    rows = tomllib.loads(TABLE.read_text("utf-8"))["mutant"]
    return [
        Mutant(row["what"], row, _set(row["own"]), _set(row["epubcheck"]), _set(row.get("ace", [])))
        for row in rows
    ]


def _set(named: Any) -> frozenset[str]:
    return frozenset([named] if isinstance(named, str) else named)


@cache
def good() -> Mapping[str, bytes]:
    """Make the clean book, and give its members."""
    (output,) = Transformer(["epub"]).run(load(SAMPLE, SAMPLE.parent), "letters", {})
    with zipfile.ZipFile(io.BytesIO(output.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Pack members in their order; the method is the mimetype's."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def _last(members: Mapping[str, bytes]) -> bytes:
    rest = {name: content for name, content in members.items() if name != "mimetype"}
    return packed({**rest, "mimetype": members["mimetype"]})


def _squeezed(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO(packed(members))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("META-INF/squeezed.txt", "squeezed" * 9)
    return buffer.getvalue()


def _with_folder(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO(packed(members))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("EPUB/fonts/", b"")
    return buffer.getvalue()


ENCRYPTION = b"""<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
 xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod
 Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><enc:CipherData><enc:CipherReference
 URI="EPUB/text/body-1.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>"""
"""What stands in a book whose first chapter needs a key."""


CONTAINERS: Mapping[str, Callable[[Mapping[str, bytes]], bytes]] = {
    "": packed,
    "garbage": lambda _: b"PK\3\4 and no more",
    "mimetype compressed": lambda members: packed(members, zipfile.ZIP_DEFLATED),
    "mimetype last": _last,
    "squeezed": _squeezed,
    "folder": _with_folder,
    "encrypted": lambda members: packed({**members, "META-INF/encryption.xml": ENCRYPTION}),
}


def found(book: bytes, folder: Path) -> tuple[Finding, ...]:
    """Give what our own checks find in a book."""
    path = folder / "book.epub"
    path.write_bytes(book)
    return epub.check(path, folder)
