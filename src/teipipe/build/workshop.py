"""The workshop: what is costly and serves many documents (stylesheets, registers, schemas)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from teipipe import resources
from teipipe.build.plan import Task
from teipipe.build.unit import Result, make
from teipipe.documents import Document, load, serialised, shown
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding
from teipipe.registers import Register, load_registers
from teipipe.saxon import Engine
from teipipe.text.proof import prove
from teipipe.transcription import read
from teipipe.transform import Transformer, named
from teipipe.validate import validate

SOURCE = "source.txt"


class Workshop:
    """Keeps compiled stylesheets, registers and schemas for one run of a command."""

    def __init__(self) -> None:
        self._transformers: dict[tuple[Path | None, tuple[str, ...]], Transformer] = {}
        self._registers: dict[Path, tuple[Register, ...]] = {}
        self._source: Engine | None = None

    def transformer(self, task: Task) -> Transformer:
        """Give the compiled stylesheets for a task."""
        root = task.project.root if task.project else None
        key = (root, task.formats)
        if key not in self._transformers:
            self._transformers[key] = Transformer(named(task.formats), self.registers(task), root)
        return self._transformers[key]

    def registers(self, task: Task) -> tuple[Register, ...]:
        """Give the registers of a task's project, read once."""
        if task.project is None:
            return ()
        root = task.project.root
        if root not in self._registers:
            self._registers[root] = load_registers(task.project.registers, root)
        return self._registers[root]

    def check(
        self, task: Task, document: Document, schemas: Sequence[Path] = ()
    ) -> tuple[Finding, ...]:
        """Validate a document, and prove its text where it has a transcription."""
        own = task.project.schemas if task.project else ()
        checked = validate(document, tuple(schemas) or own, self.registers(task))
        return (*checked, *self._proof(task, document))

    def _proof(self, task: Task, document: Document) -> Iterator[Finding]:
        source = task.path.absolute().with_name(SOURCE)
        if task.project is None or not source.is_file():
            return
        if self._source is None:
            self._source = Engine({"source": resources.path("xslt/source.xsl")})
        text = read(source, task.root).text
        by_xslt = self._source.run("source", self._source.parse(serialised(document.tree)), {}).text
        proof = prove(text, document.tree, by_xslt)
        if not proof.holds and (first := proof.difference):
            place = Place(shown(source, task.root), first.line, first.column)
            yield finding("V010", place, "proof", transcription=first.expected, edition=first.found)


def build(tasks: Iterable[Task]) -> Iterator[Result]:
    """Make the outputs of each task, one after the other; a bad document stops no other.

    Raises `ConfigurationError` for a schema or a stylesheet that cannot be used.
    """
    workshop = Workshop()
    for task in tasks:
        yield make(task, workshop)


def check(
    tasks: Iterable[Task], schemas: Sequence[Path] = ()
) -> Iterator[tuple[Task, tuple[Finding, ...]]]:
    """Validate each task's document; `schemas` go before those of project and document.

    Raises `ConfigurationError` for a schema that cannot be used.
    """
    workshop = Workshop()
    for task in tasks:
        try:
            document = load(task.path, task.root)
        except DocumentError as error:
            yield task, error.findings
        else:
            yield task, (*document.findings, *workshop.check(task, document, schemas))
