"""The formats: each is a stylesheet, and how its result is finished and read back.

The shipped ones stand here, a project's own in `own.py`.

A stylesheet gives a string. Finishing makes the bytes of it that are written; reading back gives
the text that a person finds in them, for the ledger, by a parser that knows no stylesheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from teipipe.text import plain, readers
from teipipe.transform import epub, pages
from teipipe.transform.cutting import cut, is_cut

Files = Mapping[str, bytes]
"""The files of an output by their paths below its folder; the first is where a reader begins."""

FOLDER: Final = "html"
"""Where the pages of a long document stand."""
IMAGES: Final = "images/"
"""Where the images are that stand beside the TEI."""
STYLE: Final = "style.css"
"""What they share."""


@dataclass(frozen=True, slots=True)
class Made:
    """A stylesheet's result with what finishes it.

    That is the format's CSS, the view of the text, the name of the file, and images by name.
    """

    result: str
    css: str
    view: str
    file: str
    images: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """An output: its name is the stylesheet's (`xslt/<name>.xsl`); `css` are resources.

    `suffix` ends the name of the file. Without `read` nothing can be read back, and no ledger
    holds the output to account. `views` are those that the format has, all where none is named,
    each with the one that it is held to. `holds_images` says that what the text points to goes
    into the output itself. `within` is the format whose stylesheet makes this one, too, where it is
    told the format's name. `versions` gives the same output in other readings, each by
    the view that it is held to.
    """

    name: str
    suffix: str
    media_type: str
    finish: Callable[[Made], Files]
    read: Callable[[Made, Files], readers.Output] | None
    css: tuple[str, ...] = ()
    views: Mapping[str, str] = field(default_factory=dict)
    holds_images: bool = False
    within: str | None = None
    versions: Callable[[Made, Files], Mapping[str, Files]] | None = None

    def held_to(self, view: str) -> str:
        """Give the view of the text to which the output is held, where `view` is asked for."""
        return self.views.get(view, view)


def _pages(made: Made) -> Files:
    """Give one page, or the pages of a long document and the style sheet that they share.

    The images that they show follow.
    """
    whole = pages.with_controls(made.result)
    if is_cut(whole):
        cut_up = cut(whole)
        own = {*cut_up, STYLE}
        linked = pages.linked(cut_up)
        texts = {f"{FOLDER}/{path}": pages.lowered(each, own).encode() for path, each in linked}
        texts[f"{FOLDER}/{STYLE}"] = made.css.encode()
    else:
        texts = {made.file: whole.encode()}
    shown = (name for name in made.images if f'src="{IMAGES}{name}"' in made.result)
    return texts | {f"{IMAGES}{name}": made.images[name] for name in shown}


def _versions(made: Made, files: Files) -> Mapping[str, Files]:
    """Give the pages of the text as written, which are read from those of the text as meant."""
    pages_of_it = {path: each.decode("utf-8") for path, each in files.items() if _is_page(path)}
    written = pages.as_written(pages_of_it) if made.view == "reading" else {}
    return (
        {"written": {path: each.encode("utf-8") for path, each in written.items()}}
        if written
        else {}
    )


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _read_pages(_made: Made, files: Files) -> readers.Output:
    return readers.read_pages(
        each.decode("utf-8") for path, each in files.items() if _is_page(path)
    )


def _text(made: Made) -> Files:
    return {made.file: plain.finish(made.result, made.view).encode("utf-8")}


def _read_text(made: Made, files: Files) -> readers.Output:
    """Read plain text; notes can be told from text only while the marks are still there."""
    if made.view == "source":
        (content,) = files.values()
        return readers.Output(main=content.decode("utf-8"), notes="")
    return readers.read_text(plain.lay_out(made.result, made.view))


def _book(made: Made) -> Files:
    return {made.file: epub.book(made.result, made.css, made.images)}


def _read_book(_made: Made, files: Files) -> readers.Output:
    (content,) = files.values()
    return readers.read_epub(content)


_COMMON: Final = "xslt/assets/common.css"
"""What the page and the book have in common."""
_OF_PAGES: Final = {"reading": "reading", "source": "written"}
_FORMATS = (
    Format(
        name="html",
        suffix=".html",
        media_type="text/html",
        finish=_pages,
        read=_read_pages,
        css=("xslt/assets/page.css", _COMMON),
        views=_OF_PAGES,
        holds_images=True,
        within="epub",
        versions=_versions,
    ),
    Format(name="text", suffix=".txt", media_type="text/plain", finish=_text, read=_read_text),
    Format(
        name="epub",
        suffix=".epub",
        media_type="application/epub+zip",
        finish=_book,
        read=_read_book,
        css=("xslt/assets/epub.css", _COMMON),
        views=_OF_PAGES,
        holds_images=True,
    ),
)
SHIPPED: Final[Mapping[str, Format]] = {each.name: each for each in _FORMATS}
"""The shipped formats by name, in the order of building (`teipipe.project.FORMATS`)."""
