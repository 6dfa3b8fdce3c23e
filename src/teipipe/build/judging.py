"""Judging: findings held against decisions: severities, what is accepted, a baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teipipe import project as projects
from teipipe.build.plan import Task
from teipipe.documents import absolute
from teipipe.findings import Finding, Place, finding
from teipipe.project import Accepted, Project
from teipipe.reports import Entry, Standing, entries
from teipipe.reports.baseline import Baseline, Comparison


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings that stand, and the decisions of the project by which others are accepted."""

    standing: tuple[Finding, ...]
    accepted: int
    used: frozenset[Accepted]


def judged(findings: Sequence[Finding], project: Project | None) -> Judged:
    """Give findings with the project's severities, without those that it accepts."""
    if project is None:
        return Judged(tuple(findings), 0, frozenset())
    standing, accepted, used = [], 0, set()
    for each in findings:
        decision = next((one for one in project.accepted if _meant(one, each)), None)
        if decision:
            used.add(decision)
            accepted += each.count
        else:
            standing.append(_weighed(each, project.severities))
    return Judged(tuple(standing), accepted, frozenset(used))


class Judge:
    """Judges the findings of a run, document by document, and at its end what was not found."""

    def __init__(self, baseline: Baseline | None = None) -> None:
        self._comparison = Comparison(baseline) if baseline else None
        self._accepted = 0
        self._used: set[tuple[Path, Accepted]] = set()

    def take(self, findings: Sequence[Finding], task: Task) -> list[Entry]:
        """Give the findings of a document to act on."""
        made = judged(findings, task.project)
        self._accepted += made.accepted
        self._used |= {(task.root, each) for each in made.used}
        found = entries(made.standing, task.root)
        return self._comparison.new(found) if self._comparison else list(found)

    def unused(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Finding]]:
        """Give the decisions that accept nothing in the documents of the run (P031)."""
        accepting = {task.root: task for task in tasks if task.project and task.project.accepted}
        checked = {absolute(each.path) for each in tasks} if accepting else set()
        for task in accepting.values():
            for each in task.project.accepted if task.project else ():
                path = task.root / each.document
                unused = (task.root, each) not in self._used
                if unused and (path in checked or not path.exists()):
                    arguments = {"accepted": each.code, "document": each.document}
                    yield task, finding("P031", Place(projects.FILE, each.line, 1), **arguments)

    def standing(self, tasks: Sequence[Task]) -> Standing:
        """Give what the whole run shows."""
        if self._comparison is None:
            return Standing(accepted=self._accepted)
        fixed, stale = self._comparison.gone(absolute(each.path) for each in tasks)
        return Standing(True, self._comparison.known, self._accepted, fixed, stale)


def _meant(decision: Accepted, found: Finding) -> bool:
    return (
        decision.code == found.code
        and decision.document == found.place.file
        and decision.message in found.message
    )


def _weighed(found: Finding, severities: Mapping[str, str]) -> Finding:
    severity = severities.get(found.code)
    if severity is None:
        return found
    return replace(found, arguments={**found.arguments, "severity": severity})
