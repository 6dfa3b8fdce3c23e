"""`teipipe build`: TEI to reading page, plain text and e-book."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipipe.cli.building import Log, Teller, silent
from teipipe.cli.options import PATHS, QUIET
from teipipe.cli.printing import print_findings, progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options
from teipipe.errors import UsageError

if TYPE_CHECKING:
    from teipipe.build import Task
    from teipipe.build.sharding import Shard
    from teipipe.build.workers.engines import Engine


@click.command()
@PATHS
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
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(["local", "dask"]),
    default="local",
    help="What runs the build: this machine (the default), or a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The cluster, such as tcp://10.0.0.1:8786.")
@click.option("--shard", metavar="I/N", help="Build one part of N; which, the paths say.")
@click.option("--merge", is_flag=True, help="Make one of what all shards have built.")
@click.option("--force", is_flag=True, help="Build what is up to date, too.")
@click.option("--list", "listed", is_flag=True, help="Tell what is planned; build nothing.")
@click.option("--dry-run", is_flag=True, help="Tell what would be built, and why; build nothing.")
@click.option("--log-json", is_flag=True, help="Tell each event as a line of JSON.")
@click.option(
    "--profile",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the stages of each document as a trace for a browser.",
)
@QUIET
def command(
    paths: tuple[Path, ...],
    to: str | None,
    out: Path | None,
    view: str | None,
    settings: tuple[str, ...],
    wanted: Sequence[Wanted],
    most: int | None,
    jobs: int | None,
    engine_name: str,
    scheduler: str | None,
    shard: str | None,
    merge: bool,
    force: bool,
    listed: bool,
    dry_run: bool,
    log_json: bool,
    profile: Path | None,
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
    if listed or dry_run:
        print_findings(planned.notes)
        if listed:
            _listed(tasks)
        else:
            due = _foretold(tasks, force)
            if not quiet:
                print(f"{due} to be built, {len(tasks) - due} up to date", file=sys.stderr)
        return
    part, engine = _part(shard, merge), _engine(engine_name, scheduler, jobs)
    with progress(files, quiet or log_json, most) as screen:
        desk = Desk(wanted, silent() if log_json else screen, quiet or log_json, sys.stderr)
        teller = Teller(desk, Log(log_json), profile is not None)
        teller.found(planned.notes, tasks[0].root)
        if merge:
            _merged(tasks, teller)
        else:
            _built(part.of(tasks) if part else tasks, part, engine, force, teller)
        teller.close()
    if profile:
        profile.write_text(teller.trace(), "utf-8")
    sys.exit(desk.finish(files))


def _built(
    tasks: Sequence[Task], part: Shard | None, engine: Engine, force: bool, teller: Teller
) -> None:
    """Build what is due."""
    from teipipe.build.state.manifest import FILE
    from teipipe.build.updating import groups, opened_for

    for group in groups(tasks, part.file if part else FILE):
        with opened_for(group, _waiting) as update:
            update.assess(force)
            teller.build(group, update, engine)


def _merged(tasks: Sequence[Task], teller: Teller) -> None:
    """Make one of what shards have built."""
    from teipipe.build.sharding import merge, missed
    from teipipe.build.state.manifest import opened
    from teipipe.build.updating import Update, groups

    for group in groups(tasks):
        with opened(group.home, _waiting) as manifest:
            merge(group, manifest)
            update = Update(group, manifest)
            teller.build(group, update, missed(update))


def _part(shard: str | None, merge: bool) -> Shard | None:
    from teipipe.build import sharding

    if shard is None:
        return None
    if merge:
        raise UsageError("--merge takes all shards; leave --shard out.")
    return sharding.shard(shard)


def _engine(name: str, scheduler: str | None, jobs: int | None) -> Engine:
    """Give what runs the build."""
    if name == "local":
        if scheduler:
            raise UsageError("--scheduler is for --engine dask.")
        from teipipe.build.workers.engines import local

        return local(jobs)
    if not scheduler:
        raise UsageError("--engine dask needs --scheduler, such as tcp://10.0.0.1:8786.")
    from teipipe.build.workers.cluster import cluster

    return cluster(scheduler)


def _listed(tasks: Sequence[Task]) -> None:
    """Print each source with the folder of its outputs and their formats."""
    for task in tasks:
        print(f"{task.name}\t{os.path.relpath(task.out)}\t{','.join(task.formats)}")


def _foretold(tasks: Sequence[Task], force: bool) -> int:
    """Print what a build would do, and why; give the number of documents that it would build."""
    from teipipe.build.updating import groups, opened_for

    due = 0
    for group in groups(tasks):
        with opened_for(group, _waiting) as update:
            found = update.assess(force)
            due += len(found)
            for task, reasons in found:
                print(f"{task.name}: {', '.join(reasons)}")
            for row in update.orphans:
                print(f"{row.source}: to be removed")
    return due


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
