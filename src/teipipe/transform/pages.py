"""Pages: the files of an output that was made as one, and the links between them.

A stylesheet links by the name of a place alone (`#div2-p3`), as if all of the output were one file.
When the output is cut (`marks.cut`), each link is given the file in which the place now stands.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, unquote

__all__ = ["as_written", "linked", "lowered", "with_controls"]

_ATTRIBUTES: Final = r"""[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*?"""
_TAG: Final = rf"<[A-Za-z]{_ATTRIBUTES}"
"""The beginning of a tag, up to some attribute."""
_LINKING: Final = (
    "<(?:a|area|audio|base|content|embed|iframe|im(?:age|g)|input|link|script|source|track|use|video)"
    rf"(?=\s){_ATTRIBUTES}"
)
"""The same of elements that link, in HTML, SVG and the contents of books: few of all there are."""
_ID: Final = re.compile(rf'{_TAG}\sid="([^"]*)"')
_LINK: Final = re.compile(rf'({_LINKING}\s(?:href|src)=")#([^"]*)')
_RELATIVE: Final = re.compile(
    rf"""({_LINKING}\s(?:href|src)=")(?![#/]|[A-Za-z][A-Za-z0-9+.-]*:)([^"]+)"""
)
_SIDE: Final = re.compile(
    rf"""({_TAG}\sclass="(?:edited|written)\s(?:abbreviation|correction)")(\shidden(?:="[^"]*")?)?"""
)
_CONTROL: Final = re.compile(
    rf"""({_TAG}\sname="(?:abbreviations|corrections)"\svalue="\w+")(\schecked(?:="[^"]*")?)?"""
)
_ADDRESS: Final = ' class="address"'
"""What the links have that lead to the two readings of a page."""
_C1: Final = re.compile("&#x([89][0-9a-f]);")
WRITTEN: Final = "as-written"
"""What the pages of the text as written are called, or begin with."""


def with_controls(page: str) -> str:
    """Give a page of HTML with the control characters of C1 as themselves.

    By their numbers a browser takes them for letters of Windows-1252 (HTML, "Numeric character
    reference end state").
    """
    return _C1.sub(lambda found: chr(int(found[1], 16)), page)


def linked(
    files: Mapping[str, str], guides: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[str, str]]:
    """Give files whose links by a name alone lead to the file that has a place of that name.

    A name that stands in the same file is left; one that several others have is the first one's.
    `guides`, which follow, lead to places of the others and have none. One after the other is made:
    all of them twice are much.
    """
    names = {path: frozenset(_ID.findall(content)) for path, content in files.items()}
    homes: dict[str, str] = {}
    for path, inside in names.items():
        for name in inside:
            homes.setdefault(name, path)

    @cache
    def address(home: str, folder: str) -> str:
        return quote(posixpath.relpath(home, folder))

    def of(path: str, content: str) -> str:
        folder = posixpath.dirname(path) or "."

        def link(found: re.Match[str]) -> str:
            name = unquote(found[2])
            if name in names.get(path, ()) or name not in homes:
                return found[0]
            return f"{found[1]}{address(homes[name], folder)}#{found[2]}"

        return _LINK.sub(link, content)

    return ((path, of(path, each)) for path, each in chain(files.items(), guides.items()))


def lowered(content: str, files: Collection[str]) -> str:
    """Give a file that moves into a folder with others: what they link to around them is above it.

    Addresses of the files themselves stay; so do those with a scheme, and those from the root.
    """

    def link(found: re.Match[str]) -> str:
        is_own = unquote(found[2]).partition("#")[0] in files or _ADDRESS in found[1]
        return found[0] if is_own else f"{found[1]}../{found[2]}"

    return _RELATIVE.sub(link, content)


def as_written(files: Mapping[str, str]) -> dict[str, str]:
    """Give the pages that show as written what `files` show as meant; none without such places.

    Both readings are in each page, one of them hidden. Names of places stay, and links among the
    pages lead to pages of the same reading, but for those that give the addresses of both.
    """
    if not any(f'="{side} ' in each for each in files.values() for side in ("edited", "written")):
        return {}
    names = [posixpath.basename(path) for path in files]
    named = {name: f"{WRITTEN}-{name}" for name in names}
    named[names[0]] = WRITTEN + posixpath.splitext(names[0])[1]

    def link(found: re.Match[str]) -> str:
        path, mark, place = found[2].partition("#")
        is_address = _ADDRESS in found[1]
        return found[0] if is_address else f"{found[1]}{named.get(path, path)}{mark}{place}"

    def turned(content: str) -> str:
        sides = _SIDE.sub(lambda it: it[1] + ("" if it[2] else " hidden"), content)
        controls = _CONTROL.sub(lambda it: it[1] + ("" if it[2] else " checked"), sides)
        return _RELATIVE.sub(link, controls)

    return {
        posixpath.join(posixpath.dirname(path), named[posixpath.basename(path)]): turned(content)
        for path, content in files.items()
    }
