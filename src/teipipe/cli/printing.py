"""What the commands print: results, findings in lines, and progress on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from teipipe import reports
from teipipe.findings import Finding, Severity
from teipipe.reports import Entry, text
from teipipe.reports.text import Style, Teller

_NAME = 30
"""How much of a document's name the progress shows: its end."""
_LONG_WORK = 500_000
"""Bytes of documents from which work takes more than about a second."""

Show = Callable[[str, TextIO], None]
"""Prints a line to a stream."""
Step = Callable[[str], None]
"""Moves the progress on by a document, by its name."""


def _print(line: str, stream: TextIO) -> None:
    print(line, file=stream)


@dataclass(frozen=True, slots=True)
class Screen:
    """Where the lines of a command go, and its progress."""

    show: Show = _print
    step: Step = lambda _name: None
    teller: Teller = field(default_factory=Teller)

    def result(self, line: str) -> None:
        """Print a line of the command's result on standard output."""
        self.show(line, sys.stdout)

    def findings(self, found: Sequence[Entry], quiet: bool, stream: TextIO | None = None) -> None:
        """Print findings (errors only if quiet), their files as seen from the current folder."""
        out = stream or sys.stderr
        least = Severity.ERROR if quiet else Severity.NOTE
        shown = [each for each in found if each.finding.severity >= least]
        named = [reports.named(each, Path.cwd()) for each in shown]
        self.teller.style = style_for(out)
        if lines := list(self.teller.lines(shown, named)):
            self.show("\n".join(lines), out)


def print_findings(findings: Sequence[Finding]) -> None:
    """Print findings on standard error, their files as they are named."""
    for line in text.lines(findings, style_for(sys.stderr)):
        print(line, file=sys.stderr)


def style_for(stream: TextIO) -> Style:
    """Give colours to a terminal that wants them, and lines as long as it is wide."""
    if not stream.isatty():
        return Style()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Style(not plain, shutil.get_terminal_size().columns)


@contextmanager
def progress(files: Sequence[Path], quiet: bool, most: int | None = None) -> Iterator[Screen]:
    """Give the screen of a command, with a bar on a terminal where the work is long.

    At most `most` findings are told on it.
    """
    if quiet or not sys.stderr.isatty() or not _is_long(files):
        yield Screen(teller=Teller(most=most))
    else:
        with _bar(files) as (show, step):
            yield Screen(show, step, Teller(most=most))


@contextmanager
def _bar(files: Sequence[Path]) -> Iterator[tuple[Show, Step]]:
    """Draw a bar, and give what prints above it and what moves it on."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column

    console, whole = Console(stderr=True), Column(no_wrap=True)

    def show(line: str, stream: TextIO) -> None:
        """Print above the bar what goes to a terminal, and everything else as it is."""
        if stream.isatty():
            console.print(line, soft_wrap=True, markup=False, highlight=False)
        else:
            print(line, file=stream)

    columns = (
        TextColumn("{task.description}", markup=False, table_column=Column(overflow="ellipsis")),
        BarColumn(table_column=Column(max_width=40)),
        MofNCompleteColumn(table_column=whole),
        TextColumn("{task.fields[rate]}", table_column=whole),
        TimeRemainingColumn(table_column=whole),
    )
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as bar:
        task = bar.add_task(files[0].name, total=len(files), rate="")

        def step(name: str) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f}/s" if speed else ""
            bar.update(task, advance=1, description=name[-_NAME:], rate=rate)

        yield show, step


def _is_long(files: Sequence[Path]) -> bool:
    return len(files) > 1 or any(
        each.is_file() and each.stat().st_size >= _LONG_WORK for each in files
    )


@contextmanager
def sending(files: Sequence[Path], quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """Give what is told of bytes that were sent, with a bar on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _file, _size: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    total = sum(each.stat().st_size for each in files)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda file, size: bar.update(task, advance=size, description=file)
