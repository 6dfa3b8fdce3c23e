"""TEI documents, read safely, with positions.

Reading never opens the network nor any file but the document: whatever DTD or
entity a document asks for is answered from a table of the standard's names.
Positions (line and column of a start tag) come from a second, lazy pass.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding

TEI = "http://www.tei-c.org/ns/1.0"
"""The namespace of TEI P5."""
XML = "http://www.w3.org/XML/1998/namespace"
"""The namespace of `xml:id`, `xml:lang` and `xml:base`."""
MARKERS = ("teipipe.toml", ".git")
"""What makes a folder the root of the files below it."""

_STEP = re.compile(r"/Q\{([^}]*)\}([^/\[]+)\[(\d+)\]")
_UNDEFINED = re.compile(r"Entity '([^']+)' not defined")


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A TEI file: its path, the folder it may not leave, its bytes and its tree."""

    path: Path
    root: Path
    content: bytes
    tree: Any
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The path as reports show it: relative to the root where it stands below it."""
        return shown(self.path, self.root)

    def place(self, element: Any) -> Place:
        """Give the place of an element's start tag (of the root's for anything else)."""
        if not isinstance(getattr(element, "tag", None), str):
            element = self.tree.getroot()
        xpath = element.getroottree().getpath(element)
        spot = _positions(self).get(_ordinal(element))
        if spot is None:
            return Place(self.name, element.sourceline, xpath=xpath)
        return Place(self.name, *spot, xpath)

    def at(self, path: str) -> Any:
        """Give the element that XPath 3's `path()` names (of an attribute or text: its parent).

        A path that leads nowhere gives the last element on its way.
        """
        element = self.tree.getroot()
        for namespace, local, number in _STEP.findall(path)[1:]:
            tag = f"{{{namespace}}}{local}" if namespace else local
            element = next(islice(element.iterchildren(tag), int(number) - 1, None), element)
        return element


def shown(path: Path, root: Path) -> str:
    """Give a path as people and reports see it, with `/` on every system."""
    whole, base = absolute(path), absolute(root)
    return (whole.relative_to(base) if whole.is_relative_to(base) else path).as_posix()


def absolute(path: Path) -> Path:
    """Give a path from the top, without “..”, its links kept: a link has a place of its own."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def root_of(path: Path) -> Path:
    """Give the nearest folder above with a marker of a project, else the file's own folder."""
    folder = absolute(path).parent
    for each in (folder, *folder.parents):
        if any((each / marker).exists() for marker in MARKERS):
            return each
    return folder


def load(path: Path | str, root: Path | None = None) -> Document:
    """Read a TEI document.

    Raises `DocumentError` (P001–P003, P006) with the place when the file cannot be read, is not
    well-formed, or is a link that leads out of the root. Entities that nothing defines stay
    visible as text and are findings (P004).
    """
    path = Path(path)
    root = root or root_of(path)
    where = Place(shown(path, root))
    if not path.resolve().is_relative_to(root.resolve()):
        raise _failure("P006", where, root=root.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _failure("P003", where, reason=error.strerror or str(error)) from None
    return parse(content, path, root)


def parse(content: bytes, path: Path, root: Path) -> Document:
    """Read a document from bytes, as `load` does; `path` names it."""
    name = shown(path, root)
    if not content.strip():
        raise _failure("P002", Place(name, 1, 1))
    unknown: list[str] = []
    while True:
        try:
            tree = etree.ElementTree(etree.fromstring(content, _parser(unknown)))
            break
        except etree.XMLSyntaxError as error:
            missing = _UNDEFINED.search(error.msg or "")
            if missing and missing[1] not in unknown and b"<!DOCTYPE" in content:
                unknown.append(missing[1])
                continue
            line, column = error.position
            raise _failure(
                "P001", Place(name, line or 1, column or 1), reason=_reason(error)
            ) from None
    found = tuple(finding("P004", Place(name), name=each) for each in unknown)
    return Document(path, root, content, tree, found)


def serialised(tree: Any) -> str:
    """Give a tree as a string without DOCTYPE, fit for an engine that must fetch nothing."""
    return etree.tostring(tree.getroot(), encoding="unicode", with_tail=False)


def _failure(code: str, place: Place, **arguments: str) -> DocumentError:
    found = finding(code, place, **arguments)
    return DocumentError(found.message, found)


def _reason(error: etree.XMLSyntaxError) -> str:
    return re.sub(r", line \d+, column \d+.*$", "", str(error.msg), flags=re.S).rstrip(". ")


class _LocalNames(etree.Resolver):
    """Answers every request for a DTD with the standard's entity names and `unknown` ones."""

    def __init__(self, unknown: list[str]) -> None:
        self.unknown = tuple(unknown)

    def resolve(self, *request: Any) -> Any:
        context = request[-1]
        return self.resolve_string(_entity_table(self.unknown), context)  # type: ignore[call-arg]


@lru_cache(maxsize=8)
def _entity_table(unknown: tuple[str, ...]) -> str:
    from html.entities import name2codepoint

    predefined = {"amp", "lt", "gt", "quot", "apos"}
    known = (
        f'<!ENTITY {name} "&#{point};">'
        for name, point in sorted(name2codepoint.items())
        if name not in predefined
    )
    kept = (f'<!ENTITY {name} "&#38;#38;{name};">' for name in unknown)
    return "\n".join((*known, *kept))


def _parser(unknown: list[str]) -> Any:
    parser: Any = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]
        load_dtd=True,
        no_network=True,
        collect_ids=False,
        huge_tree=False,
    )
    parser.resolvers.add(_LocalNames(unknown))
    return parser


@lru_cache(maxsize=4)
def _ordinals(root: Any) -> dict[Any, int]:
    return {element: number for number, element in enumerate(root.iter(etree.Element))}


def _ordinal(element: Any) -> int:
    return _ordinals(element.getroottree().getroot())[element]


@lru_cache(maxsize=4)
def _positions(document: Document) -> dict[int, tuple[int, int, int, int]]:
    """Map the n-th element to (line, column, end line, end column) of its start tag.

    Empty where the second parser cannot follow the first (entities of an outer DTD).
    """
    found: dict[int, tuple[int, int, int, int]] = {}
    starts: list[tuple[int, int]] = []
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def close(line: int, column: int) -> None:
        if len(found) < len(starts):
            found[len(starts) - 1] = (*starts[-1], line, column)

    def mark(*_: Any) -> None:
        close(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(*_: Any) -> None:
        mark()
        starts.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    parser.EndElementHandler = mark
    parser.CharacterDataHandler = mark
    parser.CommentHandler = mark
    parser.ProcessingInstructionHandler = mark
    try:
        parser.Parse(document.content, True)
    except expat.ExpatError:
        return {}
    return found
