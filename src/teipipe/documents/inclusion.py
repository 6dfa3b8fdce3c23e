"""XInclude: documents that stand in several files, read as one, each element with its place.

Only files below the document's root are read, and none by the network. What cannot be included is
a finding, and its fallback is used. Specification: XML Inclusions 1.1; `xml:base` is followed, and
not added. Validation and findings name each element by the file in which it stands.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from teipipe.documents import BASE, Document, bytes_of, is_below, load, ordinal
from teipipe.documents.encodings import decoded
from teipipe.documents.xpointer import selected
from teipipe.errors import DocumentError
from teipipe.findings import Finding, distinct, finding

XINCLUDE = "{http://www.w3.org/2001/XInclude}"
LACKING = frozenset(("P021", "P022", "P023", "P028", "P029"))
"""What is found where something could not be included."""

_INCLUDE = XINCLUDE + "include"
_LIMIT = 2_000_000
"""How many elements may be included; a hundred characters count as one."""
_DEPTH = 50

_Chain = tuple[tuple[Path, str], ...]
"""The files, and the pointers into them, that lead to a place."""


def whole(document: Document) -> Document:
    """Give a document with its inclusions in their places; one without any gives itself."""
    if next(document.tree.iter(_INCLUDE), None) is None:
        return document
    return _Inclusion(document).document()


@dataclass(frozen=True, slots=True)
class _Target:
    """What an inclusion asks for."""

    href: str
    pointer: str
    path: Path


class _Inclusion:
    """Builds one tree of several, and notes where each of its elements comes from."""

    def __init__(self, host: Document) -> None:
        self.host = host
        self.builder: Any = etree.TreeBuilder(insert_comments=True, insert_pis=True)
        self.origins: list[tuple[Document, int]] = []
        self.findings: list[Finding] = []
        self.read: dict[Path, Document] = {host.path.resolve(): host}
        self.size = 0

    def document(self) -> Document:
        """Give the whole; a root that includes no single element stays as it was."""
        root = self.host.tree.getroot()
        self.builder.start("whole", {})
        self.copy(self.host, root, ((self.host.path.resolve(), ""),))
        self.builder.end("whole")
        made = list(self.builder.close().iterchildren(etree.Element))
        found = distinct((*self.host.findings, *self.findings))
        if len(made) != 1:
            return replace(self.host, findings=found)
        alone = deepcopy(made[0])
        for each in reversed(list(root.itersiblings(preceding=True))):
            alone.addprevious(deepcopy(each))
        tree = etree.ElementTree(alone)
        return replace(self.host, tree=tree, findings=found, origins=tuple(self.origins))

    def copy(self, document: Document, top: etree._Element, chain: _Chain) -> None:
        """Copy an element and all in it, inclusions carried out."""
        walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
        for event, node in walk:
            if event == "start" and node.tag == _INCLUDE:
                self.include(document, node, chain)
                walk.skip_subtree()
            elif event == "start":
                self.start(document, node, len(chain) > 1)
            elif event == "end" and node.tag != _INCLUDE:
                self.builder.end(node.tag)
            elif event == "comment":
                self.builder.comment(node.text)
            elif event == "pi":
                self.builder.pi(node.target, node.text)
            if event != "start" and node is not top:
                self.add(node.tail)

    def start(self, document: Document, element: Any, included: bool) -> None:
        self.builder.start(element.tag, dict(element.attrib), element.nsmap)
        self.origins.append((document, ordinal(element)))
        self.size += included
        self.add(element.text)

    def add(self, text: str | None) -> None:
        if text:
            self.builder.data(text)
            self.size += len(text) // 100

    def include(self, document: Document, element: etree._Element, chain: _Chain) -> None:
        try:
            self.carry_out(document, element, chain)
        except DocumentError as error:
            self.findings += error.findings
            for fallback in element.iterchildren(XINCLUDE + "fallback"):
                self.add(fallback.text)
                for each in fallback:
                    if isinstance(each.tag, str):
                        self.copy(document, each, chain)
                    self.add(each.tail)

    def carry_out(self, document: Document, element: etree._Element, chain: _Chain) -> None:
        place = document.place(element)
        try:
            target = _target(document, element)
        except (OSError, RuntimeError, ValueError) as error:  # no address, or links in a circle
            href = element.get("href", "")
            raise DocumentError(finding("P021", place, href=href, reason=str(error))) from None
        if self.size > _LIMIT or len(chain) > _DEPTH:
            raise DocumentError(
                finding("P028", place, href=target.href, limit=_LIMIT, depth=_DEPTH)
            )
        if (element.get("parse") or "xml").startswith("text"):
            self.add(self.text(document, element, target))
            return
        source = self.source(document, element, target)
        if not target.pointer:
            found = [source.tree.getroot()]
        else:
            found = selected(source.tree.getroot(), target.pointer)
        if not found or (element.getparent() is None and len(found) > 1):
            raise DocumentError(finding("P029", place, href=target.href, pointer=target.pointer))
        around = {element, *element.iterancestors()}
        if (target.path, target.pointer) in chain or not around.isdisjoint(found):
            files = [each.name for each, _ in chain]
            raise DocumentError(finding("P023", place, href=target.href, chain=" → ".join(files)))
        for each in found:
            self.copy(source, each, (*chain, (target.path, target.pointer)))

    def source(self, document: Document, element: etree._Element, target: _Target) -> Document:
        """Read the file of an inclusion, once for all that point into it."""
        if target.path not in self.read:
            try:
                self.read[target.path] = load(target.path, self.host.root)
            except DocumentError as error:
                raise _missed(document, element, target, error) from None
            self.findings += self.read[target.path].findings
        return self.read[target.path]

    def text(self, document: Document, element: etree._Element, target: _Target) -> str:
        try:
            content = bytes_of(target.path, self.host.root)
            encoding = element.get("encoding")
            text = content.decode(encoding) if encoding else decoded(content, "").content.decode()
            etree.Element("t").text = text
        except (OSError, UnicodeError, LookupError, ValueError, DocumentError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            place = document.place(element)
            raise DocumentError(finding("P021", place, href=target.href, reason=reason)) from None
        return text


def _target(document: Document, element: etree._Element) -> _Target:
    """Resolve an inclusion's address; raises `DocumentError` (P022) where it leaves the root."""
    base = document.path.absolute().as_uri()
    for each in reversed([element, *element.iterancestors()]):
        base = urljoin(base, each.get(BASE, ""))
    href = element.get("href", "")
    pointer = element.get("xpointer") or element.get("fragid") or urlsplit(href).fragment
    if not urlsplit(href)._replace(fragment="").geturl():
        return _Target(href, pointer, document.path.resolve())
    address = urlsplit(urljoin(base, href))
    path = Path(unquote(address.path))
    inside = address.scheme == "file" and not address.netloc and "\0" not in str(path)
    if not inside or not is_below(path, document.root):
        raise DocumentError(finding("P022", document.place(element), href=href))
    return _Target(href, pointer, path.resolve())


def _missed(
    document: Document, element: etree._Element, target: _Target, error: DocumentError
) -> DocumentError:
    """Tell of a file that cannot be read; what is wrong inside it has its own finding."""
    (found,) = error.findings
    reason = found.arguments.get("reason", found.message)
    told = finding("P021", document.place(element), href=target.href, reason=reason)
    return DocumentError(told) if found.code == "P003" else DocumentError(told, found)
