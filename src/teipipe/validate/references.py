"""References: what points to nothing, and identifiers that name two things.

Pointers with a scheme (`https:`, the prefix of a `prefixDef`) and XPointer schemes are not
followed, nor is what leads out of the project. See the TEI Guidelines, chapter 17 (pointers) and
1.3.1.1 (`xml:id`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from lxml import etree

from teipipe.documents import XML, Document, load
from teipipe.errors import DocumentError
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.validate.sources import SCHEME, beside

POINTERS = frozenset(
    re.findall(
        r"\w+",
        "ana corresp copyOf decls facs hand next prev ref rendition resp sameAs source spanTo "
        "synch target who",
    )
)
"""Attributes that hold pointers on every element that the TEI gives them to."""

_ID = f"{{{XML}}}id"


def check(document: Document, registers: Sequence[Register]) -> tuple[Finding, ...]:
    """Find doubled identifiers (V018), pointers to nothing (V005), mentions of nobody (V006)."""
    entries = {each.path.resolve(): _entries(each.document) for each in registers}
    return (*_doubled(document), *_dangling(document, entries))


def _doubled(document: Document) -> Iterator[Finding]:
    first: dict[str, Any] = {}
    for element in document.tree.iter(etree.Element):
        identifier = element.get(_ID)
        if identifier is None:
            continue
        if identifier in first:
            line = document.place(first[identifier]).line
            yield finding("V018", document.place(element), identifier=identifier, first=line)
        else:
            first[identifier] = element


def _dangling(document: Document, entries: Mapping[Path, Collection[str]]) -> Iterator[Finding]:
    own = _identifiers(document)
    for element, attribute, pointer in _pointers(document):
        code = _fault(document.source_of(element), pointer, own, entries)
        if code:
            place = document.place(element)
            yield finding(code, place, pointer=pointer, attribute=attribute)


def _pointers(document: Document) -> Iterator[tuple[Any, str, str]]:
    for element in document.tree.iter(etree.Element):
        for name, value in element.attrib.items():
            if name in POINTERS:
                for pointer in value.split():
                    yield element, name, pointer


def _fault(
    document: Document,
    pointer: str,
    own: Collection[str],
    entries: Mapping[Path, Collection[str]],
) -> str:
    """Give the code of what is wrong with a pointer, or nothing."""
    target, fragment = urldefrag(pointer)
    if SCHEME.match(pointer) or "(" in fragment:
        return ""
    if not target:
        return "" if unquote(fragment) in own else "V005"
    path = beside(document, target).resolve()
    if path in entries:
        return "" if fragment in entries[path] or not fragment else "V006"
    if not path.is_relative_to(document.root.resolve()):
        return ""
    return "" if _holds(path, document.root, fragment) else "V005"


def _holds(path: Path, root: Path, fragment: str) -> bool:
    """Whether a file of the project exists and, where it is XML, has the identifier."""
    if not path.exists():
        return False
    if not fragment or path.suffix not in (".xml", ".tei"):
        return True
    return fragment in _identifiers_of(path, root, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _identifiers_of(path: Path, root: Path, _changed: int) -> frozenset[str]:
    try:
        return _identifiers(load(path, root))
    except DocumentError:
        return frozenset()


@lru_cache(maxsize=16)
def _entries(register: Document) -> frozenset[str]:
    return _identifiers(register)


def _identifiers(document: Document) -> frozenset[str]:
    found: Iterator[Any] = document.tree.iter(etree.Element)
    return frozenset(each.get(_ID) for each in found if _ID in each.attrib)
