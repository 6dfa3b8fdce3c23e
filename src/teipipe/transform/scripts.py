"""Scripts that ask for more of a page, found here: the engine's search costs more than its parsing.

The classes are those of the stylesheets, which search where they are not told; a test compares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["RIGHT_TO_LEFT", "UNSPACED", "Scripts"]


@dataclass(frozen=True, slots=True)
class Scripts:
    """Scripts by their letters, and the bytes with which none of these begins in UTF-8."""

    pattern: re.Pattern[str]
    other_bytes: bytes

    def occur_in(self, xml: str) -> bool:
        """Tell whether one of their letters is in a document."""
        return bool(xml.encode().translate(None, self.other_bytes)) and bool(
            self.pattern.search(xml)
        )


def _all_but(*firsts: int) -> bytes:
    return bytes(sorted({*range(256)} - {*firsts}))


RIGHT_TO_LEFT: Final = Scripts(
    re.compile("[\u05d0-\u05f4\u0620-\u064a\u066e-\u06d5\u06ee-\u08c7\ufb1d-\ufdc7\ufe70-\ufefc]"),
    _all_but(*range(0xD7, 0xE1), 0xEF),
)
"""Letters that run from right to left (`xslt/common/languages.xsl`)."""
UNSPACED: Final = Scripts(
    re.compile(
        "[\u0f00-\u0f0c\u0f18-\u0f39\u0f3e-\u0fbc\u3000-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f"
        "\U00020000-\U0003fffd]"
    ),
    _all_but(0xE0, *range(0xE3, 0xEA), 0xEF, 0xF0),
)
"""Letters and marks that are written without blanks (`xslt/common/whitespace.xsl`)."""
