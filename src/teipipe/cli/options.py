"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
