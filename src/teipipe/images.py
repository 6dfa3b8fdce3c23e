"""Images: what a file is by its bytes, whatever its name says.

Known are the types that every reading system shows: EPUB 3.3, "Core media types". Of an SVG, what
could act or fetch makes it unknown; nothing here decodes a picture.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
"""The suffix of each known type, and its media type."""
_ALIASES = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset(
    f"{_SVG}{name}" for name in ("script", "foreignObject", "a", "iframe", "audio", "video")
)
_LINK = re.compile(r"(?:\{[^}]*\})?(?:href|src)")
_REMOTE = re.compile(r"url\(\s*['\"]?(?!#|data:image/)|@import", re.I)


@dataclass(frozen=True, slots=True)
class Image:
    """An image: its bytes, the suffix of its true type, and its size in pixels, if it says one."""

    content: bytes
    suffix: str
    width: int = 0
    height: int = 0

    @property
    def media_type(self) -> str:
        """The media type, by the content."""
        return MEDIA_TYPES[self.suffix]


def known(content: bytes) -> Image | None:
    """Read what an image is; None for another file, a damaged one, or an SVG that could act."""
    for each in (_png, _jpeg, _gif, _webp, _svg):
        try:
            found = each(content)
        except (struct.error, IndexError, ValueError):
            continue
        if found is not None:
            return found
    return None


def is_named(name: str, image: Image) -> bool:
    """Tell whether a file's name ends as its true type does."""
    suffix = name.rpartition(".")[2].lower()
    return _ALIASES.get(suffix, suffix) == image.suffix


def _png(content: bytes) -> Image | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or b"IEND\xaeB`\x82" not in content[-64:]:
        return None
    return Image(content, "png", *struct.unpack(">II", content[16:24]))


def _jpeg(content: bytes) -> Image | None:
    if not content.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in content[-4096:]:
        return None
    at = 2
    while content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Image(content, "jpg", width, height)
        at += 2 + length
    return None


def _gif(content: bytes) -> Image | None:
    if not content.startswith((b"GIF87a", b"GIF89a")) or b";" not in content[-16:]:
        return None
    return Image(content, "gif", *struct.unpack("<HH", content[6:10]))


def _webp(content: bytes) -> Image | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    if struct.unpack("<I", content[4:8])[0] + 8 > len(content):
        return None
    kind, data = content[12:16], content[20:]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (4, 7))
    elif kind == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width, height = (each & 0x3FFF for each in struct.unpack("<HH", data[6:10]))
    return Image(content, "webp", width, height)


def _svg(content: bytes) -> Image | None:
    """Read an SVG, and write it anew without DOCTYPE, comments and processing instructions."""
    if b"<" not in content[:1024]:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{_SVG}svg" or any(_acts(each) for each in root.iter()):
        return None
    return Image(etree.tostring(root, encoding="utf-8"), "svg", *_size(root))


def _acts(node: Any) -> bool:
    """Tell whether something in an SVG could act, fetch, or stay unresolved."""
    if not isinstance(node.tag, str) or node.tag in _ACTIVE:
        return True
    if node.tag == f"{_SVG}style" and _REMOTE.search(node.text or ""):
        return True
    return any(_is_active(name, value) for name, value in node.attrib.items())


def _is_active(name: str, value: str) -> bool:
    if _LINK.fullmatch(name):
        return not value.startswith(("#", "data:image/"))
    return name.lower().startswith("on") or bool(_REMOTE.search(value))


def _size(root: etree._Element) -> tuple[int, int]:
    sizes = tuple(_lengths(root))
    return (sizes[0], sizes[1]) if len(sizes) == 2 and min(sizes) > 0 else (0, 0)


def _lengths(root: etree._Element) -> Iterator[int]:
    for name in ("width", "height"):
        length = re.fullmatch(r"\s*(\d+)(?:\.\d+)?(?:px)?\s*", root.get(name, ""))
        if length:
            yield int(length[1])
