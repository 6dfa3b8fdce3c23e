"""`teipipe text`: the text of a document, in a view, with the way back to the document."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from teipipe.cli.printing import Screen
from teipipe.errors import UsageError
from teipipe.findings import exit_code
from teipipe.reports import entries


@click.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@click.option(
    "--view", metavar="NAME", help="reading (default), source, normalised, search or markdown."
)
@click.option(
    "--offsets",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the map from characters of the text to elements of the document, as JSON Lines.",
)
def command(path: Path, view: str | None, offsets: Path | None) -> None:
    """Print the text of a TEI document, and account for every character.

    \b
    Examples:
      teipipe text book.xml
      teipipe text book.xml --view search
      teipipe text book.xml --view normalised --offsets book.jsonl
    """
    from teipipe.build import plan
    from teipipe.build.reading import text
    from teipipe.build.writing import write
    from teipipe.documents import absolute

    tasks = plan([path], formats=["text"], settings={"view": view} if view else {})
    if len(tasks) > 1:
        raise UsageError(f"{path}: {len(tasks)} documents. Name one of them.")
    made = text(tasks[0])
    Screen().findings(entries(made.findings, tasks[0].root), quiet=False)
    code = exit_code(made.findings)
    if offsets is not None and code == 0:
        write(absolute(offsets), "".join(made.offsets()).encode("utf-8"))
    sys.stdout.flush()
    sys.stdout.buffer.write(made.content)
    sys.exit(code)
