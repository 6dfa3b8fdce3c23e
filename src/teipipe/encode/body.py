"""The body of a text: what each block after the front is, and what they make together.

Blocks are looked at once, from first to last (TEI Guidelines 4.1 and 4.2, 3.13, 7.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from teipipe.encode.blocks import Block, lines_of_letters, notes_of, skip
from teipipe.encode.layout import Notes, Speech
from teipipe.encode.lists import Line, Lists
from teipipe.encode.settings import Settings
from teipipe.encode.spans import BLANK, Span
from teipipe.encode.speakers import spoken

NAME = "structure"
_AROUND = frozenset({"closer", "opener", "postscript"})
_PARTS = frozenset({"dateline", "postscript", "salute", "signed"})

Poem = tuple[str, int]
"""The type of a poem, and where it ends."""
Quoted = tuple[str, int]
"""The source of a block quotation, and where it ends."""


def span_of(element: str, start: int, end: int, kind: str = "", explicit: bool = False) -> Span:
    """Give the span of a block."""
    attributes = (("type", kind),) if kind else ()
    return Span(start, end, element, attributes, NAME, explicit=explicit, block=True)


def _quote(start: int, end: int, source: str) -> Span:
    attributes = (("source", source),) if source else ()
    return Span(start, end, "quote", attributes, NAME, explicit=True, block=True)


@dataclass(slots=True)
class Body:
    """The blocks after the front, from first to last.

    `apart` are the places of lines that are the page's, also amid a stanza.

    `divisions` are the open ones: the level of each and the place of its span; `line` are lines
    that wait for what follows them; `speaker` is the place of a speech that has no words yet,
    `postscript` that of one which goes on to the next heading; `ended` are the places of what ends
    the open division, `amid` are parts of letters that neither begin nor end one.
    """

    text: str
    settings: Settings
    who: Mapping[str, str]
    apart: frozenset[int] = frozenset()
    spans: list[Span] = field(default_factory=list)
    divisions: list[tuple[int, int]] = field(default_factory=list)
    line: list[Span] = field(default_factory=list)
    speaker: int | None = None
    postscript: int | None = None
    ended: list[int] = field(default_factory=list)
    amid: list[Span] = field(default_factory=list)
    notes: int = 0
    last: int = 0
    has_text: bool = False
    lists: Lists = field(init=False)

    def __post_init__(self) -> None:
        self.lists = Lists(self.text, self.settings.structure.list, NAME, self.spans)

    def run(
        self, blocks: Sequence[Block], quoted: Mapping[int, Quoted], poems: Mapping[int, Poem]
    ) -> None:
        """Mark all blocks; stretches of quotations and poems are given by where they begin."""
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
                    self.spans.append(span_of("lg", start, verse, kind, explicit=True))
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
        """Mark a block as what it is declared to be, else as a paragraph."""
        content = self.text[start:end]
        structure = self.settings.structure
        for depth, division in enumerate(structure.division):
            if division.heading.match(content):
                self.heading(depth, division.type, start, end)
                return
        declared = self.settings.notes
        if declared and (notes := notes_of(declared.note, content)):
            self.noted(declared, start, notes)
            return
        lines = lines_of_letters(structure.lines, content)
        if lines:
            self.lists.close()
            ends = [at for at, _ in lines[1:]] + [len(content)]
            for (at, element), until in zip(lines, ends, strict=True):
                self.letter(element, start + at, start + len(content[:until].rstrip(BLANK)))
            return
        stanza = next((v for v in structure.verse if v.block and v.block.match(content)), None)
        if stanza:
            self.stanza(start, end, stanza.type)
        elif items := self.lists.lines(start, end):
            self.listed(items, start, end)
        elif not (
            (structure.speech and self.speech(structure.speech, start, end))
            or self.lists.goes_on(start, end)
        ):
            self.paragraph(start, end)

    def noted(self, declared: Notes, start: int, notes: Sequence[tuple[int, int, str]]) -> None:
        """Mark the notes of a block, each a paragraph; they are no part of what is around them."""
        self.end_line()
        for at, end, label in notes:
            self.notes += 1
            said = (("n", label), ("place", declared.place))
            whose = (("type", declared.type), ("resp", declared.resp))
            attributes = (("xml:id", f"note-{self.notes}"), *said, *whose)
            self.spans.append(Span(start + at, start + end, "note", attributes, NAME, block=True))
            self.spans.append(span_of("p", start + at, start + end))

    def listed(self, items: Sequence[Line], start: int, end: int) -> None:
        """Mark the items of a block; words before the first are a paragraph."""
        before = len(self.text[: items[0][0]].rstrip(BLANK))
        if before > start:
            if not self.lists.goes_on(start, before):
                self.paragraph(start, before)
        elif not self.lists.open:
            self.text_follows(end)
        self.lists.add(items, end)

    def letter(self, element: str, start: int, end: int) -> None:
        """Mark a part of a letter; a postscript goes on to the next heading."""
        part = span_of(element, start, end)
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
        """Begin a division, and end those that stand at its depth or deeper."""
        self.flush()
        if not self.divisions or self.divisions[-1][0] < depth:
            self.go_on(0)
        self.close(depth)
        self.divisions.append((depth, len(self.spans)))
        self.spans.append(span_of("div", start, end, kind))
        self.spans.append(span_of("head", start, end))
        self.has_text, self.postscript, self.ended = False, None, []

    def paragraph(self, start: int, end: int) -> None:
        """Mark a paragraph."""
        self.text_follows(end)
        self.spans.append(span_of("p", start, end))

    def stanza(self, start: int, end: int, kind: str = "") -> None:
        """Mark a stanza and its lines."""
        self.text_follows(end)
        self.spans.append(span_of("lg", start, end, kind))
        self.spans.extend(_lines(self.text, start, end, self.apart))

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
            self.spans.append(span_of("stage", start, end))
            return True
        begins = declared.speaker.match(content)
        if not begins or not begins[0].strip(BLANK):
            return False
        self.flush()
        self.text_follows(end)
        name = begins[0].rstrip(BLANK)
        who = self.who.get(spoken(name), "")
        attributes = (("who", who),) if who else ()
        self.spans.append(Span(start, end, "sp", attributes, NAME, block=True))
        number = len(self.spans) - 1
        self.spans.append(span_of("speaker", start, start + len(name)))
        at = self.words(declared, skip(self.text, start + len(name), end), end)
        self.speaker = number if at == end else None
        return True

    def words(self, declared: Speech, at: int, end: int) -> int:
        """Mark what is said after the speaker, and give where it begins."""
        stage = declared.stage
        while stage and (direction := stage.match(self.text[at:end])) and direction[0]:
            self.spans.append(span_of("stage", at, at + direction.end()))
            at = skip(self.text, at + direction.end(), end)
        if at == end:
            return at
        if declared.verse:
            self.verses(stage, at, end)
        else:
            self.spans.append(span_of("p", at, end))
        for each in stage.finditer(self.text[at:end]) if stage else ():
            if each[0] and not (declared.verse and "\n" in each[0]):
                self.spans.append(Span(at + each.start(), at + each.end(), "stage", (), NAME))
        return at

    def verses(self, stage: re.Pattern[str] | None, at: int, end: int) -> None:
        """Mark the lines of a speech; a direction of several lines stands between them."""
        begin = at
        for each in stage.finditer(self.text, at, end) if stage else ():
            if "\n" in each[0]:
                self.spans.extend(_lines(self.text, begin, each.start(), self.apart))
                self.spans.append(span_of("stage", *each.span()))
                begin = each.end()
        self.spans.extend(_lines(self.text, begin, end, self.apart))

    def flush(self) -> None:
        """End the lists, and what waits for what follows it."""
        self.lists.close()
        self.end_line()

    def end_line(self) -> None:
        """Gather lines that stand together into the opener or the closer of a division.

        A speaker whom no words follow was none: the block is a paragraph.
        """
        if self.speaker is not None:
            silent = self.spans[self.speaker]
            self.spans[self.speaker :] = [span_of("p", silent.start, silent.end)]
            self.speaker = None
        if self.line:
            around = "closer" if self.has_text else "opener"
            if self.has_text:
                self.ended.append(len(self.spans))
            self.spans.append(span_of(around, self.line[0].start, self.line[-1].end))
            self.spans.extend(self.line)
            self.line = []

    def close(self, depth: int) -> None:
        """End the divisions of a depth and those in them."""
        while self.divisions and self.divisions[-1][0] >= depth:
            _, number = self.divisions.pop()
            self.spans[number] = replace(self.spans[number], end=self.last)


def _lines(text: str, start: int, end: int, apart: frozenset[int]) -> list[Span]:
    """Mark each line that is not blank nor the page's; the white space at its ends is outside."""
    made = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        inner = line[0].strip(BLANK)
        at = skip(text, start + line.start(), end)
        if inner and at not in apart:
            made.append(span_of("l", at, at + len(inner)))
    return made
