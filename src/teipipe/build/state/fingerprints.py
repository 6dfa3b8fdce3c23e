"""Fingerprints: everything on which the outputs of a document depend besides what it reads.

They are kept apart by subject, so that a build can say why it makes a document again.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from teipipe import __version__, resources
from teipipe.build.plan import Task
from teipipe.digests import digest
from teipipe.documents import shown
from teipipe.project import SHEETS, Project, own_css
from teipipe.registers import REGISTERS

_ENGINES = ("lxml", "saxonche", "resvg-py", "gams-xml-catalog")
_LINK = re.compile(rb"<(?:[\w.-]+:)?(?:import|include)\b[^>]*?\bhref\s*=\s*[\"']([^\"']+)[\"']")
_CHECKS = "teipipe.checks"


class Fingerprints:
    """Makes the fingerprints of tasks; what many tasks share is looked at once."""

    def __init__(self) -> None:
        self._stylesheets: dict[tuple[Path | None, str], tuple[str, bool]] = {}
        self._labels: dict[Path | None, str] = {}
        self._shared: dict[tuple[int, int, tuple[str, ...], str], Mapping[str, str]] = {}

    def of(self, task: Task) -> Mapping[str, str]:
        """Give a task's fingerprints by subject."""
        key = (id(task.project), id(task.settings), task.formats, task.epoch)
        if key not in self._shared:
            self._shared[key] = self._of(task)
        return self._shared[key]

    def _of(self, task: Task) -> Mapping[str, str]:
        root = task.project.root if task.project else None
        return {
            "versions": _versions(),
            "settings": _of_settings(task),
            "labels": self._of_labels(root),
            **{f"xslt/{each}.xsl": self._sheet(root, each)[0] for each in task.formats},
        }

    def sees_registers(self, task: Task) -> bool:
        """Whether a stylesheet of the project can look at more than the entries mentioned."""
        root = task.project.root if task.project else None
        return any(self._sheet(root, each)[1] for each in task.formats)

    def _of_labels(self, root: Path | None) -> str:
        if root not in self._labels:
            self._labels[root] = labels_digest(root)
        return self._labels[root]

    def _sheet(self, root: Path | None, name: str) -> tuple[str, bool]:
        """Give the digest of a format's modules, and whether one of the project sees registers."""
        key = (root, name)
        if key not in self._stylesheets:
            modules = dict(_modules(root, name))
            own = [content for path, content in modules.items() if not _is_shipped(path)]
            parts = [(path.name, digest(content)) for path, content in modules.items()]
            sees = any(REGISTERS in content for content in own)
            self._stylesheets[key] = (digest(_written(parts)), sees)
        return self._stylesheets[key]


def labels_digest(root: Path | None) -> str:
    """Give the digest of all labels, the shipped ones and a project's own."""
    folders = [resources.path(f"{SHEETS}/locale")]
    folders += [root / SHEETS / "locale"] if root else []
    files = (file for folder in folders for file in sorted(folder.glob("*.json")))
    return digest(_written([(each.name, _of_file(each)) for each in files]))


def _of_settings(task: Task) -> str:
    parts: list[object] = [task.formats, dict(task.settings), task.epoch]
    if task.project:
        parts.append(_of_project(task.project))
    return digest(_written(parts))


def _of_project(project: Project) -> object:
    """Give what of a project's settings bears on every document."""
    paths = ("registers", "schemas", "rules", "catalogs")
    return [
        *([shown(path, project.root) for path in getattr(project, each)] for each in paths),
        {name: shown(path, project.root) for name, path in project.schema_files.items()},
        project.seconds,
        dict(project.severities),
        [asdict(each) for each in project.accepted],
    ]


def _modules(root: Path | None, name: str) -> Iterator[tuple[Path, bytes]]:
    """Give a format's stylesheet, all that it takes in, and what else it looks like, each once."""
    own = root / SHEETS / f"{name}.xsl" if root else None
    first = own if own and own.is_file() else resources.path(f"{SHEETS}/{name}.xsl")
    waiting, seen = [first], set[Path]()
    while waiting:
        path = Path(os.path.normpath(waiting.pop()))
        if path in seen or not path.is_file():
            continue
        seen.add(path)
        content = path.read_bytes()
        yield path, content
        for href in _LINK.findall(content):
            waiting.append(_target(path, href.decode("utf-8", "replace")))
    assets = sorted(resources.path(f"{SHEETS}/assets").rglob("*"))
    for each in (*assets, own_css(name, root)):
        if each and each.is_file():
            yield each, each.read_bytes()


def _target(path: Path, href: str) -> Path:
    try:
        return resources.named(href) or path.parent / href
    except FileNotFoundError:
        return path.parent / href


def _is_shipped(path: Path) -> bool:
    return path.is_relative_to(resources.path(SHEETS).parent)


def _of_file(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() else ""


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8")


@cache
def versions() -> Mapping[str, str]:
    """Give the versions of teipipe, of Python, and of the libraries that make the outputs."""
    from importlib.metadata import PackageNotFoundError, version

    found = {
        "teipipe": __version__,
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    for each in _ENGINES:
        try:
            found[each] = version(each)
        except PackageNotFoundError:
            continue
    return found


@cache
def _versions() -> str:
    return digest(_written([dict(versions()), _code(), _plugins()]))


def _plugins() -> list[list[str]]:
    """Give the installed checks and what they are: code that a lab may change and install again."""
    from teipipe.plugins import plugins

    names = [name for name, _ in plugins(_CHECKS)]
    folders = (Path(each) for each in sys.path if each)
    infos = (info for folder in folders for info in sorted(folder.glob("*.dist-info")))
    return [names, [each.name for each in infos if (each / "entry_points.txt").is_file()]]


def _code() -> list[tuple[str, int, int]]:
    """Tell the state of teipipe's own code where it is a checkout, which changes as one works."""
    if (resources.PACKAGE / "shipped").is_dir():
        return []
    files = sorted(resources.PACKAGE.rglob("*.py"))
    return [(each.name, each.stat().st_size, each.stat().st_mtime_ns) for each in files]
