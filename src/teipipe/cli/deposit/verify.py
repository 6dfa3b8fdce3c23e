"""`teipipe deposit verify`: whether packages are whole, unchanged, valid and true."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from teipipe.cli.options import QUIET
from teipipe.cli.printing import progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options
from teipipe.errors import DocumentError, UsageError
from teipipe.reports import entries


@click.command("verify")
@click.argument(
    "packages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACKAGE..."
)
@report_options
@QUIET
def command(
    packages: tuple[Path, ...], wanted: Sequence[Wanted], most: int | None, quiet: bool
) -> None:
    """Verify packages: whole, unchanged, valid, true.

    Whatever is missing, extra or changed is named; TEI and metadata must be valid, the metadata
    say what the TEI says, the outputs be those of their TEI. PACKAGE is a folder or a zip; one
    that others made is verified as far as it tells of itself. Findings go to standard output.

    \b
    Examples:
      teipipe deposit verify deposit/letters
      teipipe deposit verify letters.zip
    """
    from teipipe.build.deposit.verifying import verify

    check_reports(wanted, packages)
    with progress((), quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stdout, counted="packages")
        for package in packages:
            if not package.exists():
                raise UsageError(f"{package}: no such file or folder.")
            try:
                verified = verify(package)
            except DocumentError as error:
                desk.take(entries(error.findings, package.parent))
                continue
            desk.take(entries(verified.findings, package))
            if not quiet and not desk.prints_reports:
                screen.result(f"{package}: {verified.count} files")
    sys.exit(desk.finish(packages))
