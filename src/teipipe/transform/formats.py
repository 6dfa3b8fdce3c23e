"""The formats: each is a stylesheet, and how its result is finished and read back.

A stylesheet gives a string. Finishing makes the bytes of it that are written; reading back gives
the text that a person finds in them, for the ledger, by a parser that knows no stylesheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from teipipe import resources
from teipipe.text import plain, readers
from teipipe.transform import epub


@dataclass(frozen=True, slots=True)
class Made:
    """A stylesheet's result with what finishes it: the format's CSS, and the view of the text."""

    result: str
    css: str
    view: str


@dataclass(frozen=True, slots=True)
class Format:
    """An output: its name is the stylesheet's (`xslt/<name>.xsl`); `css` is a resource."""

    name: str
    suffix: str
    finish: Callable[[Made], bytes]
    read: Callable[[Made, bytes], readers.Output]
    css: str | None = None

    @property
    def stylesheet(self) -> Path:
        """The shipped stylesheet."""
        return resources.path(f"xslt/{self.name}.xsl")


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
    return readers.read_text(plain.lay_out(made.result))


def _book(made: Made) -> bytes:
    return epub.book(made.result, made.css)


def _read_book(_made: Made, content: bytes) -> readers.Output:
    return readers.read_epub(content)


FORMATS = (
    Format("html", ".html", _page, _read_page, css="xslt/assets/page.css"),
    Format("text", ".txt", _text, _read_text),
    Format("epub", ".epub", _book, _read_book, css="xslt/assets/epub.css"),
)
"""The shipped formats, in the order of building."""


def named(names: Iterable[str]) -> tuple[Format, ...]:
    """Give the formats of these names, in the order of building."""
    wanted = set(names)
    return tuple(each for each in FORMATS if each.name in wanted)
