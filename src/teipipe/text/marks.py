"""The marks in the result of `xslt/text.xsl`: Unicode noncharacters (Unicode Standard 23.7).

Their names and meanings are those of `xslt/text/marks.xsl`.
"""

from __future__ import annotations

import re
from typing import Final

GENERATED: Final = ("\ufdd0", "\ufdd1")
"""Around what the stylesheet makes up."""
NOTE: Final = ("\ufdd2", "\ufdd3")
"""Around the body of a note in the section of notes."""
BLOCK: Final = "\ufdd4"
LINE: Final = "\ufdd5"
INDENT: Final = "\ufdd6"
OUTDENT: Final = "\ufdd7"
CELL: Final = "\ufdd8"
CALL: Final = "\ufdd9"
JOIN: Final = "\ufdda"
GAP: Final = "\ufddb"
VERBATIM: Final = ("\ufddc", "\ufddd")
"""Around text whose lines and blanks are its own."""
BROKEN: Final = "\ufdea"
ITALIC: Final = ("\ufde0", "\ufde1")
BOLD: Final = ("\ufde2", "\ufde3")
QUOTE: Final = ("\ufde4", "\ufde5")
ONE_LINE: Final = ("\ufde6", "\ufde7")
SYNTAX: Final = ("\ufde8", "\ufde9")
"""Around what is made up and part of a markup language."""

KEPT: Final = "".join(GENERATED + NOTE)
"""The marks that outlive the layout."""
_KEPT: Final = re.compile(rf"[{KEPT}]")


def unmark(text: str) -> str:
    """Take away the marks of generated text and notes."""
    return _KEPT.sub("", text)
