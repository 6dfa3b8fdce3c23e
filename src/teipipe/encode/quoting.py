"""Quotations as wholes: those that go on in the next paragraph, and what kind each is.

A quotation of several paragraphs opens anew with each and closes at the end of the last; whatever
else is unclosed is no such quotation. What is not plainly quoted (`q`) the editor declares: speech
with its speaker, words of another with their source, words held at a distance (Guidelines 3.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from teipipe.encode.candidates import candidates
from teipipe.encode.declarations import QuotationKind, Quotations
from teipipe.encode.matching import misplaced, passages
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Attributes, Span, of
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

Part = tuple[int, int]
Passage = tuple[Part, ...]
"""A quotation: a stretch of text, or one for each of its paragraphs."""

_OF_VERSE = frozenset({"lg", "sp", "l"})
_ENDING = frozenset(".!?…")
_AFTER = " \t\n.,;:!?…)]–—-"


def continued(
    text: str,
    paragraphs: Sequence[Span],
    unclosed: Mapping[int, Sequence[int]],
    pairs: Mapping[int, Part],
) -> Iterator[Passage]:
    """Find quotations that go on: an unclosed mark, and the same mark beginning what follows.

    `unclosed` gives the marks without partner by the beginning of their paragraph, `pairs` the
    quotations within a paragraph by their beginning.
    """
    at = 0
    while at < len(paragraphs):
        found, at = _from(text, paragraphs, at, unclosed, pairs)
        yield from found


def _from(
    text: str,
    paragraphs: Sequence[Span],
    at: int,
    unclosed: Mapping[int, Sequence[int]],
    pairs: Mapping[int, Part],
) -> tuple[list[Passage], int]:
    """Give the quotation that begins in a paragraph and ends in a later one, and where to go on.

    With it come those inside it that go on too. Where it does not end, no other can begin in the
    paragraphs that seemed to be of it.
    """
    first = paragraphs[at]
    levels = [[(start, first.end)] for start in unclosed.get(first.start, ())]
    found: list[Passage] = []
    for number in range(at + 1, len(paragraphs) if levels else 0):
        each = paragraphs[number]
        marks = _reopened(text, each, [text[parts[0][0]] for parts in levels])
        closed = pairs.get(marks[0]) if marks else None
        same = each.element == first.element and marks
        if not same or (closed and not _is_over(text, closed, each, number - at)):
            return [], number
        going = dict(zip(marks, levels, strict=False))
        found.extend((*going[mark], pairs[mark]) for mark in marks if mark in pairs)
        if closed:
            return found, number + 1
        waiting = unclosed.get(each.start, ())
        levels = [[*going.get(mark, ()), (mark, each.end)] for mark in waiting]
        if marks[0] not in waiting:
            return [], number
    return [], len(paragraphs) if levels else at + 1


def _reopened(text: str, paragraph: Span, marks: Sequence[str]) -> list[int]:
    """Give where a paragraph begins with marks that are open, the outermost first."""
    found: list[int] = []
    at = paragraph.start
    for mark in marks:
        if text[at] != mark:
            break
        found.append(at)
        at += 1
        while at < paragraph.end and text[at].isspace():
            at += 1
    return found


def _is_over(text: str, last: Part, paragraph: Span, earlier: int) -> bool:
    """Say whether a quotation that went on ends here, and is no other one that begins here.

    So it is where nothing follows, where more than one paragraph went before, and where both the
    quotation and the words after it are whole sentences (“Yes,” she said: another begins).
    """
    after = text[last[1] : paragraph.end]
    if earlier > 1 or not after.strip(_AFTER):
        return True
    end = text[last[0] : last[1] - 1].rstrip()[-1:]
    return end in _ENDING and after[:1].isspace() and after.lstrip()[:1].isupper()


def verses(spans: Sequence[Span]) -> list[list[Span]]:
    """Give the lines of each stanza, and of each speech in verse."""
    blocks = (each for each in of(spans, _OF_VERSE) if each.block)
    groups: list[list[Span]] = []
    around: list[tuple[Span, list[Span]]] = []
    for each in sorted(blocks, key=lambda span: (span.start, -span.end)):
        while around and not around[-1][0].holds(each):
            around.pop()
        if each.element != "l":
            groups.append([])
            around.append((each, groups[-1]))
        elif around:
            around[-1][1].append(each)
    return groups


def parted(pair: Part, lines: Sequence[Span]) -> Passage:
    """Give the parts of a quotation, one in each of its lines."""
    start, end = pair
    touched = (each for each in lines if each.start < end and start < each.end)
    return tuple((max(start, each.start), min(end, each.end)) for each in touched)


def kinds(
    transcription: Transcription,
    settings: Settings,
    registers: Sequence[Register],
    declared: Quotations,
    found_passages: Sequence[Passage],
    check: str,
) -> tuple[Mapping[Passage, QuotationKind], Mapping[str, str], list[Finding]]:
    """Give the declared kind of each quotation that has one, and the pointer for each speaker."""
    if not declared.kind:
        return {}, {}, []
    known = candidates(settings, registers)
    made: dict[Passage, QuotationKind] = {}
    who: dict[str, str] = {}
    found: list[Finding] = []
    for number, kind in enumerate(declared.kind):
        place = settings.place("quotations", "kind", number)
        meant = list(_meant(transcription.text, kind, found_passages))
        if kind.quote and len(meant) != 1:
            begins = [each[0] for each in meant]
            found.append(misplaced(transcription, place, check, kind.quote, begins))
        elif not meant:
            found.append(finding("E011", place, check, declared=kind.marks))
        else:
            made.update({each: kind for each in meant if kind.quote or each not in made})
        for speaker in kind.who:
            if speaker.startswith("#"):
                who[speaker] = speaker
            elif entry := known.one(speaker):
                who[speaker] = entry.pointer
            else:
                found.append(known.unknown(place, check, speaker))
    return made, who, found


def _meant(text: str, kind: QuotationKind, found: Sequence[Passage]) -> Iterator[Passage]:
    """Give the quotations that a declaration means: by their first words, or by their marks."""
    if not kind.quote:
        ends = ((each, text[each[0][0]] + text[each[-1][1] - 1]) for each in found)
        yield from (each for each, marks in ends if marks == kind.marks)
        return
    places = passages(text, kind.quote, prefix=kind.prefix, suffix=kind.suffix)
    starts = {start for start, _ in places}
    for each in found:
        start = each[0][0]
        inner = start + 1
        while text[inner : inner + 1].isspace():
            inner += 1
        if start in starts or inner in starts:
            yield each


def spans_of(
    passage: Passage, element: str, attributes: Attributes, rule: str, number: int, explicit: bool
) -> Iterator[Span]:
    """Give the span of a quotation, or those of its parts, each pointing to its neighbours."""
    count = len(passage)
    for at, (start, end) in enumerate(passage, 1):
        own = attributes
        if count > 1:
            own = (
                ("xml:id", f"quotation-{number}-{at}"),
                *attributes,
                *((("prev", f"#quotation-{number}-{at - 1}"),) if at > 1 else ()),
                *((("next", f"#quotation-{number}-{at + 1}"),) if at < count else ()),
            )
        yield Span(start, end, element, own, rule, explicit=explicit)
