"""Changes: which documents of a run are others than at an earlier state of the repository.

What only documents judged together can show, and pointers from documents that did not change into
one that did, need a run over all; so does a change of what all documents are judged by.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from teipipe import project as projects
from teipipe.build.plan import Task
from teipipe.documents import absolute
from teipipe.errors import UsageError

SCHEMAS = frozenset((".rng", ".rnc", ".sch", ".odd", ".xsd", ".dtd"))
"""What schemas are called: a change of one may change the judgement of every document."""
_GIT = ("git", "-c", "core.fsmonitor=false")
_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


@dataclass(frozen=True, slots=True)
class Changed:
    """The documents to check; `because` names the changed file for which these are all."""

    tasks: tuple[Task, ...]
    because: str = ""


def changed_since(ref: str, tasks: Sequence[Task], schemas: Sequence[Path] = ()) -> Changed:
    """Give the documents that changed since the last state in common with a commit.

    Changes in the working tree and new files count. Raises `UsageError` without git, outside a
    repository, for a name that is no commit, and where a shallow clone lacks the history.
    """
    top = Path(os.fsdecode(_git(Path.cwd(), "rev-parse", "--show-toplevel")).removesuffix("\n"))
    files = [top / each for each in _changed(top, _common(top, ref))]
    shared = {each.resolve() for each in (*schemas, *_shared(tasks))}
    for each in files:
        of_all = each.name == projects.FILE or each.suffix.lower() in SCHEMAS
        if of_all or each.resolve() in shared:
            return Changed(tuple(tasks), each.relative_to(top).as_posix())
    known = {each.resolve() for each in files}
    return Changed(tuple(task for task in tasks if _concerned(task, known)))


def _concerned(task: Task, files: set[Path]) -> bool:
    """Whether a document changed, or what stands in its folder, or what it was encoded by."""
    path = absolute(task.path).resolve()
    if path in files:
        return True
    if task.project is None or path.parent.parent != task.project.documents.resolve():
        return False
    settings = {each / projects.SETTINGS for each in path.parents}
    beside = {each for each in files if each.parent == path.parent}
    return bool(beside or settings & files)


def _shared(tasks: Sequence[Task]) -> Iterator[Path]:
    """Give the files by which all documents of the projects are judged."""
    for project in {each.project.root: each.project for each in tasks if each.project}.values():
        yield from (*project.registers, *project.schemas, *project.rules, *project.catalogs)
        yield from project.schema_files.values()


def _common(top: Path, ref: str) -> str:
    """Give the last commit that the current one has in common with another."""
    try:
        _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except UsageError:
        remedy = "Name a commit, a branch or a tag that is in this clone"
        fetch = f", or fetch it first: git fetch origin {ref.removeprefix('origin/')}"
        raise UsageError(
            f"--changed-since {ref}: there is no such commit. {remedy}{fetch}."
        ) from None
    try:
        return _git(top, "merge-base", "--end-of-options", ref, "HEAD").decode().strip()
    except UsageError:
        if _git(top, "rev-parse", "--is-shallow-repository").strip() == b"true":
            raise UsageError(
                f"--changed-since {ref}: this clone is shallow and lacks the history up to {ref}. "
                "Fetch it: git fetch --unshallow (GitHub: fetch-depth: 0; GitLab: GIT_DEPTH: 0)."
            ) from None
        return ref


def _changed(top: Path, commit: str) -> list[str]:
    """Give the files that are new, changed or gone since a commit, as seen from the top."""
    diff = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", commit, "--")
    new = ("ls-files", "-z", "--others", "--exclude-standard")
    listed = (_git(top, *diff) + _git(top, *new)).split(b"\0")
    return sorted({os.fsdecode(each) for each in listed if each})


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            [*_GIT, *arguments],
            cwd=folder,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    except FileNotFoundError:
        raise UsageError("--changed-since needs git, and there is none here. Install it.") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise UsageError(f"--changed-since: git says: {said or 'no'}")
    return done.stdout
