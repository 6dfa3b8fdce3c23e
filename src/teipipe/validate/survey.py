"""The collection as a whole: what only several documents together can show.

`facts` is what one document adds, small and plain; `compare` looks at all of them at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from teipipe.documents import ID, Document, tei
from teipipe.findings import Finding, Place, finding
from teipipe.registers import Register
from teipipe.validate import references
from teipipe.validate.targets import Entry, identifiers

MAJORITY = 0.75
"""Which part of the documents makes a habit a rule of the house."""
ENOUGH = 4
"""How many documents it takes before a habit is looked for."""

_LICENCE = re.compile(r"^https?://(?:www\.)?|/(?:deed|legalcode)(?:\.[\w-]+)?/?$|/+$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document adds: where it is, its identifier, its licences, whom it mentions."""

    place: Place
    stem: str
    identifier: str
    licences: frozenset[str]
    licence_place: Place
    mentioned: frozenset[Entry]


def facts(document: Document, registers: Sequence[Register] = ()) -> Facts:
    """Give what a document adds to the survey."""
    root = document.tree.getroot()
    given = [each for each in root.iter(tei("licence")) if each.get("target")]
    return Facts(
        document.place(root),
        document.path.stem,
        root.get(ID, ""),
        frozenset(_LICENCE.sub("", _LICENCE.sub("", each.get("target"))) for each in given),
        document.place(given[0] if given else root),
        references.mentions(document, registers) if registers else frozenset(),
    )


def compare(surveyed: Sequence[Facts]) -> tuple[Finding, ...]:
    """Find what does not fit the others: licences (V050), names (V053), identifiers (V047)."""
    return (*_licences(surveyed), *_names(surveyed), *_doubled_documents(surveyed))


def registered(surveyed: Sequence[Facts], registers: Sequence[Register]) -> tuple[Finding, ...]:
    """Find entries that stand twice (V048), and unused ones if all is surveyed (V049, V058)."""
    mentioned = frozenset[Entry]().union(*(each.mentioned for each in surveyed))
    unused = _unused(mentioned, registers) if surveyed else ()
    return (*_doubled_entries(registers), *unused)


def _licences(surveyed: Sequence[Facts]) -> Iterator[Finding]:
    common = _habit([each.licences for each in surveyed])
    for each in surveyed if common else ():
        if each.licences != common:
            arguments = {"licence": _listed(each.licences), "common": _listed(common)}
            yield finding("V050", each.licence_place, **arguments)


def _habit(values: Sequence[frozenset[str]]) -> frozenset[str]:
    """Give the value that most have; none where there is no such majority."""
    if len(values) < ENOUGH:
        return frozenset()
    value, times = Counter(values).most_common(1)[0]
    return value if times >= MAJORITY * len(values) else frozenset()


def _listed(licences: frozenset[str]) -> str:
    return ", ".join(sorted(licences)) or "–"


def _names(surveyed: Sequence[Facts]) -> Iterator[Finding]:
    """Find documents that are not called as they identify themselves, where most are."""
    identified = [each for each in surveyed if each.identifier]
    called = [each for each in identified if _stem(each.identifier) == each.stem]
    if len(called) < ENOUGH or len(called) < MAJORITY * len(identified):
        return
    for each in identified:
        if each not in called:
            yield finding("V053", each.place, identifier=each.identifier, stem=each.stem)


def _stem(identifier: str) -> str:
    return identifier.removesuffix(".xml")


def _doubled_documents(surveyed: Sequence[Facts]) -> Iterator[Finding]:
    first: dict[str, Facts] = {}
    for each in surveyed:
        other = first.setdefault(each.identifier, each)
        if each.identifier and other is not each:
            arguments = {"identifier": each.identifier, "other": str(other.place.file)}
            yield finding("V047", each.place, **arguments)


def _doubled_entries(registers: Sequence[Register]) -> Iterator[Finding]:
    first: dict[str, Register] = {}
    for register in registers:
        for entry in register.entries:
            other = first.setdefault(entry.id, register)
            if other is not register:
                place = _place(register, entry.id)
                yield finding("V048", place, entry=entry.id, other=other.document.name)


def _unused(mentioned: frozenset[Entry], registers: Sequence[Register]) -> Iterator[Finding]:
    """Tell of each entry that nothing mentions; where most are such, of the register at once."""
    for register in registers:
        path = register.path.resolve()
        unused = [each.id for each in register.entries if (path, each.id) not in mentioned]
        told = {"unused": str(len(unused)), "all": str(len(register.entries))}
        if len(unused) >= ENOUGH and 2 * len(unused) > len(register.entries):
            yield finding("V058", register.document.place(None), **told)
        else:
            for each in unused:
                yield finding("V049", _place(register, each), entry=each)


def _place(register: Register, entry: str) -> Place:
    return register.document.place(identifiers(register.document).get(entry))
