"""How a build is told: document by document, in lines or as JSON, with its stages at the end."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teipipe.cli.printing import Screen
from teipipe.cli.reporting import Desk
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Severity
from teipipe.reports import entries

if TYPE_CHECKING:
    from teipipe.build import Result, Task
    from teipipe.build.updating import Group, Update
    from teipipe.build.workers.chunks import Job
    from teipipe.build.workers.engines import Engine
    from teipipe.stopwatch import Span

_LONG = 10.0
"""Seconds of work from which a build says where they went."""
_SLOWEST = 3


@dataclass(slots=True)
class Log:
    """Where the events of a build go: a line of JSON each on standard error, or nowhere."""

    is_open: bool

    def tell(self, event: str, **what: Any) -> None:
        """Write an event."""
        if self.is_open:
            print(json.dumps({"event": event, **what}, ensure_ascii=False), file=sys.stderr)

    def findings(self, found: Sequence[Finding]) -> None:
        """Write a finding as an event."""
        for each in found:
            self.tell("finding", **each.as_dict())


@dataclass(slots=True)
class Teller:
    """Tells of builds, and keeps count of their documents and stages."""

    desk: Desk
    log: Log
    is_profiled: bool = False
    built: int = 0
    current: int = 0
    _stages: dict[str, float] = field(default_factory=dict)
    _slowest: list[tuple[float, str]] = field(default_factory=list)
    _events: list[dict[str, Any]] = field(default_factory=list)

    def watched(self, engine: Engine) -> Engine:
        """Give an engine whose results move the progress on."""

        def run(jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
            for number, result in engine(jobs):
                self.desk.screen.step(result.identifier)
                yield number, result

        return run

    def build(self, group: Group, update: Update, engine: Engine) -> None:
        """Build what is due of a group, and tell it."""
        root = group.tasks[0].root
        self.found(update.notes, root)
        for task, result, is_built in update.build(self.watched(engine)):
            self._document(task, result, is_built)
        for row, found in update.clear():
            self.desk.result(f"{row.source}: removed")
            self.log.tell("removed", document=row.source)
            self.found(found, root)
        self.found(tuple(update.hindered()), root)
        try:
            self.desk.files(update.publish())
        except DocumentError as error:
            self.found(error.findings, root)

    def found(self, findings: Sequence[Finding], root: Path) -> None:
        """Tell of findings."""
        self.desk.take(entries(findings, root))
        self.log.findings(findings)

    def _document(self, task: Task, result: Result, is_built: bool) -> None:
        self.found(self._worth_telling(result, is_built), task.root)
        self.desk.files(result.files)
        if not is_built:
            self.current += 1
            self.desk.screen.step(result.identifier)
            if self.log.is_open:
                self.log.tell("up-to-date", document=task.name)
            return
        self.built += result.trace is not None
        spent = _seconds(result)
        if self.log.is_open:
            self.log.tell("built", document=task.name, failed=result.failed, stages=spent)
        self._time(task.name, spent)
        if self.is_profiled:
            self._events += (_event(task.name, result.worker, span) for span in result.spans)

    def _worth_telling(self, result: Result, is_built: bool) -> Sequence[Finding]:
        """Give what is told of a document: of one that is up to date, reports have the notes."""
        if is_built or self.desk.wanted:
            return result.findings
        return [each for each in result.findings if each.severity > Severity.NOTE]

    def _time(self, name: str, spent: Mapping[str, float]) -> None:
        """Take note of where the time went."""
        for stage, seconds in spent.items():
            self._stages[stage] = self._stages.get(stage, 0.0) + seconds
        self._slowest = sorted([*self._slowest, (sum(spent.values()), name)])[-_SLOWEST:]

    def close(self) -> None:
        """Tell how many documents were built, and where the time went if it was much."""
        stages = {name: round(seconds, 3) for name, seconds in self._stages.items()}
        self.log.tell("finished", built=self.built, up_to_date=self.current, stages=stages)
        if self.current:
            self.desk.remark(f"{self.built} built, {self.current} up to date")
        if sum(stages.values()) > _LONG and self.built > 1:
            listed = ", ".join(f"{name} {seconds:.1f}" for name, seconds in stages.items())
            slowest = ", ".join(f"{name} {took:.1f}" for took, name in reversed(self._slowest))
            self.desk.remark(f"seconds of work: {listed}; slowest: {slowest}")

    def trace(self) -> str:
        """Give all stages as a trace that browsers open (Chrome's Trace Event Format)."""
        first = min((each["ts"] for each in self._events), default=0)
        moved = [{**each, "ts": each["ts"] - first} for each in self._events]
        return json.dumps({"traceEvents": moved}, ensure_ascii=False) + "\n"


def silent() -> Screen:
    """Give a screen on which nothing shows."""
    return Screen(show=lambda _line, _stream: None)


def _seconds(result: Result) -> dict[str, float]:
    """Give the seconds of each stage of a document, in the order of the work."""
    spent: dict[str, float] = {}
    for span in result.spans:
        spent[span.name] = round(spent.get(span.name, 0.0) + span.seconds, 6)
    return spent


def _event(name: str, worker: int, span: Span) -> dict[str, Any]:
    began, took = round(span.began * 1e6), round(span.seconds * 1e6)
    told = {"name": span.name, "ph": "X", "ts": began, "dur": took}
    return {**told, "pid": 1, "tid": worker, "args": {"document": name}}
