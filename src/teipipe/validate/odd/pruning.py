"""What becomes of references to what a customisation does not have.

They are dropped as the TEI's own processor drops them, for its schemas are what documents are
held to elsewhere: what is left of a choice that allowed nothing else is *empty*, where it was
taken out with its last member only if an element was changed and that member deleted by name.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from lxml import etree

from teipipe.validate.odd.holders import REF, class_of
from teipipe.validate.odd.patterns import rng
from teipipe.validate.sources import RNG

_DEFINE, _EMPTY, _GROUP = (f"{{{RNG}}}{name}" for name in ("define", "empty", "group"))
_SEVERAL = (f"{{{RNG}}}choice", _GROUP)
_REPEATED = tuple(f"{{{RNG}}}{name}" for name in ("optional", "zeroOrMore", "oneOrMore"))
_MATTERS = tuple(f"{{{RNG}}}{name}" for name in ("ref", "text", "data", "value", "name"))


def pruned(root: Any) -> None:
    """Drop the references of a grammar to what it does not define."""
    defined = {each.get("name") for each in root.iterchildren(_DEFINE)}
    for define in root.iterchildren(_DEFINE):
        gone = [each for each in define.iter(REF) if each.get("name") not in defined]
        if define.get("name").startswith("model.") or class_of(define.get("name")):
            for each in gone:
                drop(each)
        elif gone:
            _emptied(define, gone)
        if not _parts(define):
            model = define.get("name").startswith("model.")
            define.append(rng("notAllowed" if model else "empty"))


def without(element: etree._Element, names: Set[str]) -> None:
    """Take references to some names out of an element's content, and what then holds nothing."""
    for each in list(element.iter(REF)):
        if each.get("name") in names:
            drop(each)


def drop(pattern: Any) -> None:
    """Take a pattern away, and what holds nothing without it."""
    parent = pattern.getparent()
    parent.remove(pattern)
    if parent.tag in (*_SEVERAL, *_REPEATED) and not _parts(parent):
        drop(parent)


def _emptied(define: Any, gone: list[Any]) -> None:
    """Drop references; where one stood alone, and where nothing is left, nothing is to stand."""
    alone = [each for each in gone if len(_parts(each.getparent())) == 1]
    for each in gone:
        if each in alone:
            each.getparent().replace(each, rng("empty"))
        else:
            each.getparent().remove(each)
    several = [
        each for each in define.iter(*_SEVERAL) if each.tag != _GROUP or len(_parts(each)) != 1
    ]
    nothing = [each for each in several if next(each.iter(*_MATTERS), None) is None]
    idle = [
        each for each in define.iter(*_REPEATED) if [part.tag for part in _parts(each)] == [_EMPTY]
    ]
    for each in nothing:
        if each.getparent() is not None:
            each.getparent().replace(each, rng("empty"))
    for each in idle:
        if each.getparent() is not None:
            each.getparent().remove(each)


def _parts(pattern: etree._Element) -> list[Any]:
    return list(pattern.iterchildren(f"{{{RNG}}}*"))
