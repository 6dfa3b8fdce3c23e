"""The plan: which documents a command means, and where their outputs go."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from teipipe import project as projects
from teipipe.build.places import Places, documents_of, files_named, once, project_around
from teipipe.configuration import mistake, place_of
from teipipe.documents import absolute, shown
from teipipe.errors import ConfigurationError, UsageError
from teipipe.findings import Finding, Place, finding
from teipipe.project import (
    FORMATS,
    Limits,
    Project,
    ordered,
    parameters,
    unknown_format,
)

BOOK = ".epub"
"""What an e-book is called, by its last letters."""
OUT = "outputs"
EPOCH = "SOURCE_DATE_EPOCH"
"""The variable with the date of documents that have none (reproducible-builds.org)."""
_LANGUAGE = ("parameters", "language")
_NAME = re.compile(
    r"(?!(?i:manifest\.json|index[\w-]*\.html)$)"
    r"[^.\x00-\x1f\x7f\ud800-\udfff][^\x00-\x1f\x7f\ud800-\udfff]*"
)
"""What outputs may be called: not as the lists of all documents beside them, nothing hidden, no
control character, nothing but Unicode."""
_LONGEST = 240
"""Bytes of a name of outputs: file systems bear 255, with what follows it in the names of files."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document and what is to be made of it.

    `identifier` names the outputs and their folder below `base`, that of all outputs; `root` is the
    folder that the document may not leave; `settings` are the parameters of the stylesheets.
    `within` is what the document was found in: a folder that was named, or “” for a
    project as a whole; a file that was named itself is within nothing (None). A task `is_partial`
    if formats were asked for: those of earlier builds then stand. `epoch` is the value of
    `SOURCE_DATE_EPOCH`.
    """

    path: Path
    identifier: str
    root: Path
    project: Project | None
    base: Path
    formats: tuple[str, ...] = FORMATS
    settings: Mapping[str, Any] = field(default_factory=dict)
    within: str | None = None
    is_partial: bool = False
    epoch: str = ""

    @property
    def out(self) -> Path:
        """The folder of the document's outputs."""
        return self.base / self.identifier

    @property
    def name(self) -> str:
        """The document's path as reports show it."""
        return shown(self.path, self.root)

    @property
    def limits(self) -> Limits:
        """What the document may cost."""
        return self.project.limits if self.project else Limits()


@dataclass(frozen=True, slots=True)
class Planned:
    """Tasks, and what was found about documents that are none."""

    tasks: tuple[Task, ...]
    notes: tuple[Finding, ...]


def plan(
    paths: Sequence[Path] = (),
    *,
    formats: Sequence[str] | None = None,
    out: Path | None = None,
    settings: Mapping[str, Any] | None = None,
    start: Path | None = None,
) -> tuple[Task, ...]:
    """List the documents of a project (no path given), or of files and folders, to be built.

    `formats`, `out` and `settings` go before those of a project; `start` is the folder in which a
    project is looked for, the current one unless told. What is odd is told by `survey`.

    Raises `UsageError` for a path that does not exist, a folder without TEI, an unknown format or
    parameter, names none of which an output can have, and where there is neither a path nor a
    project.
    """
    return survey(paths, formats=formats, out=out, settings=settings, start=start).tasks


def survey(
    paths: Sequence[Path] = (),
    *,
    formats: Sequence[str] | None = None,
    out: Path | None = None,
    settings: Mapping[str, Any] | None = None,
    start: Path | None = None,
) -> Planned:
    """List documents as `plan` does; tell which are left out, and what is amiss in projects."""
    places = Places()
    files = files_named(paths, places) or documents_of(
        project_around(start or Path.cwd(), places), places
    )
    checked = parameters(settings or {})
    tasks = _tasks(files, places, formats, out, checked)
    distinct = {id(each.project): each.project for each in tasks}
    for project in distinct.values():
        _check_language(project, {**(project.parameters if project else {}), **checked})
    for task in tasks:
        _check_view(task)
    named, clashes = _distinct(tasks)
    roots = dict.fromkeys(project.root for project in distinct.values() if project)
    return Planned(named, (*places.notes, *_unused_labels(roots), *clashes))


def listed(paths: Sequence[Path] = (), start: Path | None = None) -> tuple[Task, ...]:
    """List the documents and registers of a project, or files and folders, to be checked.

    Raises `UsageError` as `plan` does; whatever a file is called, it can be checked.
    """
    return inspected(paths, start).tasks


def inspected(paths: Sequence[Path] = (), start: Path | None = None) -> Planned:
    """List documents as `listed` does; tell where none were looked for."""
    places = Places()
    files = files_named(paths, places)
    if not files:
        project = project_around(start or Path.cwd(), places)
        files = [*documents_of(project, places), *((each, "") for each in project.registers)]
    return Planned(tuple(_tasks(files, places, None, None, {})), tuple(places.notes))


def _tasks(
    files: Sequence[tuple[Path, str | None]],
    places: Places,
    formats: Sequence[str] | None,
    out: Path | None,
    settings: Mapping[str, Any],
) -> list[Task]:
    return [_task(file, within, places, formats, out, settings) for file, within in once(files)]


def _check_view(task: Task) -> None:
    """Refuse a view that one of the formats does not have."""
    view = task.settings.get("view", "reading")
    if view == "reading":
        return
    from teipipe.transform.formats import SHIPPED

    for each in SHIPPED.values():
        if each.name in task.formats and each.views and view not in each.views:
            has = " and ".join(each.views)
            reason = f"The view “{view}” is one of the text; {each.name} has {has}."
            raise UsageError(f"{reason} Add --to text.")


def _check_language(project: Project | None, settings: Mapping[str, Any]) -> None:
    """Refuse a setting that nothing could follow: there must be labels in the language."""
    root, language = project.root if project else None, settings.get("language")
    if language is None:
        return
    from teipipe.transform.labels import FOLDER, known_languages, tags

    if not known_languages(root).isdisjoint(tags(language)):
        return
    known, file = ", ".join(sorted(known_languages(root))), f"{FOLDER}/{language}.json"
    told = {"language": language, "known": known, "file": file}
    if project and project.parameters.get("language") == language:
        place = place_of(_LANGUAGE, project.root / projects.FILE, project.root)
        raise ConfigurationError(mistake("unknown-language", place, **told))
    found = mistake("unknown-language", Place(), **told)
    raise UsageError(f"{found.message} {found.hint}")


def _unused_labels(roots: Iterable[Path]) -> Iterator[Finding]:
    """Tell of labels of projects that nothing asks for."""
    for root in roots:
        if (root / projects.SHEETS).is_dir():
            from teipipe.transform.labels import unused_labels

            yield from unused_labels(root)


def _formats(names: Sequence[str] | None, project: Project | None) -> tuple[str, ...]:
    """Give the formats that are asked for, else the project's, else the shipped ones."""
    if names is None:
        return project.formats if project else FORMATS
    if unknown := unknown_format(names, project.root if project else None):
        name, remedy = unknown
        raise UsageError(f"No such format: “{name}”. {remedy}")
    return ordered(names)


def _task(
    file: Path,
    within: str | None,
    places: Places,
    formats: Sequence[str] | None,
    out: Path | None,
    settings: Mapping[str, Any],
) -> Task:
    root, project = places.around(file)
    return Task(
        path=file,
        identifier=_by_pattern(project, file) if project and project.names else file.stem,
        root=root,
        project=project,
        base=out or (project.out if project else Path(OUT)),
        formats=_formats(formats, project),
        settings=places.settings(project, settings),
        within=within,
        is_partial=formats is not None,
        epoch=os.environ.get(EPOCH, ""),
    )


def _by_pattern(project: Project, file: Path) -> str:
    """Give the name of a document's outputs by the project's pattern."""
    path = shown(file, project.root).removesuffix(file.suffix)
    parts = {
        "stem": file.stem,
        "parent": absolute(file).parent.name,
        "path": path.replace("/", "-"),
    }
    return project.names.format_map(parts)


def _distinct(tasks: list[Task]) -> tuple[tuple[Task, ...], list[Finding]]:
    """Put the folder's name before the identifiers that clash, and leave out what clashes still.

    What no output can be called is left out as well; where nothing else is, `UsageError` says so.
    """
    times = Counter(folded(task.identifier) for task in tasks if not _is_named(task))
    taken: dict[str, Task] = {}
    found: list[Finding] = []
    for task in tasks:
        clashes = times[folded(task.identifier)] > 1 and not _is_named(task)
        named = _after_folder(task) if clashes else task
        name = named.identifier
        if not _NAME.fullmatch(name) or len(name.encode()) > _LONGEST:
            found.append(finding("P051", Place(_visible(task.name))))
        elif other := taken.get(folded(name)):
            clash = {"identifier": name, "other": other.name}
            found.append(finding("P049", Place(task.name), **clash))
        else:
            taken[folded(name)] = named
    if not taken:
        raise UsageError(*found)
    return tuple(taken.values()), found


def folded(name: str) -> str:
    """Give what tells names apart everywhere: no capitals, and no way in which marks are coded."""
    return normalize("NFC", name).casefold()


def _visible(name: str) -> str:
    """Give a name with what cannot be shown written as Python writes it."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode("ascii")
        for each in name
    )


def _after_folder(task: Task) -> Task:
    folder = absolute(task.path).parent.name
    return replace(task, identifier=f"{folder}-{task.identifier}")


def _is_named(task: Task) -> bool:
    return bool(task.project and task.project.names)
