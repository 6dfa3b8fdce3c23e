"""Exports, composed: registers, letters and texts of an edition, in the forms that others read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from lxml import etree

from teipipe.build.deposit.surveying import Edition, pointed_at
from teipipe.build.plan import Task, plan
from teipipe.build.reading import text
from teipipe.deposit.crosswalks import unmade
from teipipe.deposit.exports.annotations import web_annotations
from teipipe.deposit.exports.beacon import beacon
from teipipe.deposit.exports.cmif import Letter, cmif, lacking
from teipipe.deposit.exports.entries import Described, Mention, described, unplaced
from teipipe.deposit.exports.geojson import geojson
from teipipe.deposit.exports.linked import linked
from teipipe.deposit.exports.table import table
from teipipe.deposit.headers import reader_of
from teipipe.documents import load, tei
from teipipe.documents.forms import as_p5
from teipipe.documents.inclusion import whole
from teipipe.findings import Finding
from teipipe.registers import load_registers
from teipipe.text.offsets import Stretch, stretches


@dataclass(frozen=True, slots=True)
class Material:
    """What exports are made of."""

    edition: Edition
    entries: tuple[Described, ...]
    mentions: tuple[Mention, ...]
    texts: Mapping[str, str]
    letters: tuple[Letter, ...]


FORMS: Mapping[str, tuple[str, Callable[[Material], bytes | None]]] = {
    "beacon": ("beacon.txt", lambda m: beacon(m.edition.metadata, m.entries, m.mentions)),
    "cmif": ("cmif.xml", lambda m: cmif(m.edition.metadata, m.letters)),
    "geojson": ("places.geojson", lambda m: geojson(m.entries, m.mentions)),
    "csv": ("registers.csv", lambda m: table(m.entries)),
    "jsonld": ("registers.jsonld", lambda m: linked(m.edition.metadata, m.entries)),
    "annotations": (
        "mentions.jsonld",
        lambda m: web_annotations(m.edition.metadata, m.entries, m.mentions, m.texts),
    ),
}
"""The exports by the names that users write, each with its file."""


def export(edition: Edition, names: Sequence[str]) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Make exports of an edition, by file; one that would be empty is left out.

    Raises `DocumentError` for a document or a register that cannot be read.
    """
    project = edition.project
    registers = load_registers(project.registers, project.root) if project else ()
    entries = described(registers)
    resolve = pointed_at(registers)
    mentions: list[Mention] = []
    texts: dict[str, str] = {}
    letters: list[Letter] = []
    found = list(unplaced(registers)) if "geojson" in names else []
    addresses = {each.identifier: each.address for each in edition.said.headers}
    for task in plan([each.path for each in edition.tasks], formats=["text"]):
        read = text(task)
        found += read.findings
        texts[task.identifier] = read.content.decode("utf-8")
        known = {each.id for each in entries}
        mentions += _mentions(task.identifier, stretches(read.reading, read.marked), known)
        letters += _letters(task, addresses[task.identifier], resolve)
    lacks = lacking(edition.metadata) if letters and "cmif" in names else ()
    if lacks:
        found.append(unmade(FORMS["cmif"][0], lacks))
    material = Material(edition, entries, tuple(mentions), texts, () if lacks else tuple(letters))
    made = {file: make(material) for name, (file, make) in FORMS.items() if name in names}
    return {file: content for file, content in made.items() if content is not None}, tuple(found)


def _letters(task: Task, address: str, resolve: Callable[[str], Sequence[Any]]) -> Iterator[Letter]:
    document = as_p5(whole(load(task.path, task.root)))
    for each in document.tree.iter(tei("correspDesc")):
        yield Letter(task.identifier, address, each, reader_of(document, resolve))


def _mentions(document: str, parts: Iterator[Stretch], known: set[str]) -> Iterator[Mention]:
    """Join the stretches of each element that points to an entry, in the order of the text."""
    spans: dict[Any, tuple[str, int, int]] = {}
    for each in parts:
        for element in takewhile(_is_no_note, (each.element, *each.element.iterancestors())):
            for pointer in element.get("ref", "").split():
                entry = pointer.rpartition("#")[2]
                if entry in known:
                    _, start, end = spans.get(element, (entry, each.start, each.end))
                    spans[element] = (entry, min(start, each.start), max(end, each.end))
    for entry, start, end in sorted(spans.values(), key=lambda each: (each[1], -each[2])):
        yield Mention(document, entry, start, end)


def _is_no_note(element: etree._Element) -> bool:
    """Whether what is around an element belongs to it: a note stands elsewhere in the text."""
    return bool(element.tag != tei("note"))
