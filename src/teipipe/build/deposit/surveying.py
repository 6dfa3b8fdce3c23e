"""What a deposit is of: the documents of an edition, and all that is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teipipe.build.plan import Task, plan
from teipipe.configuration import check as check_settings
from teipipe.configuration import key_lines
from teipipe.deposit.drift import kept_beside
from teipipe.deposit.gathering import Statement, gather
from teipipe.deposit.headers import Header, read
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.packages import payload
from teipipe.deposit.packages.naming import package_name
from teipipe.digests import digest
from teipipe.documents import ID, load
from teipipe.documents.forms import as_p5
from teipipe.documents.inclusion import whole
from teipipe.errors import ConfigurationError
from teipipe.project import FILE, Project
from teipipe.registers import Register, load_registers


@dataclass(frozen=True, slots=True)
class Edition:
    """What is deposited: its documents, their project, and all that is said of it."""

    tasks: tuple[Task, ...]
    project: Project | None
    said: Statement
    hashes: Mapping[Path, str]
    parts: tuple[Path, ...]

    @property
    def metadata(self) -> Metadata:
        """The metadata of the deposit."""
        return self.said.metadata

    @property
    def root(self) -> Path:
        """The folder below which everything is."""
        return self.tasks[0].root


def survey(paths: Sequence[Path] = (), start: Path | None = None) -> Edition:
    """Read the headers of a project's documents (no path), or of files and folders.

    Raises `ConfigurationError` for a `[deposit]` table with mistakes, `DocumentError` for a
    document that cannot be read: what cannot be read cannot be deposited.
    """
    tasks = plan(paths, start=start)
    project = tasks[0].project
    table = project.deposit if project else {}
    settings = project.root / FILE if project else None
    lines = key_lines(settings.read_text("utf-8")) if settings else {}
    wrong = check_settings({"deposit": table}, "deposit.schema.json", FILE, lines) if table else []
    if wrong:
        raise ConfigurationError(*wrong)
    registers = load_registers(project.registers, project.root) if project else ()
    headers, hashes, parts = _headers(tasks, registers)
    metadata = gather(package_name([task.identifier for task in tasks], table), headers, table)
    others = kept_beside(project.root) if project else {}
    said = Statement(metadata, headers, table, FILE if project else "", lines, others)
    return Edition(tasks, project, said, hashes, parts)


def pointed_at(registers: Sequence[Register]) -> Callable[[str], Sequence[Any]]:
    """Give the function that finds which entry of some registers a pointer means."""
    entries = {
        entry.get(ID): entry
        for register in registers
        for entry in register.document.tree.iter("{*}person", "{*}org", "{*}place")
    }

    def resolve(value: str) -> Sequence[Any]:
        file, mark, name = value.rpartition("#")
        return (entries[name],) if mark and file and name in entries else ()

    return resolve


def _headers(
    tasks: Sequence[Task], registers: Sequence[Register]
) -> tuple[tuple[Header, ...], dict[Path, str], tuple[Path, ...]]:
    resolve = pointed_at(registers)
    headers: list[Header] = []
    hashes: dict[Path, str] = {}
    parts: dict[Path, None] = {}
    for task in tasks:
        document = whole(load(task.path, task.root))
        hashes[task.path] = digest(document.content)
        parts |= dict.fromkeys(payload.parts_of(document))
        headers.append(read(as_p5(document), task.identifier, resolve))
    return tuple(headers), hashes, tuple(parts)
