"""Forms: TEI that is not TEI P5 by its names, and what the names are in P5.

Documents of TEI P4 (`TEI.2`, whatever the namespace), of the Text Creation Partnership (upper
case), without any namespace or in that of a project hold the elements of P5 under other names. For
the reading of their text, and for the places of findings, a copy of the tree with P5's names stands
in for the document; the stylesheet `xslt/p5.xsl` does the same, by itself, for the outputs, and
more. Both keep every element where it is, so that the n-th of one is the n-th of the other.

The names are data (`schemas/names.json`): those of P5, and those that older forms have for them.
What a project's own elements offer in a `choice` (the levels of a transcription, for example) are
readings: the last is meant (`reg`), the ones before it are written (`orig`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.documents import TEI, XML, Document, numbered, tei
from teipipe.findings import Finding, finding


@dataclass(frozen=True, slots=True)
class Names:
    """P5's names of elements and attributes; keys are older names, and P5's in lower case.

    What an element means in some other only is named with that: "table/tr".
    """

    elements: Mapping[str, str]
    attributes: Mapping[str, str]

    def element(self, name: str, around: str = "") -> str | None:
        """Give P5's name of an element in another, None where it has none."""
        keys = (f"{around}/{name}".lower(), name, name.lower())
        return next((self.elements[key] for key in keys if key in self.elements), None)

    def attribute(self, name: str) -> str:
        """Give P5's name of an attribute, its own where P5 has none."""
        return self.attributes.get(name.lower(), name)


@cache
def names() -> Names:
    """Give the names by which older and private forms are read."""
    listed = resources.table("schemas/names.json")
    return Names(*({**_lowered(listed[kind]), **listed["older"][kind]} for kind in _KINDS))


_KINDS = ("elements", "attributes")


def _lowered(listed: list[str]) -> dict[str, str]:
    return {name.lower(): name for name in listed}


def foreign(tree: Any) -> tuple[str, ...]:
    """Give the namespaces whose elements are P5's under other names; none for a document of P5.

    Of a namespace that is not the TEI's, only the root and its children are looked at: a document
    is in one form. In the TEI's, a project may have its own `div`, for example, with other contents
    (Guidelines 23.3.4): a namespace is the project's if an element of it has a name of P5 and holds
    an element of the TEI.
    """
    root = tree.getroot()
    strange = (_split(each) for each in (root, *root.iterchildren(etree.Element)))
    found = {namespace for namespace, name in strange if namespace != TEI and names().element(name)}
    if _split(root)[0] not in {TEI, *found}:
        return ()
    holders = (_split(each) for each in _holders()(root))
    found |= {namespace for namespace, name in holders if names().element(name)}
    if (
        any(each.tag in _older_in_tei() for each in root.iter(etree.Element))
        or any(_as_side(each) for choice in root.iter(_CHOICE) for each in choice)
        or _has_older_attributes()(root)
    ):
        found.add(TEI)
    return tuple(sorted(found))


@cache
def _older_in_tei() -> frozenset[str]:
    """Give the names, in the TEI's namespace, that P5 has under another; in capitals, too."""
    known = names().elements
    older = {each for name in known for each in (name, name.upper())} - set(known.values())
    return frozenset(tei(each) for each in older)


@cache
def _holders() -> Any:
    """Give the question for the elements of other namespaces that hold elements of the TEI's."""
    return etree.XPath("//*[t:*][not(self::t:*)]", namespaces={"t": TEI})


@cache
def _has_older_attributes() -> Any:
    """Give the question whether elements in the TEI's namespace have older attributes."""
    older = (f"//@{old}" for old, new in names().attributes.items() if old != new.lower())
    return etree.XPath(f"boolean(({' | '.join(older)})[parent::t:*])", namespaces={"t": TEI})


@lru_cache(maxsize=1)
def as_p5(document: Document) -> Document:
    """Give a document with P5's names and a finding (P020, P052); a document of P5 gives itself."""
    namespaces = foreign(document.tree)
    strange = strange_root(document)
    if not namespaces:
        return replace(document, findings=(*document.findings, *strange)) if strange else document
    tree = deepcopy(document.tree)
    for element in tree.iter(etree.Element):
        namespace, name = _split(element)
        known = names().element(name, _name_around(element)) if namespace in namespaces else None
        if new := known or _as_side(element):
            element.tag = tei(new)
            _rename_attributes(element)
    told = strange or (_about_root("P020", document),)
    origins = tuple(numbered(document))
    return replace(document, tree=tree, findings=(*document.findings, *told), origins=origins)


def strange_root(document: Document) -> tuple[Finding, ...]:
    """Tell of a root that no form of the TEI knows, with nothing of the TEI in it (P052)."""
    root = document.tree.getroot()
    is_known = names().element(_split(root)[1]) is not None
    holds_tei = next(root.iter(tei("*")), None) is not None
    return () if is_known or holds_tei else (_about_root("P052", document),)


def _about_root(code: str, document: Document) -> Finding:
    root = document.tree.getroot()
    namespace, name = _split(root)
    return finding(code, document.place(root), root=name, namespace=namespace or "–")


def _name_around(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else _split(parent)[1]


_CHOICE = tei("choice")


def _as_side(element: etree._Element) -> str | None:
    """Give P5's name of a project's own element that is one of the readings of a `choice`."""
    parent = element.getparent()
    if parent is None or parent.tag != _CHOICE or not isinstance(element.tag, str):
        return None
    if _split(element)[0] == TEI:
        return None
    return "orig" if next(element.itersiblings(etree.Element), None) is not None else "reg"


def _rename_attributes(element: etree._Element) -> None:
    for name, new in list(_renamed(element)):
        if new not in element.attrib:
            element.set(new, element.attrib.pop(name))


def _renamed(element: Any) -> Iterator[tuple[str, str]]:
    for name in element.attrib:
        new = names().attribute(name).replace("xml:", f"{{{XML}}}")
        if new != name and not name.startswith("{"):
            yield name, new


def _split(element: etree._Element) -> tuple[str, str]:
    qualified = etree.QName(element)
    return qualified.namespace or "", qualified.localname
