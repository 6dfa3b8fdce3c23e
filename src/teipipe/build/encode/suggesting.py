"""Suggesting: what is open in the documents of a project, as a table and as a file to decide on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from teipipe.build.writing import write
from teipipe.encode import inputs, marked
from teipipe.encode.rules import installed
from teipipe.encode.suggestions import Seen, suggest, tables
from teipipe.errors import TeipipeError
from teipipe.findings import Finding, Severity, worst
from teipipe.project import SUGGESTIONS, Project


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is open in one document: rows of the table, the bytes of its `suggestions.jsonl`."""

    path: Path
    rows: tuple[tuple[str, ...], ...]
    content: bytes
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings."""
        return worst(self.findings) is Severity.ERROR


def suggest_all(
    project: Project, documents: Sequence[Path], *, dry: bool = False
) -> Iterator[Suggested]:
    """Look for what is open and write it, unless `dry`; one that fails stops no other.

    The findings are those of the decisions alone: what else is wrong, `encode` tells.
    """
    for folder in documents:
        path = folder / SUGGESTIONS
        try:
            result = _suggested(project, folder, path)
        except TeipipeError as error:
            yield Suggested(path, (), b"", error.findings)
            continue
        if not dry:
            write(path, result.content)
        yield result


def _suggested(project: Project, folder: Path, path: Path) -> Suggested:
    given = inputs(folder, project)
    text, settings = given.transcription, given.settings
    spans, found = marked(text, settings, given.registers, installed())
    seen = Seen(text, settings, given.registers, spans, found)
    suggestions = suggest(seen, settings.decisions)
    told = tuple(each for each in found if each.check == "decisions")
    return Suggested(path, tables.rows(text, suggestions), tables.lines(text, suggestions), told)
