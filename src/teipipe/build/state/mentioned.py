"""The register entries that a document uses, and what of the registers has changed since.

What teipipe ships looks up entries only by the pointers of the document, and of the entries found
in this way; so a document depends on these entries alone, on their order, and on what stands
around all entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from teipipe.digests import digest
from teipipe.documents import ID, tei
from teipipe.registers import KINDS, Register

_ENTRIES = tuple(tei(each) for each in (*KINDS, "personGrp"))
_BEFORE = re.compile(r"^.*[#:](?=.)")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Registers at one time: what stands around the entries, each entry, and what it points to."""

    frame: str
    entries: Mapping[str, str]
    pointers: Mapping[str, Sequence[str]]

    @property
    def digest(self) -> str:
        """What names the snapshot."""
        return digest(repr((self.frame, list(self.entries.items()))).encode())

    def touched_since(self, before: Snapshot) -> frozenset[str]:
        """Give the entries that came, went, changed, or point to one that came."""
        here, there = self.entries, before.entries
        came = here.keys() - there.keys()
        changed = {each for each in here.keys() & there.keys() if here[each] != there[each]}
        pointing = {each for each, names in self.pointers.items() if not came.isdisjoint(names)}
        return frozenset(came | (there.keys() - here.keys()) | changed | pointing)


def snapshot(registers: Iterable[Register]) -> Snapshot:
    """Take note of registers as they are."""
    frames: list[str] = []
    entries: dict[str, str] = {}
    pointers: dict[str, list[str]] = {}
    for register in registers:
        root = register.document.tree.getroot()
        frames.append(register.document.name)
        frames += _frame(root)
        for entry in root.iter(*_ENTRIES):
            name = entry.get(ID, "")
            content = etree.tostring(entry, encoding="unicode", with_tail=False)
            entries[name] = digest((entries.get(name, "") + content).encode())
            pointers[name] = sorted({*pointers.get(name, ()), *tokens(entry)})
    return Snapshot(digest("\n".join(frames).encode()), entries, pointers)


def _frame(root: etree._Element) -> Iterable[str]:
    """Give what stands outside of entries."""
    inside = {each for entry in root.iter(*_ENTRIES) for each in entry.iter()}
    for each in root.iter():
        if each not in inside:
            yield f"{each.tag} {sorted(each.attrib.items())} {each.text} {each.tail}"


def tokens(top: Any) -> set[str]:
    """Give whatever of the attributes of an element and all in it could be an identifier."""
    found: set[str] = set()
    for each in top.iter(etree.Element):
        for value in each.attrib.values():
            found.update(value.split())
    names = (_BEFORE.sub("", each) for each in found)
    return {each for each in names if each[:1].isalpha() or each[:1] == "_"}


def used(top: etree._Element, noted: Snapshot) -> tuple[str, ...]:
    """Give the entries that a document uses, directly or by way of others, as registers list them.

    Names that no register has count too: an entry of this name may come.
    """
    names, waiting = set[str](), tokens(top)
    while waiting:
        names |= waiting
        further = (noted.pointers[each] for each in waiting if each in noted.pointers)
        waiting = {name for each in further for name in each} - names
    listed = [each for each in noted.entries if each in names]
    return (*listed, *sorted(names - set(listed)))
