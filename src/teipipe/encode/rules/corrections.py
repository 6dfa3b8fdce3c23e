"""Corrections: what the editor thinks of a place, beside what stands there.

The characters of the transcription stay, inside `sic`, `orig` or `surplus`; what should stand
there, and every remark, is inserted and bears the editor's `@resp`, so that the source view leaves
it out (TEI Guidelines 3.5 and 12.3.3.1). A correction that would cut other markup in two is an
error: it is told and not made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from teipipe.encode.declarations import Correction
from teipipe.encode.matching import misplaced, passages
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Attributes, Marked, Span, leaves
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "corrections"
NOTE_TYPE = "editorial"
"""The `@type` of the edition's own notes."""
INSERTING = frozenset({"supplied", "note"})
"""The kinds that stand beside their quote and not over it."""


def mark_corrections(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Mark the one place that each correction means."""
    blocks = leaves(spans)
    made: list[Span] = []
    found: list[Finding] = []
    for number, declared in enumerate(settings.correction):
        quote = _places(transcription.text, declared)
        where = settings.place("correction", number)
        if len(quote) != 1:
            found.append(misplaced(transcription, where, NAME, declared.quote, quote))
            continue
        ((start, end),) = quote
        crossed = _crossed(declared, start, end, blocks, (*spans, *made))
        if crossed is None:
            made.extend(_spans(declared, start, end))
        else:
            found.append(finding("E022", where, NAME, quote=declared.quote, element=crossed))
    return tuple(made), tuple(found)


def _places(text: str, declared: Correction) -> tuple[tuple[int, int], ...]:
    """Find the quote; white space at its ends belongs to it, as what is too many often has some."""
    quote = declared.quote
    before = quote[: len(quote) - len(quote.lstrip())]
    after = quote[len(quote.rstrip()) :]
    prefix, suffix = declared.prefix + before, after + declared.suffix
    found = passages(text, quote, "", prefix, suffix)
    return tuple(
        (
            len(text[:start].rstrip()) if before else start,
            len(text) - len(text[end:].lstrip()) if after else end,
        )
        for start, end in found
    )


def _crossed(
    declared: Correction, start: int, end: int, blocks: Sequence[Span], spans: Iterable[Span]
) -> str | None:
    """Give the element that a correction would cut in two."""
    if declared.kind in INSERTING:
        start = end = _beside(declared, start, end)
    if not any(block.start <= start and end <= block.end for block in blocks):
        return "text"
    for span in spans:
        apart = end <= span.start or span.end <= start
        outside = span.start <= start and end <= span.end
        inside = start <= span.start and span.end <= end
        if not (apart or outside or inside):
            return span.element
    return None


def _spans(declared: Correction, start: int, end: int) -> Iterator[Span]:
    yield from _MADE[declared.kind](declared, start, end)
    if declared.note:
        at = _beside(declared, start, end)
        kind: Attributes = (("type", NOTE_TYPE), ("resp", declared.resp))
        language = (("xml:lang", declared.language),) if declared.language else ()
        yield _span(declared, at, at, "note", (*kind, *language), declared.note)


def _beside(declared: Correction, start: int, end: int) -> int:
    """Give the place of what stands beside a quote; nothing may stand in a `choice` before it."""
    return start if declared.before and declared.kind in INSERTING else end


def _span(
    declared: Correction,
    start: int,
    end: int,
    element: str,
    attributes: Attributes = (),
    inserted: str = "",
) -> Span:
    return Span(start, end, element, attributes, NAME, declared.certainty, True, inserted=inserted)


def _alternative(source: str, edition: str) -> Callable[[Correction, int, int], Iterator[Span]]:
    def made(declared: Correction, start: int, end: int) -> Iterator[Span]:
        if declared.correct:
            attributes = (("resp", declared.resp), *_reason_as_type(declared))
            corrected = _span(declared, end, end, edition, attributes, declared.correct)
            yield Span(start, end, "choice", (), NAME, explicit=True, inserted=corrected)
            yield Span(start, end, source, (), NAME, explicit=True)
        else:
            yield _span(declared, start, end, source)

    return made


def _reason_as_type(declared: Correction) -> Attributes:
    """`corr` and `reg` have no `@reason`; their `@type` says what kind of change it is."""
    return (("type", declared.reason),) if declared.reason else ()


def _surplus(declared: Correction, start: int, end: int) -> Iterator[Span]:
    """Mark characters too many; `@resp` would take them out of the source view."""
    yield _span(declared, start, end, "surplus", (("reason", declared.reason),))


def _supplied(declared: Correction, start: int, end: int) -> Iterator[Span]:
    at = _beside(declared, start, end)
    attributes = (("reason", declared.reason), ("resp", declared.resp))
    yield _span(declared, at, at, "supplied", attributes, declared.correct)


def _nothing(_declared: Correction, _start: int, _end: int) -> Iterator[Span]:
    return iter(())


_MADE: Mapping[str, Callable[[Correction, int, int], Iterator[Span]]] = {
    "sic": _alternative("sic", "corr"),
    "orig": _alternative("orig", "reg"),
    "surplus": _surplus,
    "supplied": _supplied,
    "note": _nothing,
}
