"""The images that a book holds: those beside its document, those in it, and its cover.

An address in the text leads to a file below the document's root, or to nothing: no image is
fetched. Each file has a name of its own in the book, by the order of the text.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from teipipe import images
from teipipe.consulted import consult
from teipipe.documents import ID, Document, is_below, tei
from teipipe.findings import Finding, Place, finding, grouped
from teipipe.images import Image

_MOST = 64 << 20
"""Bytes above which a file is no image of a book."""
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_FURTHER = re.compile(r"[?#].*")
"""What an address says beyond the file: which part of it, or which form."""
_SHOWN = 200
"""How many characters of an address a finding has: some hold the image itself."""
_FIGURES = (tei("graphic"), tei("media"))
_READ = (tei("text"), tei("sourceDoc"))
_DATA = tei("binaryObject")


@dataclass(frozen=True, slots=True)
class Images:
    """Images by their names in the book; `names` are those of the addresses in the document.

    What the document holds as data has an address by its order: “data:1”.
    """

    files: Mapping[str, Image] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    cover: str = ""
    findings: tuple[Finding, ...] = ()

    def sizes(self) -> Mapping[str, str]:
        """Give for each address the name in the book and the size: “image-1.png 800 600”."""
        return {
            address: f"{name} {self.files[name].width} {self.files[name].height}"
            for address, name in self.names.items()
        }


def beside(document: Document, cover: str = "") -> Images:
    """Read the images to which the text of a document points, and the cover that is asked for.

    What is no image, not there, or named as what it is not, is a finding (T041–T043, T046).
    """
    files, names, found = dict[str, Image](), dict[str, str](), list[Finding]()
    taken: dict[Path, str] = {}
    for element, address in _addresses(document):
        source = document.source_of(element)
        path = source.path.parent / unquote(_FURTHER.sub("", address))
        if path not in taken and address not in names:
            place = document.place(element)
            image = _read(path, document.root, address, place, found)
            if image is None:
                continue
            taken[path] = f"image-{len(files) + 1}.{image.suffix}"
            files[taken[path]] = image
        names.setdefault(address, taken[path])
    for number, image in _held(document):
        names[f"data:{number}"] = f"image-{len(files) + 1}.{image.suffix}"
        files[names[f"data:{number}"]] = image
    drawn = _cover(document, cover, files, found) if cover else ""
    return Images(files, names, drawn, grouped(found))


def _addresses(document: Document) -> Iterator[tuple[Any, str]]:
    """Give each graphic of a text or a transcript with the address of a neighbour."""
    held = {f"#{each.get(ID)}" for each in document.tree.iter(_DATA)}
    for element in document.tree.iter(*_FIGURES):
        address = " ".join((element.get("url") or "").split())
        is_near = address and address not in held and not _ELSEWHERE.match(address)
        if is_near and next(element.iterancestors(*_READ), None) is not None:
            yield element, address


def _held(document: Document) -> Iterator[tuple[int, Image]]:
    """Give the images that a document holds as data, by their numbers among all such data."""
    for number, element in enumerate(document.tree.iter(_DATA), 1):
        try:
            content = base64.b64decode("".join((element.text or "").split()), validate=True)
        except ValueError:
            continue
        if image := _known(content):
            yield number, image


def _cover(document: Document, cover: str, files: dict[str, Image], found: list[Finding]) -> str:
    """Add the cover to the files, and give its name there; the project may hold it, too."""
    near = document.path.parent / cover
    consult(near)
    path = near if near.is_file() else document.root / cover
    image = _read(path, document.root, cover, Place(document.name), missed := list[Finding]())
    if image is None:
        found.append(finding("T046", Place(document.name), image=cover))
        return ""
    found += missed
    name = f"cover.{image.suffix}"
    files[name] = image
    return name


def _read(path: Path, root: Path, address: str, place: Place, found: list[Finding]) -> Image | None:
    """Read a file below the root as an image, else None with the reason among the findings."""
    content = _content(path, root)
    if content is None:
        found.append(finding("T041", place, image=address[:_SHOWN]))
        return None
    image = _known(content)
    if image is None:
        found.append(finding("T042", place, image=address))
    elif not images.is_named(path.name, image):
        found.append(finding("T043", place, image=address, type=image.media_type))
    return image


def _known(content: bytes) -> Image | None:
    return images.known(content) if len(content) <= _MOST else None


def _content(path: Path, root: Path) -> bytes | None:
    consult(path)
    try:
        if not is_below(path, root) or not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(_MOST + 1)
    except (OSError, RuntimeError, ValueError):
        return None
