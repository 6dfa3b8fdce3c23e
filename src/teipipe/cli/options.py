"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

PATHS = click.argument(
    "paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[PATH]..."
)
"""Whether each can be read is told with the others (P003): one stops no other."""
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
