"""The ways into a book: contents, landmarks, pages of the source; EPUB 3.3, "Navigation"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.documents import text_of
from teipipe.findings import Finding
from teipipe.validate.epub.book import Book, find, types

_TIMES = {"toc": (1,), "page-list": (0, 1), "landmarks": (0, 1)}
"""How often the navigation document may have each of its lists."""
_NAMED = "self::h:a or self::h:span[parent::h:li] or self::h:h1 or self::h:h2 or self::h:h3"
_PLACES = {
    "bodymatter": "",
    "endnotes": "//*[@role = 'doc-endnotes']",
    "index": "//*[@role = 'doc-index']",
    "bibliography": "//*[@role = 'doc-bibliography']",
}
"""Landmarks, and what of the pages asks for each; every book has a beginning of its text."""


def check(book: Book) -> Iterator[Finding]:
    """Check the lists of the navigation document against the pages."""
    if book.navigation is None:
        return
    path, page = book.navigation
    for wordless in find(page, f"//h:nav//*[{_NAMED}][not(normalize-space() or .//@alt)]"):
        yield book.finding("V117", path, wordless)
    for kind, allowed in _TIMES.items():
        count = len([each for each in find(page, "//h:nav") if kind in types(each)])
        if count not in allowed:
            yield book.finding("V145", path, page, type=kind, count=count)
    yield from _order(book, path, page)
    yield from _landmarks(book, path, page)
    yield from _page_list(book, path, page)


def check_older(book: Book) -> Iterator[Finding]:
    """Check that the contents for older reading systems (NCX) are those of this very book."""
    named = find(book.package, "//dc:identifier[@id = /*/@unique-identifier]")
    identifier = text_of(named[0]) if named else ""
    for path, root in book.parsed.items():
        for meta in find(root, "/n:ncx/n:head/n:meta[@name = 'dtb:uid']"):
            if (told := meta.get("content", "").strip()) != identifier:
                yield book.finding("V143", path, meta, told=told, identifier=identifier)


def listed(page: etree._Element, kind: str) -> list[etree._Element]:
    """Give the links of a list of the navigation document."""
    navs = (each for each in find(page, "//h:nav") if kind in types(each))
    return [link for nav in navs for link in find(nav, ".//h:a")]


def _order(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    """Tell of entries of the contents that stand after what follows them in the book."""
    read = [each.path for each in book.spine if each.path in book.pages]
    places = [(each, name) for each in read for name in ("", *find(book.pages[each], "//@id"))]
    order = {place: number for number, place in reversed([*enumerate(places)])}
    before = -1
    for link in listed(page, "toc"):
        number = order.get(book.target(path, link.get("href", "")), before)
        if number < before:
            yield book.finding("V142", path, link, entry=text_of(link))
        before = number


def _number(page_break: Any) -> str:
    told = page_break.get("aria-label") or page_break.get("title") or text_of(page_break)
    return " ".join(told.split())


def _landmarks(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    there = {kind for link in listed(page, "landmarks") for kind in types(link)}
    for kind, asked in _PLACES.items():
        if kind not in there and (not asked or book.all(asked)):
            yield book.finding("V115", path, page, landmark=kind)


def _page_list(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    """Compare the list of pages with the page breaks: the same, in the same order, by name."""
    breaks = [
        (name, each.get("id", ""), _number(each))
        for name, each in book.all("//*[@role = 'doc-pagebreak']")
    ]
    entries = [
        (*book.target(path, link.get("href", "")), text_of(link))
        for link in listed(page, "page-list")
    ]
    if entries != breaks:
        yield book.finding("V116", path, page, breaks=len(breaks), entries=len(entries))
    if breaks and not (
        book.properties("pageBreakSource") or book.properties("a11y:pageBreakSource")
    ):
        yield book.finding("V118", book.package_path)
