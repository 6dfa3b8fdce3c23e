"""Where the address of a schema leads: a file of the project, or of an installed package.

The project's own table (`schema-files` in teipipe.toml) goes before its XML catalogs, these before
the catalogs of installed packages. Catalogs are OASIS XML Catalogs 1.1; an address is looked for
among the entries for URIs, then among those for system identifiers, by `http` and by `https`, with
and without `www`.
Public identifiers play no part, so `prefer` does not matter. Packages have no say in what
`urn:teipipe:` means. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from teipipe import project as projects
from teipipe.consulted import consult
from teipipe.documents import BASE, load
from teipipe.errors import ConfigurationError, DocumentError
from teipipe.findings import Place, finding, why
from teipipe.plugins import plugins
from teipipe.resources import STABLE

NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
"""The namespace of XML catalogs."""
GROUP = "teipipe.schemas"
"""Entry points of installed packages: functions without arguments that give a catalog's path."""
PACKAGES = {"gams_xml_catalog": "catalog/catalog.xml"}
"""Packages of schemas that have no such entry point, and where their catalogs are."""
_CURRENT = re.compile(r"^https?://(?:vault\.tei-c\.org|(?:www\.)?tei-c\.org/Vault)/P5/current/")
MOST = 200
"""How many catalogs one address may be looked for in."""


@dataclass(frozen=True, slots=True)
class Names:
    """The entries of one catalog for one kind of names, as pairs of a name and an address."""

    exact: Mapping[str, str] = field(default_factory=dict)
    rewritten: Sequence[tuple[str, str]] = ()
    suffixes: Sequence[tuple[str, str]] = ()
    delegated: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """A catalog file, read: entries for URIs and system identifiers, and the catalogs after it."""

    names: tuple[Names, Names]
    following: tuple[str, ...]


def resolved(reference: str, root: Path) -> Path | None:
    """Give the file that stands for an address, None where nothing says so.

    Raises `ConfigurationError` for a catalog that the project names and that cannot be read.
    """
    settings = root / projects.FILE
    consult(settings)
    project = _project(settings, settings.stat().st_mtime_ns) if settings.is_file() else None
    if project and reference in project.schema_files:
        return project.schema_files[reference]
    if not urlsplit(reference).scheme:
        return None
    own = _looked_up(reference, project.catalogs, root) if project and project.catalogs else None
    return own or (None if reference.startswith(STABLE) else _looked_up_installed(reference))


def among_installed(path: Path) -> bool:
    """Whether a file belongs to an installed package of schemas."""
    real = path.resolve()
    return any(real.is_relative_to(each.parent.resolve()) for each in installed())


def by_name() -> Mapping[str, Path]:
    """Give the RELAX NG schemas of installed packages by their names (tei_all)."""
    files = [each for one in installed() for each in sorted(one.parent.rglob("*.rng"))]
    return {each.stem: each for each in reversed(files)}


@cache
def installed() -> tuple[Path, ...]:
    """Give the catalogs of installed packages, by the packages' names."""
    further: dict[str, Path] = {}
    for name, inside in PACKAGES.items():
        spec = find_spec(name)
        if spec and spec.origin:
            further[name] = Path(spec.origin).parent / inside
    for name, entry in plugins(GROUP):
        try:
            give: Callable[[], str | Path] = entry()
            further[name] = Path(give())
        except Exception as error:  # whatever a package by others does
            reason = f"{type(error).__name__}: {error}"
            raise ConfigurationError(finding("V062", None, name=name, reason=reason)) from None
    return tuple(further[name] for name in sorted(further))


@lru_cache(maxsize=8)
def _project(settings: Path, _changed: int) -> projects.Project:
    return projects.load_project(settings)


@lru_cache(maxsize=256)
def _looked_up_installed(reference: str) -> Path | None:
    for each in installed():
        found = _looked_up(reference, (each,), each.parent)
        if found and found.is_file():
            return found
    return None


def _looked_up(reference: str, catalogs: Sequence[Path], root: Path) -> Path | None:
    addresses = [each.absolute().as_uri() for each in catalogs]
    for name in _spellings(reference):
        for kind in (0, 1):
            found = _search(name, kind, addresses, root, set())
            if found:
                parts = urlsplit(found)
                return Path(unquote(parts.path)) if parts.scheme == "file" else None
    return None


def _spellings(reference: str) -> Iterator[str]:
    """Give an address as it is, then by the other scheme, then with or without “www”.

    What the TEI's vault calls current is its release.
    """
    yield reference
    released = _CURRENT.sub("https://tei-c.org/release/", reference)
    if released != reference:
        yield from _spellings(released)
    scheme, _, rest = reference.partition("://")
    other = {"http": "https", "https": "http"}.get(scheme)
    if other:
        changed = rest.removeprefix("www.") if rest.startswith("www.") else f"www.{rest}"
        yield from (f"{other}://{rest}", f"{scheme}://{changed}", f"{other}://{changed}")


def _search(
    name: str, kind: int, catalogs: Sequence[str], root: Path, seen: set[str]
) -> str | None:
    """Resolve a name by catalogs in order (OASIS XML Catalogs 1.1, 7.1.2 and 7.2.2)."""
    for address in catalogs:
        if address in seen:
            continue
        seen.add(address)
        if len(seen) > MOST:
            raise ConfigurationError(
                finding("V017", Place(address), reason=why("too-many-catalogs", most=MOST))
            )
        catalog = _read(address, root)
        names = catalog.names[kind]
        found = _entry(name, names)
        if found:
            return found
        delegates = [to for start, to in names.delegated if name.startswith(start)]
        if delegates:
            return _search(name, kind, delegates, root, seen)
        found = _search(name, kind, catalog.following, root, seen)
        if found:
            return found
    return None


def _entry(name: str, names: Names) -> str | None:
    """Give what a catalog's own entries make of a name: the longest start or end decides."""
    if name in names.exact:
        return names.exact[name]
    for start, prefix in names.rewritten:
        if name.startswith(start):
            return prefix + name[len(start) :]
    return next((to for end, to in names.suffixes if name.endswith(end)), None)


def _read(address: str, root: Path) -> Catalog:
    """Read a catalog file; one on the network is empty."""
    parts = urlsplit(address)
    if parts.scheme != "file":
        return Catalog((Names(), Names()), ())
    path = Path(unquote(parts.path))
    consult(path)
    return _read_file(path, root, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=128)
def _read_file(path: Path, root: Path, _changed: int) -> Catalog:
    try:
        document = load(path, root)
    except DocumentError as error:
        raise ConfigurationError(*error.findings) from None
    top = document.tree.getroot()
    if top.tag != _tag("catalog"):
        reason = why("no-catalog")
        raise ConfigurationError(finding("V017", document.place(top), reason=reason))
    base = path.absolute().as_uri()
    uris = _names(top, base, "uri", "URI", "name", "uriStartString")
    systems = _names(top, base, "system", "System", "systemId", "systemIdStartString")
    following = [_address(each, "catalog", base) for each in top.iter(_tag("nextCatalog"))]
    return Catalog((uris, systems), tuple(following))


def _names(top: etree._Element, base: str, kind: str, suffix: str, key: str, start: str) -> Names:
    def pairs(element: str, name: str, to: str) -> list[tuple[str, str]]:
        found = [(each.get(name, ""), _address(each, to, base)) for each in top.iter(_tag(element))]
        return sorted(found, key=lambda pair: -len(pair[0]))

    exact = pairs(kind, key, "uri")
    return Names(
        dict(reversed(exact)),
        pairs(f"rewrite{suffix}", start, "rewritePrefix"),
        pairs(f"{kind}Suffix", f"{key.replace('name', 'uri')}Suffix", "uri"),
        pairs(f"delegate{suffix}", start, "catalog"),
    )


def _address(element: etree._Element, attribute: str, base: str) -> str:
    """Give the address that an entry leads to, by the `xml:base` around it."""
    around = (element, *element.iterancestors(etree.Element))
    for each in reversed(around):
        base = urljoin(base, str(each.get(BASE, "")))
    return urljoin(base, str(element.get(attribute, "")))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
