"""Where a command looks: the files that paths name, and the projects and folders around them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from teipipe import project as projects
from teipipe.documents import absolute, root_of, shown
from teipipe.errors import UsageError
from teipipe.findings import Finding, Place, finding
from teipipe.project import SUFFIXES, Project, is_part
from teipipe.selection import Found, below


class Places:
    """Projects and roots around files, looked up once for each folder."""

    def __init__(self) -> None:
        self._projects: dict[str, Project | None] = {}
        self._around: dict[str, tuple[Path, Project | None]] = {}
        self._settings: dict[int, Mapping[str, Any]] = {}
        self.notes: list[Finding] = []

    def project(self, folder: str) -> Project | None:
        """Give the project around a folder, which is named from the root of the file system."""
        if folder not in self._projects:
            file, above = os.path.join(folder, projects.FILE), os.path.dirname(folder)  # noqa: PTH118, PTH120
            if os.path.isfile(file):  # noqa: PTH113
                self._projects[folder] = projects.load_project(Path(file))
            else:
                self._projects[folder] = self.project(above) if above != folder else None
        return self._projects[folder]

    def around(self, file: Path) -> tuple[Path, Project | None]:
        """Give the folder that a file may not leave, and the settings that hold for it."""
        folder = os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120
        if folder not in self._around:
            project = self.project(folder)
            of_file = (project.root, project.at(file)) if project else (root_of(file), None)
            self._around[folder] = of_file
        return self._around[folder]

    def note(self, link: Path) -> None:
        """Tell of a link to a folder, which is not followed (P048)."""
        root, _ = self.around(link)
        self.notes.append(finding("P048", Place(shown(link, root))))

    def settings(self, project: Project | None, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the parameters of a project's documents, those that are given before its own."""
        key = id(project)
        if key not in self._settings:
            self._settings[key] = {**(project.parameters if project else {}), **given}
        return self._settings[key]


def files_named(paths: Sequence[Path], places: Places) -> list[tuple[Path, str | None]]:
    """Give the files of paths, each with the folder below which it was named."""
    found = ((_files(path, places), _within(path)) for path in paths)
    return [(file, within) for files, within in found for file in files]


def _within(path: Path) -> str | None:
    return str(absolute(path)) if path.is_dir() else None


def project_around(start: Path, places: Places) -> Project:
    """Give the project in which a folder lies, or raise `UsageError` with what to do."""
    project = places.project(str(absolute(start)))
    if project is None:
        raise UsageError(
            f"No {projects.FILE} in {start} or above it. "
            "Name the files or folders to work on, or change into a project."
        )
    return project


def documents_of(project: Project, places: Places) -> list[tuple[Path, str | None]]:
    """Give the documents of a project, or raise `UsageError` where there are none yet."""
    found = project.found()
    _look_whether_all(found, project.root, places)
    written = found.files
    if not written and project.sources:
        patterns = ", ".join(project.sources)
        raise UsageError(
            f"{project.root / projects.FILE}: sources ({patterns}) select no TEI file."
        )
    if not written:
        raise UsageError(
            f"{project.documents}: no TEI document yet. "
            "Put one there, make it with “teipipe encode”, or name other files as sources "
            f"in {projects.FILE}."
        )
    places.notes += _beside(project.root, found)
    return [(project.root / file, "") for file in written]


def _beside(root: Path, found: Found) -> Iterator[Finding]:
    """Tell of TEI in the folder of a document that takes in no other file (P053)."""
    for document, parts in found.parts.items():
        tei = [
            each for each in parts if each.lower().endswith(SUFFIXES) and not is_part(root / each)
        ]
        if tei and not _takes_in(root / document):
            first = tei[0].rpartition("/")[2]
            yield finding("P053", Place(document), count=str(len(tei)), first=first)


def _takes_in(document: Path) -> bool:
    try:
        content = document.read_bytes()
    except OSError:
        return True
    return b"XInclude" in content or b"<!ENTITY" in content


def _look_whether_all(found: Found, folder: Path, places: Places) -> None:
    """Tell of links to folders, and go no further where documents may be that cannot be seen.

    They would be taken for gone, and their outputs with them.
    """
    for each in found.links:
        places.note(folder / each)
    if found.unread:
        unread = ", ".join(str(folder / each) for each in found.unread)
        raise UsageError(f"{unread}: the folder cannot be read. Make it readable, or leave it out.")


def _files(path: Path, places: Places) -> list[Path]:
    if path.is_dir():
        inside = below(path)
        named = (path / each for each in inside.files if each.lower().endswith(SUFFIXES))
        found = [each for each in named if not is_part(each)]
        _look_whether_all(inside, path, places)
        if not found:
            raise UsageError(f"{path}: no {' or '.join(SUFFIXES)} file in this folder or below it.")
        return found
    if str(path) == "-":
        raise UsageError("Standard input is not read: save the document, and name its file.")
    if not path.exists():
        remedy = " Nothing is fetched: save it, and name its file." if _is_address(path) else ""
        raise UsageError(f"{path}: no such file or folder.{remedy}")
    return [path]


def _is_address(path: Path) -> bool:
    return path.parts[:1] in (("http:",), ("https:",), ("ftp:",))


def once(files: Sequence[tuple[Path, str | None]]) -> list[tuple[Path, str | None]]:
    """Give each file once, however it was named."""
    found = {os.path.abspath(each[0]): each for each in reversed(files)}  # noqa: PTH100
    return list(found.values())[::-1]
