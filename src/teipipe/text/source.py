"""What the source view asks of the header: who speaks for the edition, and what renditions restore.

An element that the edition's editor or application added is no part of the source; characters that
became markup come back from `tagsDecl/rendition` (TEI Guidelines 2.3.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from teipipe.documents import ID, tei
from teipipe.text.trees import pointers

__all__ = ["Rendition", "edition_ids", "renditions", "restored"]


def edition_ids(root: etree._Element) -> frozenset[str]:
    """Give the ids that mean this edition when a `@resp` names them.

    They are those on or in the header's `titleStmt/editor` (but a translator is the author's
    company, not the edition's), `editionStmt/respStmt` and `appInfo/application`.
    """
    return frozenset(
        str(part.get(ID))
        for header in root.iter(tei("teiHeader"))
        for speaker in _speakers(header)
        for part in speaker.iter()
        if part.get(ID)
    )


def _speakers(header: etree._Element) -> Iterator[etree._Element]:
    path = tei("fileDesc/titleStmt/editor")
    yield from (each for each in header.iterfind(path) if each.get("role") != "translator")
    yield from header.iterfind(tei("fileDesc/editionStmt/respStmt"))
    yield from header.iterfind(tei("encodingDesc/appInfo/application"))


@dataclass(frozen=True, slots=True)
class Rendition:
    """Characters that an element's markup stands for: `scope` is "before" or "after"."""

    scope: str
    content: str


def renditions(root: etree._Element) -> Mapping[str, Rendition]:
    """Read the renditions of the header's `tagsDecl` that stand for characters, by id."""
    path = tei("encodingDesc/tagsDecl/rendition")
    return {
        str(each.get(ID)): Rendition(str(each.get("scope")), _css_content(_string(each)))
        for header in root.iter(tei("teiHeader"))
        for each in header.iterfind(path)
        if each.get(ID) and each.get("scope") in ("before", "after")
    }


def _string(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def restored(element: etree._Element, scope: str, declared: Mapping[str, Rendition]) -> str:
    """Give the characters that an element's `@rendition` puts before or after its content."""
    found = (declared.get(each) for each in pointers(element, "rendition"))
    return "".join(each.content for each in found if each is not None and each.scope == scope)


_CSS_STRING: Final = r""""(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'"""
_CSS_DECLARATION: Final = re.compile(rf"""(?:[^;"']|{_CSS_STRING})+""")
_CSS_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\r\f]?|([\n\r\f])|([\s\S]))")


def _css_content(css: str) -> str:
    """Give the strings of the last `content` declaration (CSS Generated Content 3, 1.2)."""
    content = ""
    for declaration in _CSS_DECLARATION.findall(css):
        name, _, value = declaration.partition(":")
        if name.strip().lower() == "content":
            strings = re.findall(_CSS_STRING, value)
            content = "".join(_CSS_ESCAPE.sub(_css_character, each[1:-1]) for each in strings)
    return content


def _css_character(escape: re.Match[str]) -> str:
    """Resolve one escape (CSS Syntax 3, 4.3.7); a code that XML cannot hold becomes U+FFFD."""
    if escape[1] is None:
        return escape[3] or ""
    point = int(escape[1], 16)
    legal = point in (0x9, 0xA, 0xD) or 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE
    return chr(point) if legal or 0x10000 <= point <= 0x10FFFF else "\ufffd"
