"""Views: named readings of a document's text, the only definition of "the text".

A view is a value: it names which elements are moved, replaced or left out, and by which rule. The
reading of a tree under a view is a sequence of pieces, each with the element that holds it, so that
the ledger and the proof can say where a character stands. White space is never changed here, and
nothing is rendered. The header is no text, but for what it describes where there is no other text;
comments and processing instructions are not either.

What the source view holds follows the design: everything but `corr`, `reg`, `expan` and `ex`, and
but the elements whose `@resp` names this edition (see `trees.edition_ids`); characters that became
markup are restored from `tagsDecl/rendition` (TEI Guidelines 2.3.5, `scope` "before" and "after").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from lxml import etree

from teipipe.text import trees
from teipipe.text.trees import Edge

__all__ = ["VIEWS", "Fate", "Piece", "Reading", "Rule", "View", "read"]

Test = Callable[[etree._Element], bool]


class Fate(StrEnum):
    """What a rule does with the text of an element."""

    MOVED = "moved"
    REPLACED = "replaced"
    LEFT_OUT = "left_out"


def _always(_: etree._Element) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a view's policy: these elements, where the test holds, have this fate.

    A rule names its elements one by one; a rule for everything would hide every loss.
    """

    name: str
    fate: Fate
    elements: frozenset[str]
    applies: Test = _always

    def __post_init__(self) -> None:
        if not self.elements or "*" in self.elements:
            raise ValueError(f"rule {self.name!r} must name the elements it is for")


@dataclass(frozen=True, slots=True)
class View:
    """A policy: its rules in order (the first that applies decides), and two switches.

    `restores`: characters that became markup are put back from their declared renditions.
    `without_edition`: elements that this edition's editor or application added are left out.
    """

    name: str
    rules: tuple[Rule, ...]
    restores: bool = False
    without_edition: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in a row, and the element that holds them; an edge has no characters.

    `restored` is "before" or "after" where the characters stand for an element's `@rendition`.
    """

    string: str
    element: etree._Element
    edge: Edge = Edge.NONE
    restored: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's text under a view: the main stream, the moved notes, what else became of it.

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
        """The characters of each moved note, in document order."""
        return tuple("".join(piece.string for piece in note) for note in self.notes)


_ALTERNATIVES: Final = frozenset(
    {"abbr", "am", "choice", "corr", "ex", "expan", "orig", "reg", "seg", "sic", "supplied"}
    | {"unclear"}
)
"""What a `choice` may offer (TEI Guidelines 3.5.1); anything else in it is shown."""


def _is_not_chosen(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None or parent.tag != trees.CHOICE:
        return False
    return trees.shown_side(parent) is not element


SOURCE: Final = View(
    name="source",
    rules=(Rule("editorial", Fate.LEFT_OUT, frozenset({"corr", "ex", "expan", "reg"})),),
    restores=True,
    without_edition=True,
)

READING: Final = View(
    name="reading",
    rules=(
        Rule("choice", Fate.REPLACED, _ALTERNATIVES, _is_not_chosen),
        Rule("del", Fate.LEFT_OUT, frozenset({"del"})),
        Rule("surplus", Fate.LEFT_OUT, frozenset({"surplus"})),
        Rule("note", Fate.MOVED, frozenset({"note"}), trees.is_footnote),
    ),
)

VIEWS: Final[Mapping[str, View]] = MappingProxyType({view.name: view for view in (SOURCE, READING)})

_WHITE: Final = " \t\r\n"
EDITION: Final = "edition"
"""The name of the rule behind `View.without_edition`."""


def read(tree: etree._ElementTree | etree._Element, view: View) -> Reading:
    """Read a document's text under a view; the depth of the tree does not matter."""
    root = trees.root_of(tree)
    reader = _Reader(view, trees.edition_ids(root), trees.renditions(root))
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
    """The state of one reading: a stack says where characters go, a stream or a rule's count."""

    view: View
    edition: frozenset[str]
    declared: Mapping[str, trees.Rendition]
    main: list[Piece] = field(default_factory=list)
    notes: list[list[Piece]] = field(default_factory=list)
    counts: Counter[_Count] = field(default_factory=Counter)
    stack: list[tuple[list[Piece] | _Count, Edge]] = field(default_factory=list)
    rules: dict[str, tuple[Rule, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.view.rules:
            for tag in (trees.TEI + name for name in rule.elements):
                self.rules[tag] = (*self.rules.get(tag, ()), rule)
        self.stack.append((self.main, Edge.NONE))

    def start(self, element: etree._Element) -> None:
        above, edge = self.stack[-1][0], trees.edge(element)
        into = above if isinstance(above, tuple) else self.destination(element, above)
        self.stack.append((into, edge))
        self.mark(element)
        self.restore(element, "before")
        self.add_text(element.text, element)

    def end(self, element: etree._Element) -> None:
        self.restore(element, "after")
        self.mark(element)
        self.stack.pop()

    def destination(self, element: etree._Element, above: list[Piece]) -> list[Piece] | _Count:
        if self.view.without_edition and not self.edition.isdisjoint(trees.pointers(element)):
            return (Fate.LEFT_OUT, EDITION)
        for rule in self.rules.get(element.tag, ()):
            if rule.applies(element):
                return self.moved() if rule.fate is Fate.MOVED else (rule.fate, rule.name)
        return above

    def moved(self) -> list[Piece]:
        self.notes.append([])
        return self.notes[-1]

    def mark(self, element: etree._Element) -> None:
        into, edge = self.stack[-1]
        if edge is not Edge.NONE and isinstance(into, list):
            into.append(Piece("", element, edge))

    def restore(self, element: etree._Element, scope: str) -> None:
        if self.view.restores and element.get("rendition"):
            self.add(trees.restored(element, scope, self.declared), element, scope)

    def add_text(self, string: str | None, element: etree._Element) -> None:
        """Add characters of the file; `choice` has element content, so its blanks are layout."""
        if string and (element.tag != trees.CHOICE or string.strip(_WHITE)):
            self.add(string, element)

    def add(self, string: str, element: etree._Element, restored: str = "") -> None:
        into, _ = self.stack[-1]
        if isinstance(into, tuple):
            self.counts[into] += trees.length(string)
        elif string:
            into.append(Piece(string, element, restored=restored))

    def reading(self) -> Reading:
        notes = tuple(map(tuple, self.notes))
        replaced, left_out = self.counted(Fate.REPLACED), self.counted(Fate.LEFT_OUT)
        return Reading(self.view.name, tuple(self.main), notes, replaced, left_out)

    def counted(self, fate: Fate) -> Mapping[str, int]:
        found = {name: count for (each, name), count in self.counts.items() if each is fate}
        return MappingProxyType(dict(sorted(found.items())))
