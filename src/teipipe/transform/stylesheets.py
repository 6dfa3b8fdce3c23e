"""A project's own stylesheets, read before they are compiled.

Compiling can read files (static variables, imports, entities), so a stylesheet of a project is
first read by the safe reader, and what could reach out of the project is refused with its place.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.documents import BASE, Document, is_below, load
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, finding, why
from teipipe.resources import STABLE

XSL = "http://www.w3.org/1999/XSL/Transform"
LINKS = (f"{{{XSL}}}import", f"{{{XSL}}}include")
"""What takes another stylesheet in."""
_REFUSED = {
    f"{{{XSL}}}use-package": "xsl:use-package",
    f"{{{XSL}}}result-document": "xsl:result-document",
    f"{{{XSL}}}import-schema": "xsl:import-schema",
}


def check(stylesheet: Path, root: Path) -> None:
    """Read a stylesheet and all it imports below `root`.

    Raises `ConfigurationError` for a DOCTYPE, a static or shadow construct, or an import from
    outside the project and the package (T007), and for an import of nothing (T008);
    `DocumentError` when it is not well-formed.
    """
    waiting, seen, found = [stylesheet], set[Path](), list[Finding]()
    while waiting:
        path = waiting.pop()
        if path.resolve() in seen:
            continue
        seen.add(path.resolve())
        document = load(path, root)
        found += [finding("T007", document.place(at), what=what) for at, what in _holes(document)]
        for link in document.tree.getroot().iter(*LINKS):
            imported, fault = _followed(document, link, root)
            waiting += imported
            found += fault
    if found:
        raise ConfigurationError(*found)


def outputs(document: Document) -> Iterator[Any]:
    """Give the declarations of a stylesheet's main output."""
    found = document.tree.getroot().iterchildren(f"{{{XSL}}}output")
    return (each for each in found if each.get("name") is None)


def _holes(document: Document) -> Iterator[tuple[Any, str]]:
    root = document.tree.getroot()
    if document.tree.docinfo.doctype:
        yield root, "a DOCTYPE"
    for element in root.iter(etree.Element):
        if element.tag in _REFUSED:
            yield element, _REFUSED[element.tag]
        yield from ((element, what) for what in _static(element))


def _static(element: Any) -> Iterator[str]:
    """Name what the compiler would evaluate or follow, attribute by attribute."""
    ours = element.tag.startswith(f"{{{XSL}}}")
    for name, value in element.attrib.items():
        if name == BASE:
            yield "xml:base"
        elif ours and name == "static" and value.strip() not in ("no", "false", "0"):
            yield why("static-declaration")
        elif name == ("use-when" if ours else f"{{{XSL}}}use-when"):
            yield "use-when"
        elif ours and name.startswith("_"):
            yield why("shadow-attribute", name=name)


def _followed(
    document: Document, link: etree._Element, root: Path
) -> tuple[list[Path], list[Finding]]:
    """Give the stylesheet of the project that a link takes in, if it is one, or what is wrong."""
    target, place = link.get("href", ""), document.place(link)
    path = linked(document, target)
    is_stable = target.startswith(STABLE)
    beside = document.path.parent / target
    if not is_stable and (":" in target or not is_below(beside, root)):
        return [], [finding("T007", place, what=why("import-of", target=target))]
    if path is None:
        others = (each.name for each in beside.parent.glob("*.xsl"))
        near = difflib.get_close_matches(target, _stable_names() if is_stable else others, 1)
        return [], [finding("T008", place, target=target, near="".join(near))]
    return ([] if is_stable else [path]), []


def linked(document: Document, target: str) -> Path | None:
    """Give the file that a link of a stylesheet leads to, None where there is none."""
    try:
        path = resources.named(target) or document.path.parent / target
    except FileNotFoundError:
        return None
    return path if path.is_file() else None


def _stable_names() -> list[str]:
    folder = resources.path("xslt")
    files = (each.relative_to(folder) for each in sorted(folder.rglob("*.xsl")))
    return [f"{STABLE}xslt:{each.as_posix().replace('/', ':')}" for each in files]
