"""`teipipe build`: TEI to reading page, plain text and e-book."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from teipipe.cli.printing import progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options
from teipipe.errors import UsageError
from teipipe.reports import entries


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
    from teipipe.build import build, plan

    tasks = plan(paths, formats=_formats(to), out=out, settings=_pairs(view, settings))
    files = [task.path for task in tasks]
    check_reports(wanted, files)
    with progress(files, quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stderr)
        for task, result in zip(tasks, build(tasks, jobs), strict=True):
            screen.step(result.identifier)
            desk.take(entries(result.findings, task.root))
            for file in () if quiet or desk.prints_reports else result.files:
                screen.result(os.path.relpath(file))
    sys.exit(desk.finish(files))


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
