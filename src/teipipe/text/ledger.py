"""The ledger: the account of every character between a document and one output.

On one side stands the document, read under a view; on the other, the finished output, read back by
a parser that knows no stylesheet. Characters are those that are not white space; white space counts
only between two characters of words, where it makes one word or two. Both streams (the main text
and the notes) are compared in order, so that what is lost, doubled, moved, joined or split shows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from lxml import etree

from teipipe.documents import Document
from teipipe.text.alignment import Change, Kind, Stream, compare
from teipipe.text.readers import EDGES, Output
from teipipe.text.views import NO_TEXT, Piece, Reading

__all__ = ["Entry", "Ledger", "account", "accounts"]

_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One disagreement: what it is, in which stream, the words, and the element they stand in.

    For a surplus the element is the one after whose text the output goes its own way.
    """

    kind: Kind
    stream: str
    document: str
    output: str
    element: etree._Element | None

    def as_dict(self, document: Document) -> dict[str, Any]:
        """Give the JSON form, with the place of the element in its document."""
        place = document.place(self.element)
        return {
            "kind": self.kind.value,
            "stream": self.stream,
            "document": self.document,
            "output": self.output,
            "file": place.file,
            "line": place.line,
            "xpath": place.xpath,
        }


@dataclass(frozen=True, slots=True)
class Ledger:
    """Counts of characters: `document` is the sum of all that follow it but `surplus`.

    `unexplained` is what no rule leaves out and the output has not, or not there; `surplus` is what
    the output has and neither the document nor a mark of generated text explains; `joined` and
    `split` count words that run together or fall apart. `entries` holds the first of all these.
    """

    output: str
    view: str
    document: int
    kept: int
    moved: int
    replaced: Mapping[str, int]
    left_out: Mapping[str, int]
    unexplained: int
    surplus: int
    joined: int
    split: int
    entries: tuple[Entry, ...]

    @property
    def balanced(self) -> bool:
        """Whether every character is accounted for, and nothing came in."""
        return not (self.unexplained or self.surplus or self.joined or self.split)

    @property
    def share_left_out(self) -> float:
        """The part of the document's text that rules leave out, from 0 to 1."""
        out = sum(count for rule, count in self.left_out.items() if rule not in NO_TEXT)
        text = self.document - sum(self.left_out.values()) + out
        return out / text if text else 0.0

    def as_dict(self, document: Document) -> dict[str, Any]:
        """Give the JSON form for `report.json`; `document` is the one whose reading was held to."""
        named = {name: getattr(self, name) for name in self.__slots__}
        return {
            **named,
            "replaced": dict(self.replaced),
            "left_out": dict(self.left_out),
            "share_left_out": round(self.share_left_out, 4),
            "balanced": self.balanced,
            "entries": [each.as_dict(document) for each in self.entries],
        }


def account(output: str, reading: Reading, finished: Output) -> Ledger:
    """Hold one output (named by its format) to account for a document's text under a view."""
    return accounts(reading, {output: finished})[0]


def accounts(reading: Reading, outputs: Mapping[str, Output]) -> tuple[Ledger, ...]:
    """Hold each output to account, the document's side being read once for all of them."""
    if not isinstance(reading, Reading):
        raise TypeError("a ledger's first side is the reading of a document")
    main, notes = _Side("main", [reading.main]), _Side("notes", reading.notes)
    return tuple(_ledger(name, reading, main, notes, each) for name, each in outputs.items())


def _ledger(output: str, reading: Reading, main: _Side, notes: _Side, finished: Output) -> Ledger:
    if not isinstance(finished, Output):
        raise TypeError("a ledger's second side is the reading of an output")
    in_main = compare(main.stream, Stream(finished.main))
    in_notes = compare(notes.stream, Stream(finished.notes))
    changes = (*in_main, *in_notes)
    lost_main, lost_notes = _total(in_main, Kind.LOST), _total(in_notes, Kind.LOST)
    kept, moved = main.stream.length - lost_main, notes.stream.length - lost_notes
    aside = sum(reading.replaced.values()) + sum(reading.left_out.values())
    return Ledger(
        output=output,
        view=reading.view,
        document=main.stream.length + notes.stream.length + aside,
        kept=kept,
        moved=moved,
        replaced=reading.replaced,
        left_out=reading.left_out,
        unexplained=lost_main + lost_notes,
        surplus=_total(changes, Kind.SURPLUS),
        joined=_total(changes, Kind.JOINED),
        split=_total(changes, Kind.SPLIT),
        entries=(*main.entries(in_main), *notes.entries(in_notes))[:_SHOWN],
    )


def _total(changes: Iterable[Change], kind: Kind) -> int:
    return sum(each.size for each in changes if each.kind is kind)


class _Side:
    """The document's side of one stream, which finds the element at an offset."""

    def __init__(self, name: str, parts: Sequence[Sequence[Piece]]) -> None:
        self._name = name
        self._pieces = [piece for part in parts for piece in part]
        strings = ["".join(_mark(piece) for piece in part) for part in parts]
        self.stream = Stream("\n".join(strings))
        self._parts = parts
        self._starts: list[int] = []

    def entries(self, changes: Iterable[Change]) -> Iterable[Entry]:
        """Give the changes with the element in which each stands."""
        for each in changes:
            element = self._element(each.offset)
            yield Entry(each.kind, self._name, each.document, each.output, element)

    def _element(self, offset: int) -> etree._Element | None:
        if not self._starts:
            self._starts = list(accumulate((size for size in self._sizes()), initial=0))[:-1]
        index = bisect_right(self._starts, offset) - 1
        return self._pieces[index].element if self._pieces else None

    def _sizes(self) -> Iterable[int]:
        """Give how many characters of the stream each piece takes, a part's end mark included."""
        for part in self._parts:
            for number, piece in enumerate(part, 1):
                yield len(_mark(piece)) + (number == len(part))


def _mark(piece: Piece) -> str:
    return piece.string or EDGES[piece.edge]
