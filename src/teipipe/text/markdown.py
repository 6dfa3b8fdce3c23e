"""Markdown: the marks of `xslt/text/markdown.xsl` become CommonMark with tables and footnotes.

CommonMark 0.31 (emphasis: 6.2, hard line breaks: 6.7, block quotes: 5.1, list items: 5.2), GitHub
Flavored Markdown (tables, footnotes). Everything added here is marked as generated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Final

from teipipe.text.marks import (
    BLOCK,
    BOLD,
    CELL,
    GAP,
    GENERATED,
    INDENT,
    ITALIC,
    JOIN,
    KEPT,
    LINE,
    ONE_LINE,
    OUTDENT,
    QUOTE,
    SYNTAX,
    unmark,
)

__all__ = ["lay_out", "prepared"]

_STEP: Final = "    "
_LAYOUT: Final = re.compile(f"([{BLOCK}{LINE}])")
_STEPS: Final = re.compile(f"[{INDENT}{OUTDENT}{''.join(QUOTE)}]")
_LEADING: Final = re.compile(f"[ {KEPT}{INDENT}{OUTDENT}{''.join(QUOTE)}]*")
_ONE_LINE: Final = re.compile(f"([{''.join(ONE_LINE)}])")
_LAYOUT_MARKS: Final = BLOCK + LINE + INDENT + OUTDENT + "".join(QUOTE)
_BREAKS: Final = re.compile(f"[{BLOCK}{LINE}{INDENT}{OUTDENT}{''.join(QUOTE)}]+")
_STYLES: Final = re.compile(f"([{''.join(ITALIC + BOLD)}{BLOCK}])")
_SYNTAX: Final = re.compile(f"({SYNTAX[0]}[^{SYNTAX[1]}]*{SYNTAX[1]})")
_MADE_UP: Final = re.compile(
    f"({SYNTAX[0]}[^{SYNTAX[1]}]*{SYNTAX[1]}|{GENERATED[0]}[^{GENERATED[1]}]*{GENERATED[1]})"
)
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<|~]|&(?=#?\w+;)")
_STARTING: Final = re.compile(
    rf"((?:^|\n)(?: |[{KEPT}]|{SYNTAX[0]}[^{SYNTAX[1]}]*{SYNTAX[1]})*)"
    rf"(?:([#>+=-])|(\d{{1,9}})(?=[.)](?:[ \n]|$)))"
)
_TRAILING: Final = re.compile(rf" +([{KEPT}]*)\Z")
_MARKER: Final = re.compile(rf"{SYNTAX[0]}(?:- |\d+\. |\[\^\d+\]: |){SYNTAX[1]}")
"""The sign of an item; an empty one stands where the item has none of its own."""
_STRUCTURE: Final = re.compile(rf"[ {KEPT}]*{SYNTAX[0]}(?:- |\d+\. |\|)")


def prepared(raw: str) -> str:
    """Make one line of what must be one, and signs of emphasis."""
    return _emphasised(_flattened(raw))


def lay_out(text: str) -> str:
    """Give the lines of a text whose white space is settled, with the marks that are kept."""
    *blocks, rest = filter(None, _blocks(text))
    laid: list[str] = []
    for number, block in enumerate(blocks):
        if number:
            laid.append("\n" + _blank(blocks[number - 1][-1][0], block[0][0]) + "\n")
        laid += _lines(block)
    return _settled("".join(laid) + rest[0][1] + "\n" * bool(blocks))


_Line = tuple[tuple[str, ...], str]
"""The prefixes of a line, from the outermost, and the line."""


def _flattened(raw: str) -> str:
    depth, parts = 0, list[str]()
    for part in _ONE_LINE.split(raw):
        if part in ONE_LINE:
            depth += 1 if part == ONE_LINE[0] else -1
        else:
            parts.append(_BREAKS.sub(" ", part.strip(_LAYOUT_MARKS)) if depth else part)
    return "".join(parts)


def _emphasised(raw: str) -> str:
    """Write signs where a run of words is emphasised; not over blocks, nor twice the same."""
    parts = _STYLES.split(raw)
    opened: dict[str, list[int]] = {ITALIC[0]: [], BOLD[0]: []}
    for at, part in enumerate(parts):
        if part == BLOCK:
            for waiting in opened.values():
                waiting[:] = [-1] * len(waiting)
        elif part in opened:
            opened[part].append(at)
        elif part in (ITALIC[1], BOLD[1]):
            start = opened[ITALIC[0] if part == ITALIC[1] else BOLD[0]]
            begin = start.pop() if start else -1
            if begin >= 0 and not start:
                _write(parts, begin, at, "*" if part == ITALIC[1] else "**")
    return re.sub(f"[{''.join(ITALIC + BOLD)}]", "", "".join(parts))


def _write(parts: list[str], begin: int, end: int, sign: str) -> None:
    """Put signs around parts, the white space at their edges outside (CommonMark 6.2)."""
    inside = "".join(parts[begin + 1 : end])
    before, after = "".join(parts[max(begin - 3, 0) : begin]), "".join(parts[end + 1 : end + 4])
    if not _flanks(unmark(before)[-1:], inside.strip(), unmark(after)[:1]):
        return
    lead = parts[begin + 1]
    head = lead[: len(lead) - len(lead.lstrip())]
    parts[begin + 1] = lead.lstrip()
    tail = parts[end - 1]
    foot = tail[len(tail.rstrip()) :]
    parts[end - 1] = tail.rstrip()
    parts[begin] = head + SYNTAX[0] + sign + SYNTAX[1]
    parts[end] = SYNTAX[0] + sign + SYNTAX[1] + foot


def _flanks(before: str, inside: str, after: str) -> bool:
    """Tell whether signs around words would be read as emphasis."""
    words = re.sub(rf"[{KEPT}{LINE}{GAP}{JOIN}{CELL}]", "", _SYNTAX.sub("", inside))
    if not any(each.isalnum() for each in words):
        return False
    opens = words[0].isalnum() or not before.isalnum()
    return opens and (words[-1].isalnum() or not after.isalnum())


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Cut the text into blocks of lines, each with what stands before it; last what remains.

    A mark on a line of its own goes to the next line; a step inside a line counts from the next.
    """
    prefixes, block, waiting = list[str](), list[_Line](), ""
    for part in _LAYOUT.split(text + BLOCK):
        if part == BLOCK:
            yield block
            block = []
        elif part != LINE:
            leading = _LEADING.match(part)
            end = leading.end() if leading else 0
            is_item = bool(_MARKER.search(part))
            _step(prefixes, part[:end], is_item)
            line = waiting + _STEPS.sub("", part)
            if unmark(line).strip():
                block.append((tuple(prefixes), line))
            waiting = "" if unmark(line).strip() else line.strip()
            _step(prefixes, part[end:], is_item)
    yield [((), waiting)]


def _step(prefixes: list[str], marks: str, is_item: bool) -> None:
    """Go deeper or back; an indent counts only below the sign of an item."""
    for mark in _STEPS.findall(marks):
        if mark in (OUTDENT, QUOTE[1]):
            prefixes[-1:] = []
        else:
            prefixes.append("> " if mark == QUOTE[0] else _STEP if is_item else "")


def _lines(block: list[_Line]) -> Iterator[str]:
    """Give the lines of a block; a line that is not the structure's ends with a hard break."""
    for (prefixes, line), (_, after) in pairwise([*block, ((), "")]):
        yield _prefix(prefixes) + _TRAILING.sub(r"\1", line).strip(" ")
        if after:
            is_structure = _STRUCTURE.match(after) or (_STRUCTURE.match(line) and "|" in line[:3])
            yield "\n" if is_structure else f"{SYNTAX[0]}\\{SYNTAX[1]}\n"


def _prefix(prefixes: tuple[str, ...]) -> str:
    return "".join(SYNTAX[0] + each + SYNTAX[1] if each.strip() else each for each in prefixes)


def _blank(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Give the blank line between two lines: it goes on with the quotations of both."""
    both = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = "".join(each for each, _ in both).rstrip()
    return shared and SYNTAX[0] + shared + SYNTAX[1]


def _settled(text: str) -> str:
    """Escape what would be syntax and is text, and mark all syntax as generated."""
    escape = f"{SYNTAX[0]}\\{SYNTAX[1]}"
    parts = _MADE_UP.split(_STARTING.sub(_escaped_start, text))
    parts[::2] = [_SPECIAL.sub(lambda found: escape + found[0], part) for part in parts[::2]]
    parts[1::2] = map(_escaped, parts[1::2])
    whole = "".join(parts).replace(CELL, "\t")
    for syntax, generated in zip(SYNTAX, GENERATED, strict=True):
        whole = whole.replace(syntax, generated)
    return whole


def _escaped(made_up: str) -> str:
    """Escape made-up words; syntax is none of them."""
    return made_up if made_up[0] == SYNTAX[0] else _SPECIAL.sub(r"\\\g<0>", made_up)


def _escaped_start(found: re.Match[str]) -> str:
    """Escape the first sign of a line, which would begin a heading, a list or a quotation."""
    is_made_up = found[1].rfind(GENERATED[0]) > found[1].rfind(GENERATED[1])
    escape = "\\" if is_made_up else f"{SYNTAX[0]}\\{SYNTAX[1]}"
    return found[1] + (escape + found[2] if found[2] else found[3] + escape)
