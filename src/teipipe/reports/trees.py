"""XML of reports: elements with any text in them, and the whole as a string."""

from __future__ import annotations

from typing import Any

from lxml import etree

from teipipe.reports.sources import visible


def element(parent: etree._Element, tag: str, /, text: str = "", **attributes: object) -> Any:
    """Append an element; attributes without a value are left out, line ends of a text kept."""
    made = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name, visible(str(value)))
    if text:
        made.text = "\n".join(visible(line) for line in text.split("\n"))
    return made


def serialised(root: etree._Element) -> str:
    """Give an XML document."""
    etree.indent(root)
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declared + etree.tostring(root, encoding="unicode") + "\n"
