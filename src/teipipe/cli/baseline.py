"""`teipipe baseline`: the findings that are known, so that a collection can only get better."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipipe.cli.options import PATHS, QUIET
from teipipe.cli.printing import Screen, progress
from teipipe.cli.validate import judge_all
from teipipe.errors import CLEAN, UsageError
from teipipe.findings import exit_code
from teipipe.reports import Entry
from teipipe.reports.baseline import FILE

if TYPE_CHECKING:
    from teipipe.build import Task
    from teipipe.reports.baseline import Baseline


@click.group()
def command() -> None:
    """Work on the baseline: the findings that a collection had on a day.

    \b
    Example:
      teipipe baseline update
      teipipe validate --baseline teipipe-baseline.json
    """


@command.command("update")
@PATHS
@click.option(
    "--baseline",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"The baseline; {FILE} beside teipipe.toml, or here, unless told.",
)
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FILE",
    help="A schema instead of those that project or document name, as in validate.",
)
@click.option(
    "--shrink-only", is_flag=True, help="Only take out what is mended; add nothing that is new."
)
@QUIET
def update(
    paths: tuple[Path, ...],
    file: Path | None,
    schemas: tuple[str, ...],
    shrink_only: bool,
    quiet: bool,
) -> None:
    """Write what validate finds into the baseline.

    Of files that are not checked the baseline stays as it is; files that are gone are taken out.
    With --shrink-only, the exit code is 1 where validate would find new errors.

    \b
    Example:
      teipipe baseline update
      teipipe baseline update --shrink-only
    """
    from teipipe.build import listed
    from teipipe.build.judging import Judge
    from teipipe.build.writing import write
    from teipipe.documents import absolute
    from teipipe.reports import baseline, name, words

    tasks = listed(paths)
    path = absolute(file or _beside(tasks))
    if shrink_only and not path.is_file():
        raise UsageError(f"{path}: there is no baseline to shrink. Make it without --shrink-only.")
    old = baseline.read(path) if path.is_file() else baseline.Baseline(path.parent, {})
    found: list[Entry] = []
    with progress([task.path for task in tasks], quiet) as screen:
        judge_all(tasks, schemas, Judge(), screen, found.extend)
    new = baseline.of(found, path.parent)
    kept = baseline.shrunk(old, new) if shrink_only else new
    checked = {name(absolute(task.path), path.parent) for task in tasks}
    made = baseline.merged(old, kept, checked)
    write(path, made.content())
    if not quiet:
        print(words.say("baseline-made", made.count, file=os.path.relpath(path)))
    sys.exit(_added(old, found, quiet) if shrink_only else CLEAN)


def _added(old: Baseline, found: Sequence[Entry], quiet: bool) -> int:
    """Tell what is new and was not added, and give the exit code of that."""
    from teipipe.reports import words
    from teipipe.reports.baseline import Comparison

    new = Comparison(old).new(found)
    Screen().findings(new, quiet)
    if new and not quiet:
        count = sum(each.finding.count for each in new)
        print(words.say("baseline-not-added", count), file=sys.stderr)
    return exit_code(each.finding for each in new)


def _beside(tasks: Sequence[Task]) -> Path:
    project = tasks[0].project
    return project.root / FILE if project else Path(FILE)
