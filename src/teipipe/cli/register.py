"""`teipipe register`: the lists of persons, places, organisations, works and objects."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from teipipe.cli.options import QUIET
from teipipe.cli.printing import print_findings
from teipipe.errors import FINDINGS
from teipipe.findings import Severity


@click.group()
def command() -> None:
    """Work on the registers: lists of persons, places, organisations, works and objects.

    \b
    Example:
      teipipe register import names.csv --to tei/registers/persons.xml
    """


@command.command("import")
@click.argument("table", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option(
    "--to",
    "register",
    required=True,
    type=click.Path(path_type=Path),
    metavar="REGISTER.xml",
    help="The register that the entries are added to; it is made where there is none.",
)
@QUIET
def import_command(table: Path, register: Path, quiet: bool) -> None:
    """Add the rows of a CSV table to a register; entries that are there stay as they are.

    Columns, separated by commas, semicolons or tabs: id, kind (person, place, org, bibl, object),
    name, variants (separated by |), birth, death, note, and idno:TYPE for each authority file.
    With a mistake in any row nothing is added.

    \b
    Example:
      teipipe register import names.csv --to tei/registers/persons.xml
    """
    from teipipe.build.project.importing import import_table
    from teipipe.build.writing import write

    imported = import_table(table, register)
    least = Severity.ERROR if quiet else Severity.NOTE
    print_findings([each for each in imported.findings if each.severity >= least])
    if any(each.severity >= Severity.ERROR for each in imported.findings):
        sys.exit(FINDINGS)
    if imported.added:
        write(register, imported.content)
    if not quiet:
        for each in imported.added:
            print(each)
