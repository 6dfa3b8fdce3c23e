"""What an ODD asks for: its `schemaSpec`, groups of specifications in their places.

An ODD is a document of TEI (Guidelines, chapter 23). What this reader does not follow is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from teipipe.documents import TEI, XML, Document, tei, text_of
from teipipe.findings import why

SPECS = ("dataSpec", "macroSpec", "classSpec", "elementSpec")
"""The specifications of single objects, in the order in which they are carried out."""
_ASIDE = frozenset(
    """altIdent equiv gloss desc head remarks exemplum listRef constraintSpec constraintDecl p ab
    model modelGrp modelSequence outputRendition rendition""".split()  # noqa: SIM905
)
"""What makes no difference to a grammar."""


class BeyondError(Exception):
    """An ODD asks for what cannot be done here: the element that does, and why not."""

    def __init__(self, element: etree._Element, reason: str) -> None:
        super().__init__(reason)
        self.element = element
        self.reason = reason


@dataclass(frozen=True, slots=True, eq=False)
class Customisation:
    """An ODD's schema: its element, and what stands in it, groups expanded.

    `lost` are the references to groups that are not there.
    """

    element: etree._Element
    parts: tuple[Any, ...]
    lost: tuple[Any, ...] = ()

    def named(self, *names: str) -> Iterator[Any]:
        """Give the parts of some names, in their order."""
        return (each for each in self.parts if local(each) in names)


def customisation(document: Document) -> Customisation:
    """Read the first schema that an ODD specifies; raises `BeyondError`.

    A file without one, as the TEI publishes its own, is all that is specified in it.
    """
    schema = next(document.tree.iter(tei("schemaSpec")), None)
    if schema is None:
        return Customisation(document.tree.getroot(), tuple(document.tree.iter(*map(tei, SPECS))))
    if schema.get("ns", TEI) != TEI:
        raise BeyondError(schema, why("another-namespace"))
    expanded = tuple(_expanded(schema, ()))
    lost = tuple(each for each in expanded if local(each) == "specGrpRef")
    parts = tuple(each for each in expanded if each not in lost)
    for each in parts:
        if local(each) not in (*SPECS, *REFERENCES, *_ASIDE):
            raise BeyondError(each, why("unfollowed-in-schema", name=each.tag.rpartition("}")[2]))
    return Customisation(schema, parts, lost)


REFERENCES = ("moduleRef", "elementRef", "classRef", "macroRef", "dataRef")


def _expanded(holder: Any, within: tuple[Any, ...]) -> Iterator[Any]:
    for each in holder.iterchildren(etree.Element):
        if each.tag == tei("specGrp"):
            yield from _expanded(each, within)
        elif each.tag == tei("specGrpRef"):
            target = each.get("target", "").strip()
            found = holder.getroottree().xpath("//*[@xml:id=$name]", name=target[1:])
            if not found:
                yield each
                continue
            if found[0] in within:
                raise BeyondError(each, why("group-in-itself", target=target))
            yield from _expanded(found[0], (*within, found[0]))
        else:
            yield each


def local(element: etree._Element) -> str:
    """Give the local name of an element of the TEI, nothing for any other."""
    return element.tag[len(TEI) + 2 :] if element.tag.startswith(f"{{{TEI}}}") else ""


def children(element: etree._Element, *names: str) -> Iterator[Any]:
    """Give the children of some names of the TEI."""
    return element.iterchildren(*map(tei, names)) if element is not None else iter(())


def identifier(spec: etree._Element) -> str:
    """Give the name that documents use for what is specified."""
    for each in children(spec, "altIdent"):
        if f"{{{XML}}}lang" in each.attrib:
            raise BeyondError(each, why("names-by-language"))
        return (each.text or "").strip()
    return str(spec.get("ident", ""))


Occurrence = tuple[int, int | None]
"""How often something may stand, at least and at most; None is without end."""


def occurrence(element: etree._Element) -> Occurrence:
    """Give how often something may stand."""
    low, high = element.get("minOccurs", "1"), element.get("maxOccurs", "1")
    if not low.isdecimal() or not (high == "unbounded" or high.isdecimal()):
        raise BeyondError(element, why("no-times", low=low, high=high))
    return int(low), None if high == "unbounded" else int(high)


def described(spec: etree._Element) -> str:
    """Give what an ODD says of something: in English, else as it comes."""
    found = list(children(spec, "desc"))
    english = [each for each in found if each.get(f"{{{XML}}}lang", "en").startswith("en")]
    for each in english or found:
        return text_of(each)
    return ""
