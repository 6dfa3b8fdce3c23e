"""Where the shipped schemas and stylesheets are.

They stand at the top of the repository and travel in the wheel as
`teipipe/shipped/`. This module alone knows the difference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_PART = re.compile(r"\w[\w.-]*\Z")
PACKAGE = Path(__file__).resolve().parent
"""The folder of teipipe's own code."""
STABLE = "urn:teipipe:"
"""What the stable name of a shipped file begins with; its parts follow, with colons between."""


@cache
def _root() -> Path:
    shipped = PACKAGE / "shipped"
    return shipped if shipped.is_dir() else PACKAGE.parents[1]


def named(name: str) -> Path | None:
    """Give the file of a stable name such as `urn:teipipe:schemas:teipipe.rng`.

    None for another kind of name; raises `FileNotFoundError` for one that is not shipped.
    """
    if not name.startswith(STABLE):
        return None
    parts = name.removeprefix(STABLE).split(":")
    if not all(_PART.match(part) for part in parts):
        raise FileNotFoundError(f"not a resource of teipipe: {name}")
    return path("/".join(parts))


def stable_name(file: Path, folder: Path) -> str | None:
    """Give the stable name of a shipped file, None for another.

    A file of a checkout has none for the documents (in `folder`) of that checkout: they are
    neighbours, and a relative path leads from one to the other.
    """
    root = _root()
    near = root != PACKAGE / "shipped" and folder.resolve().is_relative_to(root)
    if near or not file.resolve().is_relative_to(root):
        return None
    return STABLE + file.resolve().relative_to(root).as_posix().replace("/", ":")


def template(name: str) -> Path:
    """Give the folder of a template, such as `project`."""
    return PACKAGE / "templates" / name


def is_shipped(name: str) -> bool:
    """Tell whether there is a resource of this name."""
    return (_root() / name).exists()


def path(name: str) -> Path:
    """Give the file of a resource such as `xslt/html.xsl` or `schemas/findings.json`.

    Raises `FileNotFoundError` for a name that is not shipped.
    """
    file = _root() / name
    if not file.exists():
        raise FileNotFoundError(f"not a resource of teipipe: {name}")
    return file


@cache
def table(name: str) -> Mapping[str, Any]:
    """Give what a resource in JSON holds, such as `schemas/licences.json`; it is read once.

    What it says of itself, in words under “description”, is no part of it.
    """
    loaded: dict[str, Any] = json.loads(path(name).read_text("utf-8"))
    if isinstance(loaded.get("description"), str):
        del loaded["description"]
    return MappingProxyType(loaded)
