"""Starting a project or a document: folders and first files, from templates of the package.

The files are data (`templates/project`); nothing here knows what they say.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from teipipe import resources
from teipipe.build.writing import write
from teipipe.documents import absolute
from teipipe.encode.frame import is_identifier
from teipipe.errors import UsageError
from teipipe.project import FILE, load_project

DOCUMENT = "document"
"""The folder of the template that gets the name of the first document."""
NAMES = {"gitignore": ".gitignore"}
"""Files that a template cannot hold under their own names, for they would work there."""


def start(folder: Path, identifier: str) -> tuple[Path, ...]:
    """Write a new project into a folder, or into a project one more document; give the files.

    Raises `UsageError`, and writes nothing, where one of the files exists, or where the name
    cannot be an `xml:id`; `ConfigurationError` for a project whose settings are wrong.
    """
    if not is_identifier(identifier):
        raise UsageError(
            f"“{identifier}” cannot name a document: letters (a to z), digits, hyphens, dots and "
            "underscores, and a letter first."
        )
    contents = _placed(folder, identifier)
    in_the_way = [path for path in contents if path.exists() or _under_a_file(path)]
    if in_the_way:
        listed = ", ".join(str(path) for path in in_the_way)
        raise UsageError(
            f"There already: {listed}. Nothing was written; choose another folder or name."
        )
    for path, content in contents.items():
        write(path, content)
    return tuple(contents)


def _placed(folder: Path, identifier: str) -> Mapping[Path, bytes]:
    """Give what is to be written: of a project that is there, only the files of the document."""
    templates = _templates(identifier)
    settings = folder / FILE
    if not settings.is_file():
        return {folder / path: content for path, content in templates.items()}
    documents = load_project(settings).documents.relative_to(absolute(folder))
    own = folder / documents / identifier
    return {
        own / path.name: each for path, each in templates.items() if path.match(own.name + "/*")
    }


def _templates(identifier: str) -> Mapping[PurePosixPath, bytes]:
    """Give each file of a new project, the settings first."""
    root = resources.template("project")
    files = sorted(each for each in root.rglob("*") if each.is_file())
    files.sort(key=lambda each: each.name != FILE)
    return {
        _named(
            PurePosixPath(each.relative_to(root).as_posix()), identifier
        ): each.read_bytes().replace(b"{id}", identifier.encode())
        for each in files
    }


def _named(path: PurePosixPath, identifier: str) -> PurePosixPath:
    parts = [identifier if part == DOCUMENT else NAMES.get(part, part) for part in path.parts]
    return PurePosixPath(*parts)


def _under_a_file(path: Path) -> bool:
    return any(each.is_file() for each in path.parents)
