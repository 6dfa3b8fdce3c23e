"""Structure: front, divisions, paragraphs, openers and closers, quotations, verse, speeches.

A block is what stands between blank lines (TEI Guidelines 3.13, 4 and 7). What a block is, beyond a
paragraph, the editor declares; the white space between blocks stays between the elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from teipipe.encode.blocks import Block, blocks_of, idle, lines_of_letters, ranges, skip
from teipipe.encode.candidates import candidates
from teipipe.encode.layout import Speech
from teipipe.encode.settings import Settings
from teipipe.encode.spans import BLANK, Marked, Span
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "structure"
_AROUND = frozenset({"closer", "opener", "postscript"})
_PARTS = frozenset({"dateline", "postscript", "salute", "signed"})

Poem = tuple[str, int]
"""The type of a poem, and where it ends."""
Quoted = tuple[str, int]
"""The source of a block quotation, and where it ends."""


def mark_structure(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    _spans: Sequence[Span],
) -> Marked:
    """Mark every block, and what blocks make together; nothing here looks inside a block."""
    blocks = blocks_of(transcription.text)
    count = len(settings.structure.front)
    if count >= len(blocks):
        place = settings.place("structure", "front")
        return (), (finding("E012", place, NAME, declared=count, blocks=len(blocks)),)
    declared = settings.structure
    quoted, found = ranges(transcription, settings, blocks, NAME, "quotation", declared.quotation)
    poems, unfound = ranges(transcription, settings, blocks, NAME, "verse", declared.verse)
    who, unknown_speakers = _speakers(settings, registers)
    body = _Body(transcription.text, settings, who)
    sources = {start: (declared.quotation[at].source, end) for at, (start, end) in quoted}
    verses = {start: (declared.verse[number].type, end) for number, (start, end) in poems}
    body.run(blocks[count:], sources, verses)
    whole = _span("body", blocks[count][0], blocks[-1][1])
    return (*_front(settings, blocks[:count]), whole, *body.spans), (
        *found,
        *unfound,
        *unknown_speakers,
        *_amid(transcription, body.amid),
        *idle(transcription, settings, blocks, NAME),
    )


def _span(element: str, start: int, end: int, kind: str = "", explicit: bool = False) -> Span:
    attributes = (("type", kind),) if kind else ()
    return Span(start, end, element, attributes, NAME, explicit=explicit, block=True)


def _quote(start: int, end: int, source: str) -> Span:
    attributes = (("source", source),) if source else ()
    return Span(start, end, "quote", attributes, NAME, explicit=True, block=True)


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


@dataclass(slots=True)
class _Body:
    """The blocks after the front, from first to last.

    `divisions` are the open ones: the level of each and the place of its span; `line` are lines
    that wait for what follows them; `speaker` is the place of a speech that has no words yet,
    `postscript` that of one which goes on to the next heading; `ended` are the places of what ends
    the open division, `amid` are parts of letters that neither begin nor end one.
    """

    text: str
    settings: Settings
    who: Mapping[str, str]
    spans: list[Span] = field(default_factory=list)
    divisions: list[tuple[int, int]] = field(default_factory=list)
    line: list[Span] = field(default_factory=list)
    speaker: int | None = None
    postscript: int | None = None
    ended: list[int] = field(default_factory=list)
    amid: list[Span] = field(default_factory=list)
    last: int = 0
    has_text: bool = False

    def run(
        self, blocks: Sequence[Block], quoted: Mapping[int, Quoted], poems: Mapping[int, Poem]
    ) -> None:
        quotation = verse = 0
        for start, end in blocks:
            if start in quoted:
                source, quotation = quoted[start]
                self.flush()
                self.spans.append(_quote(start, quotation, source))
            if start in poems:
                kind, verse = poems[start]
                self.flush()
                if verse > end:
                    self.spans.append(_span("lg", start, verse, kind, explicit=True))
                    kind = ""
                self.stanza(start, end, kind)
            elif start < verse:
                self.stanza(start, end)
            elif start < quotation:
                self.paragraph(start, end)
            else:
                self.block(start, end)
            self.last = end
        self.flush()
        if not (self.has_text or self.divisions):
            self.unmake(0)
        self.close(0)

    def block(self, start: int, end: int) -> None:
        content = self.text[start:end]
        structure = self.settings.structure
        for depth, division in enumerate(structure.division):
            if division.heading.match(content):
                self.heading(depth, division.type, start, end)
                return
        lines = lines_of_letters(structure.lines, content)
        if lines:
            ends = [at for at, _ in lines[1:]] + [len(content)]
            for (at, element), until in zip(lines, ends, strict=True):
                self.letter(element, start + at, start + len(content[:until].rstrip(BLANK)))
            return
        stanza = next((v for v in structure.verse if v.block and v.block.match(content)), None)
        if stanza:
            self.stanza(start, end, stanza.type)
        elif not (structure.speech and self.speech(structure.speech, start, end)):
            self.paragraph(start, end)

    def letter(self, element: str, start: int, end: int) -> None:
        """Mark a part of a letter; a postscript goes on to the next heading."""
        part = _span(element, start, end)
        if element != "postscript":
            self.line.append(part)
            return
        self.flush()
        if self.has_text:
            self.postscript = len(self.spans)
            self.ended.append(len(self.spans))
            self.spans.append(part)
        else:
            self.amid.append(part)
        self.paragraph(start, end)

    def heading(self, depth: int, kind: str, start: int, end: int) -> None:
        self.flush()
        if not self.divisions or self.divisions[-1][0] < depth:
            self.go_on(0)
        self.close(depth)
        self.divisions.append((depth, len(self.spans)))
        self.spans.append(_span("div", start, end, kind))
        self.spans.append(_span("head", start, end))
        self.has_text, self.postscript, self.ended = False, None, []

    def paragraph(self, start: int, end: int) -> None:
        self.text_follows(end)
        self.spans.append(_span("p", start, end))

    def stanza(self, start: int, end: int, kind: str = "") -> None:
        self.text_follows(end)
        self.spans.append(_span("lg", start, end, kind))
        self.spans.extend(_lines(self.text, start, end))

    def text_follows(self, end: int) -> None:
        """End what waits: a speaker without words gets these, lines before a text go together."""
        if self.speaker is not None and not self.line:
            self.spans[self.speaker] = replace(self.spans[self.speaker], end=end)
            self.speaker = None
        if self.postscript is not None:
            self.spans[self.postscript] = replace(self.spans[self.postscript], end=end)
        self.flush()
        self.go_on(0 if self.postscript is None else self.postscript + 1)
        self.has_text = True

    def go_on(self, since: int) -> None:
        """Let what seemed to end the division be paragraphs: more of it follows."""
        begin = next((place for place in self.ended if place >= since), None)
        if begin is not None:
            self.unmake(begin)
            self.ended = [place for place in self.ended if place < begin]

    def unmake(self, begin: int) -> None:
        """Make paragraphs of the parts of letters from a span on."""
        spans = self.spans[begin:]
        self.amid.extend(each for each in spans if each.element in _PARTS)
        self.spans[begin:] = [
            replace(each, element="p") if each.element in _PARTS else each
            for each in spans
            if each.element not in _AROUND
        ]

    def speech(self, declared: Speech, start: int, end: int) -> bool:
        """Mark a block that is a speech or a stage direction; say whether it is one."""
        content = self.text[start:end]
        if declared.stage and declared.stage.fullmatch(content):
            self.flush()
            self.text_follows(end)
            self.spans.append(_span("stage", start, end))
            return True
        begins = declared.speaker.match(content)
        if not begins or not begins[0].strip(BLANK):
            return False
        self.flush()
        self.text_follows(end)
        name = begins[0].rstrip(BLANK)
        who = self.who.get(_spoken(name), "")
        attributes = (("who", who),) if who else ()
        self.spans.append(Span(start, end, "sp", attributes, NAME, block=True))
        number = len(self.spans) - 1
        self.spans.append(_span("speaker", start, start + len(name)))
        at = self.words(declared, skip(self.text, start + len(name), end), end)
        self.speaker = number if at == end else None
        return True

    def words(self, declared: Speech, at: int, end: int) -> int:
        """Mark what is said after the speaker, and give where it begins."""
        stage = declared.stage
        while stage and (direction := stage.match(self.text[at:end])) and direction[0]:
            self.spans.append(_span("stage", at, at + direction.end()))
            at = skip(self.text, at + direction.end(), end)
        if at == end:
            return at
        lines = _lines(self.text, at, end) if declared.verse else [_span("p", at, end)]
        self.spans.extend(lines)
        for each in stage.finditer(self.text[at:end]) if stage else ():
            if each[0]:
                self.spans.append(Span(at + each.start(), at + each.end(), "stage", (), NAME))
        return at

    def flush(self) -> None:
        """Gather lines that stand together into the opener or the closer of a division.

        A speaker whom no words follow was none: the block is a paragraph.
        """
        if self.speaker is not None:
            silent = self.spans[self.speaker]
            self.spans[self.speaker :] = [_span("p", silent.start, silent.end)]
            self.speaker = None
        if self.line:
            around = "closer" if self.has_text else "opener"
            if self.has_text:
                self.ended.append(len(self.spans))
            self.spans.append(_span(around, self.line[0].start, self.line[-1].end))
            self.spans.extend(self.line)
            self.line = []

    def close(self, depth: int) -> None:
        while self.divisions and self.divisions[-1][0] >= depth:
            _, number = self.divisions.pop()
            self.spans[number] = replace(self.spans[number], end=self.last)


def _amid(transcription: Transcription, parts: Iterable[Span]) -> Iterator[Finding]:
    """Tell of parts of letters that stand amid the text."""
    for part in sorted(parts, key=lambda each: each.start):
        words = " ".join(transcription.text[part.start : part.end].split())
        place = transcription.place(part.start, part.end)
        yield finding("E058", place, NAME, element=part.element, words=words[:60])


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Mark each line that is not blank; the white space at its ends stays outside."""
    made = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        inner = line[0].strip(BLANK)
        if inner:
            at = skip(text, start + line.start(), end)
            made.append(_span("l", at, at + len(inner)))
    return made


def _spoken(name: str) -> str:
    """Give a speaker's words without the punctuation after them, in any letter case."""
    return " ".join(name.rstrip(".:,;—–- ").split()).casefold()


def _speakers(
    settings: Settings, registers: Sequence[Register]
) -> tuple[Mapping[str, str], list[Finding]]:
    """Give the pointer for each declared speaker."""
    speech = settings.structure.speech
    if speech is None or not speech.who:
        return {}, []
    known = candidates(settings, registers)
    made: dict[str, str] = {}
    found: list[Finding] = []
    for name, key in speech.who:
        if entry := known.one(key):
            made[_spoken(name)] = entry.pointer
        else:
            found.append(known.unknown(settings.place("structure", "speech"), NAME, key))
    return made, found
