"""The formats of outputs: those that are shipped, and those that a project brings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from teipipe import resources
from teipipe.configuration import nearest

FORMATS = ("html", "text", "epub")
"""The shipped formats, in the order of building."""
SHEETS = "xslt"
"""The folder of a project's own stylesheets and style sheets."""
_FORMAT = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def _known_formats(root: Path | None) -> tuple[str, ...]:
    """Give the names of the shipped formats, and of those that a project brings.

    Each `xslt/<name>.xsl` of a project is one, unless it overrides a shipped stylesheet.
    """
    sheets = sorted((root / SHEETS).glob("*.xsl")) if root else ()
    own = (each.stem for each in sheets if not resources.is_shipped(f"{SHEETS}/{each.name}"))
    return (*FORMATS, *(each for each in own if _FORMAT.fullmatch(each)))


def own_css(name: str, root: Path | None) -> Path | None:
    """Give a project's style sheet for a format, if it has one."""
    file = root / SHEETS / f"{name}.css" if root else None
    return file if file and file.is_file() else None


def ordered(names: Sequence[str]) -> tuple[str, ...]:
    """Give formats in the order of building, each once: the shipped ones, then the project's."""
    own = sorted(each for each in set(names) if each not in FORMATS)
    return (*(each for each in FORMATS if each in names), *own)


def unknown_format(names: Sequence[str], root: Path | None) -> tuple[str, str] | None:
    """Give the first name that is no format, and what may be meant by it."""
    strange = [each for each in names if each not in FORMATS]
    known = _known_formats(root) if strange else FORMATS
    unknown = next((each for each in strange if each not in known), None)
    return None if unknown is None else (unknown, nearest(unknown, known, "Formats"))
