"""The payload of a package: which files of an edition belong to it, and under which names.

Paths are those of the project, so that the pointers between its files lead where they led, and
the package can be validated and built again. Each file is stamped when it is listed; one that has
changed by the time it is written stops the package.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from teipipe import resources
from teipipe.deposit.packages.containers import Item, Stamp
from teipipe.documents import Document, absolute, is_below, shown
from teipipe.errors import DocumentError
from teipipe.findings import Place, finding
from teipipe.project import FILE, SHEETS, SUGGESTIONS, Project

TEI = "tei"
OUTPUTS = "outputs"
SCHEMAS = "schemas"
_SHOWING = ("url", "facs")
"""The attributes that name a file to be shown (TEI Guidelines 3.10 and 12.1)."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_INCLUDING = ("include", "externalRef", "extends")
"""The elements of RELAX NG and Schematron that name another file in `@href`."""


def parts_of(document: Document) -> tuple[Path, ...]:
    """Give the files that a document is made of, and those that it shows: images, facsimiles."""
    parts = {source.path for source, _ in document.origins} | {document.path}
    shown_there = {
        source.path.parent / unquote(address)
        for name in _SHOWING
        for element in document.tree.iterfind(f".//*[@{name}]")
        for source in (document.source_of(element),)
        for address in element.get(name).split()
        if not _ELSEWHERE.match(address)
    }
    there = (each for each in map(absolute, shown_there) if each.is_file())
    inside = (each for each in there if each.is_relative_to(absolute(document.root)))
    return tuple(sorted({*map(absolute, parts), *inside}))


def of_project(project: Project, documents: Sequence[Path]) -> Iterator[Item]:
    """Give what a project reads: settings, documents with their sources, registers, schemas."""
    root = project.root
    folders = {absolute(each).parent for each in documents}
    yield from _items(root, [root / FILE, *project.registers])
    for folder in sorted(folders):
        own = folder.parent == project.documents
        listed = (
            folder.rglob("*") if own else [d for d in documents if absolute(d).parent == folder]
        )
        yield from _items(root, [each for each in listed if each.name != SUGGESTIONS])
    yield from schemas_of(project)
    for sheet in sorted((root / SHEETS).rglob("*")):
        if not resources.is_shipped(shown(sheet, root)):
            yield from _items(root, [sheet])


def schemas_of(project: Project) -> Iterator[Item]:
    """Give what a project is validated by: schemas, rules, catalogs, and what they include."""
    named = (*project.schemas, *project.rules, *project.catalogs, *project.schema_files.values())
    for schema in dict.fromkeys(each for path in named for each in closure(path)):
        yield from _schema(project.root, schema)


def of_files(root: Path, documents: Sequence[Path]) -> Iterator[Item]:
    """Give documents that belong to no project, by their paths below their root."""
    for each in _items(root, documents):
        yield Item(f"{TEI}/{each.path}", each.source, each.stamp)


def of_outputs(out: Path, files: Iterable[Path]) -> Iterator[Item]:
    """Give what a build made, by the paths below its folder."""
    for each in _items(out, files):
        yield Item(f"{OUTPUTS}/{each.path}", each.source, each.stamp)


def closure(schema: Path) -> tuple[Path, ...]:
    """Give a schema and the files that it includes, and theirs, as far as they are there."""
    found: dict[Path, None] = {}
    waiting = [schema]
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found[path] = None
        waiting += [absolute(path.parent / each) for each in _included(path)]
    return tuple(found)


def checked(items: Iterable[Item], reserved: Iterable[str] = ()) -> tuple[Item, ...]:
    """Give the items by path, each once; `reserved` paths are those of the package's own files.

    Raises `DocumentError` (D011) for two paths that some file systems take for one, whatever is
    in the files.
    """
    once = {each.path: each for each in items}
    taken = {each.casefold(): f"{each} of the package" for each in reserved}
    for path in sorted(once):
        folded = unicodedata.normalize("NFC", path).casefold()
        other = taken.setdefault(folded, path)
        if other != path:
            raise DocumentError(finding("D011", Place(path), "deposit", file=path, other=other))
    return tuple(once[path] for path in sorted(once))


def _items(root: Path, paths: Iterable[Path]) -> Iterator[Item]:
    """Give files below a root; hidden ones are the system's or the editor's own, and stay."""
    for path in sorted(dict.fromkeys(map(absolute, paths))):
        name = shown(path, root)
        if path.is_dir() or any(part.startswith(".") for part in Path(name).parts):
            continue
        code = "" if _is_text(name) else "D018"
        if not is_below(path, root):
            code = "D012"
        if code:
            seen = name.encode("utf-8", "backslashreplace").decode("utf-8")
            raise DocumentError(finding(code, Place(seen), "deposit", file=seen))
        try:
            yield Item(name, path, Stamp.of(path.stat()))
        except OSError as error:
            raise DocumentError(
                finding("P003", Place(name), reason=error.strerror or str(error))
            ) from None


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _schema(root: Path, schema: Path) -> Iterator[Item]:
    """Give a schema of the project by its path, one that teipipe brings below `schemas/`."""
    if absolute(schema).is_relative_to(root):
        yield from _items(root, [schema])
        return
    shipped = resources.path(SCHEMAS)
    for each in _items(shipped, [schema]):
        yield Item(f"{SCHEMAS}/{each.path}", each.source, each.stamp)


def _included(schema: Path) -> Iterator[str]:
    if schema.suffix.lower() not in (".rng", ".sch", ".xml", ".odd"):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.parse(schema, parser)
    except (etree.XMLSyntaxError, OSError):
        return
    for element in tree.iter(*(f"{{*}}{name}" for name in _INCLUDING)):
        href = element.get("href", "")
        if href and "://" not in href:
            yield href.partition("#")[0]
