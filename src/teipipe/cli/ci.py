"""`teipipe ci`: have a host run teipipe on every change."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from teipipe.errors import FINDINGS

_HOSTS = ("github", "gitlab", "pre-commit")


@click.group()
def command() -> None:
    """Have a host run teipipe on every change.

    \b
    Example:
      teipipe ci init
    """


@command.command("init")
@click.option(
    "--host",
    type=click.Choice(_HOSTS),
    help="Where it is to run; told by the repository's files or its address unless named.",
)
def init(host: str | None) -> None:
    """Write the files by which a host validates every change, and print them.

    No file that exists is overwritten: what belongs into it is printed.

    \b
    Examples:
      teipipe ci init
      teipipe ci init --host pre-commit
    """
    from teipipe.build.project.hosting import host_files
    from teipipe.reports.words import say

    made = host_files(host, Path.cwd())
    for path, text in made.written.items():
        print(f"{say('ci-written', file=os.path.relpath(path))}\n\n{text}")
    for path, text in made.in_the_way.items():
        print(f"{say('ci-there', file=os.path.relpath(path))}\n\n{text}", file=sys.stderr)
    if made.in_the_way:
        sys.exit(FINDINGS)
