"""The container and its manifest: EPUB 3.3, "OCF ZIP container" and "Package document"."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator

from teipipe import images
from teipipe.findings import Finding
from teipipe.validate.epub.book import CONTAINER, Book, Item, find

_MIMETYPE = b"application/epub+zip"
_UNFIT = re.compile(r"^/|\.(?:/|$)|[\\:*?\"<>|\x00-\x1f\x7f-\x9f]")
"""What no name in a container may have: EPUB 3.3, "File paths and file names"."""
_SCRIPT = "//h:script[not(@type) or @type = 'module' or contains(@type, 'script')]"
_SCRIPTED = f"{_SCRIPT} | //h:form | //@*[starts-with(local-name(), 'on')]"
_REMOTE = "//h:audio/@src | //h:video/@src | //h:source/@src"
_PROPERTIES = {
    "mathml": "//m:math",
    "svg": "//svg:svg",
    "scripted": _SCRIPTED,
    "remote-resources": f"({_REMOTE})[starts-with(., 'http')]",
}
"""What a page holds, by the property that the manifest must then give it."""


def check(book: Book) -> Iterator[Finding]:
    """Check the container against the manifest, and each file against what is said of it."""
    yield from _mimetype(book)
    yield from _members(book)
    yield from _renditions(book)
    yield from _files(book)
    yield from _structure(book)
    for item in book.items:
        yield from _item(book, item)


def _mimetype(book: Book) -> Iterator[Finding]:
    first = book.infos[0]
    right = (
        first.filename == "mimetype"
        and first.compress_type == zipfile.ZIP_STORED
        and not first.extra
        and book.files.get("mimetype") == _MIMETYPE
    )
    if not right:
        yield book.finding("V101", "")


def _members(book: Book) -> Iterator[Finding]:
    """Tell of names that some system cannot hold or takes for one, and of unknown ways to pack."""
    taken: set[str] = set()
    for info in book.infos:
        name = unicodedata.normalize("NFC", info.orig_filename).casefold()
        if name in taken or _UNFIT.search(name):
            yield book.finding("V140", "", name=info.orig_filename)
        taken.add(name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield book.finding("V141", info.filename)
        if info.is_dir() and not any(each.startswith(info.filename) for each in book.files):
            yield book.finding("V147", "", name=info.filename)


def _renditions(book: Book) -> Iterator[Finding]:
    """Tell of several packages, where nothing says how they are one book."""
    count = len(find(book.frame[CONTAINER], "//c:rootfile")) if CONTAINER in book.frame else 0
    if count > 1 and "META-INF/metadata.xml" not in book.files:
        yield book.finding("V148", CONTAINER, count=count)


def _files(book: Book) -> Iterator[Finding]:
    listed = {each.path for each in book.items}
    for item in book.items:
        if item.path and item.path not in book.files:
            yield book.finding("V104", book.package_path, item.element, href=item.href)
    for path in sorted(book.files):
        is_frame = path in ("mimetype", CONTAINER, book.package_path)
        if path not in listed and not is_frame and not path.startswith("META-INF/"):
            yield book.finding("V105", path)


def _structure(book: Book) -> Iterator[Finding]:
    left = {each.id for each in book.items}
    for ref in find(book.package, "opf:spine/opf:itemref[@idref]"):
        if ref.get("idref") not in left:
            yield book.finding("V106", book.package_path, ref, id=ref.get("idref"))
        left.discard(ref.get("idref"))
    if book.navigation is None and not book.is_older:
        yield book.finding("V107", book.package_path)


def _item(book: Book, item: Item) -> Iterator[Finding]:
    """Compare what the manifest says of a file with what it is."""
    content = book.files.get(item.path)
    if content is None:
        return
    if item.media_type.startswith("image/"):
        image = images.known(content)
        is_drawing = item.media_type == images.MEDIA_TYPES["svg"]
        if image is None and is_drawing:
            return
        if image is None or image.media_type != item.media_type:
            said = {"type": item.media_type, "found": image.media_type if image else "no image"}
            yield book.finding("V108", item.path, **said)
    elif item.path in book.pages and not book.is_older:
        page = book.pages[item.path]
        for name, path in _PROPERTIES.items():
            if (name in item.properties) != bool(find(page, path)):
                yield book.finding("V109", book.package_path, item.element, property=name)
