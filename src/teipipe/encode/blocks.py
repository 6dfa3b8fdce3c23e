"""Blocks: what stands between blank lines, the lines of one, and stretches of several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teipipe.encode.layout import BlockQuotation, Verse
from teipipe.encode.matching import near_places
from teipipe.encode.settings import Settings
from teipipe.encode.spans import BLANK
from teipipe.findings import Finding, finding
from teipipe.transcription import Transcription

_ANYWHERE = frozenset({"mark", "stage"})
_LINE = re.compile(r"[^\n]+")
_BLANK_LINES = re.compile(r"\n(?:[ \t\r]*\n)+")

Block = tuple[int, int]


def blocks_of(text: str) -> list[Block]:
    """Cut a text at its blank lines; white space (XML's) at the ends of a block is outside it."""
    cuts = [each.span() for each in _BLANK_LINES.finditer(text)]
    starts = (0, *(end for _, end in cuts))
    ends = (*(start for start, _ in cuts), len(text))
    made: list[Block] = []
    for start, end in zip(starts, ends, strict=True):
        content = text[start:end]
        inner = content.strip(BLANK)
        if inner:
            begin = start + len(content) - len(content.lstrip(BLANK))
            made.append((begin, begin + len(inner)))
    return made


def lines_of_letters(
    declared: Sequence[tuple[str, re.Pattern[str]]], content: str
) -> list[tuple[int, str]]:
    """Give where the parts of a letter begin in a block whose first line is one, and what they are.

    A line that is nothing by itself goes on with the one before it, and all after a postscript.
    """
    made: list[tuple[int, str]] = []
    current = ""
    for line in _LINE.finditer(content):
        words = line[0].strip(BLANK)
        whole = words if made else content
        found = (name for name, each in declared if each.match(words) or each.match(whole))
        element = next(found, current)
        if element == "" or current == "postscript":
            return made
        if element != current:
            current = element
            made.append((content.index(words, line.start()), element))
    return made


def label_of(match: re.Match[str]) -> str:
    """Give what a mark says: its first group, or all of it, without blanks."""
    return (next((each for each in match.groups() if each), None) or match[0]).strip(BLANK)


def notes_of(begins: re.Pattern[str], content: str) -> list[tuple[int, int, str]]:
    """Cut a block that begins as a note into notes, line by line, each with its label."""
    lines = [
        (line.start(), begins.match(line[0].lstrip(BLANK))) for line in _LINE.finditer(content)
    ]
    found = [(at, label_of(match)) for at, match in lines if match and match[0].strip(BLANK)]
    if not found or found[0][0]:
        return []
    ends = [*(at for at, _ in found[1:]), len(content)]
    return [
        (skip(content, at, end), len(content[:end].rstrip(BLANK)), label)
        for (at, label), end in zip(found, ends, strict=True)
    ]


def skip(text: str, at: int, end: int) -> int:
    """Give the place of the next character that is no white space, `end` at most."""
    while at < end and text[at] in BLANK:
        at += 1
    return at


def ranges(
    transcription: Transcription,
    settings: Settings,
    blocks: Sequence[Block],
    check: str,
    key: str,
    declared: Sequence[BlockQuotation | Verse],
) -> tuple[list[tuple[int, Block]], list[Finding]]:
    """Find stretches of blocks by their words, each with the place of its declaration.

    One without beginning or end is a finding.
    """
    made: list[tuple[int, Block]] = []
    found: list[Finding] = []
    texts = [" ".join(transcription.text[start:end].split()) for start, end in blocks]
    for number, each in enumerate(declared):
        if not each.first:
            continue
        first, last = (" ".join(words.split()) for words in (each.first, each.last))
        starts = [at for at, text in enumerate(texts) if text.startswith(first)]
        ends = [at for at, text in enumerate(texts) if starts and text.endswith(last)]
        ends = [at for at in ends if at >= starts[0]]
        place = settings.place("structure", key, number)
        if len(starts) > 1:
            near = "; ".join(str(transcription.place(blocks[at][0]).line) for at in starts)
            found.append(finding("E006", place, check, quote=first, times=len(starts), near=near))
        elif not ends:
            missing = last if starts else first
            near = near_places(transcription, missing)
            found.append(finding("E005", place, check, quote=missing, near=near))
        else:
            made.append((number, (blocks[starts[0]][0], blocks[ends[0]][1])))
    return made, found


def idle(
    transcription: Transcription, settings: Settings, blocks: Sequence[Block], check: str
) -> Iterator[Finding]:
    """Tell of expressions of the document's own settings that nothing matches.

    A stage direction and the mark of a note may stand anywhere, the rest begins a block or a line.
    """
    texts = [transcription.text[start:end] for start, end in blocks]
    texts.extend([line.strip(BLANK) for text in texts for line in text.splitlines()])
    for path, expression in settings.expressions():
        matches = expression.search if path[-1] in _ANYWHERE else expression.match
        if settings.is_own(*path) and not any(map(matches, texts)):
            where = settings.place(*path)
            yield finding("E027", where, check, expression=expression.pattern)
