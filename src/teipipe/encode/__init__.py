"""Encode: from a transcription, settings, a header and registers to a TEI document.

`encode` reads a document's folder and gives what is to be written; `encoded` is the same as a
function from values to values. Neither writes or prints anything.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from teipipe.consulted import consult
from teipipe.digests import digest
from teipipe.documents import root_of, shown
from teipipe.encode.decisions import FILE as DECISIONS
from teipipe.encode.frame import (
    Header,
    claimed,
    dangling,
    framed,
    is_identifier,
    misattributed,
    read_header,
)
from teipipe.encode.rules import Rule, installed
from teipipe.encode.settings import Settings, read_settings, settings_files
from teipipe.encode.spans import Marked, Span
from teipipe.encode.weaver import weave
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding
from teipipe.lock import Lock
from teipipe.project import HEADER, SETTINGS, SOURCE, Project, tei_file
from teipipe.registers import Register, load_registers
from teipipe.transcription import WHITE_SPACE, Reception, Transcription, decode, read, told

__all__ = ["Encoded", "Inputs", "encode", "encoded", "inputs", "marked", "transcribed"]


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


@dataclass(frozen=True, slots=True)
class Encoded:
    """An encoded document: its bytes, the woven text alone, every span, what was found.

    `source` is the transcription that the offsets of the spans count in.
    """

    name: str
    source: Transcription
    content: bytes
    text: str
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...]
    lock: Lock


def encode(folder: Path | str, project: Project | None = None) -> Encoded:
    """Encode the document of a folder.

    Raises `ConfigurationError` for wrong settings and `DocumentError` for a file that cannot be
    read; everything else that is wrong is a finding of the result.
    """
    return encoded(inputs(Path(folder), project))


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


def encoded(given: Inputs) -> Encoded:
    """Encode: rules, weaver, frame; the same inputs give the same bytes."""
    rules = installed()
    spans, found = marked(given.transcription, given.settings, given.registers, rules)
    text, crossed = weave(given.transcription, spans, [name for name, _ in rules])
    document = framed(given.name, given.settings, given.header, given.schemas, text)
    content = document.encode("utf-8")
    output = tei_file(given.settings.folder).name
    findings = (
        *told(given.transcription),
        *found,
        *crossed,
        *dangling(given.header, spans),
        *misattributed(given.header, spans),
        *claimed(given.header, given.transcription, spans),
        *_name_finding(given),
    )
    lock = Lock(given.hashes, {output: digest(content)})
    return Encoded(given.name, given.transcription, content, text, spans, findings, lock)


def marked(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    rules: Sequence[tuple[str, Rule]],
) -> Marked:
    """Run the rules, each with the spans of those before it."""
    spans: list[Span] = []
    found: list[Finding] = []
    length = len(transcription.text)
    for name, rule in rules:
        made, findings = rule(transcription, settings, registers, tuple(spans))
        found.extend(findings)
        for span in made:
            if 0 <= span.start <= span.end <= length:
                spans.append(span)
            else:
                found.append(_outside(transcription, name, span))
    return tuple(spans), tuple(found)


def _outside(transcription: Transcription, rule: str, span: Span) -> Finding:
    return finding(
        "E015",
        Place(transcription.name),
        rule,
        rule=rule,
        start=span.start,
        end=span.end,
        length=len(transcription.text),
    )


def _name_finding(given: Inputs) -> tuple[Finding, ...]:
    if is_identifier(given.name):
        return ()
    return (finding("E016", Place(given.settings.name, 1, 1), "header", name=given.name),)
