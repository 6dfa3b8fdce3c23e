"""The pages themselves: titles, headings, tables, images, types with their roles, and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.findings import Finding
from teipipe.validate.epub.book import Book, find, types

_HEADINGS = "//h:h1 | //h:h2 | //h:h3 | //h:h4 | //h:h5 | //h:h6 | //*[@role = 'heading']"
_ROLES = frozenset(
    re.findall(
        r"\w+",
        """abstract acknowledgments afterword appendix bibliography chapter colophon conclusion
        credits dedication endnotes epigraph epilogue errata foreword glossary index introduction
        noteref pagebreak part preface prologue""",
    )
)
"""The words of `epub:type` with a role of the same name in DPUB-ARIA 1.1."""
_OUT_OF_USE = frozenset(("doc-biblioentry", "doc-endnote"))
_BODIES = frozenset(("body", "html"))
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT_LINKS = "//h:a[@href][not(@role)][not(ancestor::h:nav)]"
_LINKS = re.compile(r"a(?:[:\[].*)?")
_UNSEEN = re.compile(r"text-decoration(?:-line)?\s*:\s*none")
_SEEN = re.compile(r"border(?:-bottom|-block-end)?(?:-style)?\s*:(?!\s*(?:0|none))|background")


def check(book: Book) -> Iterator[Finding]:
    """Check every page, and the style sheets for how links look."""
    before = 0
    for path, page in book.pages.items():
        yield from _page(book, path, page)
        for heading in find(page, _HEADINGS):
            level = _level(heading)
            if before and level > before + 1:
                said = {"level": level, "before": before}
                yield book.finding("V121", path, heading, **said)
            before = level
        for element in page.iter("{*}*"):
            yield from _roles(book, path, element)
    yield from _style(book)


def _page(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    for title in find(page, "h:head/h:title[not(normalize-space())]"):
        yield book.finding("V119", path, title)
    if public := page.getroottree().docinfo.public_id:
        yield book.finding("V149", path, page, type=public)
    for cell in find(page, "//h:th[not(@scope)]"):
        yield book.finding("V122", path, cell)
    for image in find(page, "//h:img[not(@alt)]"):
        yield book.finding("V123", path, image, src=image.get("src"))
    for image in find(page, "//h:img[@role = 'doc-cover'][not(normalize-space(@alt))]"):
        yield book.finding("V123", path, image, src=image.get("src"))


def _level(heading: Any) -> int:
    level = heading.get("aria-level") or str(heading.tag)[-1]
    return int(level) if level.isdigit() else 2


def _roles(book: Book, path: str, element: etree._Element) -> Iterator[Finding]:
    """Tell of a type without the role that goes with it, and of a role out of use."""
    name, role = str(element.tag).rpartition("}")[2], element.get("role", "")
    if role in _OUT_OF_USE:
        yield book.finding("V124", path, element, role=role)
    if name in _BODIES or find(element, "ancestor-or-self::h:nav"):
        return
    for kind in types(element):
        if kind in _ROLES and role != f"doc-{kind}":
            yield book.finding("V125", path, element, type=kind, role=f"doc-{kind}")


def _style(book: Book) -> Iterator[Finding]:
    """Tell of rules that take the line from links in the text, and leave nothing in its place."""
    classes = {name for _, link in book.all(_TEXT_LINKS) for name in link.get("class", "").split()}
    for item in book.items:
        if item.media_type == "text/css" and item.path in book.files:
            style = _COMMENT.sub("", book.files[item.path].decode("utf-8", "replace"))
            for selectors, declarations in _RULE.findall(style):
                hidden = _UNSEEN.search(declarations) and not _SEEN.search(declarations)
                for each in selectors.split(",") if hidden else ():
                    if _is_of_links(each, classes):
                        yield book.finding("V126", item.path, selector=each.strip())


def _is_of_links(selector: str, classes: set[str]) -> bool:
    """Tell whether a rule is about all links, or about those of a class that links have."""
    if re.search(r"\bnav\b", selector):
        return False
    last = re.split(r"[\s>+~]+", selector.strip())[-1]
    named = set(re.findall(r"\.([\w-]+)", last))
    return bool(named & classes) if named else bool(_LINKS.fullmatch(last))
