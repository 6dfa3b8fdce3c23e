"""Settings in TOML, checked against a JSON Schema, with the place of each mistake.

`tomllib` gives no position for a key, so `key_lines` scans tables and keys itself.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from teipipe import cache, resources
from teipipe.documents import shown
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, Place, finding, why

KeyPath = tuple[str | int, ...]
"""The way to a value: keys, and an index (from 0) for each table of an array."""

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*[\w-]+)*)\s*=""")
_PART = re.compile(r"""\s*("[^"]*"|'[^']*'|[^.\s"']+)\s*\.?""")
_LONG = ('"""', "'''")
_TOKEN = re.compile(r"""\"{3}|'{3}|"(?:\\.|[^"\\])*"|'[^']*'|#.*|[\[\]]""")
_FINISHED = (0, "")
_FLAT = {"$schema", "title", "type", "additionalProperties", "properties"}
_WORD = {"type": "string", "minLength": 1}


def read_toml(path: Path, schema: str, root: Path) -> dict[str, Any]:
    """Read and check a settings file; `schema` is a resource such as `project.schema.json`.

    Raises `ConfigurationError` with every mistake as a finding (P003, P005).
    """
    name = shown(path, root)
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ConfigurationError(finding("P003", Place(name), reason=error.strerror)) from None
    except UnicodeDecodeError:
        raise ConfigurationError(finding("P003", Place(name), reason=why("not-utf-8"))) from None
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(_no_toml(name, text, str(error))) from None
    found = check(settings, schema, name, key_lines(text))
    if found:
        raise ConfigurationError(*found)
    return settings


def check(
    settings: Mapping[str, Any],
    schema: str,
    name: str,
    lines: Mapping[KeyPath, int] | None = None,
) -> list[Finding]:
    """Give the mistakes of settings against a JSON Schema; `lines` tells where the keys stand.

    What an earlier run found right is not looked at again: starting the validator takes a tenth of
    a short run.
    """
    rules = resources.path(f"schemas/{schema}").read_bytes()
    known = cache.mark("settings", (rules, repr(settings).encode("utf-8", "surrogatepass")))
    if is_plain(settings, json.loads(rules)) or cache.is_set(known):
        return []
    found = list(_mistakes(settings, json.loads(rules), name, lines or {}))
    if not found:
        cache.remember(known)
    return found


def is_plain(settings: Mapping[str, Any], rules: Mapping[str, Any]) -> bool:
    """Tell whether settings are so plainly right that the validator need not be started.

    That is so only where each key is known, holds a word, a list of words, or a table that another
    schema judges, and this one asks for nothing more.
    """
    known = rules.get("properties", {})
    return rules.keys() <= _FLAT and all(
        key in known and _is_plain_value(value, known[key]) for key, value in settings.items()
    )


def _is_plain_value(value: object, rule: Mapping[str, Any]) -> bool:
    asked = {key: each for key, each in rule.items() if key not in ("default", "description")}
    if asked == _WORD:
        return isinstance(value, str) and bool(value)
    if asked == {"type": "object"}:
        return isinstance(value, dict)
    words = isinstance(value, list) and all(isinstance(each, str) and each for each in value)
    return words and asked == {"type": "array", "items": _WORD}


def key_lines(text: str) -> dict[KeyPath, int]:
    """Map the path of every table and key in a TOML text to its line (from 1)."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    arrays: dict[tuple[str, ...], int] = {}
    unfinished = _FINISHED
    for number, line in enumerate(text.split("\n"), 1):
        if unfinished != _FINISHED:
            unfinished = _unfinished(line, *unfinished)
            continue
        heading = _TABLE.match(line)
        key = _KEY.match(line)
        if heading:
            table = _table(_parts(heading[2]), heading[1] == "[[", arrays)
            lines.setdefault(table, number)
        elif key:
            lines.setdefault((*table, *_parts(key[1])), number)
            unfinished = _unfinished(line[key.end() :])
    return lines


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _table(parts: tuple[str, ...], repeated: bool, arrays: dict[tuple[str, ...], int]) -> KeyPath:
    """Give the path of a table heading, with the index of each array of tables on the way."""
    if repeated:
        arrays[parts] = arrays.get(parts, -1) + 1
        for below in [each for each in arrays if each[: len(parts)] == parts and each != parts]:
            del arrays[below]
    path: list[str | int] = []
    for depth, part in enumerate(parts, 1):
        path.append(part)
        if parts[:depth] in arrays:
            path.append(arrays[parts[:depth]])
    return tuple(path)


def _unfinished(line: str, depth: int = 0, marks: str = "") -> tuple[int, str]:
    """Tell what of a value goes on below a line: how many arrays, which long string."""
    at = 0
    while True:
        if marks:
            end = line.find(marks, at)
            if end < 0:
                return depth, marks
            at, marks = end + len(marks), ""
        token = _TOKEN.search(line, at)
        if token is None:
            return max(depth, 0), ""
        at = token.end()
        depth += {"[": 1, "]": -1}.get(token[0], 0)
        marks = token[0] if token[0] in _LONG else ""


def _mistakes(
    settings: Mapping[str, Any], rules: Mapping[str, Any], name: str, lines: Mapping[KeyPath, int]
) -> Iterator[Finding]:
    from jsonschema import Draft202012Validator

    errors = sorted(
        Draft202012Validator(rules).iter_errors(settings),
        key=lambda each: list(map(str, each.path)),
    )
    for error in errors:
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            allowed = list(error.schema.get("properties", ()))
            for key in sorted(set(error.instance) - set(allowed)):
                yield _unknown_key(name, key, allowed, _line(lines, (*path, key)))
        elif error.validator == "dependentRequired":
            yield mistake("lonely-key", Place(name, _line(lines, path), 1), said=error.message)
        else:
            allowed = [str(each) for each in error.schema.get("enum", ())]
            yield _wrong_value(name, path, error, allowed, _line(lines, path))


def nearest(word: str, known: Sequence[str], listed: str) -> str:
    """Ask whether the known word nearest to one that is unknown was meant, else list them all."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), known, 1, 0.6)
    return f"Did you mean “{near[0]}”?" if near else f"{listed}: {', '.join(known)}."


def mistake(kind: str, place: Place, /, **arguments: str) -> Finding:
    """Make the finding of a wrong setting (P005), in the words of `schemas/mistakes.json`."""
    said = resources.table("schemas/mistakes.json")[kind]
    told = {part: sentence.format_map(arguments) for part, sentence in said.items()}
    return finding("P005", place, **told)


def place_of(key: KeyPath, path: Path, root: Path) -> Place:
    """Give the place of a key in a settings file, or of what is around it."""
    return Place(shown(path, root), _line(key_lines(path.read_text("utf-8")), key), 1)


def _unknown_key(name: str, key: str, allowed: Sequence[str], line: int | None) -> Finding:
    near = nearest(key, sorted(allowed), "Allowed here")
    return mistake("unknown-key", Place(name, line, 1), key=key, near=near)


def _wrong_value(
    name: str, path: KeyPath, error: Any, allowed: Sequence[str], line: int | None
) -> Finding:
    where = ".".join(str(each) for each in path) or "the file"
    near = error.schema.get("description", "Correct the value.")
    if allowed:
        near = nearest(str(error.instance), allowed, "Allowed")
    return mistake("wrong-value", Place(name, line, 1), key=where, said=error.message, near=near)


def _line(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Give the line of a key, or of the nearest table or key around it."""
    for end in range(len(path), -1, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return 1


def _no_toml(name: str, text: str, message: str) -> Finding:
    position = re.search(r"\(at line (\d+), column (\d+)\)", message)
    last = Place(name, text.rstrip().count("\n") + 1, 1)
    place = Place(name, int(position[1]), int(position[2])) if position else last
    return mistake("no-toml", place, said=re.sub(r"\s*\(at [^)]*\)$", "", message))
