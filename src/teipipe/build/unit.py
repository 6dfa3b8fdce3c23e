"""The unit of work: one document, read, checked, rendered, accounted for and written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from teipipe.build.plan import Task
from teipipe.build.writing import write
from teipipe.documents import Document, load, shown
from teipipe.errors import ConfigurationError, DocumentError
from teipipe.findings import Finding, Place, Severity, distinct, finding
from teipipe.reports import json as report
from teipipe.text import ledger, views
from teipipe.text.alignment import Kind
from teipipe.transform import Output

if TYPE_CHECKING:
    from teipipe.build.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document: the files written (changed or not), and what was found."""

    identifier: str
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return any(each.severity is Severity.ERROR for each in self.findings)


def make(task: Task, workshop: Workshop) -> Result:
    """Make every output of one document; nothing is written before all of it is made.

    A document that cannot be read, or that a stylesheet fails on, gives findings and no files.
    """
    try:
        document = load(task.path, task.root)
        outputs = workshop.transformer(task).run(
            document, task.identifier, task.settings, _source_date()
        )
    except (DocumentError, ConfigurationError) as error:
        if not error.findings:
            raise
        return Result(task.identifier, (), error.findings)
    checked = workshop.check(task, document)
    reading = views.read(document.tree, views.VIEWS[task.settings.get("view", "reading")])
    ledgers = [ledger.account(each.format.name, reading, each.text) for each in outputs]
    found = (
        *document.findings,
        *checked,
        *distinct(each for output in outputs for each in output.findings),
        *(each for entries in ledgers for each in _unexplained(document, entries)),
    )
    return Result(task.identifier, _written(task, document, outputs, ledgers, found), found)


def _written(
    task: Task,
    document: Document,
    outputs: Sequence[Output],
    ledgers: Sequence[ledger.Ledger],
    found: Sequence[Finding],
) -> tuple[Path, ...]:
    files = {task.out / f"{task.identifier}{each.format.suffix}": each.content for each in outputs}
    entries = [
        {
            "format": made.format.name,
            "file": path.name,
            "ledger": entry.as_dict(),
        }
        for path, made, entry in zip(files, outputs, ledgers, strict=True)
    ]
    source = {
        "identifier": task.identifier,
        "file": shown(task.path, task.root),
        "sha256": hashlib.sha256(document.content).hexdigest(),
    }
    files[task.out / "report.json"] = report.document(source, entries, found)
    for path, content in files.items():
        write(path, content)
    return tuple(files)


def _unexplained(document: Document, entries: ledger.Ledger) -> Iterator[Finding]:
    """Give the sums of a ledger that does not balance, and its first places."""
    if not entries.balanced:
        sums = {key: getattr(entries, key) for key in ("unexplained", "surplus", "joined", "split")}
        place = Place(document.name)
        yield finding("T015", place, "ledger", format=entries.output, **sums)
    for entry in entries.entries:
        place = document.place(entry.element)
        lost = entry.kind in (Kind.LOST, Kind.JOINED)
        text = entry.document if lost else entry.output
        yield finding("T010" if lost else "T011", place, format=entries.output, text=text)


def _source_date() -> str:
    """Give the date of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC), or nothing."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else ""
