"""Members of zip files, in which nothing tells of the machine or of the hour."""

from __future__ import annotations

import zipfile
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell."""
_UNIX: Final = 3
_REGULAR_FILE: Final = 0o100644 << 16


def member(name: str, *, packed: bool) -> zipfile.ZipInfo:
    """Give a member of a zip by its name; what is packed already is stored as it is."""
    made = zipfile.ZipInfo(name, _EPOCH)
    made.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    made.create_system = _UNIX
    made.external_attr = _REGULAR_FILE
    return made
