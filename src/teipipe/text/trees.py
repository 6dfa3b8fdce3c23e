"""What the reading of a tree needs to know of TEI: what of a document is text, what points where.

Which tags part words stands in `edges`, which elements a view moves or leaves out in `rules`, who
speaks for the edition, and how a rendition restores characters, in `source`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from teipipe.documents import tei

__all__ = [
    "APP",
    "CHOICE",
    "MILESTONES",
    "RECORDS",
    "is_among_words",
    "length",
    "names",
    "pointers",
    "root_of",
    "text_roots",
]

APP: Final = tei("app")
CHOICE: Final = tei("choice")


def names(local: str) -> frozenset[str]:
    """Give the names of elements of TEI, which stand in one string, as lxml has them."""
    return frozenset(tei(name) for name in local.split())


MILESTONES: Final = names("cb gb lb milestone pb")
RECORDS: Final = names(
    """additional adminInfo altIdentifier biblFull bindingDesc char correspDesc custodialHist
    decoDesc editionStmt editorialDecl encodingDesc event fileDesc glyph history msContents
    msDesc msFrag msIdentifier msItem msItemStruct msPart notesStmt nym object objectDesc org
    person persona personGrp physDesc place profileDesc publicationStmt recordHist sealDesc
    seriesStmt setting supportDesc teiHeader textClass textDesc titleStmt"""
)
"""What holds statements, each in its line (`tp:records` in the stylesheets)."""
_DESCRIBING: Final = names(
    """abstract biblFull biblStruct correspDesc listBibl listEvent listNym listObject listOrg
    listPerson listPlace msDesc object"""
)
"""What the header of a document without text describes: all that its readers get."""
_HOLDS_WORDS: Final = names("ab annotationBlock head item l line note p s seg u")
_WHOLES: Final = names("TEI teiCorpus")
_READ: Final = ("text", "sourceDoc", "standOff")


_ALTERNATIVES: Final = names("app choice rdgGrp ruby subst")
"""What holds readings one beside the other: the white space between them is no text."""
_FORMULAS: Final = "{http://www.w3.org/1998/Math/MathML}"


def is_layout(element: etree._Element) -> bool:
    """Tell whether blanks between the children are no text: of readings, and in a formula."""
    return element.tag in _ALTERNATIVES or element.tag.startswith(_FORMULAS)


def is_among_words(element: etree._Element) -> bool:
    """Tell whether it stands in the midst of a sentence or a paragraph."""
    return next(element.iterancestors(*_HOLDS_WORDS), None) is not None


def root_of(tree: Any) -> etree._Element:
    """Give the root of a tree, or the element itself."""
    root: etree._Element = tree.getroot() if hasattr(tree, "getroot") else tree
    return root


def text_roots(root: etree._Element) -> list[etree._Element]:
    """Give what holds the text, in document order.

    Of each `TEI` (and `teiCorpus`) it is `text`, and after it what lists an apparatus in
    `standOff`; without a text `sourceDoc`, else `standOff`, else whatever stands after the header;
    and the same of the members inside. A file that is a fragment
    is text as a whole, but for a header. Where what is read of one holds no characters, as in a
    catalogue, it is what its header describes.
    """
    members = list(_outermost(root, _WHOLES))
    if members:
        return [each for member in members for each in _texts_in(member)]
    own = [] if root.tag == tei("teiHeader") else [root]
    return _or_described(own, root.iter(tei("teiHeader")))


def _texts_in(whole: etree._Element) -> list[etree._Element]:
    """Give what holds the text of a `TEI` or a `teiCorpus`."""
    parts = ((part, part.tag in _WHOLES) for part in _parts(whole))
    own = [each for part, more in parts for each in (_texts_in(part) if more else [part])]
    return _or_described(own, whole.iterchildren(tei("teiHeader")))


def _or_described(
    own: list[etree._Element], headers: Iterable[etree._Element]
) -> list[etree._Element]:
    if any(_holds_characters(each) for each in own):
        return own
    return [each for header in headers for each in _outermost(header, _DESCRIBING)] or own


def _holds_characters(element: etree._Element) -> bool:
    return bool(element.xpath("boolean(.//text()[normalize-space()])"))


def _outermost(root: etree._Element, tags: frozenset[str]) -> Iterator[etree._Element]:
    for element in root.iter(*tags):
        if next(element.iterancestors(*tags), None) is None:
            yield element


def _parts(whole: etree._Element) -> list[etree._Element]:
    """Give what is read of a `TEI` or a `teiCorpus`, in order: its own, and its members."""
    children: list[etree._Element] = [each for each in whole if isinstance(each.tag, str)]
    present = {each.tag for each in children}
    chosen = next((tag for tag in map(tei, _READ) if tag in present), None)
    apparatus = whole.iterfind(tei("standOff")) if chosen == tei("text") else ()
    return [
        *(
            each
            for each in children
            if each.tag in _WHOLES
            or (each.tag == chosen if chosen else each.tag != tei("teiHeader"))
        ),
        *(each for beside in apparatus for each in _outermost(beside, names("listApp"))),
    ]


def length(string: str) -> int:
    """Count the characters that are not white space."""
    return len("".join(string.split()))


def pointers(element: etree._Element, attribute: str = "resp") -> list[str]:
    """Give the ids in this file that an attribute of pointers names."""
    return [each[1:] for each in (element.get(attribute) or "").split() if each.startswith("#")]
