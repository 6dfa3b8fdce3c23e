"""Importing: the rows of a table become entries of a register, which only ever grows.

Columns, with commas, semicolons or tabs between them: `id`, `kind`, `name`, `variants` (between
them `|`), `birth`, `death`, `note`, and `idno:TYPE` for each authority. An entry that the register
has is never touched, and of the file's bytes none but the new entries changes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from teipipe import project as projects
from teipipe import resources
from teipipe.build.project.tables import Row, entry_written
from teipipe.documents import XML, absolute, parse, root_of, shown
from teipipe.encode.frame import is_identifier
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding
from teipipe.registers import KINDS, Kind

CHECK = "register"
COLUMNS = ("id", "kind", "name", "variants", "birth", "death", "note")
NEEDED = ("id", "kind", "name")
IDNO = "idno:"
KIND_NAMES: Mapping[str, Kind] = {
    name: kind for kind in KINDS.values() for name in (kind.entry, kind.subject.removesuffix("s"))
}
"""What the column `kind` may say: the TEI's element (`org`) or its English name."""
TEMPLATE = "register.xml"

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATOR = re.compile("[,;\t]")
"""What may stand between columns: whichever does between the names of the first two."""
_STAND_OFF = re.compile(rb"[ \t]*</standOff\s*>")


@dataclass(frozen=True, slots=True)
class Imported:
    """The register's new bytes, the identifiers that were added, and what was found."""

    content: bytes
    added: tuple[str, ...]
    findings: tuple[Finding, ...]


def import_table(table: Path, register: Path) -> Imported:
    """Add the rows of a CSV file to a register; nothing is added when any row is wrong.

    Gives the register as it would be and writes nothing. Raises `DocumentError` for a file that
    cannot be read.
    """
    name = shown(table, root_of(table))
    rows, mistakes = _read_rows(_text(table, name), name)
    where = Place(shown(register, root_of(register)))
    content = _bytes(register if register.exists() else resources.template(TEMPLATE), where)
    known = _identifiers(content, register)
    already = tuple(
        finding("E054", Place(name, row.line), CHECK, entry=row.id)
        for row in rows
        if row.id in known
    )
    new = [row for row in rows if row.id not in known]
    if mistakes:
        return Imported(content, (), (*mistakes, *already))
    unnamed = _unnamed(register, where)
    grown = added(content, new) if _is_unicode(content, register) else None
    expected = {*known, *(row.id for row in new)}
    if grown is None or _identifiers(grown, register) != expected:
        return Imported(content, (), (*already, finding("E055", where, CHECK)))
    return Imported(grown, tuple(row.id for row in new), (*already, *unnamed))


def _unnamed(register: Path, where: Place) -> Sequence[Finding]:
    """Tell of a register that the project around it does not name, and what would name it."""
    project = projects.find(register)
    path = absolute(register)
    if project is None or path in map(absolute, project.registers):
        return ()
    names = (
        json.dumps(shown(each, project.root), ensure_ascii=False)
        for each in (*project.registers, path)
    )
    return (finding("E056", where, CHECK, registers=", ".join(names)),)


def _bytes(path: Path, where: Place) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(finding("P003", where, CHECK, reason=error.strerror)) from None


def _text(table: Path, name: str) -> str:
    content = _bytes(table, Place(name))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = Place(name, content.count(b"\n", 0, error.start) + 1)
        byte = f"0x{content[error.start]:02X}"
        raise DocumentError(finding("P026", where, CHECK, encoding="UTF-8", byte=byte)) from None


def _identifiers(content: bytes, path: Path) -> set[str]:
    tree = parse(content, path, root_of(path)).tree
    return {str(each) for each in tree.xpath("//@xml:id", namespaces={"xml": XML})}


def _is_unicode(content: bytes, path: Path) -> bool:
    encoding = parse(content, path, root_of(path)).encoding
    return encoding.upper() in ("UTF-8", "ASCII", "US-ASCII")


def _read_rows(text: str, name: str) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """Read a table; a wrong column, a missing or impossible value, an id given twice is told."""
    separator = _SEPARATOR.search(text.partition("\n")[0])
    delimiter = separator[0] if separator else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    found: list[Finding] = []
    first: dict[str, int] = {}
    try:
        columns = [each.strip() for each in next(reader, [])]
        found.extend(_wrong_columns(columns, name))
        line = reader.line_num + 1
        for values in reader if not found else ():
            where, line = Place(name, line), reader.line_num + 1
            if not any(value.strip() for value in values):
                continue
            row = Row(where.line or 0, tuple(zip(columns, values, strict=False)))
            mistakes = list(_mistakes(row, columns, values, where))
            if row.id in first:
                mistakes.append(finding("E053", where, CHECK, entry=row.id, line=first[row.id]))
            first.setdefault(row.id, row.line)
            found.extend(mistakes)
            rows.append(row)
    except csv.Error as error:
        found.append(finding("P003", Place(name, reader.line_num), CHECK, reason=str(error)))
    return tuple(rows), tuple(found)


def _wrong_columns(columns: Sequence[str], name: str) -> Iterator[Finding]:
    known = ", ".join((*COLUMNS, f"{IDNO}TYPE"))
    for number, each in enumerate(columns):
        is_idno = each.startswith(IDNO) and is_identifier(each.removeprefix(IDNO))
        if not (each in COLUMNS or is_idno) or each in columns[:number]:
            yield finding("E050", Place(name, 1), CHECK, column=each, known=known)
    for each in NEEDED:
        if each not in columns:
            yield finding("E051", Place(name, 1), CHECK, column=each)


def _mistakes(
    row: Row, columns: Sequence[str], values: Sequence[str], where: Place
) -> Iterator[Finding]:
    for each in NEEDED:
        if not row[each]:
            yield finding("E051", where, CHECK, column=each)
    beyond = (("", value) for value in values[len(columns) :] if value)
    for column, value in (*_wrong(row), *beyond):
        yield finding("E052", where, CHECK, column=column, value=value)


def _wrong(row: Row) -> Iterator[tuple[str, str]]:
    """Give the columns whose values cannot be, with the values."""
    kind = KIND_NAMES.get(row["kind"])
    if row.id and not is_identifier(row.id):
        yield "id", row.id
    if row["kind"] and kind is None:
        yield "kind", row["kind"]
    if kind is not None and kind.entry != "person":
        yield from ((column, row[column]) for column in ("birth", "death") if row[column])
    yield from ((column, value) for column, value in row.values if _NO_XML.search(value))


def added(content: bytes, rows: Iterable[Row]) -> bytes | None:
    """Put entries at the end of the lists of their kinds; None where the file has no place."""
    by_list: dict[str, list[Row]] = {}
    for row in rows:
        by_list.setdefault(KIND_NAMES[row["kind"]].list, []).append(row)
    grown: bytes | None = content
    for name, entries in by_list.items():
        written = b"".join(entry_written(row, KIND_NAMES[row["kind"]]) for row in entries)
        grown = None if grown is None else _appended(grown, name.encode(), written)
    return grown


def _appended(content: bytes, name: bytes, entries: bytes) -> bytes | None:
    ends = list(re.finditer(rb"[ \t]*</" + name + rb"\s*>", content))
    if ends:
        at = ends[-1].start()
        return content[:at] + _on_a_line(content[:at]) + entries + content[at:]
    ends = list(_STAND_OFF.finditer(content))
    if not ends:
        return None
    at = ends[-1].start()
    whole = b"    <" + name + b">\n" + entries + b"    </" + name + b">\n"
    return content[:at] + _on_a_line(content[:at]) + whole + content[at:]


def _on_a_line(before: bytes) -> bytes:
    return b"" if before.endswith(b"\n") else b"\n"
