"""The unit of work: one document, read, checked, rendered, accounted for and written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from teipipe.build.facts import facts
from teipipe.build.judging import judged
from teipipe.build.plan import Task
from teipipe.build.results import Result, Trace, Written
from teipipe.build.state.journal import Announced, announce
from teipipe.build.workers.chunks import size_of
from teipipe.build.writing import sweep, write
from teipipe.consulted import consulting
from teipipe.digests import digest
from teipipe.documents import Document, bytes_of, parse
from teipipe.documents.forms import as_p5
from teipipe.documents.inclusion import whole
from teipipe.errors import ConfigurationError, DocumentError, TeipipeError
from teipipe.findings import Finding, Place, distinct, finding
from teipipe.project import MEGABYTE
from teipipe.reports import json as report
from teipipe.stopwatch import stage, timing
from teipipe.text import ledger, views
from teipipe.text.alignment import Kind
from teipipe.transform import Output

if TYPE_CHECKING:
    from teipipe.build.workshop import Workshop

REPORT = "report.json"
"""The account of a document's build, beside its outputs."""
PASSING = frozenset(("P003", "P007", "P008", "P040", "P041", "P042", "P043"))
"""What hinders a document today and may not tomorrow, though nothing of it has changed."""
_MUCH = 0.2
"""The share of a text that rules leave out, above which a person is told."""
_File = tuple[str, bytes]
"""The format that made a file, none for the report, and its content."""
_CODES = {Kind.LOST: "T010", Kind.SURPLUS: "T011", Kind.JOINED: "T016", Kind.SPLIT: "T017"}


def make(task: Task, workshop: Workshop) -> Result:
    """Make every output of one document; nothing is written before all of it is made.

    A document that cannot be read, that is too large, or that a stylesheet fails on,
    gives findings and no files.
    """
    with consulting() as reads, timing() as spans:
        started = time.time_ns()
        result = replace(_guarded(task, workshop), spans=tuple(spans), worker=os.getpid())
    if any(each.code in PASSING for each in result.findings):
        return replace(result, trace=None)
    return replace(result, trace=workshop.traced(task, result.trace or Trace(), reads, started))


def _guarded(task: Task, workshop: Workshop) -> Result:
    known = Trace()
    try:
        _check_size(task)
        with stage("read"):
            content = bytes_of(task.path, task.root)
            known = Trace(reads=((task.name, digest(content)),))
            document = whole(parse(content, task.path, task.root))
        return _made(task, workshop, document, known)
    except (DocumentError, ConfigurationError) as error:
        if not error.findings:
            raise
        return Result(task.identifier, (), error.findings, known)
    except (TeipipeError, MemoryError):
        raise
    except Exception as error:  # one document that breaks teipipe must not stop the others
        reason = f"{type(error).__name__}: {error}"
        place = Place(task.name)
        return Result(task.identifier, (), (finding("P008", place, reason=reason),))


def _check_size(task: Task) -> None:
    """Refuse a file that is larger than documents may be (P043)."""
    size, most = size_of(task), task.limits.size
    if size > most:
        sizes = {"size": f"{size / MEGABYTE:.3g}", "most": f"{most / MEGABYTE:.3g}"}
        raise DocumentError(finding("P043", Place(task.name), **sizes))


def _made(task: Task, workshop: Workshop, document: Document, known: Trace) -> Result:
    read, transformer = as_p5(document), workshop.transformer(task)
    date = source_date(task.epoch)
    outputs = [
        replace(each, result="")
        for each in transformer.run(document, task.identifier, task.settings, date)
    ]
    with stage("check"):
        checked = workshop.validated(task, document)
    with stage("ledger"):
        ledgers = _accounts(read, outputs)
    told, formats = _told(outputs, ledgers), {each.format.name for each in outputs}
    found = (
        *(each for each in read.findings if each not in checked),
        *checked,
        *distinct(each for output in outputs for each in output.findings),
        *(each for entries in told for each in unexplained(read, entries)),
        *(
            each
            for entries in told
            if entries.output in formats
            for each in _left_out(read, entries)
        ),
    )
    stands = judged(found, task.project).standing
    with stage("write"):
        files = _written(task, _files(task, read, outputs, ledgers, stands))
    entries = workshop.mentioned(task, document)
    trace = replace(known, files=files, entries=entries, facts=facts(read))
    paths = tuple(task.out / each.name for each in files)
    return Result(task.identifier, paths, stands, trace)


def _accounts(document: Document, outputs: Sequence[Output]) -> Mapping[str, ledger.Ledger]:
    """Hold the outputs to account, the document being read once for each view that they show."""
    held: list[ledger.Ledger] = []
    for view in dict.fromkeys(each.view for each in outputs if each.text):
        texts = {each.name: each.text for each in outputs if each.text and each.view == view}
        held += ledger.accounts(views.read(document.tree, views.HELD[view]), texts)
    return {each.output: each for each in held}


def _told(
    outputs: Sequence[Output], ledgers: Mapping[str, ledger.Ledger]
) -> tuple[ledger.Ledger, ...]:
    """Give the ledgers that a person hears of: another reading of what fails would say it again."""
    return tuple(
        ledgers[each.name]
        for each in outputs
        if each.text and (each.name == each.format.name or ledgers[each.format.name].balanced)
    )


def _written(task: Task, files: Mapping[str, _File]) -> tuple[Written, ...]:
    """Write the files of a document; what is to come is announced, for who repairs after a kill."""
    if task.out.resolve().parent != task.out.parent.resolve():
        raise DocumentError(finding("P006", Place(str(task.out)), root=task.out.parent.name))
    sweep(task.out)
    digests = {name: digest(content) for name, (_, content) in files.items()}
    coming = (Written(name, each[0], -1, -1, digests[name]) for name, each in files.items())
    announce(Announced(task.identifier, task.name, task.within, tuple(coming)))
    return tuple(_put(task.out, name, *each, digests[name]) for name, each in files.items())


def _files(
    task: Task,
    document: Document,
    outputs: Sequence[Output],
    ledgers: Mapping[str, ledger.Ledger],
    found: Sequence[Finding],
) -> Mapping[str, _File]:
    """Give the files of a document: those of its outputs, and the report about them."""
    files = {
        path: (each.format.name, content)
        for each in outputs
        for path, content in each.files.items()
    }
    if REPORT in files:
        raise ConfigurationError(finding("T013", name=REPORT))
    entries = [
        {
            "format": made.format.name,
            "file": made.path,
            "media_type": made.format.media_type,
            "ledger": ledgers[made.name].as_dict(document) if made.text else None,
        }
        for made in outputs
    ]
    source = {
        "identifier": task.identifier,
        "file": task.name,
        "sha256": digest(document.content),
    }
    return {**files, REPORT: ("", report.document(source, entries, found))}


def _put(folder: Path, name: str, made_by: str, content: bytes, known: str) -> Written:
    path = folder / name
    write(path, content)
    found = path.stat()
    return Written(name, made_by, found.st_size, found.st_mtime_ns, known)


def unexplained(document: Document, entries: ledger.Ledger) -> Iterator[Finding]:
    """Give the sums of a ledger that does not balance, and its first places."""
    if not entries.balanced:
        sums = {key: getattr(entries, key) for key in ("unexplained", "surplus", "joined", "split")}
        place = Place(document.name)
        yield finding("T015", place, "ledger", format=entries.output, **sums)
    for entry in entries.entries:
        place = document.place(entry.element)
        text = entry.output if entry.kind is Kind.SURPLUS else entry.document
        arguments = {"format": entries.output, "text": text, "output": entry.output}
        yield finding(_CODES[entry.kind], place, "ledger", **arguments)


def _left_out(document: Document, entries: ledger.Ledger) -> Iterator[Finding]:
    """Tell of an output from which rules leave out much of the text, and which rules."""
    if entries.share_left_out > _MUCH:
        rules = ", ".join(f"{name} {count}" for name, count in entries.left_out.items())
        share = f"{entries.share_left_out:.0%}"
        place = Place(document.name)
        arguments = {"format": entries.output, "share": share, "rules": rules}
        yield finding("T018", place, "ledger", **arguments)


def source_date(epoch: str) -> str:
    """Give the date of `SOURCE_DATE_EPOCH` (seconds since 1970, UTC), or nothing."""
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else ""
