"""What the commands print: results, findings in lines, and progress on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from teipipe.findings import Finding, Severity
from teipipe.reports import text

_LONG_WORK = 500_000
"""Bytes of documents from which work takes more than about a second."""


def _print(line: str, stream: TextIO) -> None:
    print(line, file=stream)


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command's lines go: `show` prints one to a stream, `step` moves the progress on."""

    show: Callable[[str, TextIO], None] = _print
    step: Callable[[str], None] = lambda _name: None

    def result(self, line: str) -> None:
        """Print a line of the command's result on standard output."""
        self.show(line, sys.stdout)

    def findings(
        self, findings: Sequence[Finding], root: Path, quiet: bool, stream: TextIO | None = None
    ) -> None:
        """Print findings (errors only if quiet), their files as seen from the current folder."""
        out = stream or sys.stderr
        least = Severity.ERROR if quiet else Severity.NOTE
        shown = [_from_here(each, root) for each in findings if each.severity >= least]
        for line in text.lines(shown, colour=_in_colour(out)):
            self.show(line, out)


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings on standard error, their files as they are named."""
    for line in text.lines(findings, colour=_in_colour(sys.stderr)):
        print(line, file=sys.stderr)


@contextmanager
def progress(files: Sequence[Path], quiet: bool) -> Iterator[Screen]:
    """Give the screen of a command, with a bar on a terminal where the work is long."""
    sizes = sum(file.stat().st_size for file in files if file.is_file())
    if quiet or not sys.stderr.isatty() or (len(files) < 2 and sizes < _LONG_WORK):
        yield Screen()
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)

    def show(line: str, stream: TextIO) -> None:
        """Print above the bar what goes to a terminal, and everything else as it is."""
        if stream.isatty():
            console.print(line, soft_wrap=True, markup=False, highlight=False)
        else:
            print(line, file=stream)

    with Progress(
        console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task(files[0].name, total=len(files))
        yield Screen(show, lambda name: bar.update(task, advance=1, description=name))


def _from_here(each: Finding, root: Path) -> Finding:
    """Name a finding's file from the current folder, so that it can be opened from there."""
    if each.place.file is None:
        return each
    file = os.path.relpath(root.absolute() / each.place.file)
    return replace(each, place=replace(each.place, file=Path(file).as_posix()))


def _in_colour(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ
