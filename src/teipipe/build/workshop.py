"""The workshop: what is costly and serves many documents (stylesheets, registers, schemas).

Stages are imported where they are used: validation needs neither the rules of encoding nor XSLT.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from teipipe import project as projects
from teipipe import resources
from teipipe.build.plan import BOOK, Task
from teipipe.build.results import Trace
from teipipe.build.state.remembering import Memory, Remembered
from teipipe.consulted import consult, consulting
from teipipe.digests import Digests
from teipipe.documents import Document, absolute, load, shown
from teipipe.documents.inclusion import whole
from teipipe.errors import ConfigurationError, DocumentError, TeipipeError
from teipipe.findings import Finding, Place, finding
from teipipe.project import SOURCE, tei_file, told_where_named
from teipipe.registers import REGISTERS, Register, load_registers
from teipipe.validate import SECONDS, validate
from teipipe.validate.survey import Facts, compare, facts, registered

if TYPE_CHECKING:
    from teipipe.build.state.mentioned import Snapshot
    from teipipe.transform import Transformer


class Workshop:
    """Keeps compiled stylesheets, registers and schemas for one run of a command."""

    def __init__(self) -> None:
        self._transformers: dict[
            tuple[Path | None, tuple[str, ...]], Transformer | ConfigurationError
        ] = {}
        self._registers: dict[Path, tuple[Register, ...]] = {}
        self._snapshots: dict[Path, Snapshot] = {}
        self._digests = Digests()
        self._seeing: dict[str, bool] = {}

    def transformer(self, task: Task) -> Transformer:
        """Give the compiled stylesheets for a task, or the error that compiling them once gave."""
        root = task.project.root if task.project else None
        key = (root, task.formats)
        if key not in self._transformers:
            with consulting():
                self._transformers[key] = self._compiled(task, root)
        found = self._transformers[key]
        if isinstance(found, ConfigurationError):
            raise found.with_traceback(None)
        return found

    def _compiled(self, task: Task, root: Path | None) -> Transformer | ConfigurationError:
        from teipipe.transform import Transformer

        try:
            return Transformer(task.formats, self.registers(task), root)
        except ConfigurationError as error:
            return error

    def registers(self, task: Task) -> tuple[Register, ...]:
        """Give the registers of a task's project, read once."""
        if task.project is None:
            return ()
        root = task.project.root
        if root not in self._registers:
            with consulting():
                self._registers[root] = load_registers(task.project.registers, root)
        return self._registers[root]

    def mentioned(self, task: Task, document: Document) -> tuple[str, ...]:
        """Give the names of the register entries that a document could mean."""
        from teipipe.build.state.mentioned import snapshot, used

        registers = self.registers(task)
        if not registers:
            return ()
        if task.root not in self._snapshots:
            self._snapshots[task.root] = snapshot(registers)
        return used(document.tree.getroot(), self._snapshots[task.root])

    def traced(self, task: Task, trace: Trace, reads: Iterable[Path], started: int) -> Trace:
        """Complete the trace of a document by what was looked at since `started` (nanoseconds).

        What the trace holds of the source already are the bytes that were read.
        """
        self._digests.forget()
        registers = {absolute(each) for each in (task.project.registers if task.project else ())}
        source = absolute(task.path)
        others = {absolute(each) for each in reads} - registers - {source}
        paths = [str(each) for each in (source, *sorted(others))]
        read = dict(trace.reads)
        named = ((shown(Path(path), task.root), path) for path in paths)
        seen = tuple(
            (name, read.get(name) or self._digests.settled(path, started)) for name, path in named
        )
        sees = any(self._sees_registers(path) for path in paths[1:])
        return replace(trace, reads=seen, sees_registers=sees)

    def _sees_registers(self, path: str) -> bool:
        """Say whether a file is a schema of somebody who looks at the registers."""
        if path not in self._seeing:
            file = Path(path)
            is_schema = file.suffix.lower() in (".sch", ".rng", ".odd") and file.is_file()
            own = is_schema and not file.is_relative_to(resources.path("schemas"))
            self._seeing[path] = own and REGISTERS in file.read_bytes()
        return self._seeing[path]

    def validated(
        self, task: Task, document: Document, schemas: Sequence[Path] = ()
    ) -> tuple[Finding, ...]:
        """Validate a document by the schemas given, else by those of its project or its own."""
        project, registers = task.project, self.registers(task)
        if project is None:
            return validate(document, tuple(schemas), registers)
        applied = tuple(schemas) or project.schemas
        seconds = project.seconds or SECONDS
        try:
            return validate(document, applied, registers, project.rules, seconds)
        except ConfigurationError as error:
            told = (told_where_named(each, project.root) for each in error.findings)
            raise ConfigurationError(*told) from None

    def check(
        self, task: Task, document: Document, schemas: Sequence[Path] = ()
    ) -> tuple[Finding, ...]:
        """Validate a document, and hold it to its transcription where it has one."""
        checked = self.validated(task, document, schemas)
        return (*checked, *self._against_source(task, document))

    def _against_source(self, task: Task, document: Document) -> Iterator[Finding]:
        """Prove the text, and tell when what it was encoded from has changed since."""
        if task.project is None:
            return
        source = absolute(task.path).with_name(SOURCE)
        consult(source)
        folder = source.parent
        is_its_own = task.path.name == tei_file(folder).name
        if not is_its_own or not source.is_file():
            return
        from teipipe.build.encode.proving import proof_of
        from teipipe.encode import transcribed
        from teipipe.lock import behind, standing

        yield from behind(standing(folder, task.path.name), shown(folder, task.root))
        try:
            proof = proof_of(document, transcribed(folder, task.root))
        except TeipipeError as error:
            yield from error.findings
            return
        if not proof.holds and (first := proof.difference):
            place = Place(shown(source, task.root), first.line, first.column)
            texts = {"transcription": _visible(first.expected), "edition": _visible(first.found)}
            yield finding("V010", place, "proof", **texts)


def _visible(text: str) -> str:
    """Give a stretch of text for a message of one line."""
    return text.replace("\n", "⏎").replace("\t", "⇥") or "…"


def check(
    tasks: Sequence[Task], schemas: Sequence[Path] = ()
) -> Iterator[tuple[Task, tuple[Finding, ...]]]:
    """Validate each task's document; `schemas` go before those of project and document.

    An e-book is checked as such.

    At the end, what only the documents together show is given with the task that it is about.
    Raises `ConfigurationError` for a schema that cannot be used.
    """
    workshop, memory = Workshop(), Memory(schemas)
    surveyed: dict[Path, dict[Path, Facts]] = {}
    try:
        for task in tasks:
            looked = memory.recall(task) or _look(task, workshop, schemas, memory)
            yield task, looked.findings
            if looked.facts:
                surveyed.setdefault(task.root, {})[absolute(task.path)] = looked.facts
    finally:
        memory.close()
    yield from _of_collections(tasks, surveyed, workshop)


def _look(task: Task, workshop: Workshop, schemas: Sequence[Path], memory: Memory) -> Remembered:
    """Read a document and check it, and have it remembered."""
    with consulting() as files:
        looked = _checked(task, workshop, schemas)
    memory.keep(task, looked, files)
    return looked


def _checked(task: Task, workshop: Workshop, schemas: Sequence[Path]) -> Remembered:
    if task.path.suffix.lower() == BOOK:
        from teipipe.validate import epub

        return Remembered(epub.check(task.path, task.root), None)
    if task.project:
        around = absolute(task.path).parents
        consult(*(each / projects.FILE for each in around), *task.project.registers)
    try:
        document = whole(load(task.path, task.root))
    except DocumentError as error:
        return Remembered(error.findings, None)
    findings = (*document.findings, *workshop.check(task, document, schemas))
    return Remembered(findings, facts(document, workshop.registers(task)))


def _of_collections(
    tasks: Sequence[Task], surveyed: Mapping[Path, Mapping[Path, Facts]], workshop: Workshop
) -> Iterator[tuple[Task, tuple[Finding, ...]]]:
    """Compare the documents of each root, and give what was found by task."""
    found: dict[tuple[Path, str | None], list[Finding]] = {}
    for root, read in surveyed.items():
        project = next((task.project for task in tasks if task.root == root), None)
        registers = set(project.registers) if project else set()
        texts = [each for path, each in read.items() if path not in registers]
        findings = compare(texts)
        if project and registers and set(project.files()) <= read.keys():
            held = workshop.registers(next(task for task in tasks if task.root == root))
            findings = (*findings, *registered(list(read.values()), held))
        for each in findings:
            found.setdefault((root, each.place.file), []).append(each)
    for task in tasks if found else ():
        of_task = found.get((task.root, shown(task.path, task.root)))
        if of_task:
            yield task, tuple(of_task)
