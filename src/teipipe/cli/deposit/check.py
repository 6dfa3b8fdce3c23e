"""`teipipe deposit check`: what a deposit lacks, and what contradicts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from teipipe.cli.deposit.naming import targets_named
from teipipe.cli.options import PATHS, QUIET
from teipipe.cli.printing import progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options


@click.command("check")
@PATHS
@click.option(
    "--for", "targets", metavar="TARGETS", help="Comma-separated; all of them without it."
)
@report_options
@QUIET
def command(
    paths: tuple[Path, ...],
    targets: str | None,
    wanted: Sequence[Wanted],
    most: int | None,
    quiet: bool,
) -> None:
    """Tell what a deposit lacks, and what contradicts.

    Targets: zenodo, dataverse, datacite, catalogue. Findings go to standard output.

    \b
    Examples:
      teipipe deposit check
      teipipe deposit check --for zenodo,datacite
    """
    from teipipe.build.deposit.depositing import checked
    from teipipe.build.deposit.surveying import survey
    from teipipe.build.judging import Judge

    edition = survey(paths)
    files = [task.path for task in edition.tasks]
    check_reports(wanted, files)
    judge = Judge(None)
    with progress((), quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stdout)
        desk.take(judge.take(checked(edition, targets_named(targets)), edition.tasks[0]))
    sys.exit(desk.finish(files, judge.standing(edition.tasks)))
