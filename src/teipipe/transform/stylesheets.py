"""A project's own stylesheets, read before they are compiled.

Compiling can read files (static variables, imports, entities), so a stylesheet of a project is
first read by the safe reader, and what could reach out of the project is refused with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import BASE, Document, load
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, finding

XSL = "http://www.w3.org/1999/XSL/Transform"
STABLE = "urn:teipipe:"
"""The stable names under which the shipped stylesheets are imported (`xslt/catalog.xml`)."""

LINKS = (f"{{{XSL}}}import", f"{{{XSL}}}include")
"""What takes another stylesheet in."""
_REFUSED = {
    f"{{{XSL}}}use-package": "xsl:use-package",
    f"{{{XSL}}}result-document": "xsl:result-document",
    f"{{{XSL}}}import-schema": "xsl:import-schema",
}


def check(stylesheet: Path, root: Path) -> None:
    """Read a stylesheet and all it imports below `root`.

    Raises `ConfigurationError` (T007) for a DOCTYPE, a static or shadow construct, or an import
    from outside the project and the package; `DocumentError` when it is not well-formed.
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
            target = link.get("href", "")
            if target.startswith(STABLE):
                continue
            imported = path.parent / target
            if _is_below(imported, root):
                waiting.append(imported)
            else:
                found.append(finding("T007", document.place(link), what=f"the import “{target}”"))
    if found:
        raise ConfigurationError(found[0].message, *found)


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
            yield "a static declaration"
        elif name == ("use-when" if ours else f"{{{XSL}}}use-when"):
            yield "use-when"
        elif ours and name.startswith("_"):
            yield f"the shadow attribute “{name}”"


def _is_below(path: Path, root: Path) -> bool:
    return ":" not in path.name and path.is_file() and path.resolve().is_relative_to(root.resolve())
