"""Whether files of metadata are what their names say (`schemas/formats.json`).

XML is held to the official schemas where the package of schemas is installed; else, as everything,
to the parts that its format cannot do without.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.deposit.described import folder
from teipipe.deposit.opening import Opened
from teipipe.findings import Finding, Place, finding

_PACKAGE = "gams_xml_catalog"
_IMPORTED = {
    "http://www.loc.gov/mods/xml.xsd": "loc/mods/xml-1998-mods.xsd",
    "http://www.loc.gov/standards/xlink/xlink.xsd": "loc/mods/xlink.xsd",
    "http://www.w3.org/2001/03/xml.xsd": "loc/mods/xml-1998-mods.xsd",
}
_KEY = re.compile(r"^([A-Za-z-]+):", re.M)


def is_valid(name: str, content: bytes) -> bool:
    """Whether a file is what its name says."""
    return not fault(name, content, _formats()[name])


def check(package: Opened) -> Iterator[Finding]:
    """Find metadata files at the top of the payload that are not valid (D037)."""
    for name, rules in _formats().items():
        path = f"{folder(package)}{name}"
        if path in package.sizes:
            reason = fault(name, package.read(path), rules)
            if reason:
                yield finding("D037", Place(path), "deposit", file=path, reason=reason)


def fault(name: str, content: bytes, rules: Mapping[str, Any]) -> str:
    """Give what is wrong in a file, nothing if it is what its name says."""
    if "root" in rules:
        return _xml_fault(content, rules)
    try:
        text = content.decode("utf-8")
        value = dict.fromkeys(_KEY.findall(text)) if name.endswith(".cff") else json.loads(text)
        missing = [each for each in rules["keys"] if each not in value]
    except (ValueError, TypeError) as error:
        return str(error)
    return f"{', '.join(missing)}?" if missing else _misshapen(value, rules.get("shape"))


def _misshapen(value: Any, shape: Mapping[str, Any] | None) -> str:
    """Give what is wrong in a value by a JSON Schema, if there is one."""
    if shape is None:
        return ""
    from jsonschema import Draft202012Validator

    first = next(Draft202012Validator(shape).iter_errors(value), None)
    return "" if first is None else f"{first.json_path}: {first.message}"


def _xml_fault(content: bytes, rules: Mapping[str, Any]) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return str(error)
    if root.tag != rules["root"]:
        return str(root.tag)
    here = {etree.QName(each).localname for each in root.iterchildren(etree.Element)}
    missing = [each for each in rules["children"] if each not in here]
    if missing:
        return f"{', '.join(missing)}?"
    judge = _schema(rules["schema"]) if "schema" in rules else None
    if judge is None or judge.validate(root):
        return ""
    first = judge.error_log[0]
    return f"{first.line}: {first.message}"


@cache
def _schema(name: str) -> Any:
    """Give a schema of the installed package, None where it is not installed."""
    package = find_spec(_PACKAGE)
    if package is None or package.origin is None:
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


@cache
def _formats() -> Mapping[str, Mapping[str, Any]]:
    table: dict[str, Any] = json.loads(resources.path("schemas/formats.json").read_text("utf-8"))
    table.pop("description")
    return table
