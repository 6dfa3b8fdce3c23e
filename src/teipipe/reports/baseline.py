"""The baseline: findings that were there on a day, so that a collection can only get better.

A file of JSON, an entry a line, to be committed. It names files from its own folder. An entry says
how many findings of one kind a file has; its marks only tell which of many are the old ones.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from teipipe.errors import ConfigurationError
from teipipe.findings import Place, Severity, finding
from teipipe.reports import Entry, Recorded, name
from teipipe.reports.fingerprints import kind, mark

FILE = "teipipe-baseline.json"
"""What a baseline is called unless told."""
VERSION = 1
"""The form that is read and written here."""
_KEY = "teipipe-baseline"
_TYPES = {"code": str, "kind": str, "count": int, "message": str, "marks": list}

Key = tuple[str, str]
"""A file as named from the baseline's folder, and the kind of a finding."""


@dataclass(frozen=True, slots=True)
class Known:
    """Findings of one kind in one file: how many, and what marks their places have."""

    code: str
    kind: str
    count: int
    message: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings of a collection, by file and kind; files are named from `folder`."""

    folder: Path
    known: Mapping[Key, Known]

    def files(self) -> set[str]:
        """Give the files that have known findings."""
        return {file for file, _ in self.known}

    @property
    def count(self) -> int:
        """How many findings are known."""
        return sum(each.count for each in self.known.values())

    def content(self) -> bytes:
        """Give the file of the baseline; the same findings give the same bytes."""
        files: dict[str, list[str]] = {}
        for (file, _), each in sorted(self.known.items()):
            files.setdefault(file, []).append(_line(each))
        listed = [f"  {_json(file)}: [\n{_joined(lines)}\n  ]" for file, lines in files.items()]
        body = "{\n" + ",\n".join(listed) + "\n }" if listed else "{}"
        made = f'{{\n "{_KEY}": {VERSION},\n "files": {body}\n}}\n'
        return made.encode("utf-8", "backslashreplace")


def read(path: Path) -> Baseline:
    """Read a baseline; raises `ConfigurationError` (P030) for one that cannot be used."""
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise _unusable(path, "unreadable", reason=error.strerror or str(error)) from None
    except json.JSONDecodeError as error:
        place = Place(str(path), error.lineno, error.colno)
        raise _unusable(path, "no-json", place, reason=error.msg) from None
    except (UnicodeDecodeError, RecursionError):
        raise _unusable(path, "no-json", reason="UTF-8") from None
    if not isinstance(content, dict) or _KEY not in content:
        raise _unusable(path, "no-baseline")
    if content[_KEY] != VERSION:
        raise _unusable(path, "other-version", version=str(content[_KEY])[:40])
    try:
        known = dict(_entries(content["files"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _unusable(path, "damaged") from None
    return Baseline(path.absolute().parent, known)


def of(entries: Sequence[Entry], folder: Path) -> Baseline:
    """Make the baseline of what was found; what has no file is never taken in."""
    alike: dict[Key, list[Entry]] = {}
    for entry in entries:
        if entry.path is not None:
            key = (name(entry.path, folder), kind(entry.finding))
            alike.setdefault(key, []).append(entry)
    return Baseline(folder, {key: _known(key[1], each) for key, each in alike.items()})


def merged(old: Baseline, new: Baseline, checked: set[str]) -> Baseline:
    """Give the new baseline of the files that were checked, and the old one of the others.

    Entries of files that are not there any more are left out.
    """
    kept = {
        key: each
        for key, each in old.known.items()
        if key[0] not in checked and (old.folder / key[0]).exists()
    }
    return Baseline(old.folder, {**kept, **new.known})


def shrunk(old: Baseline, new: Baseline) -> Baseline:
    """Give what of the old baseline is still there; nothing is added."""
    known = {
        key: replace(each, count=min(each.count, old.known[key].count))
        for key, each in new.known.items()
        if key in old.known
    }
    return Baseline(old.folder, known)


class Comparison:
    """Holds findings, document by document, against a baseline."""

    def __init__(self, baseline: Baseline) -> None:
        self._baseline = baseline
        self._left = Counter({key: each.count for key, each in baseline.known.items()})
        self._unread: set[str] = set()
        self.known = 0

    def new(self, entries: Sequence[Entry]) -> list[Entry]:
        """Give those that are not in the baseline, in their order.

        Of many alike, those whose place the baseline knows are the old ones, then the first.
        """
        numbered = list(enumerate(entries))
        ordered = sorted(numbered, key=lambda pair: not self._is_marked(pair[1]))
        rest = {number: self._beyond(entry) for number, entry in ordered}
        return [
            replace(entry, finding=replace(entry.finding, count=rest[number]))
            for number, entry in numbered
            if rest[number]
        ]

    def gone(self, documents: Iterable[Path]) -> tuple[tuple[Recorded, ...], tuple[Recorded, ...]]:
        """Give what is fixed, and what is stale; of what was not checked nothing is said.

        Raises `ConfigurationError` (P030) for a baseline that knows no file of the collection.
        """
        folder = self._baseline.folder
        checked = {name(each, folder) for each in documents} - self._unread
        there = {each for each in self._baseline.files() if (folder / each).exists()}
        if self._baseline.known and not there and not self._baseline.files() & checked:
            raise _unusable(folder / FILE, "other-corpus")
        gone = [(key, count) for key, count in self._left.items() if count]
        recorded = [(key[0], self._recorded(key, count)) for key, count in sorted(gone)]
        fixed = tuple(each for file, each in recorded if file in checked)
        return fixed, tuple(each for file, each in recorded if file not in there | checked)

    def _is_marked(self, entry: Entry) -> bool:
        known = self._baseline.known.get(self._key(entry))
        return known is not None and mark(entry) in known.marks

    def _beyond(self, entry: Entry) -> int:
        """Give how many of a finding are more than the baseline has left of them."""
        key = self._key(entry)
        if entry.finding.code[0] == "P" and entry.finding.severity is Severity.ERROR:
            self._unread.add(key[0])
        known = min(entry.finding.count, self._left[key])
        self._left[key] -= known
        self.known += known
        return entry.finding.count - known

    def _key(self, entry: Entry) -> Key:
        file = name(entry.path, self._baseline.folder) if entry.path else ""
        return file, kind(entry.finding)

    def _recorded(self, key: Key, count: int) -> Recorded:
        known = self._baseline.known[key]
        return Recorded(key[0], known.code, known.message, count)


def _entries(files: Mapping[str, Any]) -> Iterator[tuple[Key, Known]]:
    for file, listed in files.items():
        for each in listed:
            if not all(type(each[key]) is kind_of for key, kind_of in _TYPES.items()):
                raise TypeError
            known = Known(**{key: each[key] for key in _TYPES})
            known = replace(known, marks=frozenset(each["marks"]))
            if known.count < 1 or not all(isinstance(mark, str) for mark in known.marks):
                raise ValueError
            yield (file, known.kind), known


def _known(kind_of: str, alike: Sequence[Entry]) -> Known:
    first = alike[0].finding
    count = sum(each.finding.count for each in alike)
    return Known(first.code, kind_of, count, first.message, frozenset(map(mark, alike)))


def _line(each: Known) -> str:
    values = {"code": each.code, "count": each.count, "message": each.message}
    return "   " + _json({**values, "kind": each.kind, "marks": sorted(each.marks)})


def _joined(lines: Iterable[str]) -> str:
    return ",\n".join(lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _unusable(
    path: Path, why: str, place: Place | None = None, **arguments: str
) -> ConfigurationError:
    from teipipe.reports.words import say

    reason = say(f"baseline-{why}", **arguments)
    return ConfigurationError(finding("P030", place or Place(str(path)), reason=reason))
