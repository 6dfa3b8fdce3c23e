"""The report for a person at a terminal: what, where, the source line, and what to do.

The first line of a finding is `file:line:column: severity code: message`, as editors read it.
Findings of one file that say the same are told once, with the lines of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap

from teipipe.findings import Finding, Place, Severity
from teipipe.reports import Entry, Recorded, Report
from teipipe.reports.sources import Excerpt, excerpt, visible
from teipipe.reports.totals import Alike, Cause, Sum, causes
from teipipe.reports.words import say

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}
_BOLD, _FAINT, _GREEN = "1", "2", "32"
_INDENT = "    "
_GUTTER = 7
_WIDTH = 100
_CAUSES = 3
"""How many causes that several files have alike are told below a rule's sum."""
_FILES = 3
"""In how many files the same cause is told with its source line; then by its first line alone."""
_LINES = 8
"""How many lines of further places of one cause are named."""


@dataclass(frozen=True, slots=True)
class Style:
    """How lines are set: in colours or not, and how wide; without a width no line is broken."""

    colour: bool = False
    width: int | None = None

    def paint(self, words: str, code: str) -> str:
        """Give words in a colour (an SGR code), plain where no colours are wanted."""
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour and words else words


@dataclass(slots=True)
class Teller:
    """Tells findings in lines, document by document; each hint once, at most `most` causes."""

    style: Style = field(default_factory=Style)
    most: int | None = None
    told: int = 0
    held_back: int = 0
    _hints: set[str] = field(default_factory=set)
    _said: Counter[tuple[str, str]] = field(default_factory=Counter)
    _spots: set[tuple[Place, str, str]] = field(default_factory=set)
    _rest_told: bool = False

    def lines(self, entries: Sequence[Entry], findings: Sequence[Finding]) -> Iterator[str]:
        """Give the lines of one document's findings, named as they are to be shown."""
        sources = {id(finding): entry for entry, finding in zip(entries, findings, strict=True)}
        for cause in causes(findings):
            if self._is_told(cause.first):
                continue
            if self.most is not None and self.told >= self.most:
                self.held_back += cause.count
                continue
            self.told += 1
            yield from self._cause(cause, sources.get(id(cause.first)))

    def _is_told(self, found: Finding) -> bool:
        """Whether a document before has told the same of a file that both depend on."""
        spot = (found.place, found.code, found.message)
        before = len(self._spots)
        self._spots.add(spot)
        return found.place.file is not None and len(self._spots) == before

    def _cause(self, cause: Cause, entry: Entry | None) -> Iterator[str]:
        yield self._head(cause)
        said = (cause.first.code, cause.first.message)
        self._said[said] += 1
        if self._said[said] > _FILES:
            return
        if entry and (shown := self._excerpt(cause, entry)):
            yield from self._source(shown, cause.first.severity)
        if cause.first.hint and cause.first.hint not in self._hints:
            self._hints.add(cause.first.hint)
            yield from wrapped(visible(cause.first.hint), self.style.width)
            yield from self._where_the_rest_is(cause.first)

    def _where_the_rest_is(self, found: Finding) -> Iterator[str]:
        """Tell, once, how to get the names that a hint leaves out."""
        if found.arguments.get("untold") and not self._rest_told:
            self._rest_told = True
            count = len(found.arguments["allowed"])
            yield from wrapped(say("all-expected", count), self.style.width)

    def _excerpt(self, cause: Cause, entry: Entry) -> Excerpt | None:
        """Give the source line, as much of it as fits: some letters take two columns."""
        room = (self.style.width or _WIDTH) - _GUTTER - 3
        where = (entry.path, entry.root, cause.first.place)
        shown = excerpt(*where, room)
        taken = cells(shown.before + shown.at + shown.after) if shown else 0
        return excerpt(*where, room * room // taken) if taken > room + 2 else shown

    def _head(self, cause: Cause) -> str:
        first, style = cause.first, self.style
        severity = style.paint(first.severity.name.lower(), _COLOURS[first.severity])
        more = f" ({say('and-more', more=further(cause))})" if cause.count > 1 else ""
        spot = _spot(first)
        head = f"{style.paint(spot, _BOLD)}: " if spot else ""
        return f"{head}{severity} {first.code}: {visible(first.message)}{more}"

    def _source(self, shown: Excerpt, severity: Severity) -> Iterator[str]:
        style = self.style
        gutter = style.paint(f"{shown.line:>{_GUTTER - 2}} |", _FAINT)
        at = style.paint(shown.at, _COLOURS[severity])
        yield f"{gutter} {shown.before}{at}{shown.after}".rstrip()
        carets = style.paint("^" * max(1, cells(shown.at)), _COLOURS[severity])
        empty = style.paint(" " * (_GUTTER - 1) + "|", _FAINT)
        yield f"{empty} {' ' * cells(shown.before)}{carets}"


def cells(text: str) -> int:
    """Give how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(text: str, width: int | None) -> list[str]:
    """Set a text below a finding, indented and, where there is a width, broken between words."""
    if width is None:
        return [_INDENT + text]
    return wrap(
        text,
        width,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def lines(findings: Sequence[Finding], style: Style | None = None) -> list[str]:
    """Give the lines of findings without their sources."""
    alone = [Entry(each, None, Path()) for each in findings]
    return list(Teller(style or Style()).lines(alone, findings))


def closing(report: Report, style: Style, held_back: int = 0) -> Iterator[str]:
    """Give what stands below all findings: changes since the baseline, sums by rule, the total."""
    for became, recorded in report.standing.gone:
        if recorded:
            yield style.paint(f"{say(f'{became}-head')}:", _GREEN if became == "fixed" else _BOLD)
            yield from (f"{_INDENT}{line}" for line in changes(recorded))
    if held_back:
        yield say("not-shown", held_back, all=say("whole"))
    sums = report.totals.by_rule()
    if len(sums) > 1 or any(each.files > 1 for each in sums):
        yield from _table(sums, report.totals.of_many_files(), style)
    yield f"{report.extent}: {summary(report)}"


def changes(recorded: Sequence[Recorded]) -> Iterator[str]:
    """Give a line for each finding that is gone."""
    for each in recorded:
        message = say("times", each.count, message=visible(each.message))
        yield f"{visible(each.file)}: {each.code}: {message}"


def summary(report: Report) -> str:
    """Give the totals by severity, and what was compared with the baseline or accepted."""
    parts = [report.totals.told()]
    if report.standing.compared:
        new = report.totals.count
        fixed = sum(each.count for each in report.standing.fixed)
        stale = sum(each.count for each in report.standing.stale)
        counts = {"new": new, "known": report.standing.known, "fixed": fixed, "stale": stale}
        parts.append(", ".join(say(key, n) for key, n in counts.items() if n or key != "stale"))
    if report.standing.accepted:
        parts.append(say("accepted", report.standing.accepted))
    return "; ".join(parts)


def render(report: Report) -> str:
    """Give the whole report as a file holds it: without colours."""
    teller, style = Teller(), Style()
    body = list(teller.lines(report.entries, report.findings))
    return "\n".join([*body, *closing(report, style), ""])


def _spot(first: Finding) -> str:
    place = first.place
    file = visible(place.file) if place.file else None
    if file and file.startswith(":"):
        file = f"./{file}"
    return ":".join(str(part) for part in (file, place.line, place.column) if part)


def further(cause: Cause) -> str:
    """Say how many more there are, and on which lines."""
    more = say("more", cause.count - 1)
    further = cause.further_lines
    if not further:
        return more
    shown = ", ".join(map(str, further[:_LINES])) + (", …" if len(further) > _LINES else "")
    return f"{more}: {say('lines', len(further), lines=shown)}"


def _table(sums: Sequence[Sum], alike: Alike, style: Style) -> Iterator[str]:
    """Give a line for each rule, and below it what many files have alike."""
    counts = [say(each.severity.name.lower(), each.count) for each in sums]
    width, titles = max(map(len, counts)), max(len(each.title) for each in sums)
    for each, count in zip(sums, counts, strict=True):
        counted = style.paint(f"{count:>{width}}", _COLOURS[each.severity])
        files = style.paint(say("files", each.files), _FAINT)
        yield f"  {counted}  {each.code}  {each.title:<{titles}}  {files}"
        for message, times, many in alike.get((each.code, each.severity), ())[:_CAUSES]:
            spread = f"{times:,} × {visible(message)} ({say('files', many)})"
            yield style.paint(f"  {'':>{width}}        {spread}", _FAINT)
