"""RELAX NG in compact syntax (OASIS 2002), read as the tree of its XML syntax.

    read(bytes) → tree, spans     `tokens`, then `reader` in its `context`; `notes` are annotations

The tree is as the specification translates a schema (its 3 and 4), documentation and Schematron in
annotations included, so that all that is made of RELAX NG is made of it; the spans say where in the
file each of its elements was written. What such a schema may hold is looked at where the XML is.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from teipipe.documents import Span
from teipipe.validate.compact.parts import Part
from teipipe.validate.compact.reader import Reader
from teipipe.validate.compact.tokens import CompactError, Tokens, decoded

__all__ = ["CompactError", "read"]


def read(content: bytes) -> tuple[Any, tuple[Span, ...]]:
    """Give a schema as a tree, and the span of each of its elements in the file.

    Raises `CompactError` with the place for what is no schema in compact syntax.
    """
    tokens = Tokens(decoded(content))
    reader = Reader(tokens)
    top = reader.schema()
    spans = [(*tokens.spot(top.start), *tokens.spot(top.end))]
    prefixes = {prefix: uri for prefix, uri in reader.namespaces.items() if uri and prefix != "xml"}
    root = etree.Element(top.name, top.attributes, nsmap=prefixes)
    open_parts = [(root, iter(top.content))]
    while open_parts:
        element, content_left = open_parts[-1]
        for each in content_left:
            if isinstance(each, Part):
                spans.append((*tokens.spot(each.start), *tokens.spot(each.end)))
                made = etree.SubElement(element, each.name, each.attributes)
                open_parts.append((made, iter(each.content)))
                break
            _write(element, each)
        else:
            open_parts.pop()
    return etree.ElementTree(root), tuple(spans)


def _write(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
