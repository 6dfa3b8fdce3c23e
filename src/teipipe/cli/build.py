"""`teipipe build`: TEI to reading page, plain text and e-book."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipipe.cli.printing import progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options
from teipipe.errors import UsageError
from teipipe.reports import entries

if TYPE_CHECKING:
    from teipipe.build import Task


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--to", metavar="FORMATS", help="Formats, comma-separated: html,text,epub.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Output folder.")
@click.option(
    "--view",
    metavar="NAME",
    help="View: reading (default), source, and of the text normalised, search, markdown.",
)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter.")
@report_options
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Worker processes.",
)
@click.option("--force", is_flag=True, help="Build what is up to date, too.")
@click.option("--list", "listed", is_flag=True, help="Tell what is planned; build nothing.")
@click.option("--dry-run", is_flag=True, help="Tell what would be built, and why; build nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    paths: tuple[Path, ...],
    to: str | None,
    out: Path | None,
    view: str | None,
    settings: tuple[str, ...],
    wanted: Sequence[Wanted],
    most: int | None,
    jobs: int | None,
    force: bool,
    listed: bool,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Make reading pages, plain texts and e-books, and account for every character.

    PATH is a TEI file or a folder of TEI files; without PATH, every document of the project
    around the current folder. Each document gets a folder of outputs with a report.json.

    \b
    Examples:
      teipipe build
      teipipe build letters/ --to html,text --out site
      teipipe build book.xml --to epub
    """
    from teipipe.build.plan import survey

    planned = survey(paths, formats=_formats(to), out=out, settings=_pairs(view, settings))
    tasks = planned.tasks
    files = [task.path for task in tasks]
    check_reports(wanted, files)
    if listed:
        _listed(tasks)
        return
    if dry_run:
        _foretold(tasks, force)
        return
    with progress(files, quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stderr)
        desk.take(entries(planned.notes, tasks[0].root))
        _built(tasks, jobs, force, desk)
    sys.exit(desk.finish(files))


def _built(tasks: Sequence[Task], jobs: int | None, force: bool, desk: Desk) -> None:
    """Build what is due, and tell it document by document."""
    from teipipe.build.updating import groups, opened_for

    built = current = 0
    for group in groups(tasks):
        with opened_for(group, _waiting) as update:
            desk.take(entries(update.notes, group.tasks[0].root))
            update.assess(force)
            for task, result, is_built in update.build(jobs):
                desk.screen.step(result.identifier)
                desk.take(entries(result.findings, task.root))
                built, current = built + is_built, current + (not is_built)
                for file in result.files:
                    desk.result(os.path.relpath(file))
            for row, found in update.clear():
                desk.result(f"{row.source}: removed")
                desk.take(entries(found, group.tasks[0].root))
            for path in update.publish():
                desk.result(os.path.relpath(path))
    if current:
        desk.remark(f"{built} built, {current} up to date")


def _listed(tasks: Sequence[Task]) -> None:
    """Print each source with the folder of its outputs and their formats."""
    for task in tasks:
        print(f"{task.name}\t{os.path.relpath(task.out)}\t{','.join(task.formats)}")


def _foretold(tasks: Sequence[Task], force: bool) -> None:
    """Print what a build would do, and why."""
    from teipipe.build.updating import groups, opened_for

    for group in groups(tasks):
        with opened_for(group, _waiting) as update:
            for task, reasons in update.assess(force):
                print(f"{task.name}: {', '.join(reasons)}")
            for row in update.orphans():
                print(f"{row.source}: to be removed")


def _waiting() -> None:
    print("Another build is at work here; waiting for its end.", file=sys.stderr, flush=True)


def _formats(named: str | None) -> list[str] | None:
    return None if named is None else [each.strip() for each in named.split(",")]


def _pairs(view: str | None, settings: tuple[str, ...]) -> dict[str, str]:
    """Give the parameters of `--set name=value` and `--view name`."""
    pairs = {"view": view} if view else {}
    for each in settings:
        name, equals, value = each.partition("=")
        if not equals:
            raise UsageError(f"--set {each}: write it as name=value.")
        pairs[name] = value
    return pairs
