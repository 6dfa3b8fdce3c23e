"""Encoding the documents of a project: what is written, what is refused, what is proven."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teipipe import project as projects
from teipipe.build.proving import proof_of
from teipipe.build.writing import write
from teipipe.documents import parse, shown
from teipipe.encode import SOURCE, Encoded, encoded, inputs, standing
from teipipe.errors import DocumentError, UsageError
from teipipe.findings import Finding, Severity, worst
from teipipe.lock import FILE as LOCK
from teipipe.lock import by_hand, written
from teipipe.project import Project, tei_file
from teipipe.text.proof import Proof


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """What became of one document: its encoding and proof, the file if it was written."""

    path: Path
    encoding: Encoded | None
    proof: Proof | None
    findings: tuple[Finding, ...]
    written: bool

    @property
    def failed(self) -> bool:
        """Whether there is an error among the findings, or no proof."""
        proven = self.proof is not None and self.proof.holds
        return not proven or worst(self.findings) is Severity.ERROR


def folders(names: Sequence[str], start: Path) -> tuple[Project, tuple[Path, ...]]:
    """Give the project around a folder, and the folders of its documents of these names (or all).

    Raises `UsageError` where there is no project, no such document, or nothing to encode.
    """
    project = projects.find(start)
    if project is None:
        raise UsageError(
            f"No {projects.FILE} in {start} or above it: “encode” works in a project. "
            f"Make an empty {projects.FILE} in its folder."
        )
    known = {each.name: each for each in project.folders() if (each / SOURCE).is_file()}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known) or 'none'}."
            raise UsageError(f"No document “{name}” with a {SOURCE} in {project.documents}. {hint}")
    if not known:
        raise UsageError(f"{project.documents}: no folder with a {SOURCE} and an encoding.toml.")
    return project, tuple(known[name] for name in names or known)


def encode_all(
    project: Project, documents: Sequence[Path], *, dry: bool = False
) -> Iterator[EncodedFile]:
    """Encode documents and write them, unless `dry`; one that fails stops no other.

    Nothing is written where an error was found: a file that was changed by hand since (E017), a
    declaration that matches nothing, a text that is not the transcription's.
    """
    for folder in documents:
        try:
            yield _encode(project, folder, dry)
        except DocumentError as error:
            yield EncodedFile(tei_file(folder), None, None, error.findings, written=False)


def _encode(project: Project, folder: Path, dry: bool) -> EncodedFile:
    given = inputs(folder, project)
    made = encoded(given)
    path = tei_file(folder)
    document = parse(made.content, path, project.root)
    proof = proof_of(document, given.transcription)
    state = standing(folder, path.name)
    findings = (*made.findings, *by_hand(state, shown(folder, project.root)))
    result = EncodedFile(path, made, proof, findings, written=False)
    if dry or result.failed:
        return result
    changed = write(path, made.content)
    write(folder / LOCK, written(made.lock))
    return replace(result, written=changed)


def difference(result: EncodedFile, name: str) -> str:
    """Give what a run would change in a file, as a unified diff."""
    old = result.path.read_text("utf-8") if result.path.is_file() else ""
    new = result.encoding.content.decode("utf-8") if result.encoding else old
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), name, f"{name} (encoded)"
    )
    return "".join(each if each.endswith("\n") else f"{each}\n" for each in lines)
