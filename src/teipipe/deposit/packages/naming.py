"""What a package is called: the same on every machine, and fit for every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

_LONGEST = 60
_EDITION = "edition"


def package_name(identifiers: Sequence[str], table: Mapping[str, Any]) -> str:
    """Give the name of `[deposit]`, else the only document's, else one made of the title."""
    if "name" in table:
        return str(table["name"])
    said = identifiers[0] if len(identifiers) == 1 else table.get("title", "")
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")
    return words[:_LONGEST].rstrip("-._") or _EDITION
