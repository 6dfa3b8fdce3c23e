"""The project: the frozen content of `teipipe.toml` and where its files are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from teipipe import resources
from teipipe.configuration import KeyPath, check, key_lines, mistake, nearest, read_toml
from teipipe.documents import absolute, shown
from teipipe.errors import ConfigurationError, UsageError
from teipipe.findings import catalogue
from teipipe.selection import below, selected

FILE = "teipipe.toml"
SOURCE = "source.txt"
"""The transcription of a document, in its folder."""
SETTINGS = "encoding.toml"
HEADER = "header.xml"
"""What a document is encoded from besides its transcription, in its folder."""
FORMATS = ("html", "text", "epub")
"""The shipped formats, in the order of building."""
SUFFIXES = (".xml", ".tei")
"""What TEI documents are called."""
SHEETS = "xslt"
"""The folder of a project's own stylesheets."""
SHIPPED = ("urn:teipipe:schemas:teipipe.rng", "urn:teipipe:schemas:teipipe.sch")
"""The shipped schemas, by their stable names."""
PLACEHOLDERS = ("stem", "parent", "path")
"""What a pattern of names may hold: the file's name without its suffix, its folder's, its path."""
MEGABYTE = 1_000_000
"""How settings and messages count: a megabyte is a million bytes."""
_FORMAT = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that a project takes as it is: its code, its file, words of its message, and why.

    `line` is where teipipe.toml says so.
    """

    code: str
    document: str
    reason: str
    message: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: the bytes of its file, and the seconds for its first megabyte.

    For each further megabyte it has a quarter of these seconds again.
    """

    seconds: float = 120.0
    size: int = 64 * MEGABYTE

    def time_for(self, size: int) -> float:
        """Give the seconds that a document of so many bytes has."""
        return self.seconds * (1 + max(0, size - MEGABYTE) / MEGABYTE / 4)


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a `teipipe.toml`; all paths are absolute and below `root`.

    `rules`, `catalogs`, `schema_files` and `seconds` are for validation: the project's own
    Schematron, where addresses of schemas lead, and the time that Schematron has. `deposit` is
    what the project says of its deposit, as it stands. `severities` (by code) and `accepted` judge
    what is found. `sources` and `exclude` are patterns of the documents' paths, `names` is that of
    their outputs' names; `parts` are the settings of folders that have their own, by their paths.
    """

    root: Path
    documents: Path
    out: Path
    registers: tuple[Path, ...] = ()
    schemas: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    catalogs: tuple[Path, ...] = ()
    schema_files: Mapping[str, Path] = field(default_factory=dict)
    seconds: float | None = None
    formats: tuple[str, ...] = FORMATS
    parameters: Mapping[str, Any] = field(default_factory=dict)
    deposit: Mapping[str, Any] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    limits: Limits = field(default_factory=Limits)
    sources: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    names: str = ""
    parts: Mapping[str, Project] = field(default_factory=dict)

    def folders(self) -> tuple[Path, ...]:
        """Give the folders of the documents, by name: those with a source or a TEI file."""
        return tuple(
            each
            for each in self._below()
            if (each / SETTINGS).is_file() or tei_file(each).is_file()
        )

    def texts(self) -> tuple[Path, ...]:
        """Give the documents that are written: those that `sources` select, else by folder."""
        if not self.sources:
            written = (tei_file(each) for each in self._below())
            return tuple(each for each in written if each.is_file())
        apart = {shown(each, self.root) for each in (*self.registers, self.out)}
        found = selected(below(self.root, apart).files, self.sources, self.exclude)
        return tuple(self.root / each for each in found if each.lower().endswith(SUFFIXES))

    def _below(self) -> list[Path]:
        return sorted(self.documents.iterdir()) if self.documents.is_dir() else []

    def files(self) -> tuple[Path, ...]:
        """Give the project's TEI: the documents that are written, and the registers."""
        return (*self.texts(), *self.registers)

    def at(self, path: Path) -> Project:
        """Give the settings that hold for a file: those of the nearest folder with its own."""
        if not self.parts:
            return self
        around = (shown(each, self.root) for each in absolute(path).parents)
        return next((self.parts[each] for each in around if each in self.parts), self)


def tei_file(folder: Path) -> Path:
    """Give the TEI file of a document's folder: both have the document's name."""
    return folder / f"{folder.name}.xml"


def find(start: Path) -> Project | None:
    """Give the project around a file or folder, or None."""
    file = settings_file(start)
    return load_project(file) if file else None


def settings_file(start: Path) -> Path | None:
    """Give the nearest `teipipe.toml` in a folder or above it, or None."""
    start = absolute(start)
    folders = (folder / FILE for folder in (start, *start.parents))
    return next((file for file in folders if file.is_file()), None)


def load_project(file: Path) -> Project:
    """Read a `teipipe.toml`; raises `ConfigurationError` with the place of each mistake."""
    root = absolute(file).parent
    settings = read_toml(file, "project.schema.json", root)
    project = Project(
        root=root,
        documents=_below(file, "documents", settings.get("documents", "tei")),
        out=_below(file, "out", settings.get("out", "outputs")),
        registers=tuple(_below(file, "registers", each) for each in settings.get("registers", ())),
        schemas=tuple(_schema(file, "schemas", each) for each in settings.get("schemas", ())),
        rules=tuple(_schema(file, "rules", each) for each in settings.get("rules", ())),
        catalogs=tuple(_below(file, "catalogs", each) for each in settings.get("catalogs", ())),
        schema_files={
            address: _schema(file, "schema-files", each)
            for address, each in settings.get("schema-files", {}).items()
        },
        seconds=settings.get("schematron", {}).get("seconds"),
        formats=_formats(file, settings.get("formats", FORMATS)),
        parameters=settings.get("parameters", {}),
        deposit=settings.get("deposit", {}),
        severities=_severities(file, settings.get("severities", {})),
        accepted=_accepted(file, settings.get("accepted", ())),
        limits=_limits(settings.get("limits", {})),
        sources=tuple(settings.get("sources", ())),
        exclude=tuple(settings.get("exclude", ())),
        names=_names(file, settings.get("names", "")),
    )
    return replace(project, parts=_parts(file, project, settings.get("folders", {})))


def known_formats(root: Path | None) -> tuple[str, ...]:
    """Give the names of the shipped formats, and of those that a project brings.

    Each `xslt/<name>.xsl` of a project is one, unless it overrides a shipped stylesheet.
    """
    sheets = sorted((root / SHEETS).glob("*.xsl")) if root else ()
    own = (each.stem for each in sheets if not resources.is_shipped(f"{SHEETS}/{each.name}"))
    return (*FORMATS, *(each for each in own if _FORMAT.fullmatch(each)))


def ordered(names: Sequence[str]) -> tuple[str, ...]:
    """Give formats in the order of building, each once: the shipped ones, then the project's."""
    own = sorted(each for each in set(names) if each not in FORMATS)
    return (*(each for each in FORMATS if each in names), *own)


def unknown_format(names: Sequence[str], root: Path | None) -> tuple[str, str] | None:
    """Give the first name that is no format, and what may be meant by it."""
    strange = [each for each in names if each not in FORMATS]
    known = known_formats(root) if strange else FORMATS
    unknown = next((each for each in strange if each not in known), None)
    return None if unknown is None else (unknown, nearest(unknown, known, "Formats"))


def parameters(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Check parameters from the command line as those of a `teipipe.toml` are checked.

    Raises `UsageError` with the nearest known name or the allowed values.
    """
    if not given:
        return given
    typed = {name: _typed(name, value) for name, value in given.items()}
    mistakes = check({"parameters": typed}, "project.schema.json", "--set")
    if mistakes:
        arguments = mistakes[0].arguments
        raise UsageError(f"--set: {arguments['reason']} {arguments['remedy']}")
    return typed


def _typed(name: str, value: Any) -> Any:
    """Give the value of a parameter as its type: on the command line every value is a word."""
    schema = json.loads(resources.path("schemas/project.schema.json").read_text("utf-8"))
    rule = schema["properties"]["parameters"]["properties"].get(name, {})
    is_number = rule.get("type") == "integer" and str(value).isdecimal()
    return int(value) if is_number else value


def _severities(file: Path, given: Mapping[str, str]) -> Mapping[str, str]:
    """Check the severities that a project changes: what is unreadable stays an error."""
    for code, severity in given.items():
        known = _known_code(file, ("severities", code), code)
        if code.startswith("P") and known == "error" and severity != "error":
            reason = f"{code} keeps a file from being read, and stays an error."
            raise _mistake(file, ("severities", code), reason, "Take the line out.")
    return given


def _accepted(file: Path, given: Sequence[Mapping[str, str]]) -> tuple[Accepted, ...]:
    lines = key_lines(file.read_text("utf-8")) if given else {}
    for number, each in enumerate(given):
        _known_code(file, ("accepted", number, "code"), each["code"])
    return tuple(
        Accepted(**each, line=lines.get(("accepted", number))) for number, each in enumerate(given)
    )


def _known_code(file: Path, key: KeyPath, code: str) -> str:
    """Give the severity of a code in the catalogue; another word is refused."""
    if code not in catalogue():
        reason = f"There is no finding “{code}”."
        raise _mistake(file, key, reason, "Write a code as reports show it, such as V013.")
    return catalogue()[code]["severity"]


def _formats(file: Path, names: Sequence[str]) -> tuple[str, ...]:
    if unknown := unknown_format(names, absolute(file).parent):
        name, remedy = unknown
        raise _mistake(file, ("formats",), f"There is no format “{name}”.", remedy)
    return ordered(names)


def _names(file: Path, pattern: str) -> str:
    """Check the pattern of the outputs' names."""
    unknown = set(re.findall(r"\{([^{}]*)\}", pattern)) - set(PLACEHOLDERS)
    if unknown:
        remedy = nearest(min(unknown), PLACEHOLDERS, "There are")
        raise _mistake(file, ("names",), f"There is no “{{{min(unknown)}}}” in names.", remedy)
    if "/" in pattern:
        remedy = "Each document has one folder below out; write {path} or a “-”."
        raise _mistake(file, ("names",), "Names of outputs have no “/”.", remedy)
    if pattern and not re.search(r"\{(?:stem|path)\}", pattern):
        raise _mistake(
            file, ("names",), "All outputs would have one name.", "Use {stem} or {path}."
        )
    return pattern


def _parts(
    file: Path, project: Project, folders: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Project]:
    """Give the settings of folders with their own, which begin with those of the folder around."""
    made: dict[str, Project] = {}
    for name in sorted(folders, key=lambda each: each.rstrip("/").count("/")):
        own, path = folders[name], _below(file, "folders", name)
        if not path.is_dir():
            reason = f"There is no folder “{name}”."
            raise _mistake(file, ("folders", name), reason, "Correct its path from the project.")
        around = replace(project, parts=made).at(path)
        changes: dict[str, Any] = {}
        if "formats" in own:
            changes["formats"] = _formats(file, own["formats"])
        for each in ("schemas", "rules"):
            if each in own:
                changes[each] = tuple(_schema(file, each, one) for one in own[each])
        changes["parameters"] = {**around.parameters, **own.get("parameters", {})}
        made[shown(path, project.root)] = replace(around, parts={}, **changes)
    return made


def _limits(given: Mapping[str, Any]) -> Limits:
    size = {"size": int(given["size"] * MEGABYTE)} if "size" in given else {}
    return Limits(**{**given, **size})


def _schema(file: Path, key: str, name: str) -> Path:
    """Give a schema of the project, or a shipped one by its stable name."""
    try:
        return resources.named(name) or _below(file, key, name)
    except FileNotFoundError:
        reason = f"“{name}” names no schema of teipipe."
        remedy = f"The shipped ones are {', '.join(SHIPPED)}."
        raise _mistake(file, (key,), reason, remedy) from None


def _below(file: Path, key: str, name: str) -> Path:
    """Give a path of the project; one that leads out of it is refused."""
    root = absolute(file).parent
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        reason = f"The path “{name}” leads out of the project."
        remedy = "Keep every file of the project below the folder of teipipe.toml."
        raise _mistake(file, (key, name), reason, remedy)
    return path


def _mistake(file: Path, key: KeyPath, reason: str, remedy: str) -> ConfigurationError:
    return mistake(file, absolute(file).parent, key, reason, remedy)
