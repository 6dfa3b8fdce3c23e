"""How metadata becomes bytes: JSON and XML, the same for the same values on every machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.documents import LANG

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def as_json(value: Any) -> bytes:
    """Give a value as JSON, in UTF-8, indented, its keys in their order."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def as_xml(root: etree._Element) -> bytes:
    """Give a tree as an XML file in UTF-8, indented: metadata has no text with mixed content."""
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def root(name: str, namespace: str, **prefixes: str) -> etree._Element:
    """Make the root of a tree in a default namespace, with further prefixes."""
    known: Any = {None: namespace, **prefixes}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=known)


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Add an element in the namespace of its parent, without the attributes that are empty."""
    namespace = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name)
    for key, value in attributes.items():
        if value:
            element.set(LANG if key == "lang" else key.rstrip("_"), value)
    if text:
        element.text = text
    return element


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give a mapping without what is empty."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {}, ())}


def words() -> Mapping[str, Any]:
    """Give the words of the formats (`schemas/crosswalks.json`)."""
    return resources.table("schemas/crosswalks.json")
