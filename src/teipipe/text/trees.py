"""What the reading of a tree needs to know of TEI: edges, alternatives, texts, pointers.

Here stands which elements separate words, which side of a `choice` is shown and what of a document
is text. Views decide; this only answers. Who speaks for the edition, and how a rendition restores
characters, stands in `source`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import islice
from typing import Any, Final

from lxml import etree

__all__ = [
    "ALTERNATIVES",
    "APP",
    "CHOICE",
    "DIVISIONS",
    "SIDES",
    "TEI",
    "Edge",
    "edges",
    "follows_hyphen",
    "holds_notes",
    "is_among_words",
    "is_footnote",
    "is_markup",
    "is_on_surface",
    "is_remark",
    "is_variant",
    "length",
    "pointers",
    "root_of",
    "shown_side",
    "text_roots",
    "written_side",
]

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
APP: Final = TEI + "app"
CHOICE: Final = TEI + "choice"


class Edge(Enum):
    """What stands between the words on both sides of a tag.

    BREAK: two words. SOFT: an output may show one word or two. JOIN: one word, whatever white
    space stands around (`break="no"`, TEI Guidelines 3.11.3). NONE: the tag says nothing.
    """

    NONE = auto()
    BREAK = auto()
    SOFT = auto()
    JOIN = auto()


def _names(names: str) -> frozenset[str]:
    return frozenset(TEI + name for name in names.split())


DIVISIONS: Final = _names("back div div1 div2 div3 div4 div5 div6 div7")
"""What may hold a list of notes as its only content."""
_BREAKS: Final = _names(
    """ab abstract accMat acquisition additional additions address addrLine adminInfo altIdentifier
    appInfo application argument availability back biblFull biblStruct binding bindingDesc body
    calendar calendarDesc castGroup castItem castList catDesc category cell change char charDecl
    citeData citeStructure classDecl closer collation condition conversion correction
    correspAction correspContext correspDesc creation cRefPattern custEvent custodialHist
    decoDesc decoNote dictScrap div div1 div2 div3 div4 div5 div6 div7 divGen docEdition
    docImprint docTitle editionStmt editorialDecl eg encodingDesc entry entryFree epigraph
    epilogue event fileDesc floatingText foliation front geoDecl glyph group handDesc handNote
    handNotes head headItem headLabel history hom hyphenation imprimatur interpretation item
    keywords l language langUsage layout layoutDesc lg licence line list listApp listBibl
    listChange listEvent listNym listObject listOrg listPerson listPlace listPrefixDef
    listRelation listWit metDecl metSym msContents msDesc msFrag msIdentifier msItem
    msItemStruct msPart musicNotation namespace normalization notesStmt nym object objectDesc
    opener org origin p particDesc performance person persona personGrp physDesc place
    postscript prefixDef profileDesc projectDesc prologue provenance publicationStmt punctuation
    quotation re recordHist refsDecl refState relation rendition respStmt revisionDesc row
    samplingDecl schemaRef schemaSpec scriptDesc scriptNote seal sealDesc segmentation sense
    seriesStmt set setting settingDesc source sourceDesc sourceDoc sp speaker spGrp standOff
    stdVals styleDefDecl summary superEntry support supportDesc surface surfaceGrp surrogates
    table tagsDecl tagUsage taxonomy text textClass textDesc titlePage titlePart titleStmt
    trailer typeDesc typeNote u unitDecl unitDef variantEncoding witness xenoData zone"""
)
_WORDS: Final = _names(
    """abbr add am anchor author birth bloc c catchwords choice citedRange cl climate colophon corr
    country damage date death del district edition editor email emph eventName ex expan explicit
    extent filiation finalRubric foreign funder g geo geogFeat geogName gloss heraldry hi idno
    incipit institution locus m material mentioned mod name objectIdentifier objectName
    objectType orgName orig origDate origPlace pc persName phr placeName postBox postCode
    principal ptr publisher pubPlace redo ref reg region repository resp restore retrace rhyme
    rs rubric s secFol seg settlement sic signatures soCalled sponsor stamp street subst
    supplied surplus term terrain title unclear undo w watermark"""
)
"""Markup of words. The edge of what is neither here nor above is soft: a quotation may stand in its
line or apart, and an element that no stylesheet knows may too."""
_RECORDS: Final = _names(
    """additional adminInfo altIdentifier biblFull bindingDesc char correspDesc custodialHist
    decoDesc editionStmt editorialDecl encodingDesc event fileDesc glyph history msContents
    msDesc msFrag msIdentifier msItem msItemStruct msPart notesStmt nym object objectDesc org
    person persona personGrp physDesc place profileDesc publicationStmt recordHist sealDesc
    seriesStmt setting supportDesc teiHeader textClass textDesc titleStmt"""
)
"""What holds statements, each in its line (`tp:records` in the stylesheets)."""
_APART: Final = _RECORDS | _names("application")
"""Parents whose children stand each on its own."""
HYPHENS: Final = "-\u00ac\u00ad\u2010\u2e17"
"""What may stand where a word is broken: hyphens, the not sign, the double oblique hyphen."""
_HYPHENATED: Final = re.compile(rf"[{HYPHENS}][ \t\r\n]*\Z")
_IN_PARTS: Final = _names(
    """address analytic biblStruct charProp correspAction correspContext dimensions imprint keywords
    langKnowledge langUsage location locusGrp monogr objectIdentifier relatedItem respStmt series
    state trait"""
)
"""The same, if no characters stand between them (`tp:separators` in the stylesheets)."""
_LEXICAL: Final = _names("dictScrap entry entryFree etym form gramGrp hom re sense superEntry xr")
_WRITTEN_OUT: Final = _names("constraint content egXML outputRendition")
_DESCRIBING: Final = _names(
    """correspDesc listBibl listEvent listNym listObject listOrg listPerson listPlace msDesc
    object"""
)
"""What the header of a document without text describes: all that its readers get."""
_NOTE_KEEPERS: Final = _names(
    """category char event glyph listBibl location msDesc msFrag msPart nym object org person
    personGrp persona place relation taxonomy"""
)
"""Elements whose notes are a part of them, and no footnotes."""
_MILESTONES: Final = _names("cb gb lb milestone pb")


ALTERNATIVES: Final = _names("app choice rdgGrp ruby subst")
"""What holds readings one beside the other: the white space between them is no text."""
_TOKENS: Final = _names("pc w")


def follows_hyphen(element: etree._Element) -> bool:
    """Tell a break of the source that stands right after a text which ends in a hyphen.

    TEI Guidelines 3.2.2 and 3.11.3.
    """
    if element.tag not in _MILESTONES:
        return False
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return bool(_HYPHENATED.search(text or ""))


def edges(element: etree._Element) -> tuple[Edge, Edge]:
    """Tell what an element's start tag and end tag do to the words beside them."""
    tag = element.tag
    if tag in _MILESTONES and _is_inside_word(element):
        return Edge.JOIN, Edge.JOIN
    if tag in _TOKENS:
        return _joins(element)
    edge = _edge(element)
    return edge, edge


def _edge(element: etree._Element) -> Edge:
    tag, parent = element.tag, element.getparent()
    if tag == TEI + "lb" or tag in _BREAKS or (parent is not None and _stand_apart_in(parent)):
        return Edge.BREAK
    if any(child.tag in _BREAKS for child in element) or (tag == APP and is_apart(element)):
        return Edge.BREAK
    if tag == TEI + "seg" and _is_paragraph_of_speech(element):
        return Edge.BREAK
    if tag not in _WORDS or (parent is not None and _is_lexical(parent)):
        return Edge.SOFT
    holds_blocks = any(each.tag in _BREAKS for child in element for each in child)
    return Edge.SOFT if holds_blocks else Edge.NONE


def _is_lexical(element: etree._Element) -> bool:
    """Tell a part of an entry of a dictionary, whose own parts an output may keep apart."""
    if element.tag == TEI + "cit":
        return next(element.iterancestors(TEI + "entry", TEI + "entryFree"), None) is not None
    return element.tag in _LEXICAL


def _stand_apart_in(parent: etree._Element) -> bool:
    if parent.tag in _IN_PARTS:
        between = (parent.text, *(child.tail for child in parent))
        return not any(string and string.strip() for string in between)
    return parent.tag in _APART


def _is_paragraph_of_speech(seg: etree._Element) -> bool:
    """Tell a part of an utterance that has no words beside its parts."""
    parent = seg.getparent()
    if parent is None or parent.tag != TEI + "u":
        return False
    return not any((text or "").strip() for text in (parent.text, *(each.tail for each in parent)))


def _is_inside_word(milestone: etree._Element) -> bool:
    """Tell whether a break parts no words: it says so, or stands in a `w` and says nothing."""
    if says := milestone.get("break"):
        return says == "no"
    if milestone.get("type") in ("inWord", "worddiv"):
        return True
    around = list(islice(milestone.iterancestors(), 2))
    return any(each.tag == TEI + "w" for each in around)


def _joins(token: etree._Element) -> tuple[Edge, Edge]:
    """Read `@join` (TEI Guidelines 18.1.2) of a token and of the one before it."""
    before = token.getprevious()
    from_before = before is not None and before.get("join") in ("right", "both")
    left = from_before or token.get("join") in ("left", "both")
    right = token.get("join") in ("right", "both")
    return (Edge.JOIN if left else Edge.NONE), (Edge.JOIN if right else Edge.NONE)


# Readings ----------------------------------------------------------------------------------------

SIDES: Final = "abbr am choice corr ex expan orig reg seg sic supplied unclear"
"""What a `choice` may offer (TEI Guidelines 3.5.1); anything else in it is shown."""
_SIDES: Final = _names(SIDES)
_EDITED: Final = _names("corr ex expan reg")
_SURFACES: Final = _names("line sourceDoc surface surfaceGrp zone")
_HOLDS_WORDS: Final = _names("ab annotationBlock head item l line note p s seg u")


def is_footnote(note: etree._Element) -> bool:
    """Tell whether a note belongs to the running text, and not to a record in it."""
    parent = note.getparent()
    if parent is None or parent.tag in _RECORDS:
        return False
    above = {each.tag for each in note.iterancestors()}
    return TEI + "text" in above and _NOTE_KEEPERS.isdisjoint(above)


def shown_side(choice: etree._Element) -> etree._Element | None:
    """Give the child of a `choice` that a reader sees: the editor's side, else the first."""
    children: list[etree._Element] = [each for each in choice if each.tag in _SIDES]
    edited = (each for each in children if each.tag in _EDITED)
    return next(edited, next(iter(children), None))


def written_side(choice: etree._Element) -> etree._Element | None:
    """Give the child of a `choice` that a page shows as written.

    Without an editor's side it is that of `shown_side`, and where notes or readings stand in it:
    they are counted for one text.
    """
    shown = shown_side(choice)
    if shown is None or shown.tag not in _EDITED or holds_notes(choice):
        return shown
    return next((each for each in choice if each.tag in _names("abbr am orig sic")), shown)


def holds_notes(element: etree._Element) -> bool:
    """Tell whether notes or the entries of an apparatus stand inside."""
    return next(element.iter(APP, TEI + "note"), None) is not None


def is_apart(app: etree._Element) -> bool:
    """Tell an entry that stands apart from the words that it is about, and says where they are.

    It is in a list, or points to its place by `@loc` or `@from` (TEI Guidelines 13.2.1, 13.2.2).
    """
    parent = app.getparent()
    listed = parent is not None and parent.tag == TEI + "listApp"
    return listed or app.get("loc") is not None or app.get("from") is not None


def shown_reading(app: etree._Element) -> etree._Element | None:
    """Give the reading that stands in the text: the lemma, else the first."""
    readings = [
        each
        for child in app
        for each in (child if child.tag == TEI + "rdgGrp" else [child])
        if each.tag in _names("lem rdg")
    ]
    lemma = (each for each in readings if each.tag == TEI + "lem")
    return next(lemma, next(iter(readings), None))


def is_variant(element: etree._Element) -> bool:
    """Tell what an apparatus in the text has beside the shown reading."""
    parent = element.getparent()
    app = parent.getparent() if parent is not None and parent.tag == TEI + "rdgGrp" else parent
    if app is None or app.tag != APP or is_apart(app):
        return False
    shown = shown_reading(app)
    return shown is not element and (shown is None or shown.getparent() is not element)


def is_on_surface(element: etree._Element) -> bool:
    """Tell whether it is part of a transcript of a page (TEI Guidelines 12.2)."""
    return next(element.iterancestors(*_SURFACES), None) is not None


def is_markup(element: etree._Element) -> bool:
    """Tell what is written out as markup, in an example or a content model (Guidelines 23)."""
    return next(element.iterancestors(*_WRITTEN_OUT), None) is not None


def is_remark(note: etree._Element) -> bool:
    """Tell a note of who speaks or of what happens, in a record of speech (Guidelines 8.3)."""
    parent = note.getparent()
    beside = parent is not None and parent.find(TEI + "u") is not None
    within = next(note.iterancestors(TEI + "u"), None) is not None
    return beside or within or note.get("type") == "speaker"


def is_among_words(element: etree._Element) -> bool:
    """Tell whether it stands in the midst of a sentence or a paragraph."""
    return next(element.iterancestors(*_HOLDS_WORDS), None) is not None


def root_of(tree: Any) -> etree._Element:
    """Give the root of a tree, or the element itself."""
    root: etree._Element = tree.getroot() if hasattr(tree, "getroot") else tree
    return root


def text_roots(root: etree._Element) -> list[etree._Element]:
    """Give what holds the text, in document order.

    Of each `TEI` (and `teiCorpus`) it is `text`; without one `sourceDoc`, else `standOff`, else
    whatever stands after the header; and the same of the members inside. A file that is a fragment
    is text as a whole, but for a header. Where what is read of one holds no characters, as in a
    catalogue, it is what its header describes.
    """
    members = list(_outermost(root, _WHOLES))
    if members:
        return [each for member in members for each in _texts_in(member)]
    own = [] if root.tag == TEI + "teiHeader" else [root]
    return _or_described(own, root.iter(TEI + "teiHeader"))


def _texts_in(whole: etree._Element) -> list[etree._Element]:
    """Give what holds the text of a `TEI` or a `teiCorpus`."""
    parts = ((part, part.tag in _WHOLES) for part in _parts(whole))
    own = [each for part, more in parts for each in (_texts_in(part) if more else [part])]
    return _or_described(own, whole.iterchildren(TEI + "teiHeader"))


def _or_described(
    own: list[etree._Element], headers: Iterable[etree._Element]
) -> list[etree._Element]:
    if any(_holds_characters(each) for each in own):
        return own
    return [each for header in headers for each in _outermost(header, _DESCRIBING)] or own


_WHOLES: Final = _names("TEI teiCorpus")


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
    chosen = next((tag for tag in map(TEI.__add__, _READ) if tag in present), None)
    return [
        each
        for each in children
        if each.tag in _WHOLES or (each.tag == chosen if chosen else each.tag != TEI + "teiHeader")
    ]


_READ: Final = ("text", "sourceDoc", "standOff")


def length(string: str) -> int:
    """Count the characters that are not white space."""
    return len("".join(string.split()))


def pointers(element: etree._Element, attribute: str = "resp") -> list[str]:
    """Give the ids in this file that an attribute of pointers names."""
    return [each[1:] for each in (element.get(attribute) or "").split() if each.startswith("#")]
