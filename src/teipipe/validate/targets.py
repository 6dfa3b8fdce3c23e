"""Where a pointer leads: into its document, another file of the project, a register, or nowhere.

Addresses with a scheme, XPointer schemes and what leads out of the project are not followed. A
pointer starts from the `xml:base` around it (TEI Guidelines, 17.2); `#x` is looked for in its own
document first, whatever the base.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree

from teipipe.consulted import consult
from teipipe.documents import BASE, ID, Document, load
from teipipe.documents.inclusion import LACKING
from teipipe.errors import DocumentError
from teipipe.registers import Register
from teipipe.validate.pointers import Pointer, schemes
from teipipe.validate.prefixes import prefixes
from teipipe.validate.sources import SCHEME

Entry = tuple[Path, str]
"""A register entry: the register's file and the entry's identifier."""

_ID, _BASE = ID, BASE
_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Way:
    """Where a pointer leads: the code of what is wrong, if anything, and the entry it mentions."""

    code: str = ""
    mentioned: Entry | None = None


_RIGHT, _NOTHING = Way(), Way("V005")


class Targets:
    """Follows the pointers of one document."""

    def __init__(self, document: Document, registers: Sequence[Register]) -> None:
        self._document = document
        self._home = document.path.resolve().as_uri()
        self._registers = {each.path.resolve(): identifiers(each.document) for each in registers}
        self._prefixes = prefixes(document)
        self._own = identifiers(document)
        self._root = document.root.resolve()
        self._files: dict[str, Path] = {}
        self._based = any(_BASE in each.attrib for each in document.tree.iter(etree.Element))
        self._known: dict[tuple[str, str], Way] = {}

    @property
    def whole(self) -> bool:
        """Whether the document stands alone, so that what it lacks is nowhere."""
        top = etree.QName(self._document.tree.getroot()).localname
        lacking = any(each.code in LACKING for each in self._document.findings)
        unread = next(self._document.tree.iter(_INCLUDE), None) is not None
        return top in ("TEI", "teiCorpus") and not lacking and not unread

    def way(self, pointer: Pointer) -> Way:
        """Say where a pointer leads."""
        base = self._base(pointer.element)
        key = (pointer.text, base)
        if key not in self._known:
            self._known[key] = self._follow(*key)
        return self._known[key]

    def _base(self, element: etree._Element) -> str:
        """Give the address that an element's pointers start from: its file's, or a base's."""
        base = self._home
        if self._document.origins:
            base = self._document.source_of(element).path.resolve().as_uri()
        if not self._based:
            return base
        for each in reversed((element, *element.iterancestors(etree.Element))):
            if _BASE in each.attrib:
                base = urljoin(base, str(each.get(_BASE)))
        return base

    def _follow(self, text: str, base: str) -> Way:
        if not SCHEME.match(text):
            return self._relative(text, base)
        prefix, _, local = text.partition(":")
        if prefix not in self._prefixes:
            return _RIGHT if prefix.lower() in schemes() else Way("V041")
        expanded = [each.expanded(local) for each in self._prefixes[prefix]]
        fitting = [each for each in expanded if each is not None]
        if not fitting:
            return Way("V042")
        ways = [_RIGHT if SCHEME.match(each) else self._relative(each, base) for each in fitting]
        return next((each for each in ways if not each.code), ways[0])

    def _relative(self, text: str, base: str) -> Way:
        target, fragment = urldefrag(text)
        if "(" in fragment:
            return _RIGHT
        if not target:
            return self._inside(unquote(fragment), base)
        return self._outside(target, unquote(fragment), base)

    def _outside(self, target: str, fragment: str, base: str) -> Way:
        """Follow a pointer into another file; without a name it is a base that is a folder."""
        address = urlsplit(urljoin(base, target))
        if address.scheme != "file":
            return _RIGHT
        path = self._file(address.path)
        if path in self._registers:
            return self._in_register(path, fragment)
        if not path.is_relative_to(self._root):
            return _RIGHT
        consult(path)
        if path.exists() and _holds(path, self._root, fragment):
            return _RIGHT
        return Way("V040") if target in self._own and not fragment else Way(_missing(target))

    def _file(self, address: str) -> Path:
        if address not in self._files:
            path = Path(os.path.normpath(unquote(address)))
            self._files[address] = path.resolve() if path.exists() else path
        return self._files[address]

    def _inside(self, fragment: str, base: str) -> Way:
        """Follow a pointer without a file: into this document, what it includes, or its base."""
        if fragment in self._own:
            entry = (self._document.path.resolve(), fragment)
            return Way(mentioned=entry) if entry[0] in self._registers else _RIGHT
        if not fragment:
            return _RIGHT
        if not self._based:
            return _NOTHING
        return self._outside(base.rpartition("/")[2], fragment, base)

    def _in_register(self, path: Path, fragment: str) -> Way:
        if fragment and fragment not in self._registers[path]:
            return Way("V006")
        return Way(mentioned=(path, fragment))


@lru_cache(maxsize=64)
def identifiers(document: Document) -> Mapping[str, Any]:
    """Give the elements of a document by `xml:id`, the first of each."""
    found: dict[str, Any] = {}
    for each in document.tree.iter(etree.Element):
        if _ID in each.attrib:
            found.setdefault(each.get(_ID), each)
    return found


def _missing(target: str) -> str:
    """Give the code for a file that is not there: of TEI, of another kind, or no file's name."""
    suffix = PurePosixPath(unquote(target)).suffix.lower()
    if not target or suffix in (".xml", ".tei"):
        return "V005"
    return "V045" if "/" in target or _SUFFIX.fullmatch(suffix) else "V044"


def _holds(path: Path, root: Path, fragment: str) -> bool:
    """Whether a file that is there has, where it is XML, the identifier."""
    if not fragment or path.suffix.lower() not in (".xml", ".tei"):
        return True
    return fragment in _identifiers_of(path, root, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _identifiers_of(path: Path, root: Path, _changed: int) -> frozenset[str]:
    try:
        document = load(path, root)
    except DocumentError:
        return frozenset()
    found = {each.get(_ID) for each in document.tree.iter(etree.Element) if _ID in each.attrib}
    return frozenset(found)
