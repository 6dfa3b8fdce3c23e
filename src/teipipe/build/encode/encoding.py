"""Encoding the documents of a project: what is written, what is refused, what is proven."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teipipe import project as projects
from teipipe.build.encode.accepting import Accepted, accept, at_fault
from teipipe.build.encode.proving import proof_of
from teipipe.build.writing import write
from teipipe.digests import digest
from teipipe.documents import load, parse, shown
from teipipe.encode import Encoded, Inputs, encoded, inputs
from teipipe.encode.adding.insertion import add
from teipipe.encode.decisions import FILE as DECISIONS
from teipipe.encode.decisions import Decision
from teipipe.encode.rules import installed
from teipipe.errors import DocumentError, UsageError
from teipipe.findings import Finding, Severity, worst
from teipipe.lock import FILE as LOCK
from teipipe.lock import Lock, by_hand, standing, written
from teipipe.project import SOURCE, Project, tei_file
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
            "Make one with “teipipe init DIR --text FILE”, of a transcription."
        )
    known = {each.name: each for each in project.folders() if (each / SOURCE).is_file()}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.5)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known) or 'none'}."
            raise UsageError(f"No document “{name}” with a {SOURCE} in {project.documents}. {hint}")
    if not known:
        raise UsageError(
            f"{project.documents}: no folder with a {SOURCE} and an encoding.toml. "
            "“teipipe init . --id NAME” makes one."
        )
    return project, tuple(known[name] for name in names or known)


def encode_all(
    project: Project,
    documents: Sequence[Path],
    *,
    dry: bool = False,
    adding: bool = False,
    suggestions: Sequence[Decision] = (),
) -> Iterator[EncodedFile]:
    """Encode documents and write them, unless `dry`; one that fails stops no other.

    Nothing is written where an error was found: a file that was changed by hand since (E017), a
    declaration that matches nothing, a text that is not the transcription's. `adding` inserts
    into a file that is there only what it lacks; `suggestions` that pass the gate become decisions.
    """
    for folder in documents:
        try:
            given = accept(inputs(folder, project), suggestions)
            if given.new and not dry:
                write(folder / DECISIONS, given.content)
            yield _encode(project, folder, given, dry, adding)
        except DocumentError as error:
            yield EncodedFile(tei_file(folder), None, None, error.findings, written=False)


def _encode(
    project: Project, folder: Path, accepted: Accepted, dry: bool, adding: bool
) -> EncodedFile:
    given, path = accepted.inputs, tei_file(folder)
    state = standing(folder, path.name)
    made = encoded(given)
    if adding and path.is_file():
        made = _added(given, made, path, project.root)
        by_others: tuple[Finding, ...] = ()
    else:
        by_others = by_hand(state, shown(folder, project.root))
    stands = path.read_bytes() if by_others else made.content
    document = parse(stands, path, project.root)
    proof = proof_of(document, given.transcription)
    spoiling = () if proof.holds or adding else at_fault(given)
    findings = (*made.findings, *spoiling, *by_others)
    result = EncodedFile(path, made, proof, findings, written=False)
    if not dry and not result.failed:
        changed = write(path, made.content)
        if not state.by_hand:
            write(folder / LOCK, written(made.lock))
        result = replace(result, written=changed)
    return replace(result, findings=(*findings, *accepted.refused))


def _added(given: Inputs, made: Encoded, path: Path, root: Path) -> Encoded:
    """Give the file that is there with what it lacks; the findings of weaving are none of it."""
    order = [name for name, _ in installed()]
    decisions = given.settings.decisions
    added = add(load(path, root), given.transcription, made.spans, order, decisions)
    findings = (*(each for each in made.findings if each.check != "weaver"), *added.findings)
    return replace(
        made,
        content=added.content,
        spans=added.spans,
        findings=findings,
        lock=Lock(given.hashes, {path.name: digest(added.content)}),
    )


def difference(path: Path, content: bytes | None, name: str) -> str:
    """Give what a run would change in a file, as a unified diff; nothing without new bytes."""
    old = path.read_text("utf-8") if path.is_file() else ""
    new = old if content is None else content.decode("utf-8")
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), name, f"{name} (encoded)"
    )
    return "".join(each if each.endswith("\n") else f"{each}\n" for each in lines)
