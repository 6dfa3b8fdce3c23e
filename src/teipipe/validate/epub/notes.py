"""Notes: each call says that it is one, leads to its note, and the note leads back to it.

Reading systems show a note at its call by these signs: EPUB 3.3 `noteref`, DPUB-ARIA 1.1
`doc-noteref` and `doc-backlink`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.findings import Finding
from teipipe.validate.epub.book import Book, find, types

_LISTS = frozenset(("endnotes", "footnotes", "rearnotes"))
_CALLS = "descendant-or-self::h:a[not(ancestor::*[@role = 'doc-index'])]/@href"
_NOTES = frozenset(("endnote", "footnote", "rearnote", "note"))


def check(book: Book) -> Iterator[Finding]:
    """Check the calls of the pages, and the notes in lists of notes."""
    notes = dict(_notes(book))
    called = set[tuple[str, str]]()
    for path, link in book.all("//h:a[@href]"):
        target = book.target(path, link.get("href"))
        is_call = link.get("role") == "doc-noteref" or "noteref" in types(link)
        if target in notes and not _is_in_list(link) and not _is_in_navigation(link):
            called.add(target)
            is_told = link.get("role") == "doc-noteref" and "noteref" in types(link)
            if not is_told and (is_call or _is_sign(link)):
                yield book.finding("V127", path, link)
        if is_call and len(link):
            yield book.finding("V128", path, link)
    for (path, id_), note in notes.items():
        if (path, id_) in called and not _leads_back(book, path, note, id_):
            yield book.finding("V129", path, note, id=id_)


def _notes(book: Book) -> Iterator[tuple[tuple[str, str], Any]]:
    """Give what stands in lists of notes, or is a note by its type, by its address."""
    for path, each in book.all("//*[@id]"):
        item = str(each.tag).endswith("}li") and _is_in_list(each)
        if item or _NOTES.intersection(types(each)) or each.get("role") == "doc-footnote":
            yield (path, each.get("id")), each


def _is_in_list(element: etree._Element) -> bool:
    return any(
        each.get("role") in ("doc-endnotes", "doc-footnote") or _LISTS.intersection(types(each))
        for each in element.iterancestors()
    )


def _is_in_navigation(element: etree._Element) -> bool:
    around = element.iterancestors()
    return any(str(each.tag).endswith("}nav") or each.get("role") == "doc-index" for each in around)


def _is_sign(link: etree._Element) -> bool:
    """Tell whether a link is as short as a note's number; a longer one mentions the note."""
    return len("".join(map(str, link.itertext())).strip()) <= 4


def _leads_back(book: Book, path: str, note: etree._Element, id_: str) -> bool:
    """Tell whether a link of the note leads to the place of a link to the note."""
    for link in find(note, ".//h:a[@href]"):
        back, fragment = book.target(path, link.get("href"))
        there = book.places.get(back, {}).get(fragment)
        calls = [] if there is None else find(there, _CALLS)
        if any(book.target(back, href) == (path, id_) for href in calls):
            return True
    return False
