"""`teipipe deposit`: from an edition to a package that a repository takes, and the proof of it."""

from __future__ import annotations

import click

from teipipe.cli.deposit import build, check, export, push, verify


@click.group()
def command() -> None:
    """Check, make, verify and send the package of an edition that a repository takes.

    \b
    Example:
      teipipe deposit check --for zenodo,datacite   what is missing, and where to write it
      teipipe deposit build --zip                   a bag with all files and metadata
      teipipe deposit verify letters.zip            complete, unchanged, valid
    """


for each in (check, build, verify, push, export):
    command.add_command(each.command)
