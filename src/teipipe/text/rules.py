"""Rules: which elements' text a view moves, replaces or leaves out, and the tests for it.

A view orders rules and decides; a test only answers what an element is where it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from lxml import etree

from teipipe.documents import ID, tei
from teipipe.documents.names import text_of
from teipipe.text.trees import APP, CHOICE, MILESTONES, RECORDS, is_among_words, names

__all__ = [
    "BOOKMARKS",
    "SAID_BESIDE",
    "SIDES",
    "Fate",
    "Rule",
    "holds_notes",
    "is_annotation",
    "is_deleted",
    "is_expanded",
    "is_markup",
    "is_moved",
    "is_not_chosen",
    "is_not_on_surface",
    "is_not_written",
    "is_said_again",
]

Test = Callable[[etree._Element], bool]


class Fate(StrEnum):
    """What a rule does with the text of an element; a variant moves to the apparatus."""

    MOVED = "moved"
    VARIANT = "variant"
    REPLACED = "replaced"
    LEFT_OUT = "left_out"


def _always(_: etree._Element) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a view's policy: these elements, where the test holds, have this fate.

    A rule names its elements one by one (those of another vocabulary with their namespace); a rule
    for everything would hide every loss.
    """

    name: str
    fate: Fate
    elements: frozenset[str]
    applies: Test = _always

    def __post_init__(self) -> None:
        if not self.elements or "*" in self.elements:
            raise ValueError(f"rule {self.name!r} must name the elements it is for")

    def where(self, test: Test) -> Rule:
        """Give the same rule, for no more than what a second test holds of."""
        return replace(self, applies=lambda element: self.applies(element) and test(element))


# Alternatives ------------------------------------------------------------------------------------

_SIDES: Final = names("abbr am choice corr ex expan orig reg seg sic supplied unclear")
SIDES: Final = frozenset(each.removeprefix(tei("")) for each in _SIDES)
"""What a `choice` may offer (TEI Guidelines 3.5.1); anything else in it is shown."""
_EDITED: Final = names("corr ex expan reg")
_WRITTEN: Final = names("abbr am orig sic")


def is_not_chosen(element: etree._Element) -> bool:
    """Tell the side of a `choice` that a reader does not see."""
    parent = element.getparent()
    return parent is not None and parent.tag == CHOICE and _shown_side(parent) is not element


def is_not_written(element: etree._Element) -> bool:
    """Tell the side of a `choice` that a page as written does not show."""
    parent = element.getparent()
    return parent is not None and parent.tag == CHOICE and _written_side(parent) is not element


def _shown_side(choice: etree._Element) -> etree._Element | None:
    """Give the child of a `choice` that a reader sees: the editor's side, else the first."""
    children: list[etree._Element] = [each for each in choice if each.tag in _SIDES]
    edited = (each for each in children if each.tag in _EDITED)
    return next(edited, next(iter(children), None))


def _written_side(choice: etree._Element) -> etree._Element | None:
    """Give the child of a `choice` that a page shows as written.

    Without an editor's side it is the shown one, and where notes or readings stand in it: they are
    counted for one text.
    """
    shown = _shown_side(choice)
    if shown is None or shown.tag not in _EDITED or holds_notes(choice):
        return shown
    return next((each for each in choice if each.tag in _WRITTEN), shown)


def is_expanded(element: etree._Element) -> bool:
    """Tell whether it stands in an abbreviation that is written out."""
    expan = next(element.iterancestors(tei("expan")), None)
    return expan is not None and next(expan.iter(tei("ex")), None) is not None


# Notes -------------------------------------------------------------------------------------------

_NOTE_KEEPERS: Final = names(
    """category char entry entryFree event glyph listBibl location msDesc msFrag msPart nym object
    org person personGrp persona place relation taxonomy"""
)
"""Elements whose notes are a part of them, and no footnotes."""
_BESIDE_TEXT: Final = names("facsimile sourceDoc standOff teiHeader")
_DIVISIONS: Final = names("back div div1 div2 div3 div4 div5 div6 div7")
"""What may hold a list of notes as its only content."""
_PARTS: Final = _DIVISIONS | names("body epilogue figure floatingText front group prologue text")
"""What holds paragraphs, divisions or tables."""
_PARAGRAPHS: Final = names("ab p")
_POINTERS: Final = names("ptr ref")
_AMONG_NOTES: Final = names("anchor fw head note noteGrp") | MILESTONES


def is_moved(note: etree._Element) -> bool:
    """Tell whether a note leaves its place.

    An entry of an apparatus and a remark keep theirs, and so do what stands in the line of the
    source, what stands in the document's own list of notes, and what stands between paragraphs
    without being called from anywhere: at the foot of a page, under a heading, below a table.
    """
    parent = note.getparent()
    of_apparatus = parent is not None and parent.tag == APP
    in_line = "inline" in note.get("place", "").split()
    kept = of_apparatus or in_line or _is_remark(note) or _is_listed(note) or _stands_between(note)
    return _is_footnote(note) and not kept


def holds_notes(element: etree._Element) -> bool:
    """Tell whether notes or the entries of an apparatus stand inside."""
    return next(element.iter(APP, tei("note")), None) is not None


def _is_footnote(note: etree._Element) -> bool:
    """Tell whether a note belongs to the running text, and not to a record in it."""
    parent = note.getparent()
    if parent is None or parent.tag in RECORDS:
        return False
    above = {each.tag for each in note.iterancestors()}
    return _BESIDE_TEXT.isdisjoint(above) and _NOTE_KEEPERS.isdisjoint(above)


def _is_remark(note: etree._Element) -> bool:
    """Tell a note of who speaks or of what happens, in a record of speech (Guidelines 8.3)."""
    parent = note.getparent()
    beside = parent is not None and parent.find(tei("u")) is not None
    within = next(note.iterancestors(tei("u")), None) is not None
    return beside or within or note.get("type") == "speaker"


def _is_listed(note: etree._Element) -> bool:
    """Tell whether it stands in a division (or `back`) of notes, headings and marks of the page."""
    parent = next((each for each in note.iterancestors() if each.tag != tei("noteGrp")), None)
    return parent is not None and _is_list_of_notes(parent)


@lru_cache(maxsize=4)
def _is_list_of_notes(parent: etree._Element) -> bool:
    """Tell a division of notes, or a paragraph of nothing else, if none goes on elsewhere.

    It is asked for each of them, and answered once.
    """
    if not (parent.tag in _DIVISIONS or _is_paragraph_of_notes(parent)):
        return False
    return all(each.tag in _AMONG_NOTES for each in parent.iterchildren(etree.Element))


def _stands_between(note: etree._Element) -> bool:
    """Tell a note between paragraphs or divisions that nothing calls, and that calls nothing."""
    around = next((each for each in note.iterancestors() if each.tag != tei("noteGrp")), None)
    parent, before = note.getparent(), note.getprevious()
    if parent is None or around is None or around.tag not in _PARTS:
        return False
    text = parent.text if before is None else before.tail
    if any(each and each.strip() for each in (text, note.tail)):
        return False
    called, anchors = _called(note.getroottree().getroot())
    targets = (note.get("targetEnd") or note.get("target") or "").split()
    goes_on = "next" in note.attrib or "prev" in note.attrib
    return not goes_on and f"#{note.get(ID)}" not in called and anchors.isdisjoint(targets)


@lru_cache(maxsize=1)
def _called(root: etree._Element) -> tuple[frozenset[str], frozenset[str]]:
    """Give what pointers in the text of a document point to, and what its notes go on in.

    Beside it are the anchors of the text, as pointers name them.
    """
    texts = tuple(root.iter(tei("text")))
    anchors = frozenset(f"#{each.get(ID)}" for text in texts for each in text.iter(tei("anchor")))
    pointers = (each.get("target", "") for text in texts for each in text.iter(*_POINTERS))
    continued = (each.get("next", "") for text in texts for each in text.iter(tei("note")))
    called = frozenset(each for targets in (*pointers, *continued) for each in targets.split())
    return called, anchors


def _is_paragraph_of_notes(paragraph: etree._Element) -> bool:
    if paragraph.tag not in _PARAGRAPHS:
        return False
    words = (paragraph.text, *(child.tail for child in paragraph))
    goes_on = (note.get("next") or note.get("prev") for note in paragraph.iter(tei("note")))
    return not any(text and text.strip() for text in words) and not any(goes_on)


# What is said of words ---------------------------------------------------------------------------


SAID_BESIDE: Final = frozenset(
    {
        "{http://textometrie.org/1.0}ana",
        "{http://www.w3.org/1998/Math/MathML}annotation",
        "{http://www.w3.org/1998/Math/MathML}annotation-xml",
    }
)
"""What other vocabularies say of a word, or say again of a formula, beside it."""
BOOKMARKS: Final = frozenset({"{http://www.cbeta.org/ns/1.0}mulu"})
"""What other vocabularies name a part by in a table of contents, at its beginning."""


def is_annotation(element: etree._Element) -> bool:
    """Tell what is said of words in their midst, and is no note.

    A `span` that points at none is words itself.
    """
    points = element.tag != tei("span") or any(map(element.get, _POINTING))
    return points and is_among_words(element) and not holds_notes(element)


_POINTING: Final = ("from", "to", "target", "inst", "corresp")


def is_said_again(bookmark: etree._Element) -> bool:
    """Tell a bookmark whose words the heading after it has, too."""
    after = (each for each in bookmark.itersiblings(etree.Element) if each.tag not in MILESTONES)
    heading = next(after, None)
    if heading is None or heading.tag != tei("head"):
        return False
    return text_of(heading) == text_of(bookmark)


# Where an element stands -------------------------------------------------------------------------

_SURFACES: Final = names("line sourceDoc surface surfaceGrp zone")
_WRITTEN_OUT: Final = names("constraint content egXML outputRendition")


def is_deleted(element: etree._Element) -> bool:
    """Tell a deletion that stands: none that is restored, and none on a page of a transcript.

    Neither is what was erased and nothing written for: editions of inscriptions read it.
    """
    parent = element.getparent()
    above = None if parent is None else parent.tag
    erased = element.get("rend") == "erasure" and above != tei("subst")
    return not erased and above != tei("restore") and is_not_on_surface(element)


def is_not_on_surface(element: etree._Element) -> bool:
    """Tell whether it is no part of a transcript of a page (TEI Guidelines 12.2)."""
    return next(element.iterancestors(*_SURFACES), None) is None


def is_markup(element: etree._Element) -> bool:
    """Tell what is written out as markup, in an example or a content model (Guidelines 23)."""
    return next(element.iterancestors(*_WRITTEN_OUT), None) is not None
