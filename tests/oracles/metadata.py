"""The official schemas of formats of metadata, as the package `gams-xml-catalog` has them."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree
from tests.oracles import require

SCHEMAS = {
    "datacite": "datacite/kernel-4/metadata.xsd",
    "mods": "loc/mods/v3/mods-3-8.xsd",
    "dublincore": "dublincore/2008/dc.xsd",
}


IMPORTED = {
    "http://www.loc.gov/mods/xml.xsd": "loc/mods/xml-1998-mods.xsd",
    "http://www.loc.gov/standards/xlink/xlink.xsd": "loc/mods/xlink.xsd",
    "http://www.w3.org/2001/03/xml.xsd": "loc/mods/xml-1998-mods.xsd",
}
"""Where the package has what schemas import by its address."""


class _Local(etree.Resolver):
    def __init__(self, catalogue: Path) -> None:
        self._catalogue = catalogue

    def resolve(self, system_url: str | None, _public_id: str | None, context: Any) -> Any:
        known = IMPORTED.get(system_url or "")
        return self.resolve_filename(str(self._catalogue / known), context) if known else None


@cache
def schema(name: str) -> etree.XMLSchema:
    """Give a schema, ready to judge."""
    package = find_spec("gams_xml_catalog")
    require(package is not None, "no gams-xml-catalog")
    assert package is not None
    assert package.origin is not None
    catalogue = Path(package.origin).parent / "catalog"
    parser = etree.XMLParser()
    parser.resolvers.add(_Local(catalogue))
    return etree.XMLSchema(etree.parse(catalogue / SCHEMAS[name], parser))


def objections(name: str, content: bytes) -> list[str]:
    """Give what a schema objects to in a file."""
    judge = schema(name)
    judge.validate(etree.fromstring(content))
    return [f"{each.line}: {each.message}" for each in judge.error_log]
