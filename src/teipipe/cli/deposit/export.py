"""`teipipe deposit export`: what others harvest of an edition."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from teipipe.cli.deposit.naming import names_among
from teipipe.cli.options import PATHS, QUIET
from teipipe.cli.printing import progress
from teipipe.cli.reporting import Desk
from teipipe.project import DEPOSIT
from teipipe.reports import entries


@click.command("export")
@PATHS
@click.option("--to", metavar="FORMS", help="Comma-separated; all of them without it.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Output folder.")
@QUIET
def command(paths: tuple[Path, ...], to: str | None, out: Path | None, quiet: bool) -> None:
    """Write what others harvest of an edition.

    That is who and what occurs in it, and where. Forms: beacon (GND), cmif (letters), geojson
    (places), csv and jsonld (registers), annotations (mentions, on the plain text). They go to
    deposit/exports; what would be empty is not written.

    \b
    Examples:
      teipipe deposit export
      teipipe deposit export --to beacon,cmif --out site
    """
    from teipipe.build.deposit.exporting import FORMS, export
    from teipipe.build.deposit.surveying import survey
    from teipipe.build.writing import write

    names = names_among(to, FORMS, "form")
    edition = survey(paths)
    folder = out or (edition.root if edition.project else Path.cwd()) / DEPOSIT / "exports"
    files, found = export(edition, names)
    with progress((), quiet) as screen:
        desk = Desk((), screen, quiet, sys.stderr)
        desk.take(entries(found, edition.root))
        for name, content in files.items():
            write(folder / name, content)
            if not quiet:
                screen.result(os.path.relpath(folder / name))
    sys.exit(desk.finish([task.path for task in edition.tasks]))
