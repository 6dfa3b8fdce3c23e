"""Edges: what a tag does to the words beside it, which it parts, joins or leaves as they stand.

The lists name the elements of TEI by what an output makes of them: lines of their own, or words
among words.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from itertools import islice
from typing import Final
from unicodedata import category

from lxml import etree

from teipipe.documents import tei
from teipipe.text.apparatus import is_apart
from teipipe.text.trees import APP, MILESTONES, RECORDS, names

__all__ = [
    "HYPHENS",
    "Edge",
    "around",
    "follows_hyphen",
]


class Edge(Enum):
    """What stands between the words on both sides of a tag.

    BREAK: two words. SOFT: an output may show one word or two. JOIN: one word, whatever white
    space stands around (`break="no"`, TEI Guidelines 3.11.3). NONE: the tag says nothing.
    """

    NONE = auto()
    BREAK = auto()
    SOFT = auto()
    JOIN = auto()


_BREAKS: Final = names(
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
_WORDS: Final = names(
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
_APART: Final = RECORDS | names("application")
"""Parents whose children stand each on its own."""
HYPHENS: Final = "-\u00ac\u00ad\u2010\u2e17"
"""What may stand where a word is broken: hyphens, the not sign, the double oblique hyphen."""
_HYPHENATED: Final = re.compile(rf"[{HYPHENS}][ \t\r\n]*\Z")
_ONLY_IN_WORDS: Final = ("\u00ac", "\u00ad")
"""What stands only where a line breaks a word: the not sign, the soft hyphen."""
_IN_WORD: Final = frozenset(
    ["inWord", "hyphen", "hyphenated", "nb", "nobreak", "worddiv", "-", "=", "\u00ac", "\u2e17"]
)
"""How a break says by `@type` or `@rend` that it is inside a word, without `@break`."""
_IN_PARTS: Final = names(
    """address analytic biblStruct birth charProp correspAction correspContext death dimensions
    imprint keywords langKnowledge langUsage location locusGrp monogr notatedMusic
    objectIdentifier origin relatedItem respStmt series state trait"""
)
"""The same, if no characters stand between them (`tp:separators` in the stylesheets)."""
_CITED: Final = names(
    """author biblScope citedRange date edition editor extent idno imprint ptr publisher
    pubPlace respStmt series title"""
)
"""What a reference is cited by: its parts where it holds nothing else, not even blanks."""
_REFERENCES: Final = names("bibl ref")
_LEXICAL: Final = names("dictScrap entry entryFree etym form gramGrp hom re sense superEntry xr")
_LOWER: Final = frozenset(["Ll", "Lo"])
"""Unicode's categories of the letters that are no capitals."""
_STRETCHES: Final = names("s seg")
_TOKENS: Final = names("pc w")


_SIGNS: Final = names("pc ptr ref")
"""What stands between words and may hold none: a blank is shown for it, or where it leads."""


def _is_wordless(element: etree._Element) -> bool:
    return len(element) == 0 and not (element.text or "").strip()


def follows_hyphen(element: etree._Element) -> bool:
    """Tell a break of the source that stands right after a text which ends in a hyphen.

    TEI Guidelines 3.2.2 and 3.11.3.
    """
    return element.tag in MILESTONES and bool(_HYPHENATED.search(_text_before(element)))


def _text_before(element: etree._Element) -> str:
    """Give the characters between an element and what stands before it in its parent."""
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return text or ""


def around(element: etree._Element) -> tuple[Edge, Edge]:
    """Tell what an element's start tag and end tag do to the words beside them."""
    tag = element.tag
    if tag in MILESTONES and _is_inside_word(element):
        return Edge.JOIN, Edge.JOIN
    if tag in _TOKENS and not _is_wordless(element):
        return _joins(element)
    edge = _edge(element)
    return edge, edge


def _edge(element: etree._Element) -> Edge:
    tag, parent = element.tag, element.getparent()
    if tag == tei("lb") or tag in _BREAKS or (parent is not None and _stand_apart_in(parent)):
        return Edge.BREAK
    if any(child.tag in _BREAKS for child in element) or (tag == APP and is_apart(element)):
        return Edge.BREAK
    if tag == tei("seg") and _is_paragraph_of_speech(element):
        return Edge.BREAK
    if (
        tag not in _WORDS
        or (tag in _SIGNS and _is_wordless(element))
        or _follows_directly(element)
        or (parent is not None and _is_lexical(parent))
    ):
        return Edge.SOFT
    holds_blocks = any(each.tag in _BREAKS for child in element for each in child)
    return Edge.SOFT if holds_blocks else Edge.NONE


def _is_lexical(element: etree._Element) -> bool:
    """Tell a part of an entry of a dictionary, whose own parts an output may keep apart."""
    if element.tag == tei("cit"):
        return next(element.iterancestors(tei("entry"), tei("entryFree")), None) is not None
    return element.tag in _LEXICAL


def _stand_apart_in(parent: etree._Element) -> bool:
    if parent.tag in _IN_PARTS:
        return not _between(parent).strip()
    if parent.tag == tei("note"):
        linked = len(parent) > 1 and all(child.tag == tei("ref") for child in parent)
        return linked and not _between(parent).strip()
    if parent.tag in _REFERENCES:
        parts = [child.tag for child in parent.iterchildren("*")]
        return len(parts) > 1 and _CITED.issuperset(parts) and not _between(parent)
    return parent.tag in _APART


def _between(parent: etree._Element) -> str:
    """Give the characters that stand between the children of an element."""
    return "".join(text or "" for text in (parent.text, *(child.tail for child in parent)))


def _is_paragraph_of_speech(seg: etree._Element) -> bool:
    """Tell a part of an utterance that has no words beside its parts."""
    parent = seg.getparent()
    if parent is None or parent.tag != tei("u"):
        return False
    return not _between(parent).strip()


def _follows_directly(element: etree._Element) -> bool:
    """Tell a sentence or a stretch of words that follows another, and what follows a token."""
    before = element.getprevious()
    if before is None:
        return False
    follows_token = before.tag in _TOKENS and not before.tail
    return follows_token or (element.tag in _STRETCHES and before.tag == element.tag)


def _is_inside_word(milestone: etree._Element) -> bool:
    """Tell whether a break parts no words: it says so, or stands where no word ends.

    That is in a `w`, after a sign that stands nowhere else, right after the beginning of a word or
    a break that says so, or between letters where the document has white space at its other lines.
    """
    if says := milestone.get("break"):
        return says == "no"
    if not _IN_WORD.isdisjoint(f"{milestone.get('type')} {milestone.get('rend')}".split()):
        return True
    text, before = _text_before(milestone).rstrip(" \t\r\n"), milestone.getprevious()
    if text.endswith(_ONLY_IN_WORDS):
        return True
    if not text and before is not None:
        if before.tag == tei("w") and before.get("part") in ("I", "M"):
            return True
        if before.tag in MILESTONES and _is_inside_word(before):
            return True
    if any(each.tag == tei("w") for each in islice(milestone.iterancestors(), 2)):
        return True
    return _is_between_letters(milestone) and _breaks_words(milestone.getroottree().getroot())


def _is_between_letters(milestone: etree._Element) -> bool:
    """Tell whether an `lb` stands between letters that are no capitals, without white space."""
    beside = [category(each) for each in _beside(milestone)]
    return len(beside) == 2 and _LOWER.issuperset(beside) and milestone.tag == tei("lb")


def _beside(milestone: etree._Element) -> tuple[str, ...]:
    """Give the characters right before and right after a break, if there are any."""
    return (*_text_before(milestone)[-1:], *(milestone.tail or "")[:1])


@lru_cache(maxsize=1)
def _breaks_words(root: etree._Element) -> bool:
    """Tell whether lines that begin between letters, unmarked, are inside words in a document.

    No `@break` says anything, and ten lines or more, five for each of those, begin beside white
    space, as they do where words end.
    """
    lines = list(root.iter(tei("lb")))
    if any("break" in each.attrib for each in lines):
        return False
    blank = sum(any(map(str.isspace, _beside(each))) for each in lines)
    return blank >= max(10, 5 * sum(map(_is_between_letters, lines)))


def _joins(token: etree._Element) -> tuple[Edge, Edge]:
    """Read `@join` (TEI Guidelines 18.1.2) of a token and of the one before it, and `@part`.

    Of tokens that nothing keeps apart an output may make one word, or one of each.
    """
    before = token.getprevious()
    from_before = before is not None and before.get("join") in ("right", "both")
    left = from_before or token.get("join") in ("left", "both") or token.get("part") in ("M", "F")
    right = token.get("join") in ("right", "both") or token.get("part") in ("I", "M")
    closed_up = Edge.NONE if before is None or before.tail else Edge.SOFT
    return (Edge.JOIN if left else closed_up), (Edge.JOIN if right else Edge.NONE)
