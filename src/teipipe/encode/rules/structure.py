"""Structure: front, divisions with headings, paragraphs, openers and closers, block quotations.

A block is what stands between blank lines (TEI Guidelines, chapter 4). What a block is, beyond
a paragraph, the editor declares; the white space between blocks stays between the elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from teipipe.encode.matching import near_places
from teipipe.encode.settings import Settings
from teipipe.encode.spans import BLANK, Span
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "structure"

_BLANK_LINES = re.compile(r"\n(?:[ \t\r]*\n)+")

Block = tuple[int, int]


def mark_structure(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    _spans: Sequence[Span],
) -> tuple[tuple[Span, ...], tuple[Finding, ...]]:
    """Mark every block, and what blocks make together; nothing here looks inside a block."""
    blocks = _blocks(transcription.text)
    count = len(settings.structure.front)
    if count >= len(blocks):
        place = settings.place("structure", "front")
        return (), (finding("E012", place, NAME, declared=count, blocks=len(blocks)),)
    quoted, found = _quotations(transcription, settings, blocks)
    body = _Body(transcription.text, settings)
    body.run(blocks[count:], quoted)
    whole = _span("body", blocks[count][0], blocks[-1][1])
    return (*_front(settings, blocks[:count]), whole, *body.spans), found


def _blocks(text: str) -> list[Block]:
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


def _span(element: str, start: int, end: int, kind: str = "", explicit: bool = False) -> Span:
    attributes = (("type", kind),) if kind else ()
    return Span(start, end, element, attributes, NAME, explicit=explicit, block=True)


def _front(settings: Settings, blocks: Sequence[Block]) -> tuple[Span, ...]:
    if not blocks:
        return ()
    start, end = blocks[0][0], blocks[-1][1]
    made = [_span("front", start, end), _span("titlePage", start, end)]
    for element, block in zip(settings.structure.front, blocks, strict=True):
        made.append(_span(element, *block))
        if element == "docTitle":
            made.append(_span("titlePart", *block, kind="main"))
    return tuple(made)


def _quotations(
    transcription: Transcription, settings: Settings, blocks: Sequence[Block]
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """Find the stretches of block quotations; one without beginning or end is a finding."""
    made: list[Block] = []
    found: list[Finding] = []
    texts = [" ".join(transcription.text[start:end].split()) for start, end in blocks]
    for number, declared in enumerate(settings.structure.quotation):
        first, last = (" ".join(each.split()) for each in (declared.first, declared.last))
        starts = [at for at, text in enumerate(texts) if text.startswith(first)]
        ends = [at for at, text in enumerate(texts) if starts and text.endswith(last)]
        ends = [at for at in ends if at >= starts[0]]
        place = settings.place("structure", "quotation", number)
        if len(starts) > 1:
            near = "; ".join(str(transcription.place(blocks[at][0]).line) for at in starts)
            found.append(finding("E006", place, NAME, quote=first, times=len(starts), near=near))
        elif not ends:
            missing = last if starts else first
            near = near_places(transcription, missing)
            found.append(finding("E005", place, NAME, quote=missing, near=near))
        else:
            made.append((blocks[starts[0]][0], blocks[ends[0]][1]))
    return tuple(made), tuple(found)


@dataclass(slots=True)
class _Body:
    """The blocks after the front, from first to last.

    `divisions` are the open ones: the level of each and the place of its span; `line` are lines
    that wait for what follows them.
    """

    text: str
    settings: Settings
    spans: list[Span] = field(default_factory=list)
    divisions: list[tuple[int, int]] = field(default_factory=list)
    line: list[Span] = field(default_factory=list)
    last: int = 0
    has_text: bool = False

    def run(self, blocks: Sequence[Block], quoted: Sequence[Block]) -> None:
        quotations = dict(quoted)
        inside = 0
        for start, end in blocks:
            if start in quotations:
                inside = quotations[start]
                self.flush()
                self.spans.append(_span("quote", start, inside, explicit=True))
            if start < inside:
                self.paragraph(start, end)
            else:
                self.block(start, end)
            self.last = end
        self.flush()
        self.close(0)

    def block(self, start: int, end: int) -> None:
        content = self.text[start:end]
        for depth, division in enumerate(self.settings.structure.division):
            if division.heading.match(content):
                self.heading(depth, division.type, start, end)
                return
        for element, pattern in self.settings.structure.lines:
            if pattern.match(content):
                self.line.append(_span(element, start, end))
                return
        self.paragraph(start, end)

    def heading(self, depth: int, kind: str, start: int, end: int) -> None:
        self.flush()
        self.close(depth)
        self.divisions.append((depth, len(self.spans)))
        self.spans.append(_span("div", start, end, kind))
        self.spans.append(_span("head", start, end))
        self.has_text = False

    def paragraph(self, start: int, end: int) -> None:
        self.flush()
        self.spans.append(_span("p", start, end))
        self.has_text = True

    def flush(self) -> None:
        """Gather lines that stand together into the opener or the closer of a division."""
        if self.line:
            around = "closer" if self.has_text else "opener"
            self.spans.append(_span(around, self.line[0].start, self.line[-1].end))
            self.spans.extend(self.line)
            self.line = []

    def close(self, depth: int) -> None:
        while self.divisions and self.divisions[-1][0] >= depth:
            _, number = self.divisions.pop()
            self.spans[number] = replace(self.spans[number], end=self.last)
