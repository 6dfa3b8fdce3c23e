"""Inputs: all that an encoding follows from, read from a document's folder and the project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from teipipe.consulted import consult
from teipipe.digests import digest
from teipipe.documents import root_of, shown
from teipipe.encode.decisions import FILE as DECISIONS
from teipipe.encode.frame import (
    Header,
    read_header,
)
from teipipe.encode.settings import Settings, read_settings, settings_files
from teipipe.errors import DocumentError
from teipipe.findings import Place, finding
from teipipe.project import HEADER, SETTINGS, SOURCE, Project
from teipipe.registers import Register, load_registers
from teipipe.transcription import WHITE_SPACE, Reception, Transcription, decode, read


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that an encoding follows from; `hashes` by path as seen from the document's folder."""

    name: str
    transcription: Transcription
    settings: Settings
    header: Header
    registers: tuple[Register, ...]
    schemas: tuple[Path, ...]
    hashes: Mapping[str, str]


def inputs(folder: Path, project: Project | None = None) -> Inputs:
    """Read what an encoding needs: source, settings, header, and the project's registers."""
    folder = folder.absolute()
    root = project.root if project else root_of(folder / SOURCE)
    contents = {name: _content(folder / name, root) for name in (SOURCE, SETTINGS, HEADER)}
    if (folder / DECISIONS).exists():
        contents[DECISIONS] = _content(folder / DECISIONS, root)
    settings = read_settings(folder / SETTINGS, root)
    registers = load_registers(project.registers if project else (), root)
    hashes = {name: digest(content) for name, content in contents.items()}
    for above in settings_files(folder / SETTINGS, root)[:-1]:
        hashes[_relative(above, folder)] = digest(_content(above, root))
    for register in registers:
        hashes[_relative(register.path, folder)] = digest(register.document.content)
    transcription = decode(contents[SOURCE], shown(folder / SOURCE, root), settings.source)
    return Inputs(
        folder.name,
        transcription,
        settings,
        read_header(contents[HEADER], folder / HEADER, root, _facts(transcription)),
        registers,
        project.schemas if project else (),
        hashes,
    )


def _facts(transcription: Transcription) -> tuple[tuple[str, str], ...]:
    """Give what the header says of the source: its hash as received, how it became text."""
    applied = {each.setting: each.rule for each in transcription.changes}
    return (
        ("sha256", transcription.sha256),
        ("encoding", transcription.encoding),
        *applied.items(),
    )


def transcribed(folder: Path, root: Path) -> Transcription:
    """Read the transcription of a document's folder by the rules that its settings declare.

    Without settings the document was encoded by others: its white space is its own.
    Raises `ConfigurationError` for wrong settings, `DocumentError` for a source that is refused.
    """
    path = folder / SETTINGS
    consult(path)
    bare = Reception(proof=WHITE_SPACE)
    rules = read_settings(path, root).source if path.is_file() else bare
    return read(folder / SOURCE, root, rules)


def _relative(path: Path, folder: Path) -> str:
    return PurePath(os.path.relpath(path.absolute(), folder)).as_posix()


def _content(path: Path, root: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(finding("P003", Place(shown(path, root)), reason=reason)) from None
