"""Starting a project or a document: folders and first files, from templates of the package.

The files are data (`templates/project`, and `templates/collection` for TEI that is there); nothing
here knows what they say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from teipipe import resources
from teipipe.build.writing import write
from teipipe.documents import absolute, parse
from teipipe.encode.frame import is_identifier
from teipipe.errors import DocumentError, UsageError
from teipipe.project import FILE, SOURCE, SUFFIXES, load_project
from teipipe.registers import is_register
from teipipe.selection import below

SAMPLE = "letter"
"""What the first document is called unless told."""
_SAMPLE = {
    "{title}": "A letter from Berne",
    "{author}": "Anna",
    "{foreign}": '      <language ident="fr">French</language>\n',
}
_OWN = {"{title}": "Title here", "{author}": "Author name", "{foreign}": ""}
"""What the header says first: of the sample, and where somebody is to write it."""
_OF_SAMPLE = re.compile(rb"^(.*) # of the sample$", re.M)
_NO_IDENTIFIER = re.compile("[^A-Za-z0-9_.-]+")
NAMES = {"gitignore": ".gitignore"}
"""Files that a template cannot hold under their own names, for they would work there."""


@dataclass(frozen=True, slots=True)
class _First:
    """The first document of a project: its name, and the transcription, or that of the sample."""

    identifier: str
    text: bytes | None = None


def start(
    folder: Path, identifier: str | None = None, text: Path | None = None
) -> tuple[Path, ...]:
    """Write a new project into a folder, or into a project one more document; give the files.

    `text` is a transcription, in place of a sample: the document has its name unless told. Where
    neither it nor a name is given, TEI that the folder holds is what the project is of, and a
    sample is made only where there is none. A file that may stand in any folder (`NAMES`) is left
    as it is.

    Raises `UsageError`, and writes nothing, where one of the others exists, or where the name
    cannot be an `xml:id`; `ConfigurationError` for a project whose settings are wrong.
    """
    first = _first(identifier, text)
    contents = _placed(folder, first)
    in_the_way = [each for each in map(_in_the_way, contents) if each]
    if in_the_way:
        listed = ", ".join(dict.fromkeys(map(str, in_the_way)))
        raise UsageError(
            f"There already: {listed}. Nothing was written; choose another folder or name."
        )
    missing = [path for path in contents if not path.exists()]
    for path in missing:
        write(path, contents[path])
    return tuple(missing)


def _in_the_way(path: Path) -> Path | None:
    """Give what stands where a file is to be, or where a folder around it is to be."""
    file = next((each for each in path.parents if each.is_file()), None)
    return file or (path if path.exists() and path.name not in NAMES.values() else None)


def _first(identifier: str | None, text: Path | None) -> _First | None:
    if text is None:
        return None if identifier is None else _First(_checked(identifier))
    try:
        content = text.read_bytes()
    except OSError as error:
        raise UsageError(f"{text}: {error.strerror}.") from None
    named = _NO_IDENTIFIER.sub("-", text.stem).strip("-.") if identifier is None else identifier
    return _First(_checked(named), content)


def _placed(folder: Path, first: _First | None) -> Mapping[Path, bytes]:
    """Give what is to be written: of a project that is there, only the files of the document."""
    settings = folder / FILE
    if settings.is_file():
        own = folder / load_project(settings).documents.relative_to(absolute(folder))
        return _of_document(own, first or _First(SAMPLE))
    found = _tei_below(folder) if first is None else ()
    made = _collection(folder, found) if found else _project(first or _First(SAMPLE))
    return {folder / path: content for path, content in made.items()}


def _of_document(documents: Path, first: _First) -> Mapping[Path, bytes]:
    made = _project(first).items()
    files = {path.relative_to("tei"): content for path, content in made if path.match("tei/*/*")}
    own = first.identifier
    return {documents / path: each for path, each in files.items() if path.parts[0] == own}


def _project(first: _First) -> Mapping[PurePosixPath, bytes]:
    """Give the files of a project; with a transcription of one's own nothing is of the sample."""
    words = _SAMPLE if first.text is None else _OWN
    made = _templates("project", {"{id}": first.identifier, **words})
    if first.text is None:
        return made
    kept = {
        path: _OF_SAMPLE.sub(rb"# \1", content)
        for path, content in made.items()
        if "registers" not in path.parts
    }
    return {**kept, PurePosixPath("tei", first.identifier, SOURCE): first.text}


def _checked(identifier: str) -> str:
    if not is_identifier(identifier):
        raise UsageError(
            f"“{identifier}” cannot name a document: letters (a to z), digits, hyphens, dots and "
            "underscores, and a letter first."
        )
    return identifier


def _tei_below(folder: Path) -> Sequence[PurePosixPath]:
    found = (PurePosixPath(each) for each in below(folder).files)
    return [each for each in found if each.suffix.lower() in SUFFIXES]


def _collection(folder: Path, found: Sequence[PurePosixPath]) -> Mapping[PurePosixPath, bytes]:
    """Give the settings for TEI that is there: where the documents are, and which are registers."""
    registers = [each for each in found if _is_register(folder / each, folder)]
    documents = [each for each in found if each not in registers]
    if not documents:
        registers, documents = [], list(found)
    listed = json.dumps([str(each) for each in registers], ensure_ascii=False)
    stated = f"registers = {listed}" if registers else '# registers = ["persons.xml"]'
    words = {"{documents}": _folder_around(documents), "{registers}": stated}
    return _templates("collection", words)


def _is_register(path: Path, root: Path) -> bool:
    """Say whether a file is a register; one that cannot be read is a document that is told of."""
    try:
        content = path.read_bytes()
        return b"list" in content and is_register(parse(content, path, root))
    except (DocumentError, OSError):
        return False


def _folder_around(documents: Sequence[PurePosixPath]) -> str:
    """Give the path of the folder that holds all documents: the one they share, or this one."""
    tops = {each.parts[:-1][:1] for each in documents}
    return "/".join(tops.pop()) or "." if len(tops) == 1 else "."


def _templates(name: str, words: Mapping[str, str]) -> Mapping[PurePosixPath, bytes]:
    """Give each file of a new project, the settings first, with words filled in."""
    roots = [resources.template(each) for each in (name, "shared")]
    files = [(root, each) for root in roots for each in sorted(root.rglob("*")) if each.is_file()]
    files.sort(key=lambda each: each[1].name != FILE)
    return {
        PurePosixPath(_filled(_own_name(each.relative_to(root)), words)): _filled(
            each.read_text("utf-8"), words
        ).encode()
        for root, each in files
    }


def _own_name(path: Path) -> str:
    return path.with_name(NAMES.get(path.name, path.name)).as_posix()


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(name, word)
    return text
