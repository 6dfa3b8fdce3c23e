"""Plain text: the layout marks of `xslt/text.xsl` become lines, and the other marks go.

The stylesheet emits characters and marks, because collapsing white space is slow in XSLT; here
runs of white space become one blank (a no-break space stays), blocks stand apart by one blank line.
Marks are Unicode noncharacters (Unicode Standard 23.7), which no text uses. The marks for generated
text and notes outlive the layout, for the ledger reads them; `unmark` takes them away at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from teipipe.text.alignment import WORD

__all__ = ["GENERATED", "NOTE", "finish", "lay_out", "unmark"]

GENERATED: Final = ("\ufdd0", "\ufdd1")
"""Around what the stylesheet makes up."""
NOTE: Final = ("\ufdd2", "\ufdd3")
"""Around the body of a note in the section of notes."""

_BLOCK: Final = "\ufdd4"
_LINE: Final = "\ufdd5"
_INDENT: Final = "\ufdd6"
_OUTDENT: Final = "\ufdd7"
_CELL: Final = "\ufdd8"
_CALL: Final = "\ufdd9"
_JOIN: Final = "\ufdda"
_GAP: Final = "\ufddb"

_STEP: Final = "    "
_KEPT: Final = "".join(GENERATED + NOTE)
_WHITE: Final = "\t\r\n"
_RUN: Final = re.compile("  +")
_CLOSING_UP: Final = (_JOIN, _BLOCK, _LINE, _CELL)
_NOTE_CALL: Final = re.compile(rf" ({_CALL}[^{_CALL}{GENERATED[1]}]*{GENERATED[1]})(?!{WORD})")
_BETWEEN_WORDS: Final = re.compile(rf"{_GAP}(?<={WORD}{_GAP}){_GAP}*(?={WORD})")
_DOUBLE: Final = re.compile(rf"(?<= )([{_KEPT}]+) ")
_EDGE: Final = " " + _KEPT
_LAYOUT: Final = re.compile(rf"([{_BLOCK}{_LINE}])")
_STEPS: Final = re.compile(rf"[{_INDENT}{_OUTDENT}]")
_MARKS: Final = re.compile(rf"[{_KEPT}]")
_MARKED: Final = re.compile(rf"[{_KEPT}{_INDENT}{_OUTDENT}{_CELL}]")


def finish(raw: str, view: str) -> str:
    """Make the finished text of a stylesheet's result; the source view has no layout of its own."""
    return raw if view == "source" else unmark(lay_out(raw))


def unmark(text: str) -> str:
    """Take away the marks of generated text and notes."""
    return _MARKS.sub("", text)


def lay_out(raw: str) -> str:
    """Give the text in lines, with the marks of generated text and notes still in it."""
    *blocks, rest = _blocks(_spaced(raw))
    return "\n\n".join("\n".join(block) for block in blocks) + "".join(rest) + "\n" * bool(blocks)


def _spaced(raw: str) -> str:
    """Collapse white space, and settle it where a mark decides about it."""
    text = _collapsed(_BETWEEN_WORDS.sub(" ", raw).replace(_GAP, ""))
    for mark in _CLOSING_UP:
        if mark in text:
            text = text.replace(" " + mark, mark).replace(mark + " ", mark)
    return _NOTE_CALL.sub(r"\1", text.replace(_JOIN, "")).replace(_CALL, "")


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
    for part in _LAYOUT.split(text + _BLOCK):
        if part == _BLOCK:
            if block:
                yield block
            block = []
        elif part != _LINE and not waiting and not _MARKED.search(part):
            line = part.strip(" ")
            block += [_STEP * depth + line] if line else []
        elif part != _LINE:
            line = _line(waiting + _STEPS.sub("", part))
            start = part[: len(part) - len(part.lstrip(_EDGE + _INDENT + _OUTDENT))]
            indent = _STEP * (depth + _steps(start))
            waiting = "" if unmark(line) else line
            block += [indent + line] if unmark(line) else []
            depth += _steps(part)
    yield [waiting]


def _steps(part: str) -> int:
    return part.count(_INDENT) - part.count(_OUTDENT)


def _line(part: str) -> str:
    """Trim a line, outside its marks and inside; cells stand apart by a tab."""
    core = part.lstrip(_EDGE)
    before, core = part[: len(part) - len(core)], core.rstrip(_EDGE)
    after = part[len(before) + len(core) :]
    line = before.replace(" ", "") + core + after.replace(" ", "")
    return _DOUBLE.sub(r"\1", line).replace(_CELL, "\t")
