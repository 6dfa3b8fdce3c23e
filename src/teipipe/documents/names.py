"""Elements as lxml has them: their names with their namespaces, and their text."""

from __future__ import annotations

from functools import cache
from typing import Final

from lxml import etree

TEI: Final = "http://www.tei-c.org/ns/1.0"
"""The namespace of TEI P5."""
XML: Final = "http://www.w3.org/XML/1998/namespace"
"""The namespace of `xml:id`, `xml:lang` and `xml:base`."""
ID: Final = f"{{{XML}}}id"
LANG: Final = f"{{{XML}}}lang"
BASE: Final = f"{{{XML}}}base"


@cache
def tei(path: str) -> str:
    """Give the name of an element of TEI, or a path of such names.

    `*` is any element, and nothing what the names of all of them begin with.
    """
    return "/".join(f"{{{TEI}}}{name}" for name in path.split("/"))


def text_of(element: etree._Element) -> str:
    """Give the text of an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())
