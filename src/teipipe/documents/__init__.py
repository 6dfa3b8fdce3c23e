"""TEI documents, read safely, with positions.

Reading never opens the network nor any file but the document: whatever DTD or
entity a document asks for is answered from a table of the standard's names.
Positions (line and column of a start tag) come from a second, lazy pass.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.consulted import consult
from teipipe.documents.encodings import Decoded, decoded
from teipipe.documents.entities import Declared, LocalNames, declared
from teipipe.documents.names import BASE, ID, LANG, TEI, XML, tei, text_of
from teipipe.documents.paths import xpath
from teipipe.documents.positions import Positions, Span, placed
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding

__all__ = [
    "BASE",
    "ID",
    "LANG",
    "MARKERS",
    "TEI",
    "XML",
    "Document",
    "Span",
    "absolute",
    "bytes_of",
    "load",
    "numbered",
    "ordinal",
    "parse",
    "root_of",
    "serialised",
    "shown",
    "tei",
    "text_of",
]

MARKERS = ("teipipe.toml", ".git")
"""What makes a folder the root of the files below it."""
MOST_ATTRIBUTES = 10_000
"""Attributes of one element: the engine of XSLT reads no more, and lxml's time is their square."""

_LONG_TAG = re.compile(rb"<[^<]{%d}" % (MOST_ATTRIBUTES * len(' a=""')))
"""What a start tag with too many attributes is among others: only then they are counted."""
STEP = re.compile(r"/Q\{([^}]*)\}([^/\[]+)\[(\d+)\]")
"""A step of XPath 3's `path()`: namespace, local name, number among its like."""
_NO_TAG = "Start tag expected, '<' not found"
"""What the parser says of a file that begins with a letter; with a nought, that it is empty."""
_ADVICE = re.compile(r", (?:use|see|try|line \d+, column) .*$", re.S)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A TEI file: its path, the folder it may not leave, its bytes and its tree.

    Where the tree is not as it was read (of several files, or under other names), `origins` says
    for each of its elements which it was in which document: the n-th, from 0. Where it was made of
    a file that is no XML, `spans` say where each of them was written.
    """

    path: Path
    root: Path
    content: bytes
    tree: Any
    findings: tuple[Finding, ...] = ()
    encoding: str = "utf-8"
    origins: tuple[tuple[Document, int], ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def name(self) -> str:
        """The path as reports show it: relative to the root where it stands below it."""
        return _name(self)

    def place(self, element: Any) -> Place:
        """Give the place of an element's start tag (of the root's for anything else)."""
        if not isinstance(getattr(element, "tag", None), str):
            element = self.tree.getroot()
        number = ordinal(element)
        if self.origins:
            document, there = self.origins[number]
            return document.place(_elements(document.tree.getroot())[there])
        span = self.spans[number] if self.spans else _positions(self).span(number)
        if span is None:
            return Place(self.name, element.sourceline, xpath=xpath(element))
        return Place(self.name, *span, xpath(element))

    def source_of(self, element: etree._Element) -> Document:
        """Give the document of the file in which an element stands."""
        return self.origins[ordinal(element)][0].source_of(element) if self.origins else self

    def at(self, path: str) -> etree._Element:
        """Give the element that XPath 3's `path()` names (of an attribute or text: its parent).

        A path that leads nowhere gives the last element on its way.
        """
        element: etree._Element = self.tree.getroot()
        for namespace, local, number in STEP.findall(path)[1:]:
            tag = f"{{{namespace}}}{local}" if namespace else local
            element = next(islice(element.iterchildren(tag), int(number) - 1, None), element)
        return element


def shown(path: Path, root: Path) -> str:
    """Give a path as people and reports see it, with `/` on every system."""
    whole, base = os.path.abspath(path), os.path.abspath(root).rstrip(os.sep)  # noqa: PTH100
    if whole.startswith(base + os.sep):
        return whole[len(base) + 1 :].replace(os.sep, "/")
    return "." if whole == base else path.as_posix()


def absolute(path: Path) -> Path:
    """Give a path from the top, without “..”, its links kept: a link has a place of its own."""
    whole = os.path.abspath(path)  # noqa: PTH100
    return path if whole == str(path) else Path(whole)


def is_below(path: Path, root: Path) -> bool:
    """Whether a path stands below a folder, links followed; a loop of links is where it stands."""
    real, base = os.path.realpath(path), os.path.realpath(root)
    return Path(real).is_relative_to(base)


def root_of(path: Path) -> Path:
    """Give the nearest folder above with a marker of a project, else the file's own folder."""
    folder = absolute(path).parent
    for each in (folder, *folder.parents):
        if any((each / marker).exists() for marker in MARKERS):
            return each
    return folder


def load(path: Path | str, root: Path | None = None) -> Document:
    """Read a TEI document.

    Raises `DocumentError` (P001–P003, P006, P009) with the place when the file cannot be read, is
    not well-formed, is a link that leads out of the root, or has too many attributes in one tag;
    P026 and P027 for a wrong encoding.
    Entities that nothing defines stay visible as text and are findings (P004, P025).
    """
    path = Path(path)
    root = root or root_of(path)
    return parse(bytes_of(path, root), path, root)


def bytes_of(path: Path, root: Path) -> bytes:
    """Give the bytes of a file below a root; raises `DocumentError` (P003, P006)."""
    consult(path)
    where = Place(shown(path, root))
    if not is_below(path, root):
        raise DocumentError(finding("P006", where, root=root.name))
    try:
        if path.exists() and not path.is_file():
            raise DocumentError(
                finding("P003", where, reason="Not a file but a folder, a pipe or a device")
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(finding("P003", where, reason=error.strerror or str(error))) from None


def parse(content: bytes, path: Path, root: Path) -> Document:
    """Read a document from bytes, as `load` does; `path` names it."""
    name = shown(path, root)
    if not content.strip():
        raise DocumentError(finding("P002", Place(name, 1, 1)))
    file = decoded(content, name)
    source = declared(file.content)
    try:
        tree = etree.ElementTree(etree.fromstring(source.content, _parser(file, source)))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise DocumentError(
            finding("P001", Place(name, line or 1, column or 1), reason=_reason(error))
        ) from None
    if b"<!ENTITY" in source.content:
        _bring_home(tree)
    found = tuple(_noticed(name, file, source))
    document = Document(path, root, content, tree, found, file.found)
    if _LONG_TAG.search(content):
        _refuse_full_tags(document)
    return document


def _bring_home(tree: Any) -> None:
    """Put the elements of entities into the namespace of where they stand; the parser did not.

    Those that are in no namespace by their own `xmlns=""` say so.
    """
    for each in tree.xpath("//*[namespace-uri() = '']"):
        if namespace := each.nsmap.get(None):
            each.tag = f"{{{namespace}}}{each.tag}"


def _refuse_full_tags(document: Document) -> None:
    for each in document.tree.xpath(f"//*[@*[{MOST_ATTRIBUTES + 1}]]"):
        name, most = etree.QName(each).localname, f"{MOST_ATTRIBUTES:,}"
        raise DocumentError(finding("P009", document.place(each), name=name, most=most))


def _noticed(name: str, file: Decoded, source: Declared) -> Iterator[Finding]:
    """Tell what the file says of itself that is not so, and which entities stay undefined."""
    if file.contradicts:
        encodings = {"declared": file.declared, "found": file.found}
        yield finding("P024", Place(name, 1, 1), **encodings)
    places = placed(file.content, [each.offset for each in source.undefined])
    for each, (line, column) in zip(source.undefined, places, strict=True):
        told = {"name": each.name, "target": each.file}
        found = finding("P025" if each.file else "P004", Place(name, line, column), **told)
        yield replace(found, count=each.times)


def ordinal(element: Any) -> int:
    """Give the number of an element among all of its tree, from 0."""
    return _numbers(element.getroottree().getroot())[element]


def numbered(document: Document) -> Iterator[tuple[Document, int]]:
    """Give each element of a document as `origins` names it."""
    return ((document, number) for number, _ in enumerate(document.tree.iter(etree.Element)))


def serialised(tree: Any) -> str:
    """Give a tree as a string without DOCTYPE, fit for an engine that must fetch nothing."""
    return etree.tostring(tree.getroot(), encoding="unicode", with_tail=False)


def _reason(error: etree.XMLSyntaxError) -> str:
    """Give the parser's reason without its place, and without advice to programmers."""
    reason = _ADVICE.sub("", str(error.msg)).rstrip(". ")
    return _NO_TAG if reason == "Document is empty" else reason


def _parser(file: Decoded, source: Declared) -> Any:
    """Make a parser that reads no other file; large and deep documents are no danger by themselves.

    The encoding is told only where it is not the declared one: then the bytes are UTF-8 by now.
    """
    parser: Any = etree.XMLParser(
        encoding=None if file.found.lower() == "utf-8" and not file.contradicts else "utf-8",
        resolve_entities="internal",  # type: ignore[arg-type]
        load_dtd=True,
        no_network=True,
        collect_ids=False,
        huge_tree=True,
    )
    parser.resolvers.add(LocalNames(each.name for each in source.undefined))
    return parser


@lru_cache(maxsize=64)
def _name(document: Document) -> str:
    return shown(document.path, document.root)


@lru_cache(maxsize=4)
def _elements(root: Any) -> tuple[Any, ...]:
    return tuple(root.iter(etree.Element))


class _Numbers(dict[Any, int]):
    """The numbers of elements among all of their tree, counted as far as they are asked for."""

    def __init__(self, root: Any) -> None:
        super().__init__()
        self._further = enumerate(root.iter(etree.Element))

    def __missing__(self, element: Any) -> int:
        for number, each in self._further:
            self[each] = number
            if each is element:
                return number
        raise KeyError(element)


_numbers = lru_cache(maxsize=4)(_Numbers)


@lru_cache(maxsize=4)
def _positions(document: Document) -> Positions:
    return Positions(decoded(document.content, document.name).content)
