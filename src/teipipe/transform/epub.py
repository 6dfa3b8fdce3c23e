"""Packing a book: the OCF container of EPUB 3.3, with the same bytes on every build.

What stands in the files is the stylesheet's (`xslt/epub.xsl`); nothing here knows it.
Names, order, times, modes and compression are fixed here: EPUB 3.3, "OCF ZIP container".
"""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from teipipe import resources
from teipipe.archives import member
from teipipe.errors import ConfigurationError
from teipipe.findings import finding
from teipipe.transform import fonts, pages
from teipipe.transform.cutting import cut

MEDIA_TYPE = b"application/epub+zip"
"""The content of the first member, `mimetype`: these bytes and no others."""

CONTAINER = "META-INF/container.xml"
STYLE = "EPUB/style.css"
PACKAGE = "EPUB/package.opf"
TEXT = "EPUB/text/"
"""Where the pages are."""
GUIDES = ("EPUB/nav.xhtml", "EPUB/toc.ncx")
"""What leads to places of the pages."""
IMAGES = "images/"
FONTS = "fonts/"
DRAWING = f"EPUB/{IMAGES}cover.svg"
"""The cover as the stylesheet draws it; the book holds the image that is made of it."""
COVER = f"EPUB/{IMAGES}cover.png"

_EDITIONS = uuid.uuid5(uuid.NAMESPACE_URL, "https://teipipe.org/ns/1.0")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LEVEL = 4
"""How hard zlib tries: half the time of its usual 6, for a book one twenty-fifth larger."""
_SMALL = (".gif", ".jpg", ".png", ".webp")
_XML = (".ncx", ".opf", ".svg", ".xhtml", ".xml")
_NAME = re.compile(r"(?:\w(?:[\w.-]*[\w-])?/)*\w(?:[\w.-]*[\w-])?", re.ASCII)


def identifier(edition: str) -> str:
    """Give the version-5 UUID of an edition without DOI or ISBN, from its own id alone."""
    return str(uuid.uuid5(_EDITIONS, edition))


def book(result: str, style: str, images: Mapping[str, bytes] | None = None) -> bytes:
    """Pack the result of the stylesheet with its style sheet and the container's own file.

    Of the images, by their names, and of the fonts for scripts those go in that the package lists;
    a cover that the stylesheet drew becomes one of the images. Raises `ConfigurationError` when
    the result is not cut into files, or a name is not safe.
    """
    files: dict[str, bytes | str] = dict(parts(result))
    files[CONTAINER] = resources.path("xslt/assets/container.xml").read_bytes()
    files[STYLE] = style
    if isinstance(drawing := files.pop(DRAWING, None), str):
        files[COVER] = cover(drawing)
    listed = str(files.get(PACKAGE, ""))
    for name, content in (images or {}).items():
        if f'href="{IMAGES}{name}"' in listed:
            files[f"EPUB/{IMAGES}{name}"] = content
    for name in (*fonts.ranges(), fonts.LICENCE):
        if f'href="{FONTS}{name}"' in listed:
            files[f"EPUB/{FONTS}{name}"] = fonts.font(name).read_bytes()
    return pack(files)


def parts(result: str) -> dict[str, str]:
    """Cut the result of the stylesheet into its files, whose links then lead from file to file.

    Raises `ConfigurationError` when the result is not cut into files.
    """
    made = cut(result)
    texts = {path: content for path, content in made.items() if path.startswith(TEXT)}
    guides = {path: made[path] for path in GUIDES if path in made}
    return {**made, **dict(pages.linked(texts, guides))}


@lru_cache(16)
def cover(drawing: str) -> bytes:
    """Make a PNG of a drawing (SVG), with the shipped fonts and no others.

    Letters and inscriptions of a collection often share a title, and so the cover.
    """
    from resvg_py import svg_to_bytes

    shipped = sorted(str(each) for each in resources.path("xslt/assets/fonts").glob("*.ttf"))
    return bytes(svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=shipped))


def pack(files: Mapping[str, bytes | str]) -> bytes:
    """Pack files into a container: `mimetype` first and stored, the rest sorted and deflated.

    Pictures are stored, too: they are small already. A string becomes UTF-8, with an XML
    declaration where the name is that of an XML file. Raises `ConfigurationError` for a name that
    some file system or reading system cannot hold (T014), and for two names that differ in case
    only (T013).
    """
    _check_names(files)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member("mimetype", packed=True), MEDIA_TYPE)
        for name in sorted(files):
            entry = member(name, packed=PurePosixPath(name).suffix in _SMALL)
            archive.writestr(entry, _encoded(name, files[name]), compresslevel=_LEVEL)
    return buffer.getvalue()


def _encoded(name: str, content: bytes | str) -> bytes:
    if isinstance(content, bytes):
        return content
    declared = PurePosixPath(name).suffix in _XML and not content.startswith("<?xml ")
    return ((_DECLARATION if declared else "") + content).encode()


def _check_names(names: Mapping[str, object]) -> None:
    taken = {"mimetype"}
    for name in names:
        if not _NAME.fullmatch(name):
            raise ConfigurationError(finding("T014", name=name))
        if name.lower() in taken:
            raise ConfigurationError(finding("T013", name=name))
        taken.add(name.lower())
