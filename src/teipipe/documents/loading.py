"""Loading: a file of TEI becomes a document, or an error with its place.

Reading never opens the network nor any file but the document: whatever DTD or entity a document
asks for is answered from a table of the standard's names.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.consulted import consult
from teipipe.documents.document import Document
from teipipe.documents.encodings import Decoded, decoded
from teipipe.documents.entities import Declared, LocalNames, declared
from teipipe.documents.files import is_below, root_of, shown
from teipipe.documents.positions import placed
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding, why

MOST_ATTRIBUTES = 10_000
"""Attributes of one element: the engine of XSLT reads no more, and lxml's time is their square."""
_LONG_TAG = re.compile(rb"<[^<]{%d}" % (MOST_ATTRIBUTES * len(' a=""')))
"""What a start tag with too many attributes is among others: only then they are counted."""
_NO_TAG = "Start tag expected, '<' not found"
"""What the parser says of a file that begins with a letter; with a nought, that it is empty."""
_ADVICE = re.compile(r", (?:use|see|try|line \d+, column) .*$", re.S)


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
            raise DocumentError(finding("P003", where, reason=why("no-regular-file")))
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(finding("P003", where, reason=error.strerror or str(error))) from None


def parse(content: bytes, path: Path, root: Path) -> Document:
    """Read a document from bytes, as `load` does; `path` names it."""
    name = shown(path, root)
    if not content.removeprefix(BOM_UTF8).strip():
        raise DocumentError(finding("P002", Place(name, 1, 1)))
    file = decoded(content, name)
    source = declared(file.content)
    try:
        tree = etree.ElementTree(etree.fromstring(source.content, _parser(file, source)))
    except etree.XMLSyntaxError as error:
        if not file.content.lstrip().startswith(b"<"):
            raise DocumentError(finding("P010", Place(name, 1, 1), file=name)) from None
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
