"""Random trees of TEI, grown from a seed by the content models of `tei_all`.

An element mostly holds what its model allows, in any order and number; now and then it holds
any other element, words where none belong, an element of no TEI, a comment or an instruction.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from lxml import etree
from tests.oracles.jing import tei_all

from teipipe.documents import TEI, XML

RELAXNG = "{http://relaxng.org/ns/structure/1.0}"
DEEPEST, MOST = 9, 160
WILD = 0.02
"""How often something stands where no model allows it."""
WHOLES = {"TEI", "group", "teiCorpus", "teiHeader", "text"}
WRITTEN_OUT = {"constraint", "content", "egXML", "outputRendition"}
"""What these hold is markup to be shown, whatever its names."""
ROOTS = (("text",), ("text", "standOff"), ("sourceDoc",), ("facsimile", "text"))
STRANGERS = ("{urn:x}p", "{urn:x}note", "{urn:x}div", f"{{{TEI}}}tr")
VALUES = """a #x1 #x2 1 2 0 -1 I M F Y foot inline above left both no yes de grc ar und 1900-01-01
    12px https://example.org/ x:y ../z.xml url.png https://example.org/a.png label head sic true
    #nobody 999 person italic (a) ordered data siglum speaker"""
ODD_VALUES = ("", " ", "#", "a b", "#x1 #x2", "<&>\"'", "%zz", "ﷺ", "\U0001d11e", "]]>", "${x}")
WORDS = "Alpha beta- ’s gamma, (delta ε ﷺ 漢字 1) — … \u00ad \U0001d11e"
SPACING = (" {} ", " {} ", "\n {}\n", "{}", "{} ", " {} and more. ")


@dataclass(frozen=True, slots=True)
class Model:
    """What an element may hold, by name and in order of names."""

    elements: tuple[str, ...]
    attributes: tuple[str, ...]
    words: bool


@cache
def models() -> dict[str, Model]:
    """Give the model of each element."""
    grammar = etree.parse(tei_all())
    defined: dict[str, list[etree._Element]] = {}
    for define in grammar.iter(RELAXNG + "define"):
        defined.setdefault(define.get("name", ""), []).append(define)
    named = (each for each in grammar.iter(RELAXNG + "element") if each.get("name"))
    return {str(each.get("name")): model(list(parts(each, defined, set()))) for each in named}


def parts(
    pattern: etree._Element, defined: dict[str, list[etree._Element]], seen: set[str]
) -> Iterator[etree._Element]:
    """Give the elements, attributes and words of a pattern, through what it refers to."""
    for child in pattern:
        name = child.get("name", "")
        if child.tag in (RELAXNG + "element", RELAXNG + "attribute", RELAXNG + "text"):
            yield child
        elif child.tag != RELAXNG + "ref":
            yield from parts(child, defined, seen)
        elif name not in seen:
            seen.add(name)
            for define in defined.get(name, ()):
                yield from parts(define, defined, seen)


def model(found: list[etree._Element]) -> Model:
    def names(kind: str) -> tuple[str, ...]:
        return tuple(sorted({each.get("name", "") for each in found if each.tag == kind} - {""}))

    words = any(each.tag == RELAXNG + "text" for each in found)
    return Model(names(RELAXNG + "element"), names(RELAXNG + "attribute"), words)


class Grower:
    """One document's growth: the dice, and how many elements it may still have."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.left = MOST
        self.words = 0

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def document(self) -> etree._Element:
        root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
        root.set(f"{{{XML}}}lang", self.dice.choice(("en", "de", "ar", "zh", "la")))
        header = child = self.add(root, "teiHeader")
        for name in ("fileDesc", "titleStmt", "title"):
            child = self.add(child, name)
        child.text = "Title"
        if self.chance(0.4):
            self.fill(header, 4)
        for name in self.dice.choice(ROOTS):
            part = self.add(root, name)
            self.grow_text(self.add(part, "body") if name == "text" else part)
        return root

    def grow_text(self, element: etree._Element) -> None:
        while self.left > MOST / 4:
            self.left -= 1
            self.fill(element, 1)
        self.left = MOST // 3

    def add(self, element: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(element, f"{{{TEI}}}{name}")

    def fill(self, element: etree._Element, depth: int) -> None:
        known = models()[etree.QName(element).localname]
        for _ in range(self.dice.choice((0, 1, 1, 2, 3, 5))):
            self.say(element, 0.8 if known.words else WILD)
            if self.left > 0 and depth <= DEEPEST:
                self.left -= 1
                self.grow(element, known.elements, depth)
        self.say(element, 0.8 if known.words else WILD)

    def grow(self, element: etree._Element, allowed: tuple[str, ...], depth: int) -> None:
        if self.chance(WILD):
            comment, instruction = etree.Comment(" no text "), etree.PI("go", "on")
            element.append(self.dice.choice((comment, instruction)))
        elif self.chance(WILD):
            self.say(etree.SubElement(element, self.dice.choice(STRANGERS)), 1)
        else:
            pool = tuple(models()) if self.chance(WILD) or not allowed else allowed
            fitting = [each for each in pool if each not in WHOLES | WRITTEN_OUT]
            name = self.dice.choice(fitting or ["ab"])
            child = self.add(element, name)
            self.adorn(child, models()[name].attributes)
            self.fill(child, depth + 1)

    def adorn(self, element: etree._Element, known: tuple[str, ...]) -> None:
        many = self.dice.choice((0, 0, 0, 1, 2, 4))
        for name in self.dice.sample(known, min(len(known), many)):
            value = self.dice.choice(ODD_VALUES if self.chance(0.1) else VALUES.split())
            if name == "xml:id":
                value = f"x{self.dice.randrange(40)}"
            element.set(name.replace("xml:", f"{{{XML}}}"), value)

    def say(self, element: etree._Element, share: float) -> None:
        """Add words at the end, else white space."""
        string = self.dice.choice(("", "\n  ", " "))
        if self.chance(share):
            self.words += 1
            word = f"{self.dice.choice(WORDS.split())}w{self.words}"
            string = self.dice.choice(SPACING).format(word)
        if len(element):
            element[-1].tail = (element[-1].tail or "") + string
        else:
            element.text = (element.text or "") + string


def grown(seed: int) -> str:
    """Give the document that a seed grows into."""
    return etree.tostring(Grower(seed).document(), encoding="unicode")
