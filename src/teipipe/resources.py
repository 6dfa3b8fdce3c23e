"""Where the shipped schemas and stylesheets are.

They stand at the top of the repository and travel in the wheel as
`teipipe/shipped/`. This module alone knows the difference.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    shipped = _PACKAGE / "shipped"
    return shipped if shipped.is_dir() else _PACKAGE.parents[1]


def path(name: str) -> Path:
    """Give the file of a resource such as `xslt/html.xsl` or `schemas/findings.json`.

    Raises `FileNotFoundError` for a name that is not shipped.
    """
    file = _root() / name
    if not file.exists():
        raise FileNotFoundError(f"not a resource of teipipe: {name}")
    return file
