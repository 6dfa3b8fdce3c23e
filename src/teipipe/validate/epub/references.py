"""Ids and addresses: each id once in its file, each address to something in the book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from teipipe.findings import Finding
from teipipe.validate.epub.book import Book, find, is_remote

_ADDRESSES = "//@href | //@src | //h:object/@data | //@poster"
_POINTERS = "//@" + " | //@".join(
    (
        "aria-controls",
        "aria-describedby",
        "aria-details",
        "aria-errormessage",
        "aria-flowto",
        "aria-labelledby",
        "aria-owns",
        "fallback",
        "for",
        "headers",
        "list",
        "media-overlay",
        "refines",
        "toc",
        "unique-identifier",
    )
)
"""Attributes that name elements of their own file by their ids."""
_SHOWN = re.compile(r"url\(\s*[\"']?([^\"'()#?\s]+)")
_FETCHED = frozenset(("img", "script", "iframe", "object", "embed"))


def check(book: Book) -> Iterator[Finding]:
    """Check the ids of every file of XML, and its addresses; the manifest is checked by itself."""
    for path, root in book.parsed.items():
        doubled = (each for each, times in Counter(find(root, "//@id")).items() if times > 1)
        yield from (book.finding("V112", path, root, id=each) for each in doubled)
        for value in find(root, _POINTERS):
            yield from _pointers(book, path, value, value.getparent())
        for address in find(root, _ADDRESSES) if root is not book.package else ():
            yield from _address(book, path, address, address.getparent())
    yield from _style(book)


def _style(book: Book) -> Iterator[Finding]:
    """Check the files that style sheets show."""
    for item in book.items:
        if item.media_type == "text/css" and item.path in book.files:
            for address in _SHOWN.findall(book.files[item.path].decode("utf-8", "replace")):
                if not is_remote(address) and book.target(item.path, address)[0] not in book.files:
                    yield book.finding("V113", item.path, href=address)


def _address(book: Book, path: str, address: str, element: etree._Element) -> Iterator[Finding]:
    if is_remote(address):
        if _is_fetched(element) and not address.startswith("data:"):
            yield book.finding("V114", path, element, href=address)
        elif address.startswith("file:"):
            yield book.finding("V113", path, element, href=address)
        return
    target, fragment = book.target(path, address)
    if target not in book.files or (fragment and not _is_there(book, target, fragment)):
        yield book.finding("V113", path, element, href=address)
    elif target in book.unread and str(element.tag).endswith("}a"):
        yield book.finding("V144", path, element, href=address)


def _pointers(book: Book, path: str, value: str, element: etree._Element) -> Iterator[Finding]:
    for each in value.split():
        if each.removeprefix("#") not in book.places[path] and not is_remote(each):
            yield book.finding("V113", path, element, href=each)


def _is_fetched(element: etree._Element) -> bool:
    """Tell whether a page shows what an element points to; a link often only tells of it."""
    name = str(element.tag).rpartition("}")[2]
    return name in _FETCHED or (name == "link" and "stylesheet" in element.get("rel", "").split())


def _is_there(book: Book, path: str, fragment: str) -> bool:
    """Tell whether a fragment names an element; a file that is no XML cannot be asked."""
    return path not in book.parsed or fragment in book.places[path]
