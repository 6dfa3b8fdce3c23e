"""Schema files, read safely: no network, no DOCTYPE, nothing outside the allowed folders.

A schema may stand in the project, beside the file that the user named, or among the schemas that
teipipe ships; so may what it includes. What cannot be used is a `ConfigurationError` with its
place: a document is never called valid by a schema that was not read.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from pathlib import Path
from typing import Any, Generic, TypeVar, TypeVarTuple
from urllib.parse import unquote, urldefrag, urljoin

from lxml import etree

from teipipe import resources
from teipipe.configuration import nearest
from teipipe.consulted import consult
from teipipe.digests import Digests
from teipipe.documents import (
    BASE,
    TEI,
    Document,
    bytes_of,
    is_below,
    parse,
    root_of,
    shown,
)
from teipipe.errors import ConfigurationError, DocumentError, UsageError
from teipipe.findings import Place, finding, why
from teipipe.validate import catalogs, groups

_SCHEMA = f"{{{TEI}}}schemaSpec"
RNG = "http://relaxng.org/ns/structure/1.0"
"""The namespace of RELAX NG."""
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""What an absolute URI begins with (RFC 3986, 3.1); one letter is a drive, not a scheme."""

COMPACT = ".rnc"
"""What the name of a file in compact syntax ends with."""
_OTHERS = {
    "application/relax-ng-compact-syntax": "compact-elsewhere",
    "compact": "compact-elsewhere",
    ".xsd": "xml-schema",
    "http://www.w3.org/2001/XMLSchema": "xml-schema",
    ".nvdl": "nvdl",
    "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0": "nvdl",
    "http://www.ascc.net/xml/schematron": "schematron-1.5",
}
"""Schemas of other languages, by suffix, media type and namespace, and what helps."""

T = TypeVar("T")
Further = TypeVarTuple("Further")


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """A schema in one tree, its includes replaced; the files and elements that it came from."""

    root: etree._Element
    documents: tuple[Document, ...]
    origins: Mapping[Any, tuple[Document, Any]]

    @property
    def files(self) -> frozenset[Path]:
        """The files that the schema was read from."""
        return frozenset[Path]().union(*map(files_of, self.documents))

    def place(self, element: etree._Element) -> Place:
        """Give the place of an element in its own file."""
        document, original = self.origins[element]
        return document.place(original)


def read(path: Path, root: Path) -> Document:
    """Read a schema file, one in compact syntax as the XML that it stands for.

    Raises `ConfigurationError` (V003, V017, or the reader's finding).
    """
    there(path, root)
    try:
        base = root if is_below(path, root) else path.parent
        parsed = _compact if path.suffix.lower() == COMPACT else _parsed
        document = parsed(bytes_of(path, base), path, base)
    except DocumentError as error:
        if path.suffix.lower() in _OTHERS:
            reason = unusable(path.suffix)
            raise failure("V017", Place(shown(path, root), 1, 1), reason=reason) from None
        raise ConfigurationError(*error.findings) from None
    if document.tree.docinfo.doctype:
        raise failure("V017", Place(document.name, 1, 1), reason=why("doctype"))
    return (
        groups.whole(document) if document.tree.getroot().tag.startswith(f"{{{TEI}}}") else document
    )


def files_of(schema: Document) -> frozenset[Path]:
    """Give the files that a schema was read from."""
    parts = {each for each, _ in schema.origins} | {schema}
    return frozenset(each.path.absolute() for each in parts)


def there(path: Path, root: Path) -> Path:
    """Give the path of a schema file that exists; raises `ConfigurationError` (V003)."""
    consult(path)
    if not path.is_file():
        raise failure("V003", Place(shown(path, root)), schema=shown(path, root))
    return path


def unusable(*marks: str) -> str:
    """Say why a schema is not used, by the first of its suffix, type and namespace that tells."""
    known = (_OTHERS.get(each) or _OTHERS.get(each.lower()) for each in marks)
    return why(next(filter(None, known), "no-schema"))


_parsed = lru_cache(maxsize=16)(parse)
"""A schema is asked for several things: what it is, its grammar, its rules, its datatypes."""


@lru_cache(maxsize=16)
def _compact(content: bytes, path: Path, root: Path) -> Document:
    """Read RELAX NG in compact syntax; what reads it is imported only for such a file."""
    from teipipe.validate import compact

    try:
        tree, spans = compact.read(content)
    except compact.CompactError as error:
        place = Place(shown(path, root), error.line, error.column)
        raise failure("V017", place, reason=error.reason) from None
    return Document(path, root, content, tree, spans=spans)


def with_included(path: Path, root: Path) -> dict[Path, Document]:
    """Read RELAX NG and all that it includes, or an ODD and those it builds on, each once."""
    files: dict[Path, Document] = {}
    waiting = [path]
    while waiting:
        path = waiting.pop().absolute()
        if path in files:
            continue
        files[path] = document = read(path, root)
        for each in document.tree.iter(f"{{{RNG}}}include", f"{{{RNG}}}externalRef"):
            waiting.append(referred(document, each))
        waiting += filter(None, [built_on(document)])
    return files


def built_on(odd: Document) -> Path | None:
    """Give the ODD that an ODD builds on, None where it builds on the TEI itself."""
    schema = next(odd.tree.iter(_SCHEMA), None)
    path = None if schema is None else source_of(odd, schema.get("source", ""))
    whole = path and next(read(path, odd.root).tree.iter(_SCHEMA), None) is None
    return None if whole else path


def source_of(odd: Document, address: str) -> Path | None:
    """Give the file that the address of what an ODD builds on leads to."""
    address = address.strip()
    return beside(odd, address) if address and not hindrance(address, odd) else None


def named(name: str, root: Path) -> Path:
    """Give the file that a user names as a schema: a path, an address, or an installed name.

    An address leads to a file by the project's table and catalogs, a name without folder and
    suffix (tei_all) to a schema of an installed package; a file that is there goes first.
    Raises `ConfigurationError` (V007) for an address from which nothing leads to a file, and
    `UsageError` for a name that no installed schema has.
    """
    path = Path(name)
    if path.exists() or not re.fullmatch(r"[\w-]+|[A-Za-z][\w+.-]+:.*", name):
        return path
    found = catalogs.resolved(name, root) or _shipped(name)
    if found is None and ":" in name:
        raise failure("V007", Place(), schema=name)
    return found or _installed(name)


def _installed(name: str) -> Path:
    known = catalogs.by_name()
    if name not in known:
        remedy = 'pip install "teipipe[schemas]" brings the schemas of the TEI.'
        if known:
            remedy = nearest(name, sorted(known), "Installed are")
        raise UsageError(f"No file and no installed schema is called “{name}”. {remedy}")
    return known[name]


def referred(document: Document, element: etree._Element) -> Path:
    """Give the file that an include of a schema names by `href`, if it may be read.

    Raises `ConfigurationError` (V003, V007, V008) at the element that refers.
    """
    around = [element, *element.iterancestors()]
    bases = [each.get(BASE, "") for each in reversed(around)]
    href = urldefrag(reduce(_joined, [*bases, element.get("href", "").strip()]))[0]
    code = hindrance(href, document)
    if code:
        raise failure(code, document.place(element), schema=href)
    return beside(document, href)


def _joined(base: str, reference: str) -> str:
    """Give a reference from where its base stands (RFC 3986, 5.2); the base may be relative."""
    if SCHEME.match(base):
        return urljoin(base, reference)
    if not reference or SCHEME.match(reference):
        return reference or base
    return posixpath.join(posixpath.dirname(base), reference)


def hindrance(href: str, document: Document) -> str:
    """Give the code of what hinders reading a schema (V003, V007, V008), or nothing."""
    mapped = catalogs.resolved(href, document.root)
    if mapped:
        consult(mapped)
        known = allowed(mapped, document.root) or catalogs.among_installed(mapped)
        return "V008" if not known else "" if mapped.is_file() else "V003"
    if href.startswith(resources.STABLE):
        named = _shipped(href)
        return "V003" if named is None else "" if allowed(named, document.root) else "V008"
    if SCHEME.match(href):
        return "V008" if href.lower().startswith("file:") else "V007"
    path = beside(document, href)
    if not allowed(path, document.root):
        return "V008"
    consult(path)
    return "" if path.is_file() else "V003"


def beside(document: Document, reference: str) -> Path:
    """Give the file that a reference to a schema, or a relative one to any file, means."""
    mapped = catalogs.resolved(reference, document.root)
    named = mapped or _shipped(reference)
    return named or Path(os.path.normpath(document.path.absolute().parent / unquote(reference)))


def _shipped(reference: str) -> Path | None:
    """Give the shipped file of a stable name, None if there is none or it is no such name."""
    try:
        return resources.named(reference)
    except FileNotFoundError:
        return None


def allowed(path: Path, root: Path) -> bool:
    """Whether a path stands below the root or among the shipped schemas, links followed."""
    return is_below(path, root) or shipped(path)


def shipped(path: Path) -> bool:
    """Whether a path stands among the schemas that teipipe ships."""
    return is_below(path, resources.path("schemas"))


def root_for(path: Path, root: Path) -> Path:
    """Give the folder that a schema which the user names may not leave."""
    return root if is_below(path, root) else root_of(path)


def failure(code: str, place: Place, /, **arguments: str) -> ConfigurationError:
    """Make the error that a schema cannot be used."""
    return ConfigurationError(
        finding(code, place, "validate", **{"severity": "error", **arguments})
    )


class Compiled(Generic[*Further, T]):
    """What was made of the last schema files, kept until one of the files changes.

    `make` gives the thing and the files that it was made of; it may depend on more than these.
    """

    def __init__(self, make: Callable[[Path, Path, *Further], tuple[T, frozenset[Path]]]) -> None:
        self._make = make
        self._kept: dict[tuple[Path, Path, *Further], tuple[Mapping[Path, str], T]] = {}

    def __call__(self, path: Path, root: Path, *further: *Further) -> T:
        """Give the thing made of a schema, made again only if a file has changed."""
        key = (path.absolute(), root.absolute(), *further)
        _digests.forget()
        if key in self._kept:
            digests, kept = self._kept[key]
            consult(*digests)
            if all(_digests.of(str(each)) == digest for each, digest in digests.items()):
                return kept
        made, files = self._make(path, root, *further)
        consult(*files)
        if len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = ({each: _digests.of(str(each)) for each in files}, made)
        return made


_MOST = 16
"""How many schemas are kept of each kind of thing."""
_digests = Digests()
