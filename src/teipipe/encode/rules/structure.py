"""Structure: front, divisions, paragraphs, openers and closers, quotations, verse, speeches.

A block is what stands between blank lines (TEI Guidelines 3.13, 4 and 7). What a block is, beyond a
paragraph, the editor declares; the white space between blocks stays between the elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from teipipe.encode.blocks import (
    Block,
    blocks_of,
    idle,
    ranges,
)
from teipipe.encode.body import Body, span_of
from teipipe.encode.furniture import Line, lines_of_pages, without
from teipipe.encode.headings import undeclared
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span
from teipipe.encode.speakers import speakers
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "structure"


def mark_structure(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    _spans: Sequence[Span],
) -> Marked:
    """Mark every block, and what blocks make together; nothing here looks inside a block."""
    lines = lines_of_pages(transcription.text, settings.pages)
    blocks = without(transcription.text, blocks_of(transcription.text), lines)
    count = len(settings.structure.front)
    if count >= len(blocks):
        place = settings.place("structure", "front")
        return (), (finding("E012", place, NAME, declared=count, blocks=len(blocks)),)
    declared = settings.structure
    quoted, found = ranges(transcription, settings, blocks, NAME, "quotation", declared.quotation)
    poems, unfound = ranges(transcription, settings, blocks, NAME, "verse", declared.verse)
    who, unknown_speakers = speakers(settings, registers, NAME)
    body = Body(transcription.text, settings, who, frozenset(each.start for each in lines))
    sources = {start: (declared.quotation[at].source, end) for at, (start, end) in quoted}
    verses = {start: (declared.verse[number].type, end) for number, (start, end) in poems}
    body.run(blocks[count:], sources, verses)
    whole = span_of("body", *_around(blocks[count:], lines, is_first=count == 0))
    return (*_front(settings, blocks[:count]), whole, *body.spans), (
        *found,
        *unfound,
        *unknown_speakers,
        *_amid(transcription, body.amid),
        *idle(transcription, settings, blocks_of(transcription.text), NAME),
        *undeclared(transcription, settings, blocks, NAME),
    )


def _around(blocks: Sequence[Block], lines: Sequence[Line], *, is_first: bool) -> Block:
    """Give the stretch of the body, with the lines of pages before and after its blocks."""
    starts, ends = [blocks[0][0]], [blocks[-1][1]]
    if is_first:
        starts += [each.start for each in lines[:1]]
    ends += [each.end for each in lines[-1:]]
    return min(starts), max(ends)


def _front(settings: Settings, blocks: Sequence[Block]) -> tuple[Span, ...]:
    if not blocks:
        return ()
    start, end = blocks[0][0], blocks[-1][1]
    made = [span_of("front", start, end), span_of("titlePage", start, end)]
    for element, block in zip(settings.structure.front, blocks, strict=True):
        made.append(span_of(element, *block))
        if element == "docTitle":
            made.append(span_of("titlePart", *block, kind="main"))
    return tuple(made)


def _amid(transcription: Transcription, parts: Iterable[Span]) -> Iterator[Finding]:
    """Tell of parts of letters that stand amid the text."""
    for part in sorted(parts, key=lambda each: each.start):
        words = " ".join(transcription.text[part.start : part.end].split())
        place = transcription.place(part.start, part.end)
        yield finding("E058", place, NAME, element=part.element, words=words[:60])
