"""Reading a `teipipe.toml`, and checking what no schema can judge."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from teipipe import resources
from teipipe.configuration import KeyPath, check, key_lines, mistake, nearest, place_of, read_toml
from teipipe.documents import absolute, is_below, shown
from teipipe.errors import ConfigurationError, UsageError
from teipipe.findings import Finding, Place, catalogue
from teipipe.project.formats import FORMATS, ordered, unknown_format
from teipipe.project.model import FILE, MEGABYTE, Accepted, Limits, Project

_SHIPPED = ("urn:teipipe:schemas:teipipe.rng", "urn:teipipe:schemas:teipipe.sch")
"""The shipped schemas, by their stable names."""
_PLACEHOLDERS = ("stem", "parent", "path")
"""What a pattern of names may hold: the file's name without its suffix, its folder's, its path."""


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


def parameters(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Check parameters from the command line as those of a `teipipe.toml` are checked.

    Raises `UsageError` with the nearest known name or the allowed values.
    """
    if not given:
        return given
    typed = {name: _typed(name, value) for name, value in given.items()}
    mistakes = check({"parameters": typed}, "project.schema.json", "--set")
    if mistakes:
        raise UsageError(f"{mistakes[0].message} {mistakes[0].hint}")
    return typed


def _typed(name: str, value: Any) -> Any:
    """Give the value of a parameter as its type: on the command line every value is a word."""
    schema = resources.table("schemas/project.schema.json")
    rule = schema["properties"]["parameters"]["properties"].get(name, {})
    is_number = rule.get("type") == "integer" and str(value).isdecimal()
    return int(value) if is_number else value


def _severities(file: Path, given: Mapping[str, str]) -> Mapping[str, str]:
    """Check the severities that a project changes: what is unreadable stays an error."""
    for code, severity in given.items():
        known = _known_code(file, ("severities", code), code)
        if code.startswith("P") and known == "error" and severity != "error":
            raise _mistake("severity-that-stays", file, ("severities", code), code=code)
    return given


def _accepted(file: Path, given: Sequence[Mapping[str, str]]) -> tuple[Accepted, ...]:
    lines = key_lines(file.read_text("utf-8")) if given else {}
    for number, each in enumerate(given):
        _known_code(file, ("accepted", number, "code"), each["code"])
    return tuple(
        Accepted(**each, line=lines.get(("accepted", number))) for number, each in enumerate(given)
    )


def told_where_named(found: Finding, root: Path) -> Finding:
    """Tell that a file of a project is not there at the place where its `teipipe.toml` names it."""
    if found.place.line is not None:
        return found
    lines = (root / FILE).read_text("utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        for each in re.finditer(r"""(["'])(.*?)\1""", line):
            if root / each[2] == root / (found.place.file or ""):
                span = each.start() + 1, number, each.end() + 1
                return replace(found, place=Place(FILE, number, *span))
    return found


def _known_code(file: Path, key: KeyPath, code: str) -> str:
    """Give the severity of a code in the catalogue; another word is refused."""
    if code not in catalogue():
        raise _mistake("unknown-code", file, key, code=code)
    return catalogue()[code]["severity"]


def _formats(file: Path, names: Sequence[str]) -> tuple[str, ...]:
    if unknown := unknown_format(names, absolute(file).parent):
        name, near = unknown
        raise _mistake("unknown-format", file, ("formats",), name=name, near=near)
    return ordered(names)


def _names(file: Path, pattern: str) -> str:
    """Check the pattern of the outputs' names."""
    unknown = set(re.findall(r"\{([^{}]*)\}", pattern)) - set(_PLACEHOLDERS)
    if unknown:
        name = min(unknown)
        near = nearest(name, _PLACEHOLDERS, "There are")
        raise _mistake("unknown-part-of-names", file, ("names",), name=name, near=near)
    if "/" in pattern:
        raise _mistake("name-with-folder", file, ("names",))
    if pattern and not re.search(r"\{(?:stem|path)\}", pattern):
        raise _mistake("one-name-for-all", file, ("names",))
    return pattern


def _parts(
    file: Path, project: Project, folders: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Project]:
    """Give the settings of folders with their own, which begin with those of the folder around."""
    made: dict[str, Project] = {}
    for name in sorted(folders, key=lambda each: each.rstrip("/").count("/")):
        own, path = folders[name], _below(file, "folders", name)
        if not path.is_dir():
            raise _mistake("no-folder", file, ("folders", name), name=name)
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
        shipped = ", ".join(_SHIPPED)
        raise _mistake("unknown-schema", file, (key,), name=name, shipped=shipped) from None


def _below(file: Path, key: str, name: str) -> Path:
    """Give a path of the project; one that leads out of it is refused."""
    root = absolute(file).parent
    path = root / name
    if not is_below(path, root):
        raise _mistake("escaping-path", file, (key, name), path=name)
    return path


def _mistake(kind: str, file: Path, key: KeyPath, /, **arguments: str) -> ConfigurationError:
    """Make the error of a value that no schema can judge, at its key."""
    return ConfigurationError(
        mistake(kind, place_of(key, file, absolute(file).parent), **arguments)
    )
