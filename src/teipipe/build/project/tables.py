"""Rows of a table of names, and the TEI entry that each becomes (TEI Guidelines 14.2 to 14.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from teipipe.documents import ID
from teipipe.registers import Kind, parted

INDENT = "      "
"""Before an entry: what a list in a register's standOff has around it."""

_DATE = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the line that it begins on, and its values by column."""

    line: int
    values: tuple[tuple[str, str], ...]

    def __getitem__(self, column: str) -> str:
        return next((value.strip() for name, value in self.values if name == column), "")

    @property
    def id(self) -> str:
        """The identifier of the entry."""
        return self["id"]

    @property
    def names(self) -> tuple[str, ...]:
        """The main name and the variants, each once."""
        return tuple(dict.fromkeys((self["name"], *parted(self["variants"]))))


def entry_written(row: Row, kind: Kind) -> bytes:
    """Write the entry of a row, indented as in a list of a register."""
    entry = etree.Element(kind.entry)
    entry.set(ID, row.id)
    *steps, name = kind.names.split("/")
    holder = entry
    for step in steps:
        holder = etree.SubElement(holder, step)
    for number, text in enumerate(row.names):
        _add(holder, name, text, type="variant" if number else "main")
    for event in ("birth", "death"):
        if value := row[event]:
            _add(entry, event, value, **({"when": value} if _DATE.match(value) else {}))
    for column, value in row.values:
        if column.startswith("idno:") and value.strip():
            _add(holder, "idno", value.strip(), type=column.removeprefix("idno:"))
    if row["note"]:
        _add(entry, "note", row["note"])
    etree.indent(entry, "  ", level=len(INDENT) // 2)
    written: bytes = etree.tostring(entry, encoding="utf-8")
    return INDENT.encode() + written + b"\n"


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, name, attributes).text = " ".join(text.split())
