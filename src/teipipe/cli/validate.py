"""`teipipe validate`: what is wrong in TEI documents, where, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from teipipe.cli.printing import progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options
from teipipe.findings import Severity


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FILE",
    help="A RELAX NG, Schematron or ODD file instead of those that project or document name;"
    " or the name of an installed schema, such as tei_all.",
)
@report_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="The severity from which the exit code is 1.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    paths: tuple[Path, ...],
    schemas: tuple[str, ...],
    wanted: Sequence[Wanted],
    most: int | None,
    fail_on: str,
    quiet: bool,
) -> None:
    """Check TEI documents against their schemas, their registers and their sources.

    PATH is a TEI file or a folder of TEI files; without PATH, every document and register of the
    project around the current folder. Findings go to standard output.

    \b
    Examples:
      teipipe validate
      teipipe validate letters/ --schema tei_all
      teipipe validate --report html=findings.html --report sarif=findings.sarif
    """
    from teipipe.build import check, plan
    from teipipe.documents import root_of
    from teipipe.validate.sources import named

    root = root_of(Path("here"))
    given = [named(each, root) for each in schemas]
    tasks = plan(paths, registers=True)
    files = [task.path for task in tasks]
    check_reports(wanted, files)
    with progress(files, quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stdout, Severity[fail_on.upper()])
        for task, findings in check(tasks, given):
            screen.step(task.identifier)
            desk.take(findings, task.root)
    sys.exit(desk.finish(files))
