"""XPointer: which elements of a document a pointer means.

Known are a bare name, `element()`, and of `xpointer()` and `xpath()` the paths that people write:
`id('x')`, names of elements with numbers or attributes in brackets, and both together. Names
without a prefix are of no namespace, else of any. Nothing else is evaluated, for a path of a
stranger can take any time. Specifications: XPointer Framework, element() Scheme, xmlns() Scheme;
TEI Guidelines 17.2.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from teipipe.documents import ID, XML

_SCHEME = re.compile(r"\s*([\w.:-]+)\(((?:\^.|[^()^]|\((?:[^()]|\([^()]*\))*\))*)\)")
_CHILDREN = re.compile(r"([^/]*)((?:/[1-9]\d*)*)")
_BY_PATH = frozenset({"xpath", "xpath1", "xpath2", "xpointer"})
_PREFIX = re.compile(r"\s*([\w.-]+)\s*=\s*(\S+)\s*")
_LITERAL = r"(?:'[^']*'|\"[^\"]*\")"
_TEST = rf"\[\s*(?:\d+|last\(\)|@[\w:.-]+(?:\s*=\s*{_LITERAL})?)\s*\]"
_STEP = rf"(?:[\w.-]+:)?(?:[\w.-]+|\*)(?:{_TEST})*"
_UNPREFIXED = re.compile(rf"(?<=/)([\w.-]+)(?!:)((?:{_TEST})*)(?=/|\s*\Z)")
_PATH = re.compile(
    rf"\s*(?:id\(\s*(?P<id>'[^']*'|\"[^\"]*\")\s*\))?(?P<steps>(?:/?/{_STEP})?(?:/{_STEP})*)\s*"
)


def selected(root: etree._Element, pointer: str) -> list[Any]:
    """Give the elements that a pointer means; none where it means nothing that is known."""
    if "(" not in pointer:
        return _by_id(root, pointer.strip())
    namespaces: dict[str, str] = {"xml": XML}
    for scheme, data in _SCHEME.findall(pointer):
        data = re.sub(r"\^(.)", r"\1", data)
        if scheme == "xmlns" and (declared := _PREFIX.fullmatch(data)):
            namespaces[declared[1]] = declared[2]
        elif found := list(_by_scheme(root, scheme, data, namespaces)):
            return found
    return []


def _by_scheme(root: Any, scheme: str, data: str, namespaces: Mapping[str, str]) -> Iterator[Any]:
    if scheme == "element":
        yield from _by_children(root, data)
    elif scheme in _BY_PATH and (path := _PATH.fullmatch(data)):
        starts = _by_id(root, path["id"][1:-1]) if path["id"] else [root.getroottree()]
        for start in starts:
            steps = path["steps"]
            anywhere = _UNPREFIXED.sub(r"*[local-name()='\1']\2", steps)
            found = _along(start, steps, namespaces) if steps else [start]
            yield from found or _along(start, anywhere, namespaces)


def _along(start: Any, steps: str, namespaces: Mapping[str, str]) -> list[Any]:
    known = {**{prefix: uri for prefix, uri in _nsmap(start).items() if prefix}, **namespaces}
    try:
        found = start.xpath(steps if hasattr(start, "getroot") else f".{steps}", namespaces=known)
    except etree.XPathError:
        return []
    return [each for each in found if isinstance(getattr(each, "tag", None), str)]


def _nsmap(start: etree._Element | etree._ElementTree) -> dict[str | None, str]:
    element = start.getroot() if hasattr(start, "getroot") else start
    return dict(element.nsmap)


def _by_id(root: etree._Element, identifier: str) -> list[Any]:
    """Give the element with this id: `xml:id`, else `id`, as older forms of TEI have it."""
    for name in (ID, "id"):
        for element in root.iter(etree.Element):
            if element.get(name) == identifier:
                return [element]
    return []


def _by_children(root: etree._Element, data: str) -> Iterator[Any]:
    """Follow `element(id/2/3)` or `element(/1/2)`: an id, then the n-th child, and so on."""
    parts = _CHILDREN.fullmatch(data.strip())
    if parts is None:
        return
    numbers = [int(each) for each in parts[2].split("/")[1:]]
    if parts[1]:
        found = _by_id(root, parts[1])
    else:
        found, numbers = ([root] if numbers[:1] == [1] else []), numbers[1:]
    for number in numbers:
        children = [each for element in found for each in element.iterchildren(etree.Element)]
        found = children[number - 1 : number]
    yield from found
