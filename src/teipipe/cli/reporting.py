"""What commands that report findings share: the options of reports, and the writing of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from teipipe.cli.printing import Screen, style_for
from teipipe.configuration import nearest
from teipipe.documents import absolute
from teipipe.errors import CLEAN, DocumentError, UsageError
from teipipe.findings import Finding, Severity, exit_code
from teipipe.reports import FORMATS, Entry, Report, Standing, named, render
from teipipe.reports.text import closing
from teipipe.reports.totals import Totals
from teipipe.reports.words import say

_IN_LINES = frozenset(("text", "github", "jsonl"))
"""The forms that may follow each other on standard output."""

_MUCH = 100
"""How many findings are more than anybody reads one by one."""

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that is asked for: its form, and its file (standard output without one)."""

    form: str
    file: Path | None = None


class _Report(click.ParamType[Wanted]):
    name = "FORMAT[=FILE]"

    def convert(
        self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None
    ) -> Wanted:
        if isinstance(value, Wanted):
            return value
        form, equals, file = value.partition("=")
        if form not in FORMATS:
            self.fail(f"There is no report “{form}”. {nearest(form, FORMATS, 'Reports')}")
        if equals and not file:
            self.fail(f"“{value}” names no file.")
        return Wanted(form, absolute(Path(file)) if file else None)


def report_options(command: Command) -> Command:
    """Give a command the options `--report` and `--max`."""
    most = click.option(
        "--max",
        "most",
        type=click.IntRange(min=0),
        metavar="N",
        help="Print at most N findings; all are counted.",
    )
    report = click.option(
        "--report",
        "wanted",
        multiple=True,
        type=_Report(),
        metavar="FORMAT[=FILE]",
        help=f"Give a report: {', '.join(FORMATS)}. To standard output without FILE; repeatable.",
    )
    return report(most(command))


def _top() -> Path:
    """Give the folder from which reports name files: the repository's, else the current one."""
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if (each / ".git").exists()), here)


@dataclass(slots=True)
class Desk:
    """Prints the findings of a command as they come, counts them, and gives the reports.

    Findings are kept only for a report that has them all.

    A command whose result they are prints them to standard output, and says so if there are none.
    """

    wanted: Sequence[Wanted]
    screen: Screen
    quiet: bool
    stream: Any
    threshold: Severity = Severity.ERROR
    counted: str = "documents"
    _entries: list[Entry] = field(default_factory=list)
    _totals: Totals = field(default_factory=Totals)
    _code: int = CLEAN
    _base: Path = field(default_factory=_top)

    def take(self, found: Sequence[Entry]) -> None:
        """Take the findings of one document, and print them where they are wanted as text."""
        if not found:
            return
        ordered = sorted(found, key=_where)
        findings = [named(each, self._base) for each in ordered]
        self._totals.add(findings)
        self._code = max(self._code, exit_code(findings, self.threshold))
        if any(each != Wanted("text") for each in self.wanted):
            self._entries += ordered
        if self._prints:
            self.screen.findings(ordered, self.quiet, self.stream)

    def result(self, line: str) -> None:
        """Print a line of the command's result, unless standard output is kept for a report."""
        if not self.quiet and not self.prints_reports:
            self.screen.result(line)

    def files(self, paths: Iterable[Path]) -> None:
        """Print the files that a command has written, as seen from the current folder."""
        if not self.quiet:
            for each in paths:
                self.result(os.path.relpath(each))

    def remark(self, line: str) -> None:
        """Tell of the work on standard error."""
        if not self.quiet:
            self.screen.show(line, sys.stderr)

    @property
    def prints_reports(self) -> bool:
        """Whether a report goes to standard output, which is then kept for it."""
        return any(each.file is None for each in self.wanted)

    @property
    def _prints(self) -> bool:
        return not self.wanted or Wanted("text") in self.wanted

    def finish(self, documents: Sequence[Path], standing: Standing | None = None) -> int:
        """Give every report, tell the totals, and give the exit code.

        A report that cannot be written makes the exit code 2; the others are written all the same.
        """
        report = self._report(documents, standing or Standing())
        for each in self.wanted:
            if each.file is None and each.form != "text":
                sys.stdout.flush()
                sys.stdout.buffer.write(render(each.form, report))
        unwritten = [*self._unwritten(report)]
        if not self.quiet and (self._totals.count or self.stream is sys.stdout):
            style = style_for(sys.stderr)
            teller = self.screen.teller
            if teller.most is None and teller.told > _MUCH:
                print(say("much"), file=sys.stderr)
            for line in closing(report, style, teller.held_back):
                print(line, file=sys.stderr)
        if unwritten:
            raise UsageError(*unwritten)
        return self._code

    def _report(self, documents: Sequence[Path], standing: Standing) -> Report:
        return Report(
            entries=tuple(self._entries),
            documents=tuple(dict.fromkeys(map(absolute, documents))),
            base=self._base,
            threshold=self.threshold,
            standing=standing,
            counted=self.counted,
            totals=self._totals,
        )

    def _unwritten(self, report: Report) -> list[Finding]:
        """Write the reports that have a file, and give what hindered it."""
        from teipipe.build.writing import write

        found: list[Finding] = []
        for each in self.wanted:
            if each.file is not None:
                try:
                    write(each.file, render(each.form, report))
                except DocumentError as error:
                    found += error.findings
        return found


def check_reports(wanted: Sequence[Wanted], documents: Sequence[Path]) -> None:
    """Refuse reports that would write over a document or each other.

    Raises `UsageError`.
    """
    printed = [each.form for each in wanted if each.file is None]
    if len(printed) > 1 and not _IN_LINES.issuperset(printed):
        raise UsageError(
            f"--report {', '.join(printed)}: one report at most can go to standard output. "
            f"Give the others a file: --report {printed[-1]}=FILE."
        )
    files = [each.file for each in wanted if each.file is not None]
    taken = {each.resolve() for each in documents} if files else set()
    for number, file in enumerate(files):
        if file.resolve() in taken:
            raise UsageError(f"--report {file}: this file is one of the documents. Name another.")
        if file in files[:number]:
            raise UsageError(f"--report {file}: two reports cannot go into one file.")
        if file.is_symlink() or (file.exists() and not file.is_file()):
            raise UsageError(
                f"--report {file}: this is a folder, a link or a device. Name a plain file; "
                "without a file the report goes to standard output."
            )


def _where(entry: Entry) -> tuple[str, int, int]:
    place = entry.finding.place
    return place.file or "", place.line or 0, place.column or 0
