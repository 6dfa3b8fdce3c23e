"""Which way the letters of a document run: the engine's own search costs more than its parsing."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["has_right_to_left"]

_LETTERS: Final = re.compile(
    "[\u05d0-\u05f4\u0620-\u064a\u066e-\u06d5\u06ee-\u08c7\ufb1d-\ufdc7\ufe70-\ufefc]"
)
"""As `xslt/common/languages.xsl` has them for a stylesheet that is not told; a test compares."""
_OTHER_BYTES: Final = bytes({*range(256)} - {*range(0xD7, 0xE1), 0xEF})
"""The bytes with which no such letter begins in UTF-8."""


def has_right_to_left(xml: str) -> bool:
    """Tell whether there are letters of a script that runs from right to left."""
    return bool(xml.encode().translate(None, _OTHER_BYTES)) and bool(_LETTERS.search(xml))
