"""The formats: each is a stylesheet, and how its result is finished and read back.

The shipped ones stand here, a project's own in `own.py`.

A stylesheet gives a string. Finishing makes the bytes of it that are written; reading back gives
the text that a person finds in them, for the ledger, by a parser that knows no stylesheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from teipipe.text import plain, readers
from teipipe.transform import epub


@dataclass(frozen=True, slots=True)
class Made:
    """A stylesheet's result with what finishes it: CSS, the view of the text, images by name."""

    result: str
    css: str
    view: str
    images: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """An output: its name is the stylesheet's (`xslt/<name>.xsl`); `css` is a resource.

    `suffix` ends the name of the file. Without `read` nothing can be read back, and no ledger
    holds the output to account. `views` are those that the format has, all where none is named.
    `holds_images` says that what the text points to goes into the output itself.
    """

    name: str
    suffix: str
    media_type: str
    finish: Callable[[Made], bytes]
    read: Callable[[Made, bytes], readers.Output] | None
    css: str | None = None
    views: tuple[str, ...] = ()
    holds_images: bool = False


def _page(made: Made) -> bytes:
    return made.result.encode("utf-8")


def _read_page(_made: Made, content: bytes) -> readers.Output:
    return readers.read_html(content.decode("utf-8"))


def _text(made: Made) -> bytes:
    return plain.finish(made.result, made.view).encode("utf-8")


def _read_text(made: Made, content: bytes) -> readers.Output:
    """Read plain text; notes can be told from text only while the marks are still there."""
    if made.view == "source":
        return readers.Output(main=content.decode("utf-8"), notes="")
    return readers.read_text(plain.lay_out(made.result, made.view))


def _book(made: Made) -> bytes:
    return epub.book(made.result, made.css, made.images)


def _read_book(_made: Made, content: bytes) -> readers.Output:
    return readers.read_epub(content)


_OF_PAGES = ("reading", "source")
SHIPPED = (
    Format(
        name="html",
        suffix=".html",
        media_type="text/html",
        finish=_page,
        read=_read_page,
        css="xslt/assets/page.css",
        views=_OF_PAGES,
    ),
    Format(name="text", suffix=".txt", media_type="text/plain", finish=_text, read=_read_text),
    Format(
        name="epub",
        suffix=".epub",
        media_type="application/epub+zip",
        finish=_book,
        read=_read_book,
        css="xslt/assets/epub.css",
        views=_OF_PAGES,
        holds_images=True,
    ),
)
"""The shipped formats, in the order of building."""
