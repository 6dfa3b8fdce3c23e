"""Fonts for scripts that reading systems seldom have letters for: each where its letters occur.

The fonts are parts of larger ones under the OFL (`xslt/assets/scripts`); `ranges.json` there says
which characters each is for, as CSS writes it (`unicode-range`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from teipipe import resources

FOLDER = "xslt/assets/scripts"
LICENCE = "OFL.txt"


def needed(text: str) -> Mapping[str, str]:
    """Give the fonts that a text needs, each with its range of characters."""
    if text.isascii() or not re.search(f"[{''.join(map(_class, ranges().values()))}]", text):
        return {}
    return {name: each for name, each in ranges().items() if re.search(f"[{_class(each)}]", text)}


def ranges() -> Mapping[str, str]:
    """Give the range of characters of every font."""
    return resources.table(f"{FOLDER}/ranges.json")


def font(name: str) -> Path:
    """Give the file of a font, or of their licence."""
    return resources.path(f"{FOLDER}/{name}")


def _class(ranges: str) -> str:
    """Give ranges as a regular expression's class of characters has them."""
    return "".join(
        f"{chr(int(first, 16))}-{chr(int(last, 16))}"
        for first, last in re.findall(r"U\+([0-9A-F]+)-([0-9A-F]+)", ranges)
    )
