"""`teipipe init`: a project of one's own, ready to be encoded and built."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from teipipe.project import HEADER, SETTINGS, SOURCE


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--id", "identifier", metavar="NAME", help="The name of the document.")
@click.option(
    "--text",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A transcription, in place of the sample.",
)
def command(folder: Path, identifier: str | None, text: Path | None) -> None:
    """Make a new project in a folder: settings, a first document, a register, .gitignore.

    DIR is made if it is not there; in a project, one more document is made. The document is a
    copy of your transcription (--text), or else a short sample, “letter” unless named, that
    encodes, validates and builds as it stands.

    Where DIR holds TEI already, only settings and .gitignore are made, and no sample: the project
    is of that TEI. No file that exists is ever overwritten.

    \b
    Examples:
      teipipe init my-edition --text book.txt
      teipipe init my-edition
      teipipe init my-edition --id letter-1850
      teipipe init .             in a folder with TEI
    """
    from teipipe.build.project.starting import start

    made = start(folder, identifier, text)
    for path in made:
        print(path)
    print(_next(folder, made, text), file=sys.stderr)


def _next(folder: Path, made: Sequence[Path], text: Path | None) -> str:
    """Say what to do now."""
    first = [] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(str(folder))}"]
    source = next((each for each in made if each.name == SOURCE), None)
    steps = ["teipipe validate", "teipipe build"]
    if source is None:
        return "Next: " + "; ".join([*first, *steps])
    settings, header = source.with_name(SETTINGS), source.with_name(HEADER)
    kept = (
        f"Put your transcription in place of the sample: {source}"
        if text is None
        else f"Say of the text what language it is in ({settings}), title and author ({header})."
    )
    return f"{kept}\nNext: " + "; ".join([*first, "teipipe encode", *steps])
