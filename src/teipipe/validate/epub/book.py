"""An e-book as it is found: its container, its package and its pages, read safely.

Nothing is unpacked to a disk or fetched; a container that would take too much room is refused.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding, why

NAMES: Final = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "e": "http://www.w3.org/2001/04/xmlenc#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
    "svg": "http://www.w3.org/2000/svg",
    "epub": "http://www.idpf.org/2007/ops",
}
TYPE: Final = f"{{{NAMES['epub']}}}type"
XHTML: Final = "application/xhtml+xml"
_OF_XML: Final = (XHTML, "application/x-dtbncx+xml", "image/svg+xml")
CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_OBFUSCATIONS: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made useless outside of a book, which is no encryption of it."""
CHECK: Final = "book"
"""The name of these checks in reports."""
_MOST_OF_ALL = 1 << 30
_MOST_OF_XML = 64 << 20
_MOST_TIMES = 2000
"""Bytes that a container and a file of XML may hold, and how many times a file may be packed."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the manifest; `path` is its place in the container, empty if it is elsewhere."""

    id: str
    href: str
    path: str
    media_type: str
    properties: frozenset[str]
    element: etree._Element


@dataclass(frozen=True, eq=False)
class Book:
    """A container whose package could be read; `name` is the book's in reports.

    `parsed` are its package and its files of XML by their paths, `frame` those that say what the
    container holds.
    """

    name: str
    infos: tuple[zipfile.ZipInfo, ...]
    files: Mapping[str, bytes]
    package_path: str
    package: Any
    frame: Mapping[str, Any] = field(default_factory=dict)
    parsed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_older(self) -> bool:
        """Whether it is an EPUB 2, for which most rules were not made."""
        return str(self.package.get("version", "")).startswith("2")

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The manifest."""
        return tuple(self._item(each) for each in find(self.package, "opf:manifest/opf:item"))

    @cached_property
    def spine(self) -> tuple[Item, ...]:
        """The items in their reading order; what names no item is left out."""
        by_id = {each.id: each for each in self.items}
        refs = find(self.package, "opf:spine/opf:itemref/@idref")
        return tuple(by_id[each] for each in refs if each in by_id)

    @cached_property
    def pages(self) -> Mapping[str, Any]:
        """The roots of the pages by their paths, those of the spine first and in its order."""
        pages = {each.path: each for each in (*self.spine, *self.items)}
        return {
            path: self.parsed[path]
            for path, item in pages.items()
            if item.media_type == XHTML and path in self.parsed
        }

    @cached_property
    def unread(self) -> frozenset[str]:
        """The paths of the pages that are not in the reading order; the navigation need not be."""
        read = {each.path for each in self.spine}
        return frozenset(self.pages) - read - {(self.navigation or ("",))[0]}

    @cached_property
    def navigation(self) -> tuple[str, Any] | None:
        """The path and the root of the navigation document."""
        paths = (each.path for each in self.items if "nav" in each.properties)
        return next(((path, self.pages[path]) for path in paths if path in self.pages), None)

    @cached_property
    def places(self) -> Mapping[str, Mapping[str, Any]]:
        """The elements of each file of XML by their ids, the first of each."""
        return {
            path: {each.get("id"): each for each in reversed(root.xpath("//*[@id]"))}
            for path, root in self.parsed.items()
        }

    def all(self, path: str) -> list[tuple[str, Any]]:
        """Give what an XPath finds in the pages, each with the path of its page."""
        return [(name, each) for name, page in self.pages.items() for each in find(page, path)]

    def properties(self, name: str) -> list[str]:
        """Give the values of a property of the whole book."""
        metas = find(self.package, "opf:metadata/opf:meta[not(@refines)]")
        return [(each.text or "").strip() for each in metas if each.get("property") == name]

    def target(self, path: str, address: str) -> tuple[str, str]:
        """Give the path and the fragment to which an address in a file of the book leads."""
        parts = _parts(address)
        there = posixpath.join(posixpath.dirname(path), unquote(parts.path))
        return (posixpath.normpath(there) if parts.path else path), unquote(parts.fragment)

    def finding(self, code: str, path: str, element: Any = None, **arguments: Any) -> Finding:
        """Make a finding about a file of the book, and an element in it."""
        line = getattr(element, "sourceline", None)
        return finding(code, Place(self.shown(path), line), CHECK, **arguments)

    def shown(self, path: str) -> str:
        """Give what reports call a file of the book."""
        return f"{self.name}/{path}" if path else self.name

    def _item(self, element: etree._Element) -> Item:
        href = element.get("href", "")
        is_here = bool(href) and not is_remote(href)
        return Item(
            element.get("id", ""),
            href,
            self.target(self.package_path, href)[0] if is_here else "",
            element.get("media-type", ""),
            frozenset((element.get("properties") or "").split()),
            element,
        )


def find(node: Any, path: str) -> list[Any]:
    """Give what an XPath finds, with the prefixes of the formats of a book."""
    return list(node.xpath(path, namespaces=NAMES))


def is_remote(address: str) -> bool:
    """Tell whether an address leads out of the book."""
    return bool(_parts(address).scheme or _parts(address).netloc)


def _parts(address: str) -> SplitResult:
    """Take an address apart; what is none is a path, which leads to nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address, "", "")


def types(element: etree._Element) -> list[str]:
    """Give the words of `epub:type`."""
    return (element.get(TYPE) or "").split()


def read(path: Path, name: str) -> Book:
    """Read a book.

    Raises `DocumentError`: V100 for a file that is no container, or is encrypted, V102 for one that
    leads to no package, V103 for XML that is not well-formed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = tuple(archive.infolist())
            _check_room(infos, name)
            files = {each.filename: archive.read(each) for each in infos if not each.is_dir()}
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise _failure("V100", name, reason=str(error)) from None
    frame: dict[str, Any] = {
        each: _parse(name, each, files[each]) for each in (CONTAINER, _ENCRYPTION) if each in files
    }
    _check_open(name, frame)
    package_path = _package_path(name, files, frame)
    package = _parse(name, package_path, files[package_path])
    if package.tag != f"{{{NAMES['opf']}}}package":
        raise _failure("V102", name, path=package_path)
    book = Book(name, infos, files, package_path, package, frame)
    return replace(book, parsed=dict(_parsed(book)))


def _check_room(infos: tuple[zipfile.ZipInfo, ...], name: str) -> None:
    """Refuse what would fill the memory, by what the container says of itself."""
    too_much = sum(each.file_size for each in infos) > _MOST_OF_ALL or any(
        each.file_size > _MOST_TIMES * max(each.compress_size, 1024) for each in infos
    )
    if too_much:
        raise _failure("V100", name, reason=why("takes-too-much-room"))


def _check_open(name: str, frame: Mapping[str, Any]) -> None:
    """Refuse a book whose pages nobody can read without a key."""
    if _ENCRYPTION in frame:
        ways = set(find(frame[_ENCRYPTION], "//e:EncryptedData/e:EncryptionMethod/@Algorithm"))
        if not ways.issubset(_OBFUSCATIONS):
            raise _failure("V100", name, reason=why("encrypted", encryption=_ENCRYPTION))


def _package_path(name: str, files: Mapping[str, bytes], frame: Mapping[str, Any]) -> str:
    """Give the path of the package, which is there."""
    path = CONTAINER
    if path in frame:
        path = next((str(each) for each in find(frame[path], "//c:rootfile/@full-path")), path)
    if path not in files:
        raise _failure("V102", name, path=path)
    return path


def _parsed(book: Book) -> Iterator[tuple[str, Any]]:
    """Give the package, and the files that are of XML by what the manifest says of them."""
    yield book.package_path, book.package
    for item in book.items:
        if item.media_type in _OF_XML and item.path in book.files:
            yield item.path, _parse(book.name, item.path, book.files[item.path])


def _parse(name: str, path: str, content: bytes) -> Any:
    if len(content) > _MOST_OF_XML:
        raise _failure("V100", name, reason=why("too-large", path=path))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise DocumentError(
            finding("V103", Place(f"{name}/{path}", line, column), CHECK, reason=error.msg)
        ) from None


def _failure(code: str, name: str, **arguments: str) -> DocumentError:
    return DocumentError(finding(code, Place(name), CHECK, **arguments))
