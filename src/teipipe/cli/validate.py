"""`teipipe validate`: what is wrong in TEI documents and e-books, where, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipipe.cli.options import PATHS, QUIET
from teipipe.cli.printing import Screen, progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options
from teipipe.findings import Severity
from teipipe.reports import Entry

if TYPE_CHECKING:
    from teipipe.build import Task
    from teipipe.build.judging import Judge


@click.command()
@PATHS
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FILE",
    help="A RELAX NG, Schematron or ODD file instead of those that project or document name;"
    " or the name of an installed schema, such as tei_all.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Known findings: only what is not among them is reported, and what is gone.",
)
@click.option(
    "--changed-since",
    "ref",
    metavar="REF",
    help="Check only documents that changed since a commit, a branch or a tag of git.",
)
@report_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="The severity from which the exit code is 1.",
)
@QUIET
def command(
    paths: tuple[Path, ...],
    schemas: tuple[str, ...],
    baseline: Path | None,
    ref: str | None,
    wanted: Sequence[Wanted],
    most: int | None,
    fail_on: str,
    quiet: bool,
) -> None:
    """Check TEI documents against their schemas, their registers and their sources.

    PATH is a TEI file, an e-book (.epub) or a folder of TEI files; without PATH, every document and
    register of the project around the current folder. Findings go to standard output.

    \b
    Examples:
      teipipe validate
      teipipe validate letters/ --schema tei_all
      teipipe validate --changed-since origin/main --report github
      teipipe validate --baseline teipipe-baseline.json
      teipipe validate --report html=findings.html --report sarif=findings.sarif
    """
    from teipipe.build.judging import Judge
    from teipipe.build.plan import inspected
    from teipipe.reports import entries
    from teipipe.reports.baseline import read

    planned = inspected(paths)
    tasks = planned.tasks
    check_reports(wanted, [task.path for task in tasks])
    if ref is not None:
        tasks = _changed(ref, tasks, schemas, quiet)
    files = [task.path for task in tasks]
    judge = Judge(read(baseline) if baseline else None)
    with progress(files, quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stdout, Severity[fail_on.upper()])
        desk.take(entries(planned.notes, tasks[0].root if tasks else Path()))
        judge_all(tasks, schemas, judge, screen, desk.take)
    sys.exit(desk.finish(files, judge.standing(tasks)))


def _changed(
    ref: str, tasks: Sequence[Task], schemas: Sequence[str], quiet: bool
) -> tuple[Task, ...]:
    """Give the documents that changed, and tell how many, or why all are checked."""
    from teipipe.build.changes import changed_since
    from teipipe.reports.words import say

    changed = changed_since(ref, tasks, [Path(each) for each in schemas])
    if not quiet:
        told = say("changed-some", len(changed.tasks), all=f"{len(tasks):,}", ref=ref)
        if changed.because:
            told = say("changed-all", file=changed.because)
        print(told, file=sys.stderr)
    return changed.tasks


def judge_all(
    tasks: Sequence[Task],
    schemas: Sequence[str],
    judge: Judge,
    screen: Screen,
    take: Callable[[Sequence[Entry]], None],
) -> None:
    """Check every document, and hand on what a judge leaves of its findings."""
    from teipipe.build import check
    from teipipe.documents import root_of
    from teipipe.validate.sources import named

    root = root_of(Path("here"))
    for task, findings in check(tasks, [named(each, root) for each in schemas]):
        screen.step(task.identifier)
        take(judge.take(findings, task))
    for task, unused in judge.unused(tasks):
        take(judge.take([unused], task))
