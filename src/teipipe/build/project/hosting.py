"""Hosting: the files by which a host runs teipipe on every change, from templates.

The files are data (`templates/ci/<host>`); nothing here knows what they say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from teipipe import __version__, project, resources
from teipipe.build.writing import write
from teipipe.errors import UsageError

HOSTS = ("github", "gitlab", "pre-commit")
_SIGNS = {"github": ".github", "gitlab": ".gitlab-ci.yml", "pre-commit": ".pre-commit-config.yaml"}
"""What stands in a repository that works with a host."""


@dataclass(frozen=True, slots=True)
class Hosted:
    """Files with their texts: those that were written, and those that stood in the way."""

    written: Mapping[Path, str]
    in_the_way: Mapping[Path, str]


def host_files(host: str | None, start: Path) -> Hosted:
    """Write the files for a host into the repository around a folder; none is ever overwritten.

    Without a host it is the one whose files or address the repository has. Raises `UsageError`
    where there is no repository, and where nothing tells the host.
    """
    top = _top(start)
    texts = _texts(host or _host(top), top, start)
    there = {path: text for path, text in texts.items() if path.exists()}
    new = {path: text for path, text in texts.items() if path not in there}
    for path, text in new.items():
        write(path, text.encode("utf-8"))
    return Hosted(new, there)


def _texts(host: str, top: Path, start: Path) -> dict[Path, str]:
    root = resources.template(f"ci/{host}")
    around = project.settings_file(start)
    folder = around.parent if around and around.parent.is_relative_to(top) else None
    arguments = {
        "{version}": __version__,
        "{folder}": folder.relative_to(top).as_posix() if folder else ".",
        "{paths}": "" if folder else " .",
    }
    texts: dict[Path, str] = {}
    for file in sorted(each for each in root.rglob("*") if each.is_file()):
        text = file.read_text("utf-8")
        for name, value in arguments.items():
            text = text.replace(name, value)
        texts[top / file.relative_to(root)] = text
    return texts


def _top(start: Path) -> Path:
    top = next((each for each in (start, *start.parents) if (each / ".git").exists()), None)
    if top is None:
        raise UsageError(f"{start} is in no git repository. Begin with: git init")
    return top


def _host(top: Path) -> str:
    """Tell the host by its files, else by the address that git has of the repository."""
    for host, sign in _SIGNS.items():
        if (top / sign).exists():
            return host
    config = top / ".git" / "config"
    address = config.read_text("utf-8", "replace") if config.is_file() else ""
    for host in HOSTS[:2]:
        if host in address:
            return host
    raise UsageError(f"Nothing here tells the host. Name it: --host {'|'.join(HOSTS)}")
