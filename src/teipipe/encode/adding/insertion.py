"""Insertion: which new markup goes into a file that was edited, and the file with it.

Only spans within blocks are added; what is a block is the editor's. A span is left out where its
element is there already over the same words, where a name is marked as any name, or where it was
rejected; one that would cross a tag, or take characters out of the text, is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from teipipe.documents import ID, TEI, Document, tei
from teipipe.encode.adding.gaps import Gaps, Slot
from teipipe.encode.adding.moving import movement
from teipipe.encode.adding.offsets import Layout, LayoutError, laid_out
from teipipe.encode.decisions import REJECTED, Decision, located
from teipipe.encode.spans import Attributes, Span, Zones
from teipipe.encode.weaver import start_tag
from teipipe.findings import Finding, Place, finding
from teipipe.transcription import Transcription

NAMES = frozenset({"name", "objectName", "orgName", "persName", "placeName", "rs"})
"""The elements that mark a name: where one stands, no other is added."""
SINGLE = frozenset({"date", "foreign", "title"})
"""Further elements of which none is added where one of them stands."""
UNICODE = frozenset({"ascii", "us-ascii", "utf-8"})
"""The encodings whose bytes are those of UTF-8."""

_SHOWN = 60
_LINE_END = "⏎"
_NOTHING = "…"


@dataclass(frozen=True, slots=True)
class Added:
    """A file's bytes with what is new, the spans that were added, what was found."""

    content: bytes
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Presence:
    """What a file has already: elements by their words, names by their zones, identifiers."""

    elements: set[tuple[int, int, str]] = field(default_factory=set)
    zones: dict[str, Zones] = field(default_factory=dict)
    identifiers: set[str] = field(default_factory=set)

    def has(self, span: Span) -> bool:
        """Say whether a span is there, or something that stands for it."""
        alike = _alike(span.element)
        return (
            (span.start, span.end, span.element) in self.elements
            or dict(span.attributes).get("xml:id") in self.identifiers
            or (alike in self.zones and self.zones[alike].touch(span.start, span.end))
        )


def add(
    document: Document,
    transcription: Transcription,
    spans: Sequence[Span],
    order: Sequence[str] = (),
    decisions: Sequence[Decision] = (),
) -> Added:
    """Insert the spans that a document lacks; nothing where its text is another, or not in UTF-8.

    `order` names the rules from the strongest to the weakest, as for the weaver.
    """
    if document.encoding.lower() not in UNICODE:
        where = Place(document.name, 1, 1)
        found = finding("E038", where, "add", encoding=document.encoding.upper())
        return Added(document.content, (), (found,))
    try:
        layout = laid_out(document)
    except LayoutError as error:
        return Added(document.content, (), (_refused(transcription, 0, str(error)),))
    moved = movement(transcription, layout.text)
    if moved is None:
        at = _parting(layout.text, transcription.text)
        words = layout.text[at : at + _SHOWN].replace("\n", _LINE_END) or _NOTHING
        return Added(document.content, (), (_refused(transcription, at, words),))
    rank = {rule: place for place, rule in enumerate(order)}
    wanted = sorted(_wanted(transcription, spans, decisions), key=lambda s: rank.get(s.rule, 99))
    slots, findings = _slots(layout, transcription, [(each, moved(each)) for each in wanted])
    content = _inserted(document, layout, list(slots.values()))
    return Added(content, tuple(slots), tuple(findings))


def _parting(one: str, other: str) -> int:
    """Give where two texts begin to differ."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _refused(transcription: Transcription, at: int, found: str) -> Finding:
    return finding("E036", transcription.place(at), "add", found=found)


def _wanted(
    transcription: Transcription, spans: Sequence[Span], decisions: Sequence[Decision]
) -> list[Span]:
    """Give the spans within blocks that nobody rejected."""
    rejected = [each for each in decisions if each.decision == REJECTED]
    places, _ = located(transcription, rejected)
    no = {(*stretch, each.element) for each, where in places for stretch in where}
    return [
        each for each in spans if not each.block and (each.start, each.end, each.element) not in no
    ]


def _slots(
    layout: Layout, transcription: Transcription, wanted: Sequence[tuple[Span, Span]]
) -> tuple[dict[Span, Slot], list[Finding]]:
    """Find where each span that is not there goes, the strongest first.

    With each comes the span over the text of the file, whose white space may be another.
    """
    presence = _presence(layout)
    gaps = Gaps(layout)
    slots: dict[Span, Slot] = {}
    findings: list[Finding] = []
    for span, there in wanted:
        if presence.has(there):
            continue
        if span.before or span.after:
            findings.append(_left_out("E035", transcription, span))
            continue
        slot = gaps.slot(there)
        if slot is None:
            other = gaps.obstacle(there)
            findings.append(_left_out("E034", transcription, span, other=other))
            continue
        slots[span] = slot
        gaps.take(there)
        presence.elements.add((there.start, there.end, there.element))
    return slots, findings


def _presence(layout: Layout) -> _Presence:
    presence = _Presence()
    zones: dict[str, list[Span]] = {}
    for each in layout.elements:
        name = each.element.tag.removeprefix(tei(""))
        presence.elements.add((each.start, each.end, name))
        if each.start < each.end and _alike(name):
            zones.setdefault(_alike(name), []).append(Span(each.start, each.end, name))
        if identifier := each.element.get(ID):
            presence.identifiers.add(identifier)
    presence.zones = {name: Zones(each) for name, each in zones.items()}
    return presence


def _alike(element: str) -> str:
    """Give what an element is one of: any name counts as any other."""
    return "name" if element in NAMES else element if element in SINGLE else ""


def _left_out(code: str, transcription: Transcription, span: Span, **arguments: str) -> Finding:
    quote = " ".join(transcription.text[span.start : span.end].split())[:_SHOWN]
    place = transcription.place(span.start, span.end)
    return finding(code, place, "add", element=span.element, quote=quote, **arguments)


def _inserted(document: Document, layout: Layout, slots: Sequence[Slot]) -> bytes:
    """Put the tags in: of those at one byte the ends come first, the inner before the outer."""
    tags: list[tuple[int, int, int, int, str]] = []
    for number, slot in enumerate(slots):
        span, prefix = slot.span, _prefix(layout, slot)
        start, end = _tags(span, prefix)
        if span.start == span.end:
            tags.append((slot.start, 1, 0, number, start + end))
        else:
            tags.append((slot.start, 2, -span.end, number, start))
            tags.append((slot.end, 0, -span.start, -number, end))
    out: list[bytes] = []
    content, at = document.content, 0
    for byte, _, _, _, tag in sorted(tags):
        out.extend((content[at:byte], tag.encode(document.encoding, "xmlcharrefreplace")))
        at = byte
    return b"".join((*out, content[at:]))


def _tags(span: Span, prefix: str) -> tuple[str, str]:
    """Write the tags of a span; what it inserts stands before its end."""
    name = f"{prefix}{span.element}"
    certainty: Attributes = (("cert", span.certainty),) if span.certainty else ()
    is_empty = span.start == span.end and not span.inserted
    start = start_tag(name, (*span.attributes, *certainty), is_empty)
    if isinstance(span.inserted, str):
        return start, "" if is_empty else f"{escape(span.inserted, quote=False)}</{name}>"
    return start, f"{''.join(_tags(span.inserted, prefix))}</{name}>"


def _prefix(layout: Layout, slot: Slot) -> str:
    """Give what the names of TEI begin with where a tag goes."""
    known = layout.elements[slot.parent].element.nsmap
    if known.get(None) == TEI:
        return ""
    return next((f"{each}:" for each, uri in known.items() if each and uri == TEI), "")
