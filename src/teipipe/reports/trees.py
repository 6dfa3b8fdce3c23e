"""XML of reports: elements with any text in them, and the whole as a string."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from teipipe.reports.sources import visible

_HOLE = "_"
_STEP = "  "


def element(parent: etree._Element, tag: str, /, text: str = "", **attributes: object) -> Any:
    """Append an element; attributes without a value are left out, line ends of a text kept."""
    made = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name, visible(str(value)))
    if text:
        made.text = "\n".join(visible(line) for line in text.split("\n"))
    return made


def document(root: str) -> str:
    """Give an XML document of its root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def nested(parent: etree._Element, further: Sequence[str] = (), level: int = 0) -> str:
    """Give an element at some depth, with further children that have been written already.

    So no tree of all has to stand in memory.
    """
    if further:
        etree.SubElement(parent, _HOLE)
    etree.indent(parent, level=level)
    before, _, after = etree.tostring(parent, encoding="unicode").partition(f"<{_HOLE}/>")
    return before + f"\n{_STEP * (level + 1)}".join(further) + after
