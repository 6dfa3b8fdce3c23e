"""Remembering: what was found in a document, for as long as nothing that it depends on changes.

It depends on the document's bytes, on every file consulted for it, on what was asked, and on
teipipe itself. The results stand in one SQLite file among the user's caches (`teipipe.cache`), a
row for each document; without it, or where it is damaged, everything is looked at anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from teipipe import __version__, cache, resources
from teipipe.build.plan import Task
from teipipe.findings import Finding, Place
from teipipe.validate import catalogs, house
from teipipe.validate.survey import Facts

FILE = "results.sqlite"
_FORM = 1
_TABLE = (
    "CREATE TABLE IF NOT EXISTS results "
    "(root BLOB, path BLOB, asked TEXT, content TEXT, result TEXT, PRIMARY KEY (root, path))"
)
_GET = "SELECT content, result FROM results WHERE root = ? AND path = ? AND asked = ?"
_PUT = "REPLACE INTO results VALUES (?, ?, ?, ?, ?)"
_PASSING = frozenset(("P003", "P008", "V061", "V062", "V070"))
"""What may be otherwise at the next look, though no file has changed."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was found in one document, and what it adds to the survey of all (if it was read)."""

    findings: tuple[Finding, ...]
    facts: Facts | None


class Memory:
    """Results of earlier runs, for one question: which schemas were given."""

    def __init__(self, schemas: Sequence[Path]) -> None:
        self._asked = _asked(schemas)
        self._digests: dict[str, str] = {}
        self._kept: list[tuple[bytes, bytes, str, str, str]] = []
        self._rows = _open() if not house.installed() else None

    def recall(self, task: Task) -> Remembered | None:
        """Give what is known of a document, None where anything has changed or nothing is known."""
        file = _absolute(task.path)
        row = self._row(task, file)
        if row is None or row[0] != self._digest(file):
            return None
        try:
            result = json.loads(row[1])
            files = result["files"]
            for each in files:
                self._digest(each)
            return _read(result) if files.items() <= self._digests.items() else None
        except (AttributeError, ValueError, KeyError, TypeError):
            return None

    def keep(self, task: Task, result: Remembered, files: Iterable[Path]) -> None:
        """Remember what was found in a document with these files consulted."""
        if self._rows is None or any(each.code in _PASSING for each in result.findings):
            return
        names = sorted({_absolute(each) for each in files})
        written = {**_written(result), "files": {each: self._digest(each) for each in names}}
        if _read(json.loads(json.dumps(written))) != result:
            return
        file = _absolute(task.path)
        row = (*_key(task, file), self._asked, self._digest(file), json.dumps(written))
        self._kept.append(row)

    def close(self) -> None:
        """Write what is to be remembered."""
        if self._rows is not None:
            with suppress(sqlite3.Error):
                self._rows.executemany(_PUT, self._kept)
                self._rows.commit()
                self._rows.close()

    def _row(self, task: Task, file: str) -> tuple[str, str] | None:
        if self._rows is None:
            return None
        try:
            row: tuple[str, str] | None = self._rows.execute(
                _GET, (*_key(task, file), self._asked)
            ).fetchone()
        except sqlite3.Error:
            self._rows = None
            return None
        return row

    def _digest(self, file: str) -> str:
        """Give the digest of a file as it is in this run, nothing where it is not there."""
        if file not in self._digests:
            try:
                with open(file, "rb") as content:  # noqa: PTH123
                    self._digests[file] = hashlib.sha256(content.read()).hexdigest()
            except OSError:
                self._digests[file] = ""
        return self._digests[file]


def _key(task: Task, file: str) -> tuple[bytes, bytes]:
    return _encoded(task.root), os.fsencode(file)


@lru_cache(maxsize=8)
def _encoded(root: Path) -> bytes:
    return os.fsencode(_absolute(root))


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100


def _open() -> sqlite3.Connection | None:
    """Open the results, anew where they are damaged or of another form; None if none can be."""
    folder = cache.folder()
    if folder is None:
        return None
    for _ in range(2):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            rows = sqlite3.connect(folder / FILE, timeout=5)
            form = rows.execute("PRAGMA user_version").fetchone()[0]
            if form not in (0, _FORM):
                raise sqlite3.DatabaseError(form)
            rows.execute(_TABLE)
            rows.execute(f"PRAGMA user_version = {_FORM}")
        except sqlite3.OperationalError:
            return None
        except (OSError, sqlite3.DatabaseError):
            with suppress(OSError):
                (folder / FILE).unlink(missing_ok=True)
        else:
            return rows
    return None


def _asked(schemas: Sequence[Path]) -> str:
    """Give the digest of what was asked and who answers: schemas, packages, teipipe itself."""
    given = [_absolute(each) for each in schemas]
    installed = [str(each) for each in catalogs.installed()]
    digest = hashlib.sha256(json.dumps([__version__, given, installed]).encode())
    for folder in (resources.PACKAGE, resources.path("schemas"), resources.path("xslt")):
        for each in _states(str(folder)):
            digest.update(each.encode())
    return digest.hexdigest()


def _states(folder: str) -> Iterator[str]:
    """Give name, size and time of each file below a folder, in the order of their names."""
    with os.scandir(folder) as listed:
        for each in sorted(listed, key=lambda entry: entry.name):
            if each.is_dir():
                yield from _states(each.path) if each.name != "__pycache__" else ()
            else:
                state = each.stat()
                yield f"{each.name} {state.st_size} {state.st_mtime_ns}"


def _written(result: Remembered) -> dict[str, Any]:
    facts = result.facts
    return {
        "findings": [
            [each.code, astuple(each.place), dict(each.arguments), each.count, each.check]
            for each in result.findings
        ],
        "facts": facts
        and {
            "place": astuple(facts.place),
            "stem": facts.stem,
            "identifier": facts.identifier,
            "licences": sorted(facts.licences),
            "licence_place": astuple(facts.licence_place),
            "mentioned": sorted([str(path), entry] for path, entry in facts.mentioned),
        },
    }


def _read(result: Mapping[str, Any]) -> Remembered:
    facts = result["facts"]
    return Remembered(
        tuple(
            Finding(code, Place(*place), _arguments(arguments), count, check)
            for code, place, arguments, count, check in result["findings"]
        ),
        facts
        and Facts(
            Place(*facts["place"]),
            facts["stem"],
            facts["identifier"],
            frozenset(facts["licences"]),
            Place(*facts["licence_place"]),
            frozenset((Path(path), entry) for path, entry in facts["mentioned"]),
        ),
    )


def _arguments(read: Mapping[str, Any]) -> dict[str, Any]:
    """Give the arguments of a finding as they were: JSON knows no tuple but as a list."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in read.items()
    }
