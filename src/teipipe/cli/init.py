"""`teipipe init`: a project of one's own, ready to be encoded and built."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--id",
    "identifier",
    default="letter",
    show_default=True,
    metavar="NAME",
    help="The name of the document.",
)
def command(folder: Path, identifier: str) -> None:
    """Make a new project in a folder: settings, a first document, a register, .gitignore.

    DIR is made if it is not there; in a project, one more document is made. The document is a
    short sample that encodes, validates and builds as it stands; put your transcription in place
    of its source.txt. No file that exists is ever overwritten.

    \b
    Examples:
      teipipe init my-edition
      teipipe init my-edition --id letter-1850
    """
    from teipipe.build.starting import start

    for path in start(folder, identifier):
        print(path)
