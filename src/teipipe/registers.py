"""Registers: lists of persons, places, organisations, works and objects, read from TEI.

A register is a TEI document; mentions in an edition point to its entries with `@ref`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import ID, Document, load, tei, text_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entries: the list that holds them, how one is named, how it is mentioned.

    `names` is the path from an entry to the forms of its name, `mention` the element around one
    in a text, `subject` what settings, indexes and labels call the kind.
    """

    entry: str
    list: str
    names: str
    mention: str
    subject: str


KINDS: Mapping[str, Kind] = {
    kind.entry: kind
    for kind in (
        Kind("person", "listPerson", "persName", "persName", "persons"),
        Kind("place", "listPlace", "placeName", "placeName", "places"),
        Kind("org", "listOrg", "orgName", "orgName", "organisations"),
        Kind("bibl", "listBibl", "title", "title", "works"),
        Kind("object", "listObject", "objectIdentifier/objectName", "objectName", "objects"),
    )
}
"""The kinds by the element that is an entry (TEI P5 14.2 to 14.5 and 3.12)."""

REGISTERS = b"registers"
"""By what a stylesheet or a schema gets at the registers as a whole."""
_PARTS = dict.fromkeys((tei("forename"), tei("nameLink"), tei("surname")))
"""The parts of a name in the order in which a text has them."""


_VARIANT = re.compile(r"(?:\\[\\|]|[^|])+")
_ESCAPED = re.compile(r"\\([\\|])")
_ESCAPE = str.maketrans({"\\": r"\\", "|": r"\|"})


def joined(names: Iterable[str]) -> str:
    """Write names into one cell of a table, “|” between them, with a backslash in a name."""
    return "|".join(each.translate(_ESCAPE) for each in names)


def parted(cell: str) -> tuple[str, ...]:
    """Read the names of such a cell; a backslash before other letters stands for itself."""
    found = (_ESCAPED.sub(r"\1", each[0]).strip() for each in _VARIANT.finditer(cell))
    return tuple(each for each in found if each)


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a name: `text` with white space folded, `type` as the register gives it.

    `spoken` is how a text says it, where the register turns it (“Radek, Karl”), else nothing.
    """

    text: str
    type: str
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, a place, a work …, with every declared form of its name."""

    id: str
    kind: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """A register file and its entries in document order."""

    document: Document
    entries: tuple[Entry, ...]

    @property
    def path(self) -> Path:
        """The register's file."""
        return self.document.path


def load_registers(paths: Iterable[Path], root: Path) -> tuple[Register, ...]:
    """Read the registers in the order given; raises `DocumentError` as `documents.load` does."""
    return tuple(_register(load(path, root)) for path in paths)


def _register(document: Document) -> Register:
    elements = document.tree.getroot().iter(*(tei(entry) for entry in KINDS))
    return Register(document, tuple(entry_of(each) for each in elements if _is_entry(each)))


def _is_entry(element: etree._Element) -> bool:
    """Say whether mentions can point to it; a `bibl` outside a list tells of another entry."""
    parent = element.getparent()
    listed = parent is not None and parent.tag == tei("listBibl")
    return bool(element.get(ID)) and (listed or element.tag != tei("bibl"))


def is_register(document: Document) -> bool:
    """Say whether a file has entries, and outside its header only words of lists and headings."""
    root = document.tree.getroot()
    beside = {tei("teiHeader"), tei("head"), *(tei(kind.list) for kind in KINDS.values())}

    def words(element: etree._Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str) and child.tag not in beside:
                yield from words(child)
            yield child.tail or ""

    entries = root.iter(*(tei(entry) for entry in KINDS))
    return any(map(_is_entry, entries)) and not "".join(words(root)).strip()


def entry_of(element: Any) -> Entry:
    """Read an entry from its element."""
    kind = KINDS[element.tag.rpartition("}")[2]]
    names = element.findall(tei(kind.names))
    return Entry(element.get(ID), kind.entry, tuple(_name(each) for each in names))


def _name(element: etree._Element) -> Name:
    text, kind = text_of(element), element.get("type", "")
    turned = _turned(element, text) if element.tag == tei("persName") else text
    return Name(text, kind, turned if turned != text else "")


def _turned(name: Any, text: str) -> str:
    """Give a person's name with the surname last, by its marked parts or by its only comma."""
    if {each.tag for each in name.iterchildren(tei("*"))} - _PARTS.keys():
        return text
    parts = {tag: " ".join(map(text_of, name.iterchildren(tag))) for tag in _PARTS}
    if all(parts[tag] for tag in (tei("forename"), tei("surname"))):
        return " ".join(filter(None, parts.values()))
    family, comma, given = text.partition(", ")
    return f"{given} {family}" if comma and "," not in given else text
