"""Assessing: which documents have to be built, and why."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from teipipe.build.plan import Task
from teipipe.build.results import Written
from teipipe.build.state.fingerprints import Fingerprints
from teipipe.build.state.manifest import Manifest, Row
from teipipe.build.state.mentioned import Snapshot, snapshot
from teipipe.digests import Digests, digest
from teipipe.documents import absolute
from teipipe.errors import TeipipeError
from teipipe.project import Project
from teipipe.registers import load_registers

_SHOWN = 3


class Assessor:
    """Compares tasks with a manifest."""

    def __init__(self, manifest: Manifest, base: str, digests: Digests) -> None:
        self._manifest = manifest
        self._base = base
        self._digests = digests
        self._fingerprints = Fingerprints()
        self._states: dict[Path, str] = {}
        self._snapshots: dict[str, Snapshot | None] = {}
        self._kept: set[str] = set()

    def look(self, task: Task) -> None:
        """Look at what a task is made of before it is made: what changes meanwhile shows later."""
        self._fingerprints.of(task)
        self._state(task.project)

    def reasons(self, task: Task, row: Row | None) -> tuple[str, ...]:
        """Say why a task has to be built, by what is known of it: nothing, if it need not be."""
        return ("new",) if row is None else tuple(dict.fromkeys(self._reasons(task, row)))

    def registers(self, project: Project | None) -> str:
        """Give the state of a project's registers, noted in the manifest with what they hold."""
        state = self._state(project)
        if project and state and state not in self._kept:
            self._kept.add(state)
            now = self._snapshot(state, project)
            if now is not None and self._manifest.registers(state) is None:
                value = [now.frame, list(now.entries.items()), dict(now.pointers)]
                self._manifest.keep_registers(state, value)
        return state

    def fingerprints(self, task: Task) -> Mapping[str, str]:
        """Give the fingerprints of a task."""
        return self._fingerprints.of(task)

    def _reasons(self, task: Task, row: Row) -> Iterator[str]:
        now = self._fingerprints.of(task)
        if row.source != task.name:
            yield f"was made of {row.source}"
        yield from (each for each in now if row.fingerprints.get(each) != now[each])
        for path, seen in row.trace.reads:
            if self._digests.of(os.path.join(task.root, path)) != seen:  # noqa: PTH118
                yield path
        yield from self._of_registers(task, row)
        out = os.path.join(task.base, task.identifier)  # noqa: PTH118
        for each in row.trace.files:
            path = f"{out}/{each.name}"
            stands = _stands(path, (each.size, each.changed), each.digest)
            if not stands or _is_odd(each, task):
                yield os.path.relpath(path)

    def _of_registers(self, task: Task, row: Row) -> Iterator[str]:
        """Name the entries that changed, or the registers where a document may see all of them."""
        state = self._state(task.project)
        if state == row.registers:
            return
        before, now = self._snapshot(row.registers), self._snapshot(state, task.project)
        sees = row.trace.sees_registers or self._fingerprints.sees_registers(task)
        if sees or before is None or now is None or before.frame != now.frame:
            yield "registers"
            return
        names = now.touched_since(before).intersection(row.trace.entries)
        listed = [each for each in now.entries if each in set(row.trace.entries)]
        known = [each for each in row.trace.entries if each in now.entries]
        if names or listed != known:
            yield f"entries {', '.join(sorted(names)[:_SHOWN])}".strip()

    def _state(self, project: Project | None) -> str:
        if project is None or not project.registers:
            return ""
        if project.root not in self._states:
            found = [self._digests.of(str(absolute(each))) for each in project.registers]
            self._states[project.root] = digest("".join(found).encode())
        return self._states[project.root]

    def _snapshot(self, state: str, project: Project | None = None) -> Snapshot | None:
        """Give the registers at a state: read anew those of now, remembered those of before."""
        if state not in self._snapshots:
            value = self._manifest.registers(state)
            found: Snapshot | None = None
            if value is not None:
                found = Snapshot(value[0], dict(value[1]), value[2])
            elif project is not None:
                found = _now(project)
            self._snapshots[state] = found
        return self._snapshots[state]


def _is_odd(file: Written, task: Task) -> bool:
    """Say whether a file is of a format that the document no longer has."""
    return not task.is_partial and bool(file.format) and file.format not in task.formats


def _now(project: Project) -> Snapshot | None:
    try:
        return snapshot(load_registers(project.registers, project.root))
    except TeipipeError:
        return None


def _stands(path: str, seen: tuple[int, int], known: str) -> bool:
    """Say whether a file holds what the build wrote; its content is read if its times differ."""
    try:
        found = os.stat(path)  # noqa: PTH116
        if (found.st_size, found.st_mtime_ns) == seen:
            return True
        return found.st_size == seen[0] and digest(Path(path).read_bytes()) == known
    except OSError:
        return False
