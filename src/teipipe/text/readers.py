"""Readers: what a person finds in a finished output, by parsers that know no stylesheet.

Each reader gives the output's main text and its notes as strings in which white space stands
wherever the output separates words. Whatever the output marks as generated is not in them; neither
is what no reader sees (attributes, scripts, styles, the head of a page).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from lxml import etree

from teipipe.documents import tei
from teipipe.text.alignment import INSIDE, OPEN
from teipipe.text.edges import Edge
from teipipe.text.marks import GENERATED, NOTE
from teipipe.text.views import VIEWS, Piece, read

__all__ = ["Output", "read_epub", "read_html", "read_pages", "read_text", "read_xhtml", "read_xml"]

_BLOCKS: Final = re.compile(
    """address|article|aside|blockquote|body|br|caption|center|colgroup|dd|details|dialog|div|dl|dt
    |fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol
    |p|pre|rp|rt|section|summary|table|tbody|td|tfoot|th|thead|tr|ul""",
    re.VERBOSE,
)
_PAGE: Final = "{http://www.w3.org/1999/xhtml}html"
EDGES: Final = {Edge.NONE: "", Edge.BREAK: "\n", Edge.SOFT: OPEN, Edge.JOIN: INSIDE}
"""The edges of a reading in a stream that is compared."""
_UNSEEN: Final = re.compile(
    "audio|canvas|datalist|dialog|head|iframe|noscript|script|style|template|video"
)
_HIDING: Final = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|(?:font-size|opacity):[0.]*0\.?[a-z%]*)"
    r"(?:!important)?(?:;|$)"
)
"""Declarations, without blanks, that hide what they are for (CSS 2.2, 9.2.4 and 11.2, Color 4)."""


@dataclass(frozen=True, slots=True)
class Output:
    """The text of a finished output: the main stream, and all notes in order."""

    main: str
    notes: str


def read_html(page: str) -> Output:
    """Read an HTML page."""
    return read_pages([page])


def read_pages(pages: Iterable[str]) -> Output:
    """Read HTML pages one after the other; notes are in the order of their numbers."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    return _read(etree.fromstring(page.encode(), parser) for page in pages)


def read_xhtml(pages: Iterable[str | bytes]) -> Output:
    """Read the XHTML pages of a book, in the order of its spine."""
    encoded = (page.encode() if isinstance(page, str) else page for page in pages)
    return _read(etree.fromstring(page, _strict()) for page in encoded)


def read_epub(content: bytes) -> Output:
    """Read a book: the pages of its spine in their order (EPUB 3.3, "Package document")."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        container = etree.fromstring(book.read("META-INF/container.xml"), _strict())
        rootfile = next(container.iter("{*}rootfile"))
        package = PurePosixPath(str(rootfile.get("full-path")))
        root = etree.fromstring(book.read(str(package)), _strict())
        files = {item.get("id"): str(item.get("href")) for item in root.iter("{*}item")}
        spine = [files[itemref.get("idref")] for itemref in root.iter("{*}itemref")]
        return read_xhtml(book.read(str(package.parent / unquote(href))) for href in spine)


def read_text(text: str) -> Output:
    """Read plain text that still has its marks (see `teipipe.text.plain`)."""
    kept = re.sub(f"{GENERATED[0]}[^{GENERATED[1]}]*{GENERATED[1]}", "", text)
    body = re.compile(f"{NOTE[0]}([^{NOTE[1]}]*){NOTE[1]}")
    return Output(main=body.sub("\n", kept), notes="\n".join(body.findall(kept)))


def read_xml(result: str, view: str) -> Output:
    """Read XML that may still have the marks of plain text.

    A page of XHTML is read as such, TEI under the view; of another vocabulary nobody knows which
    elements separate words, so each may or may not.
    """
    root = etree.fromstring(result.encode(), _strict())
    if root.tag == _PAGE:
        return _read([root])
    if str(root.tag).startswith(tei("")):
        reading = read(root, VIEWS[view])
        main, notes = _marked([reading.main]), _marked(reading.notes)
    else:
        main, notes = OPEN.join(map(str, root.itertext())), ""
    told, aside = read_text(main), read_text(notes)
    return Output(told.main, "\n".join((told.notes, aside.main, aside.notes)))


def _marked(parts: Iterable[Iterable[Piece]]) -> str:
    return "\n".join("".join(piece.string or EDGES[piece.edge] for piece in part) for part in parts)


def _strict() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


_Notes = dict[tuple[bool, int], list[str]]
"""Notes, then what an apparatus holds, each by its number."""


def _read(roots: Iterable[etree._Element]) -> Output:
    main: list[str] = []
    notes: _Notes = {}
    for root in roots:
        _collect(root, main, notes)
    return Output("".join(main), "".join(each for key in sorted(notes) for each in notes[key]))


def _collect(root: etree._Element, main: list[str], notes: _Notes) -> None:
    """Walk a page; what is unseen is skipped whole, what is in a section of notes goes there."""
    into, sections = main, list[etree._Element]()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            seen = _seen(node)
            if seen is None:
                walk.skip_subtree()
                continue
            if seen.holds_notes:
                sections.append(node)
                into = notes.setdefault(_key(node, node), [])
            elif sections and node.get("value") and _is_note(node, sections[-1]):
                into = notes.setdefault(_key(sections[-1], node), [])
            into.append(seen.edge + (node.text or ""))
            continue
        if event == "end" and (seen := _seen(node)):
            into.append(seen.edge)
        if sections and node is sections[-1]:
            sections.pop()
            into = notes.setdefault(_key(sections[-1], sections[-1]), []) if sections else main
        into.append(node.tail or "")


def _is_note(item: etree._Element, section: etree._Element) -> bool:
    """Tell the items of a section of notes from those of lists inside them."""
    around = item.getparent()
    return around is not None and around.getparent() is section


def _key(section: etree._Element, item: etree._Element) -> tuple[bool, int]:
    number = item.get("value") or ""
    return "apparatus" in _classes(section), int(number) if number.isdecimal() else 0


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What there is to know of an element that a person sees: what sets its words apart."""

    edge: str
    holds_notes: bool


def _seen(element: etree._Element) -> _Seen | None:
    get = element.get
    return _looks(str(element.tag), get("class", ""), get("style", ""), get("hidden") is not None)


@lru_cache(maxsize=4096)
def _looks(tag: str, classes: str, style: str, hidden: bool) -> _Seen | None:
    """Tell what is seen of elements of a kind, None for nothing: a page has few kinds of many."""
    name, names = tag.rpartition("}")[2], classes.split()
    declared = "".join(style.lower().split())
    hidden = hidden or bool(_HIDING.search(declared))
    if hidden or _UNSEEN.fullmatch(name) or "generated" in names:
        return None
    return _Seen("\n" if _BLOCKS.fullmatch(name) else "", "notes" in names)
