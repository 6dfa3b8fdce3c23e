"""What exports are made of: entries of registers with all they say, and mentions of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from teipipe.authorities import addressed, stated
from teipipe.deposit.dates import of_element
from teipipe.deposit.exports.points import Point, point
from teipipe.deposit.metadata import Identifier
from teipipe.documents import ID, tei, text_of
from teipipe.findings import Finding, finding
from teipipe.registers import KINDS, Register, entry_of


@dataclass(frozen=True, slots=True)
class Described:
    """An entry of a register, with the kind of `registers.KINDS`; `point`: latitude, longitude."""

    id: str
    kind: str
    name: str
    variants: tuple[str, ...] = ()
    birth: str = ""
    death: str = ""
    note: str = ""
    identifiers: tuple[Identifier, ...] = ()
    point: Point | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the entry at authorities."""
        return tuple(each.url for each in self.identifiers if each.url)


_ABOUT = frozenset(
    map(tei, ("idno", "location", "objectIdentifier", *(k.mention for k in KINDS.values())))
)
"""What may stand between an entry and what is said of it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an entry: its document, and the characters of the text, from 0."""

    document: str
    entry: str
    start: int
    end: int


def described(registers: Sequence[Register]) -> tuple[Described, ...]:
    """Give every entry of some registers, in their order."""
    return tuple(
        _described(element)
        for register in registers
        for element in register.document.tree.iter(*(tei(kind) for kind in KINDS))
        if element.get(ID) and _is_listed(element)
    )


def _is_listed(element: etree._Element) -> bool:
    parent = element.getparent()
    return element.tag != tei("bibl") or (parent is not None and parent.tag == tei("listBibl"))


def _described(element: etree._Element) -> Described:
    entry = entry_of(element)
    names = [each.text for each in entry.names if each.text]
    return Described(
        id=entry.id,
        kind=entry.kind,
        name=names[0] if names else entry.id,
        variants=tuple(dict.fromkeys(names[1:])),
        birth=_date(element, "birth"),
        death=_date(element, "death"),
        note=" ".join(text_of(each) for each in element.findall(tei("note"))),
        identifiers=tuple(dict.fromkeys(_identifiers(element))),
        point=_point(element) if entry.kind == "place" else None,
    )


def _date(element: etree._Element, name: str) -> str:
    found = element.find(tei(name))
    if found is None:
        return ""
    date = found.find(tei("date"))
    dated = of_element(found if date is None else date)
    return dated.edtf if dated else ""


def _identifiers(element: etree._Element) -> Iterator[Identifier]:
    for idno in _own(element, "idno"):
        for authority, value in stated(idno.text or "", idno.get("type", "")):
            if authority.accepts(value):
                yield Identifier(authority.name, authority.normalised(value))
    for name in ("sameAs", "ref", "corresp"):
        for pointer in element.get(name, "").split():
            for authority, value in addressed(pointer):
                if authority.accepts(value):
                    yield Identifier(authority.name, authority.normalised(value))


def _own(entry: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give what is said of an entry itself, not of a birthplace, an office or an entry in it."""
    for each in entry.iter(tei(name)):
        above = each.getparent()
        while above is not None and above is not entry and above.tag in _ABOUT:
            above = above.getparent()
        if above is entry:
            yield each


def _point(element: etree._Element) -> Point | None:
    """Give the first `geo` of an entry that can be read."""
    return next(filter(None, (point(text_of(geo)) for geo in _own(element, "geo"))), None)


def unplaced(registers: Sequence[Register]) -> Iterator[Finding]:
    """Tell of each `geo` of a place that no point can be read from (D020)."""
    for register in registers:
        for place in register.document.tree.iter(tei("place")):
            for geo in _own(place, "geo"):
                if not point(text_of(geo)):
                    where = register.document.place(geo)
                    yield finding("D020", where, "deposit", words=text_of(geo))
