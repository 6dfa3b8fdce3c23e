"""`teipipe deposit build`: the package of an edition."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipipe.cli.deposit.naming import targets_named
from teipipe.cli.options import PATHS, QUIET
from teipipe.cli.printing import progress
from teipipe.cli.reporting import Desk
from teipipe.errors import FINDINGS
from teipipe.project import DEPOSIT
from teipipe.reports import entries

if TYPE_CHECKING:
    from teipipe.build import Result
    from teipipe.build.deposit.surveying import Edition


@click.command("build")
@PATHS
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the package."
)
@click.option("--zip", "zipped", is_flag=True, help="Make a zip, not a folder.")
@click.option("--for", "target", metavar="TARGET", help="Lay the zip out as a target takes it.")
@click.option(
    "--checksum",
    "further",
    multiple=True,
    type=click.Choice(["md5", "sha1", "sha256"]),
    help="Checksums beside sha512, for receivers that ask for them.",
)
@QUIET
def command(
    paths: tuple[Path, ...],
    out: Path | None,
    zipped: bool,
    target: str | None,
    further: tuple[str, ...],
    quiet: bool,
) -> None:
    """Make the package of an edition.

    It is a bag: TEI, sources, registers, schemas, outputs, reports, metadata. Without PATH, the
    edition of the project around the current folder. The outputs are made first. The package
    goes to deposit/NAME, or NAME.zip, or with --for to NAME-TARGET.

    \b
    Examples:
      teipipe deposit build
      teipipe deposit build --zip
      teipipe deposit build --for zenodo
    """
    from teipipe.build import check, listed
    from teipipe.build.deposit import depositing as making
    from teipipe.build.deposit.surveying import survey
    from teipipe.deposit.packages import bagit

    edition = survey(paths)
    chosen = targets_named(target)[0] if target else None
    files = [task.path for task in edition.tasks]
    folder = out or (edition.root if edition.project else Path.cwd()) / DEPOSIT
    with progress(files, quiet) as screen:
        desk = Desk((), screen, quiet, sys.stderr)
        results = _outputs(edition, desk)
        if not all(each.files for each in results):
            desk.finish(files)
            sys.exit(FINDINGS)
        order = making.Order((bagit.ALGORITHM, *further), check(listed(paths)))
        if chosen:
            made = making.pack_for(edition, results, chosen, folder, order)
        else:
            name = f"{edition.metadata.name}{'.zip' if zipped else ''}"
            made = making.pack(edition, results, folder / name, order)
        desk.take(entries(made.findings, edition.root))
        if not quiet:
            screen.result(f"{os.path.relpath(made.path)}: {made.count} files")
    sys.exit(desk.finish(files))


def _outputs(edition: Edition, desk: Desk) -> list[Result]:
    """Build what is due of an edition's outputs, and give the results of all, in their order."""
    from teipipe.build.updating import groups, opened_for
    from teipipe.build.workers.engines import local

    made: dict[Path, Result] = {}
    for group in groups(edition.tasks):
        with opened_for(group, lambda: None) as update:
            update.assess(force=False)
            for task, result, is_built in update.build(local()):
                desk.screen.step(result.identifier)
                desk.take(entries(result.findings, task.root))
                files = result.files if is_built else update.outputs(task)
                made[task.path] = replace(result, files=files)
    return [made[task.path] for task in edition.tasks]
