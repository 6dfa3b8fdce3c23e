"""What the commands print: findings in lines, and progress on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from teipipe.findings import Finding
from teipipe.reports import text


def print_findings(findings: Sequence[Finding], stream: TextIO | None = None) -> None:
    """Print findings, in colour only on a terminal that wants it."""
    out = stream or sys.stderr
    for line in text.lines(findings, colour=_in_colour(out)):
        print(line, file=out)


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show a progress bar for several documents, on a terminal only; give the step function."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)


def _in_colour(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ
