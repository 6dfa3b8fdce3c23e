"""Views: named readings of a document's text, the only definition of "the text".

A view is a value: it names which elements are moved, replaced or left out, and by which rule. The
reading of a tree under a view is a sequence of pieces, each with the element that holds it, so that
the ledger and the proof can say where a character stands. White space is never changed here, and
nothing is rendered. The header is no text, but for what it describes where there is no other text;
comments and processing instructions are not either.

What the source view holds follows the design: everything but `corr`, `reg`, `expan` and `ex`, and
but the elements whose `@resp` names this edition (see `source.edition_ids`); characters that became
markup are restored from `tagsDecl/rendition` (TEI Guidelines 2.3.5, `scope` "before" and "after").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from lxml import etree

from teipipe.documents import ID, tei
from teipipe.text import apparatus, edges, rules, source, trees
from teipipe.text.edges import Edge
from teipipe.text.rules import Fate, Rule

__all__ = ["HELD", "VIEWS", "Piece", "Reading", "View", "read"]


@dataclass(frozen=True, slots=True)
class View:
    """A policy: its rules in order (the first that applies decides), and three switches.

    `restores`: characters that became markup are put back from their declared renditions.
    `without_edition`: elements that this edition's editor or application added are left out.
    `joins`: a hyphen goes where the words on both sides of a break are one (`break="no"`).
    """

    name: str
    rules: tuple[Rule, ...]
    restores: bool = False
    without_edition: bool = False
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in a row, and the element that holds them; an edge has no characters.

    `offset` tells where they begin among the characters that stand directly in the element, not in
    its children; `restored` is "before" or "after" where they stand for its `@rendition`.
    """

    string: str
    element: etree._Element
    edge: Edge = Edge.NONE
    restored: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's text under a view: the main stream, what is moved, what else became of it.

    The notes come first, each for itself, then the readings of the apparatus, entry by entry.

    `replaced` and `left_out` count characters other than white space by the name of the rule.
    """

    view: str
    main: tuple[Piece, ...]
    notes: tuple[tuple[Piece, ...], ...]
    replaced: Mapping[str, int]
    left_out: Mapping[str, int]

    @property
    def text(self) -> str:
        """The characters of the main stream, exactly as they stand."""
        return "".join(piece.string for piece in self.main)

    @property
    def note_texts(self) -> tuple[str, ...]:
        """The characters of each moved note, then of each entry of the apparatus."""
        return tuple("".join(piece.string for piece in note) for note in self.notes)


_ANNOTATIONS: Final = frozenset(
    {"altGrp", "interp", "interpGrp", "joinGrp", "linkGrp", "span", "spanGrp", "timeline"}
)
"""What is said of words by pointing at them (TEI Guidelines 17 and 18)."""
_NO_DRAWING: Final = frozenset(
    f"{{http://www.w3.org/2000/svg}}{name}" for name in ("metadata", "script", "style")
)
"""What a drawing does, and what is said of its file: none of it is seen."""
NO_TEXT: Final = frozenset({"data", "drawing"})
"""The rules that leave out what never was text: the bytes of an image, what a drawing does."""
_READINGS: Final = frozenset({"lem", "note", "rdg", "rdgGrp", "wit", "witDetail"})
"""What the entry of an apparatus may hold (TEI Guidelines 13.1)."""

SOURCE: Final = View(
    name="source",
    rules=(
        Rule("editorial", Fate.LEFT_OUT, frozenset({"corr", "ex", "expan", "reg"})),
        Rule("apparatus", Fate.LEFT_OUT, frozenset({"listApp"}), apparatus.is_beside_text),
    ),
    restores=True,
    without_edition=True,
)

READING: Final = View(
    name="reading",
    rules=(
        Rule("choice", Fate.REPLACED, rules.SIDES, rules.is_not_chosen),
        Rule("am", Fate.REPLACED, frozenset({"am"}), rules.is_expanded),
        Rule("annotation", Fate.LEFT_OUT, _ANNOTATIONS, rules.is_annotation),
        Rule("annotation", Fate.LEFT_OUT, rules.SAID_BESIDE),
        Rule("bookmark", Fate.LEFT_OUT, rules.BOOKMARKS, rules.is_said_again),
        Rule("data", Fate.LEFT_OUT, frozenset({"binaryObject"}), lambda data: len(data) == 0),
        Rule("drawing", Fate.LEFT_OUT, _NO_DRAWING),
        Rule("del", Fate.LEFT_OUT, frozenset({"del"}), rules.is_deleted),
        Rule("index", Fate.LEFT_OUT, frozenset({"index"})),
        Rule("fw", Fate.LEFT_OUT, frozenset({"fw"}), rules.is_not_on_surface),
        Rule("surplus", Fate.LEFT_OUT, frozenset({"surplus"}), rules.is_not_on_surface),
        Rule("apparatus", Fate.VARIANT, _READINGS, apparatus.is_variant),
        Rule("note", Fate.MOVED, frozenset({"note"}), rules.is_moved),
    ),
)

WRITTEN: Final = replace(
    READING,
    name="written",
    rules=(
        Rule("choice", Fate.REPLACED, rules.SIDES, rules.is_not_written),
        Rule("ex", Fate.REPLACED, frozenset({"ex"}), lambda ex: not rules.holds_notes(ex)),
        *(
            rule.where(rules.holds_notes) if rule.name in ("am", "del", "surplus") else rule
            for rule in READING.rules[1:]
        ),
    ),
)
"""What a page shows as written; its notes and its apparatus stand where the reading has them."""

NORMALISED: Final = replace(READING, name="normalised", joins=True)

SEARCH: Final = replace(
    NORMALISED,
    name="search",
    rules=tuple(
        replace(rule, fate=Fate.LEFT_OUT) if rule.fate in (Fate.MOVED, Fate.VARIANT) else rule
        for rule in READING.rules
    ),
)

MARKDOWN: Final = replace(READING, name="markdown")

VIEWS: Final[Mapping[str, View]] = MappingProxyType(
    {view.name: view for view in (READING, SOURCE, NORMALISED, SEARCH, MARKDOWN)}
)
"""The views of the text, which a person may ask for."""
HELD: Final[Mapping[str, View]] = MappingProxyType({**VIEWS, WRITTEN.name: WRITTEN})
"""What an output may be held to."""

_WHITE: Final = " \t\r\n"
HYPHEN: Final = "hyphen"
"""The name of the rule behind `View.joins`."""
EDITION: Final = "edition"
"""The name of the rule behind `View.without_edition`."""


def read(tree: etree._ElementTree | etree._Element, view: View) -> Reading:
    """Read a document's text under a view; the depth of the tree does not matter."""
    root = trees.root_of(tree)
    reader = _Reader(view, source.edition_ids(root), source.renditions(root))
    for text in trees.text_roots(root):
        for event, node in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
            if event == "start":
                reader.start(node)
            elif event == "end":
                reader.end(node)
            if event != "start" and node is not text:
                reader.add_text(node.tail, node.getparent())
    return reader.reading()


_Count = tuple[Fate, str]


@dataclass(slots=True)
class _Reader:
    """The state of one reading: a stack says where characters go, a stream or a rule's count.

    `parts` has the streams of notes by what may name them: "#id", or "next #id" where they go on.
    """

    view: View
    edition: frozenset[str]
    declared: Mapping[str, source.Rendition]
    main: list[Piece] = field(default_factory=list)
    notes: list[list[Piece]] = field(default_factory=list)
    parts: dict[str, list[Piece]] = field(default_factory=dict)
    variants: dict[etree._Element, list[Piece]] = field(default_factory=dict)
    counts: Counter[_Count] = field(default_factory=Counter)
    stack: list[tuple[list[Piece] | _Count, Edge]] = field(default_factory=list)
    taken: list[int] = field(default_factory=lambda: [0])
    rules: dict[str, tuple[Rule, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.view.rules:
            for name in rule.elements:
                tag = name if name.startswith("{") else tei(name)
                self.rules[tag] = (*self.rules.get(tag, ()), rule)
        self.stack.append((self.main, Edge.NONE))

    def start(self, element: etree._Element) -> None:
        above, (opening, closing) = self.stack[-1][0], edges.around(element)
        into = above if isinstance(above, tuple) else self.destination(element, above)
        self.stack.append((into, closing))
        self.taken.append(0)
        if opening is Edge.JOIN and self.view.joins:
            self.join(into, element)
        self.mark(element, opening)
        self.restore(element, "before")
        self.add_text(element.text, element)

    def end(self, element: etree._Element) -> None:
        self.restore(element, "after")
        self.mark(element, self.stack[-1][1])
        self.stack.pop()
        self.taken.pop()

    def destination(self, element: etree._Element, above: list[Piece]) -> list[Piece] | _Count:
        if self.view.without_edition and not self.edition.isdisjoint(trees.pointers(element)):
            return (Fate.LEFT_OUT, EDITION)
        for rule in self.rules.get(element.tag, ()):
            if rule.applies(element) and not rules.is_markup(element):
                return self.moved(element, rule)
        if element.tag == trees.APP:
            self.variants[element] = []
        return above

    def moved(self, element: etree._Element, rule: Rule) -> list[Piece] | _Count:
        if rule.fate is Fate.VARIANT:
            return self.variants[next(element.iterancestors(trees.APP))]
        if rule.fate is Fate.MOVED:
            return self.note(element)
        return (rule.fate, rule.name)

    def note(self, element: etree._Element) -> list[Piece]:
        """Give the stream of a note: that of the note which it continues, else one of its own."""
        own = "#" + element.get(ID, " ")
        befores = (*element.get("prev", "").split(), f"next {own}")
        begun = next((self.parts[each] for each in befores if each in self.parts), None)
        if begun is None or any(into is begun for into, _ in self.stack):
            begun = []
            self.notes.append(begun)
        for name in (own, *(f"next {each}" for each in element.get("next", "").split())):
            self.parts.setdefault(name, begun)
        return begun

    def mark(self, element: etree._Element, edge: Edge) -> None:
        """Set the edge of an element; a text as written has no white space but its own."""
        into, _ = self.stack[-1]
        if edge is Edge.BREAK and self.view.restores:
            edge = Edge.SOFT
        if edge is not Edge.NONE and isinstance(into, list):
            into.append(Piece("", element, edge))

    def join(self, into: list[Piece] | _Count, element: etree._Element) -> None:
        """Take away the hyphen at the end of the text right before a break in a word."""
        if not edges.follows_hyphen(element) or isinstance(into, tuple):
            return
        at = next(n for n in range(len(into) - 1, -1, -1) if into[n].string)
        if into[at].element is element.getparent():
            self.counts[Fate.LEFT_OUT, HYPHEN] += 1
            into[at] = replace(into[at], string=into[at].string.rstrip(_WHITE)[:-1])

    def restore(self, element: etree._Element, scope: str) -> None:
        if self.view.restores and element.get("rendition"):
            self.add(source.restored(element, scope, self.declared), element, scope)

    def add_text(self, string: str | None, element: etree._Element) -> None:
        """Add characters of the file, but for blanks that are only layout."""
        if string and (string.strip(_WHITE) or not trees.is_layout(element)):
            self.add(string, element)
        self.taken[-1] += len(string or "")

    def add(self, string: str, element: etree._Element, restored: str = "") -> None:
        into, _ = self.stack[-1]
        if isinstance(into, tuple):
            self.counts[into] += trees.length(string)
        elif string:
            offset = 0 if restored else self.taken[-1]
            into.append(Piece(string, element, restored=restored, offset=offset))

    def reading(self) -> Reading:
        notes = tuple(map(tuple, (*self.notes, *filter(None, self.variants.values()))))
        replaced, left_out = self.counted(Fate.REPLACED), self.counted(Fate.LEFT_OUT)
        return Reading(self.view.name, tuple(self.main), notes, replaced, left_out)

    def counted(self, fate: Fate) -> Mapping[str, int]:
        found = {name: count for (each, name), count in self.counts.items() if each is fate}
        return MappingProxyType(dict(sorted(found.items())))
