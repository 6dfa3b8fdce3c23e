"""The style sheet of a format: ours, and after it that of a project, `xslt/<format>.css`.

A page and a book load nothing, so a style sheet of a project may not either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from teipipe import resources
from teipipe.documents import is_below, shown
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, Place, finding, why
from teipipe.project import own_css

__all__ = ["style_sheet"]

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_LOADS: Final = re.compile(
    r"@import\b[^;]*|\b(?:url|src)\(\s*+[\"']?+\s*+(?!data:|#)[^)]*\)?|</style", re.I
)
"""What takes something in from elsewhere (CSS Values 4, 4.5), and what ends a style sheet."""


def style_sheet(name: str, shipped: Iterable[str], root: Path | None) -> str:
    """Give our style sheets (resources) with the project's after them.

    Raises `ConfigurationError` for one that loads something (T009), or cannot be read (P003, P006).
    """
    parts = [resources.path(each).read_text("utf-8") for each in shipped]
    own = own_css(name, root)
    return "\n".join([*parts, _read(own, root)] if own and root else parts)


def _read(file: Path, root: Path) -> str:
    place = Place(shown(file, root), 1, 1)
    if not is_below(file, root):
        raise ConfigurationError(finding("P006", place, root=root.name))
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        reason = why("no-file-in-utf-8")
        raise ConfigurationError(finding("P003", place, reason=reason)) from None
    if found := tuple(_loading(text, place.file)):
        raise ConfigurationError(*found)
    return text


def _loading(text: str, file: str | None) -> Iterator[Finding]:
    plain = _COMMENT.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), text)
    for each in _LOADS.finditer(plain):
        start = plain.rfind("\n", 0, each.start()) + 1
        place = Place(file, plain.count("\n", 0, start) + 1, each.start() - start + 1)
        yield finding("T009", place, what=" ".join(each[0].split()))
