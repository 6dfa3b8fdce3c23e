"""Updating: a build of a corpus that makes only what is not there or no longer right.

What it leaves is, byte for byte, what a build from nothing makes; but the outputs of a document
that cannot be built at present stand as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from teipipe.build.corpus import in_order
from teipipe.build.plan import Task, folded
from teipipe.build.publishing import Corpus
from teipipe.build.removing import removed
from teipipe.build.results import Result, Trace, Written
from teipipe.build.state.assessing import Assessor
from teipipe.build.state.journal import announced
from teipipe.build.state.manifest import FILE, HOME, Manifest, Row, base_name, opened, passing
from teipipe.build.workers.chunks import Job, size_of
from teipipe.build.workers.engines import Engine
from teipipe.build.writing import sweep
from teipipe.digests import digest
from teipipe.findings import Finding, Place, finding

_SECONDS = 1.0
"""How much of a build's work a killed build may have to do again."""


@dataclass(frozen=True, slots=True)
class Group:
    """The tasks of one folder of outputs, and where is remembered what was made of them."""

    home: Path
    base: str
    tasks: tuple[Task, ...]
    file: str = FILE

    @property
    def is_remembered(self) -> bool:
        """Whether a later build goes by this one; a single file without a project has none."""
        first = self.tasks[0]
        return first.project is not None or first.within is not None or len(self.tasks) > 1


def groups(tasks: Sequence[Task], file: str = FILE) -> tuple[Group, ...]:
    """Put tasks together by where their outputs go; `file` is the name of their manifest."""
    by_folder: dict[tuple[Path, Path], list[Task]] = {}
    for task in tasks:
        root = task.project.root if task.project else task.base
        by_folder.setdefault((root, task.base), []).append(task)
    found: dict[tuple[Path, str], list[Task]] = {}
    for (root, base), alike in by_folder.items():
        found.setdefault((root / HOME, base_name(base, root / HOME)), []).extend(alike)
    return tuple(Group(home, base, tuple(each), file) for (home, base), each in found.items())


@contextmanager
def opened_for(group: Group, waiting: Callable[[], None]) -> Iterator[Update]:
    """Begin the build of a group."""
    if not group.is_remembered:
        yield Update(group, passing())
        return
    with opened(group.home, waiting, group.file) as manifest:
        yield Update(group, manifest)


class Update:
    """One build of one group, under its manifest."""

    def __init__(self, group: Group, manifest: Manifest) -> None:
        self._group = group
        self._manifest = manifest
        self._digests = manifest.digests()
        self._assessor = Assessor(manifest, group.base, self._digests)
        self._journal = group.home / f"{group.file}.{digest(group.base.encode())[:8]}.journal"
        self._recover()
        self._due: list[int] = []
        self.orphans: list[Row] = []
        """What was built of documents that the same plan no longer has, as far as assessed."""
        self._is_same = True
        self._said = manifest.said(group.base)

    def assess(self, force: bool) -> list[tuple[Task, tuple[str, ...]]]:
        """Give the documents that have to be built, and why."""
        due: dict[int, tuple[str, ...]] = {}
        moved: list[Row] = []
        for number, row in self._paired():
            task = self._group.tasks[number]
            self._assessor.look(task)
            reasons = ("forced",) if force else self._assessor.reasons(task, row)
            if reasons or row is None:
                due[number] = reasons
            else:
                moved += self._moved(task, row)
        for each in moved:
            self._manifest.keep(self._group.base, each)
        self._due = sorted(due)
        return [(self._group.tasks[number], due[number]) for number in self._due]

    def _paired(self) -> Iterator[tuple[int, Row | None]]:
        """Give the number of each task with what is known of it; set aside what no task has."""
        numbers = {task.identifier: number for number, task in enumerate(self._group.tasks)}
        walks = {task.within for task in self._group.tasks} - {None}
        self.orphans = []
        for row in self._manifest.rows(self._group.base):
            number = numbers.pop(row.identifier, None)
            if number is not None:
                yield number, row
            elif row.within in walks:
                self.orphans.append(row)
        yield from ((number, None) for number in numbers.values())

    def _moved(self, task: Task, row: Row) -> Iterator[Row]:
        """Give what is known of an up-to-date document, where its surroundings changed."""
        state, within = self._assessor.registers(task.project), _within(task, row)
        if (row.registers, row.within) != (state, within):
            yield replace(row, registers=state, within=within)

    def build(self, engine: Engine) -> Iterator[tuple[Task, Result, bool]]:
        """Build what is due, and give every task in its order, and whether it was built."""
        tasks, due = self._group.tasks, self._due
        jobs = [self._job(place, tasks[number]) for place, number in enumerate(due)]
        built = self._noted(engine(jobs) if jobs else ())
        sweep(tasks[0].base)
        following = 0
        for number, result in zip(due, in_order(built, len(due)), strict=True):
            yield from self._known(tasks[following:number])
            yield tasks[number], result, True
            following = number + 1
        yield from self._known(tasks[following:])
        self._manifest.learn(self._digests.learnt())
        self._manifest.commit()
        self._forget_journal()

    def _known(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Result, bool]]:
        """Give tasks that are up to date, with what was found when they were built."""
        for task in tasks:
            found = self._manifest.findings(self._group.base, task.identifier)
            yield task, Result(task.identifier, (), found), False

    def outputs(self, task: Task) -> tuple[Path, ...]:
        """Give the files of a document that is up to date, as an earlier build made them."""
        row = self._manifest.row(self._group.base, task.identifier)
        if row is None or not row.trace.is_made:
            return ()
        return tuple(task.out / each.name for each in row.trace.files)

    def clear(self) -> Iterator[tuple[Row, tuple[Finding, ...]]]:
        """Remove the outputs of documents that are gone."""
        standing = {folded(task.identifier): task.out for task in self._group.tasks}
        for row in self.orphans:
            folder = self._group.tasks[0].base / row.identifier
            self._changed()
            files = () if _is_one(folder, standing.get(folded(row.identifier))) else row.trace.files
            yield row, tuple(removed(folder, files, self._root))
            self._manifest.drop(self._group.base, row.identifier)
        self._manifest.commit()

    def publish(self) -> Sequence[Path]:
        """Write what is said of the whole corpus, and give the files that changed.

        Where the manifest could not keep all, nothing is said: it would not be all.
        """
        corpus, (state, listed) = self._corpus(), self._said
        is_told = self._is_told and not self._manifest.hindrance
        if not is_told or (self._is_same and state == corpus.state):
            return ()
        written, listed = corpus.publish(listed)
        self._manifest.say(self._group.base, corpus.state, listed)
        self._manifest.commit()
        return written

    def _corpus(self) -> Corpus:
        task = self._group.tasks[0]
        root = task.project.root if task.project else None
        language = task.settings.get("language")
        return Corpus(task.base, language, root, lambda: self._manifest.entries(self._group.base))

    @property
    def _is_told(self) -> bool:
        """Whether something is said of the whole: by a build of all of it."""
        return self._group.is_remembered and self._group.file == FILE

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What was found about the manifest itself."""
        return self._manifest.notes

    def hindered(self) -> Iterator[Finding]:
        """Tell why the manifest could not keep all, if so (P047)."""
        if reason := self._manifest.hindrance:
            yield finding("P047", Place(str(self._group.home)), reason=reason)

    def _job(self, place: int, task: Task) -> Job:
        """Make a job of a task, numbered by its place among those that are due."""
        journal = self._journal if self._group.is_remembered else None
        return Job(place, task, size_of(task), journal)

    def _recover(self) -> None:
        """Take note of what a build that was killed has written, or was about to."""
        found, base = announced(self._journal), self._group.tasks[0].base
        for each in found.values():
            sweep(base / each.identifier)
            row = self._manifest.row(self._group.base, each.identifier)
            known = row or Row(each.identifier, each.source, each.within, {}, "", (), Trace())
            files = (*known.trace.files, *each.files)
            trace = replace(known.trace, files=files, reads=((each.source, "?"),))
            self._manifest.keep(self._group.base, replace(known, trace=trace))
        if found:
            self._manifest.commit()
            self._forget_journal()

    def _changed(self) -> None:
        """Take note that what is said of the corpus no longer holds, until it is said anew."""
        if self._is_same:
            self._is_same = False
            self._manifest.say(self._group.base, "", self._said[1])

    def _forget_journal(self) -> None:
        """Let go of what was announced, if the manifest has it all."""
        if not self._manifest.hindrance:
            with suppress(OSError):
                self._journal.unlink(missing_ok=True)

    @property
    def _root(self) -> Path:
        return self._group.tasks[0].root

    def _noted(self, results: Iterable[tuple[int, Result]]) -> Iterator[tuple[int, Result]]:
        """Take note of what was built, every second at the latest."""
        last = monotonic()
        for place, result in results:
            yield place, self._note(self._group.tasks[self._due[place]], result)
            if monotonic() - last > _SECONDS:
                self._manifest.commit()
                last = monotonic()

    def _note(self, task: Task, result: Result) -> Result:
        trace = result.trace
        self._changed()
        if trace is None:
            return result
        row = self._manifest.row(self._group.base, task.identifier)
        before = row.trace.files if row else ()
        now = {each.name for each in trace.files}
        others = [each for each in before if each.name not in now]
        standing = [each for each in others if not trace.files or _stays(each, task)]
        gone = [each for each in others if each not in standing]
        found = tuple(removed(task.out, gone, task.root)) if gone else ()
        kept = Row(
            task.identifier, task.name, _within(task, row), self._assessor.fingerprints(task),
            self._assessor.registers(task.project), result.findings,
            replace(trace, files=(*trace.files, *standing), is_made=bool(trace.files)),
        )  # fmt: skip
        self._manifest.keep(self._group.base, kept)
        return replace(result, findings=(*result.findings, *found), trace=Trace())


def _is_one(folder: Path, other: Path | None) -> bool:
    """Say whether two names mean one folder, as they do where capitals tell no names apart."""
    try:
        return other is not None and folder.samefile(other)
    except OSError:
        return False


def _stays(file: Written, task: Task) -> bool:
    """Say whether a file stands that this build did not make: of a format not asked for."""
    return task.is_partial and bool(file.format) and file.format not in task.formats


def _within(task: Task, row: Row | None) -> str | None:
    """Say what a document is found in: a project goes before a folder, that before nothing."""
    if task.within == "" or row is None or row.within is None:
        return task.within
    return row.within
