"""The manifest: what earlier builds made, of what, in SQLite below `.teipipe/`.

It is a memory, not a source: whatever happens to it, the next build makes everything anew. One
build at a time has it; the system lets go of the lock when the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from teipipe.build.results import Trace, Written
from teipipe.build.state.entries import entry
from teipipe.digests import Digests, Signature
from teipipe.findings import Finding, Place, finding

HOME = ".teipipe"
"""The folder of what builds remember, in a project, else among the outputs."""
FILE = "build.sqlite"
VERSION = 3
"""The form of the manifest; one of another form is set aside."""
_NONE = 0
"""What a file has for a form that no manifest was written into."""
_TABLES = """
CREATE TABLE documents (base TEXT, identifier TEXT, source TEXT, within TEXT, fingerprints TEXT,
  registers TEXT, findings TEXT, trace TEXT, entry TEXT, PRIMARY KEY (base, identifier))
  WITHOUT ROWID;
CREATE TABLE registers (state TEXT PRIMARY KEY, snapshot TEXT) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, changed INTEGER, entered INTEGER,
  inode INTEGER, digest TEXT) WITHOUT ROWID;
CREATE TABLE published (base TEXT PRIMARY KEY, state TEXT, listed TEXT) WITHOUT ROWID;
"""
_COLUMNS = "identifier, source, within, fingerprints, registers, findings, trace"


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a document: its source as reports name it, and how it was built.

    `registers` is the state of the registers then; `files` in the trace are what stands in the
    document's folder now, also of formats that this build did not make.
    """

    identifier: str
    source: str
    within: str | None
    fingerprints: Mapping[str, str]
    registers: str
    findings: tuple[Finding, ...]
    trace: Trace


class Manifest:
    """The manifest of one home; changes are kept from `commit` on."""

    def __init__(self, connection: sqlite3.Connection, notes: Sequence[Finding] = ()) -> None:
        self._connection = connection
        self.notes = tuple(notes)
        self.hindrance = ""
        """Why not all that was noted could be kept, if so."""

    def row(self, base: str, identifier: str) -> Row | None:
        """Give what is known of a document below a folder of outputs."""
        query = f"SELECT {_COLUMNS} FROM documents WHERE base = ? AND identifier = ?"
        found = self._connection.execute(query, (base, identifier)).fetchone()
        return _row(found) if found else None

    def rows(self, base: str) -> Iterator[Row]:
        """Give all that is known below a folder of outputs, by the names of the outputs."""
        query = f"SELECT {_COLUMNS} FROM documents WHERE base = ? ORDER BY identifier"
        yield from map(_row, self._connection.execute(query, (base,)))

    def findings(self, base: str, identifier: str) -> tuple[Finding, ...]:
        """Give what was found when a document was built, nothing of one that is not known."""
        query = "SELECT findings FROM documents WHERE base = ? AND identifier = ?"
        found = self._connection.execute(query, (base, identifier)).fetchone()
        return tuple(map(_to_finding, json.loads(found[0]))) if found else ()

    def keep(self, base: str, row: Row) -> None:
        """Take note of a document."""
        values = (
            base, row.identifier, row.source, row.within, _json(dict(row.fingerprints)),
            row.registers, _json([_of_finding(each) for each in row.findings]),
            _json(_of_trace(row.trace)), entry(row),
        )  # fmt: skip
        marks = ",".join("?" * len(values))
        self._change(f"INSERT OR REPLACE INTO documents VALUES ({marks})", values)

    def entries(self, base: str) -> Iterator[str]:
        """Give what is said of each document below a folder of outputs, as `rows` has them."""
        query = "SELECT entry FROM documents WHERE base = ? ORDER BY identifier"
        for (each,) in self._connection.execute(query, (base,)):
            yield each

    def drop(self, base: str, identifier: str) -> None:
        """Forget a document."""
        query = "DELETE FROM documents WHERE base = ? AND identifier = ?"
        self._change(query, (base, identifier))

    def registers(self, state: str) -> Any:
        """Give the registers at a state, None where they are not known."""
        query = "SELECT snapshot FROM registers WHERE state = ?"
        found = self._connection.execute(query, (state,)).fetchone()
        return json.loads(found[0]) if found else None

    def keep_registers(self, state: str, snapshot: Any) -> None:
        """Take note of the registers at a state, and forget those that no document names."""
        self._change("DELETE FROM registers WHERE state NOT IN (SELECT registers FROM documents)")
        self._change("INSERT OR REPLACE INTO registers VALUES (?,?)", (state, _json(snapshot)))

    def said(self, base: str) -> tuple[str, str]:
        """Give the state of what was published of a folder of outputs, and of its pages."""
        query = "SELECT state, listed FROM published WHERE base = ?"
        found: tuple[str, str] | None = self._connection.execute(query, (base,)).fetchone()
        return found or ("", "")

    def say(self, base: str, state: str, listed: str) -> None:
        """Take note of what was published."""
        self._change("INSERT OR REPLACE INTO published VALUES (?,?,?)", (base, state, listed))

    def digests(self) -> Digests:
        """Give the digests of files as far as they are known."""
        query = "SELECT path, size, changed, entered, inode, digest FROM files"
        return Digests({each[0]: (each[1:5], each[5]) for each in self._connection.execute(query)})

    def learn(self, learnt: Iterable[tuple[str, Signature, str]]) -> None:
        """Take note of the digests of files."""
        for path, seen, found in learnt:
            values = (path, *seen, found)
            self._change("INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?)", values)

    def take(self, other: sqlite3.Connection) -> None:
        """Take over what another manifest knows of documents and registers."""
        for table in ("documents", "registers"):
            values = other.execute(f"SELECT * FROM {table}")
            marks = ",".join("?" * len(values.description))
            self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)

    def _change(self, query: str, values: Sequence[Any] = ()) -> None:
        """Change what is known, as far as there is room for it; the rest is built again."""
        with self._as_far_as_possible():
            self._connection.execute(query, values)

    def commit(self) -> None:
        """Keep what was noted, as far as there is room for it."""
        with self._as_far_as_possible():
            self._connection.commit()

    @contextmanager
    def _as_far_as_possible(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            self.hindrance = str(error)


@contextmanager
def opened(home: Path, waiting: Callable[[], None], name: str = FILE) -> Iterator[Manifest]:
    """Open the manifest of a home for this build alone; `waiting` is called if it has to wait.

    One that is damaged, or was written by another version, is set aside, and told (P045, P046);
    where none can be kept, that is told (P047), and the build goes without.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        ignored = home / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n")
        lock = (home / f"{name}.lock").open("a")
    except OSError as error:
        found = finding("P047", Place(str(home)), reason=error.strerror or str(error))
        yield passing(found)
        return
    with lock:
        _wait(lock, waiting)
        try:
            connection, notes = _connected(home / name)
        except (OSError, sqlite3.Error) as error:
            yield passing(finding("P047", Place(str(home)), reason=str(error)))
            return
        manifest = Manifest(connection, notes)
        try:
            yield manifest
        finally:
            manifest.commit()
            connection.close()


def passing(*notes: Finding) -> Manifest:
    """Give a manifest that ends with the build."""
    return Manifest(_empty(":memory:"), notes)


def _wait(lock: Any, waiting: Callable[[], None]) -> None:
    """Wait until no other build has the lock."""
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        waiting()
        fcntl.lockf(lock, fcntl.LOCK_EX)


def _connected(file: Path) -> tuple[sqlite3.Connection, list[Finding]]:
    """Open a manifest, or set it aside for an empty one.

    Raises `sqlite3.OperationalError` for one that may not be written: its version is written again
    to see that before anything is built.
    """
    if not file.exists():
        return _empty(str(file)), []
    try:
        connection = _quick(sqlite3.connect(file))
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (state,) = connection.execute("PRAGMA quick_check").fetchone()
        if state == "ok" and version == VERSION:
            connection.execute(f"SELECT {_COLUMNS} FROM documents LIMIT 1").fetchone()
            connection.execute(f"PRAGMA user_version = {VERSION}")
            return connection, []
        connection.close()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        version = VERSION
    aside = file.with_name(f"{file.stem}.set-aside{file.suffix}")
    file.replace(aside)
    for each in ("-journal", "-wal", "-shm"):
        file.with_name(file.name + each).unlink(missing_ok=True)
    if version in (VERSION, _NONE):
        return _empty(str(file)), [finding("P045", Place(str(file)), aside=aside.name)]
    versions = {"version": version, "known": VERSION, "aside": aside.name}
    return _empty(str(file)), [finding("P046", Place(str(file)), **versions)]


def _empty(file: str) -> sqlite3.Connection:
    connection = _quick(sqlite3.connect(file))
    connection.executescript(f"{_TABLES} PRAGMA user_version = {VERSION};")
    return connection


def _quick(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Spare the manifest what only a lasting store needs: what is lost is built again."""
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(values: Sequence[Any]) -> Row:
    identifier, source, within, fingerprints, registers, findings, trace = values
    found = tuple(map(_to_finding, json.loads(findings)))
    kept = _to_trace(json.loads(trace))
    return Row(identifier, source, within, _fingerprints(fingerprints), registers, found, kept)


@lru_cache
def _fingerprints(written: str) -> Mapping[str, str]:
    """Read fingerprints, which most documents have in common."""
    read: dict[str, str] = json.loads(written)
    return read


def _of_finding(each: Finding) -> list[Any]:
    place = each.place
    spot = [place.file, place.line, place.column, place.end_line, place.end_column, place.xpath]
    return [each.code, spot, dict(each.arguments), each.count, each.check]


def _to_finding(value: Sequence[Any]) -> Finding:
    code, spot, arguments, count, check = value
    return Finding(code, Place(*spot), arguments, count, check)


def _of_trace(trace: Trace) -> list[Any]:
    files = [[each.name, each.format, each.size, each.changed, each.digest] for each in trace.files]
    reads = [list(each) for each in trace.reads]
    return [
        files,
        reads,
        list(trace.entries),
        trace.sees_registers,
        dict(trace.facts),
        trace.is_made,
    ]


def _to_trace(value: Sequence[Any]) -> Trace:
    files, reads, entries, sees, facts, made = value
    written = tuple(Written(*each) for each in files)
    seen = tuple((path, found) for path, found in reads)
    return Trace(written, seen, tuple(entries), sees, facts, made)


def base_name(base: Path, home: Path) -> str:
    """Give the name of a folder of outputs in a manifest, which may move with its project."""
    return os.path.relpath(base.absolute(), home.absolute().parent)
