"""Plain text: the layout marks of `xslt/text.xsl` become lines, and the other marks go.

The stylesheet emits characters and marks, because collapsing white space is slow in XSLT; here
runs of white space become one blank (a no-break space stays), blocks stand apart by one blank line.
Marks are Unicode noncharacters (Unicode Standard 23.7), which no text uses. The marks for generated
text and notes outlive the layout, for the ledger reads them; `unmark` takes them away at the end.

Each view has its layout: "search" is one paragraph a line and nothing made up, "markdown" has a
module of its own, "normalised" exchanges letters last (`letters.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from teipipe.text import letters, markdown
from teipipe.text.edges import HYPHENS
from teipipe.text.marks import (
    BLOCK,
    BROKEN,
    CALL,
    CELL,
    GAP,
    GENERATED,
    INDENT,
    JOIN,
    KEPT,
    LINE,
    OUTDENT,
    SYNTAX,
    VERBATIM,
    unmark,
)
from teipipe.text.views import VIEWS
from teipipe.text.words import UNSPACED, WORD

__all__ = ["finish", "has_layout", "lay_out"]

_STEP: Final = "    "
_WHITE: Final = "\t\r\n"
_RUN: Final = re.compile("  +")
_CLOSING_UP: Final = (JOIN, BLOCK, LINE, CELL)
_ENDS: Final = GENERATED[1] + SYNTAX[1]
_NOTE_CALL: Final = re.compile(rf" ({CALL}[^{CALL}{_ENDS}]*[{_ENDS}])(?!{WORD})")
_MADE_UP: Final = re.compile(f"{GENERATED[0]}[^{GENERATED[1]}]*{GENERATED[1]}")
_NO_CALL: Final = re.compile(rf"(?<!{CALL}){_MADE_UP.pattern}")
_BROKEN: Final = re.compile(rf"[{HYPHENS}]?[ \t\r\n]*{BROKEN}")
_BETWEEN_WORDS: Final = re.compile(rf"{GAP}(?<=(?:{WORD}|[,.;:!?]){GAP}){GAP}*(?={WORD})")
_WIDE: Final = rf"(?:{UNSPACED}|[\u3001-\u303f\uff01-\uff65])"
_LINE_END: Final = re.compile(rf"(?<={_WIDE})(?:{GAP}+|[ \t\r{GAP}]*\n[ \t\r\n{GAP}]*)(?={_WIDE})")
_DOUBLE: Final = re.compile(rf"(?<= )([{KEPT}]+) ")
_EDGE: Final = " " + KEPT
_BESIDE_MARK: Final = re.compile(
    r"[ \t\r]*\n[ \t\r\n]*(?=[,)\]]|\.(?![.\w]))|(?<=[(\[])[ \t\r]*\n[ \t\r\n]*"
)
"""White space of the file before a mark that closes up with what stands before it, or after it."""
_VERBATIM: Final = re.compile(f"{VERBATIM[0]}([^{VERBATIM[1]}]*){VERBATIM[1]}")
_HELD: Final = str.maketrans({" ": "\x1f", "\t": "\x1e", "\n": f"{LINE}\x1d", "\r": ""})
"""White space that is text, on its way through the layout; no XML can hold these characters."""
_FREED: Final = str.maketrans({"\x1f": " ", "\x1e": "\t", "\x1d": ""})
_HELD_END: Final = re.compile(r"(?:\n *\x1d[ \x1e\x1f]*)+(?=\n\n|\n*\Z)")
_TRAILING: Final = re.compile(r"[ \t]+$", re.MULTILINE)
_HARD: Final = re.compile(r"^[ \t]+|[ \t]{2,}|\t", re.MULTILINE)
_ANY_LAYOUT: Final = re.compile(f"[{BLOCK}-{GAP}]")
_LAYOUT: Final = re.compile(rf"([{BLOCK}{LINE}])")
_STEPS: Final = re.compile(rf"[{INDENT}{OUTDENT}]")
_MARKED: Final = re.compile(rf"[{KEPT}{INDENT}{OUTDENT}{CELL}]")


def finish(raw: str, view: str) -> str:
    """Make the finished text of a stylesheet's result; the source view has no layout of its own."""
    return raw if view == "source" else letters.finish(unmark(lay_out(raw, view)), view)


def has_layout(raw: str) -> bool:
    """Tell whether a text has marks of layout; without them its white space is its own."""
    return bool(_ANY_LAYOUT.search(raw))


@lru_cache(maxsize=1)
def lay_out(raw: str, view: str = "reading") -> str:
    """Give the text in lines, with the marks of generated text and notes still in it.

    Who writes it and who reads it back ask one after the other, so the last answer is kept.
    """
    if view == "markdown":
        return markdown.lay_out(_spaced(markdown.prepared(_VERBATIM.sub(_hardened, raw))))
    joined = _BROKEN.sub("", raw) if VIEWS[view].joins else raw
    return _searchable(joined) if view == "search" else _text(joined)


def _hardened(verbatim: re.Match[str]) -> str:
    """Give text that keeps its lines and blanks with those that Markdown keeps."""
    hard = _HARD.sub(lambda blanks: "\xa0" * len(blanks[0].expandtabs(4)), verbatim[1])
    return hard.replace("\n", LINE)


def _text(raw: str) -> str:
    held = _VERBATIM.sub(lambda verbatim: verbatim[1].translate(_HELD), raw)
    *blocks, rest = _blocks(_spaced(held))
    text = "\n\n".join("\n".join(block) for block in blocks) + "".join(rest) + "\n" * bool(blocks)
    return text if held == raw else _freed(text)


def _freed(text: str) -> str:
    """Give a text with the white space that is text, but for what none can see."""
    return _TRAILING.sub("", _HELD_END.sub("", text).translate(_FREED))


def _searchable(raw: str) -> str:
    """Give a line for each paragraph, without what is made up."""
    plain = _NO_CALL.sub("", _VERBATIM.sub(r"\1", raw))
    *blocks, rest = _blocks(_MADE_UP.sub("", _spaced(plain)))
    lines = [line.lstrip(" ") for block in blocks for line in block]
    return "\n".join(lines) + "".join(rest) + "\n" * bool(lines)


def _spaced(raw: str) -> str:
    """Collapse white space, and settle it where a mark decides about it."""
    run_on = raw if raw.isascii() else _LINE_END.sub("", raw)
    closed = _BESIDE_MARK.sub("", run_on)
    text = _collapsed(_BETWEEN_WORDS.sub(" ", closed).replace(GAP, ""))
    for mark in _CLOSING_UP:
        if mark in text:
            text = text.replace(" " + mark, mark).replace(mark + " ", mark)
    return _NOTE_CALL.sub(r"\1", text.replace(JOIN, "")).replace(CALL, "")


def _collapsed(text: str) -> str:
    """Make one blank of each run of white space."""
    for white in _WHITE:
        text = text.replace(white, " ")
    return _RUN.sub(" ", text)


def _blocks(text: str) -> Iterator[list[str]]:
    """Cut the text into blocks of lines, and last what marks no line follows.

    A mark on a line of its own goes to the next line; a step inside a line counts from the next.
    """
    depth, block, waiting = 0, list[str](), ""
    for part in _LAYOUT.split(text + BLOCK):
        if part == BLOCK:
            if block:
                yield block
            block = []
        elif part != LINE and not waiting and not _MARKED.search(part):
            line = part.strip(" ")
            block += [_STEP * depth + line] if line else []
        elif part != LINE:
            line = _line(waiting + _STEPS.sub("", part))
            start = part[: len(part) - len(part.lstrip(_EDGE + INDENT + OUTDENT))]
            indent = _STEP * (depth + _steps(start))
            waiting = "" if unmark(line) else line
            block += [indent + line] if unmark(line) else []
            depth += _steps(part)
    yield [waiting]


def _steps(part: str) -> int:
    return part.count(INDENT) - part.count(OUTDENT)


def _line(part: str) -> str:
    """Trim a line, outside its marks and inside; cells stand apart by a tab."""
    core = part.lstrip(_EDGE)
    before, core = part[: len(part) - len(core)], core.rstrip(_EDGE)
    after = part[len(before) + len(core) :]
    line = before.replace(" ", "") + core + after.replace(" ", "")
    return _DOUBLE.sub(r"\1", line).replace(CELL, "\t")
