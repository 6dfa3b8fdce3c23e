"""XML of reports: elements with any text in them, and the whole as a string."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from teipipe.reports.sources import visible

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
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


def document(root: etree._Element, further: Iterable[str] = ()) -> str:
    """Give an XML document of its root element, with further children as `nested` has them."""
    return "".join((_DECLARATION, *_parts(root, further, 0), "\n"))


def nested(parent: etree._Element, further: Iterable[str], level: int) -> str:
    """Give an element at some depth, with further children that have been written already.

    So no tree of all has to stand in memory.
    """
    return "".join(_parts(parent, further, level))


def _parts(parent: etree._Element, further: Iterable[str], level: int) -> Iterator[str]:
    """Give an element in parts, so that nothing which has been written is copied more than once."""
    children = tuple(further)
    if children:
        etree.SubElement(parent, _HOLE)
    etree.indent(parent, level=level)
    before, _, after = etree.tostring(parent, encoding="unicode").partition(f"<{_HOLE}/>")
    for number, each in enumerate(children):
        yield f"\n{_STEP * (level + 1)}" if number else before
        yield each
    yield after if children else before
