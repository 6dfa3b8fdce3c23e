"""The apparatus: which entries stand apart from the text, and what in them is a variant.

TEI Guidelines 13.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lxml import etree

from teipipe.documents import TEI, tei
from teipipe.text.trees import APP, is_among_words, names

__all__ = ["is_apart", "is_beside_text", "is_variant"]

_READINGS: Final = names("lem rdg")
_TEI: Final = {"t": TEI}
_IS_BESIDE_TEXT: Final = etree.XPath("boolean(ancestor::t:standOff[1]/../t:text)", namespaces=_TEI)
_HOLDS_MORE: Final = etree.XPath(
    "boolean(node()[not(self::t:app)][normalize-space()])", namespaces=_TEI
)


def is_variant(element: etree._Element) -> bool:
    """Tell what an apparatus has beside the shown reading, if one is shown in its place."""
    parent = element.getparent()
    app = parent.getparent() if parent is not None and parent.tag == tei("rdgGrp") else parent
    if app is None or app.tag != APP or is_apart(app):
        return False
    shown = None if _says_its_place(app) else _shown_reading(app)
    return shown is not element and (shown is None or shown.getparent() is not element)


def _shown_reading(app: etree._Element) -> etree._Element | None:
    """Give the reading that stands in the text: the lemma, else the first."""
    readings = [
        each
        for child in app
        for each in (child if child.tag == tei("rdgGrp") else [child])
        if each.tag in _READINGS
    ]
    lemma = (each for each in readings if each.tag == tei("lem"))
    return next(lemma, next(iter(readings), None))


def is_apart(app: etree._Element) -> bool:
    """Tell an entry that says its place and is shown in its own, in a list or a paragraph of them.

    One among other words, or in `standOff` beside a text, is a part of the apparatus at the end.
    """
    if _is_listed(app):
        return not is_beside_text(app)
    return _says_its_place(app) and not (is_among_words(app) and _holds_more(app.getparent()))


@lru_cache(maxsize=1)
def _holds_more(parent: etree._Element | None) -> bool:
    """Tell whether words stand beside the entries in an element; its entries are asked in turn."""
    return parent is not None and bool(_HOLDS_MORE(parent))


def _says_its_place(app: etree._Element) -> bool:
    """Tell an entry that is not where the words are that it is about, none of which it holds.

    It is in a list, or points to its place by `@loc` or `@from` (TEI Guidelines 13.2.1, 13.2.2), or
    stands after the words, without a lemma, where the header says that entries do.
    """
    points = app.get("loc") is not None or app.get("from") is not None
    return _is_listed(app) or points or (_has_no_lemma(app) and _follow_words(_root(app)))


def _has_no_lemma(app: etree._Element) -> bool:
    return next(app.iter(tei("lem")), None) is None


def _root(app: etree._Element) -> etree._Element:
    return app.getroottree().getroot()


@lru_cache(maxsize=1)
def _follow_words(root: etree._Element) -> bool:
    """Tell whether entries stand after the words that they are about (`variantEncoding`, 13.2)."""
    declared = root.iter(tei("variantEncoding"))
    return any(each.get("method") == "location-referenced" for each in declared)


def is_beside_text(element: etree._Element) -> bool:
    """Tell whether it stands in `standOff` and a text beside that."""
    return bool(_IS_BESIDE_TEXT(element))


def _is_listed(app: etree._Element) -> bool:
    parent = app.getparent()
    return parent is not None and parent.tag == tei("listApp")
