"""Whether files of metadata are what their names say (`schemas/formats.json`).

Each is held to a schema of ours; XML also to the official one, where the package of schemas is
installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.deposit import shapes
from teipipe.deposit.reading import tree_of, value_of
from teipipe.findings import Finding, Place, finding

_PACKAGE = "gams_xml_catalog"
_IMPORTED = {
    "http://www.loc.gov/mods/xml.xsd": "loc/mods/xml-1998-mods.xsd",
    "http://www.loc.gov/standards/xlink/xlink.xsd": "loc/mods/xlink.xsd",
    "http://www.w3.org/2001/03/xml.xsd": "loc/mods/xml-1998-mods.xsd",
}


def known() -> Mapping[str, Mapping[str, str]]:
    """Give what each file is judged by."""
    return resources.table("schemas/formats.json")


def check(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Find the files (by path) that are not valid (D037); their names are known."""
    faults = ((path, fault(path.rpartition("/")[2], each)) for path, each in files.items())
    return tuple(
        finding("D037", Place(path), "deposit", file=path, reason=reason)
        for path, reason in faults
        if reason
    )


def fault(name: str, content: bytes) -> str:
    """Give what is wrong in a file, nothing if it is what its name says."""
    judged = known()[name]
    try:
        if name.endswith(".xml"):
            return _xml_fault(tree_of(content), judged)
        return shapes.fault(judged["schema"], value_of(name, content))
    except ValueError as error:
        return str(error)


def _xml_fault(root: etree._Element, judged: Mapping[str, str]) -> str:
    judges = (_grammar(judged["schema"]), _official(judged.get("official", "")))
    for judge in filter(None, judges):
        if not judge.validate(root):
            first = judge.error_log[0]
            return f"{first.line}: {first.message}"
    return ""


@cache
def _grammar(name: str) -> Any:
    return etree.RelaxNG(etree.parse(resources.path(f"schemas/{name}")))


@cache
def _official(name: str) -> Any:
    """Give a schema of the installed package, None where it or the package is not there."""
    package = find_spec(_PACKAGE)
    if not name or package is None or package.origin is None:
        return None
    catalogue = Path(package.origin).parent / "catalog"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local(catalogue))
    return etree.XMLSchema(etree.parse(catalogue / name, parser))


class _Local(etree.Resolver):
    """Answers what a schema imports by its address from the installed package."""

    def __init__(self, catalogue: Path) -> None:
        self._catalogue = catalogue

    def resolve(self, *request: Any) -> Any:
        """Give the file that stands for an address."""
        known = _IMPORTED.get(request[0] or "")
        if known is None:
            return None
        return self.resolve_filename(str(self._catalogue / known), request[-1])  # type: ignore[attr-defined]
