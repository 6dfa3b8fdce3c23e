"""Dates: days, months, seasons and periods in words, with their value where it is certain.

What a date means is said by the grammar of its language and by the editor, who may declare the
year of days without one and every exception (TEI Guidelines 3.6.4). A date is never marked twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from teipipe.encode.dates.calendars import Expression, calendar, languages, numeric
from teipipe.encode.dates.dating import CIRCA, attributes, is_ambiguous, is_impossible
from teipipe.encode.declarations import DateException, Dates, DateZone
from teipipe.encode.folding import fold
from teipipe.encode.matching import misplaced, passages
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span, Zones, leaves, of
from teipipe.findings import Finding, finding
from teipipe.registers import Register
from teipipe.transcription import Transcription

NAME = "dates"
ELEMENT = "date"

_SHORT_YEAR = re.compile(r",?\s*['’]\d\d\b|,?\s+\d\d\b(?![.:,]?\d|\s*[^\W\d])")
"""Two digits after an apostrophe, or as the last of what is said."""
Stretch = tuple[int, int]


def mark_dates(
    transcription: Transcription,
    settings: Settings,
    _registers: Sequence[Register],
    spans: Sequence[Span],
) -> Marked:
    """Mark every date that the grammars know, but not inside one that is marked already."""
    declared = settings.dates
    if declared is None:
        return (), ()
    exceptions, mistakes = _places(transcription, settings, "exception", declared.exception)
    zones, faults = _places(transcription, settings, "zone", declared.zone)
    explicit = [
        _exception(place, declared.exception[number])
        for number, place in exceptions.items()
        if not declared.exception[number].skip
    ]
    settled = [Span(*place, ELEMENT) for place in exceptions.values()]
    taken = [*of(spans, (ELEMENT, *declared.skip)), *settled]
    years = _years(declared, {place: declared.zone[number] for number, place in zones.items()})
    made: list[Span] = []
    refused: list[Finding] = []
    for each in _found(transcription, spans, declared, settings, Zones(taken)):
        year = years(each.start)
        values = attributes(each, year, declared.years, declared.calendar)
        if values is None or _has_short_year(transcription.text, each):
            refused.extend(_refused(transcription, each, year, declared))
        else:
            certainty = CIRCA if each.circa else ""
            made.append(Span(each.start, each.end, ELEMENT, values, NAME, certainty))
    doubts = _doubts(transcription, spans, Zones((*taken, *made))) if declared.doubtful else ()
    ordered = sorted((*explicit, *made), key=lambda span: span.start)
    unread = _unread(settings, declared)
    return tuple(ordered), (*unread, *mistakes, *faults, *refused, *doubts)


def _found(
    transcription: Transcription,
    spans: Sequence[Span],
    declared: Dates,
    settings: Settings,
    taken: Zones,
) -> Iterator[Expression]:
    """Find the dates of all languages; where they overlap, the longest counts, known or not."""
    written = [each for each in _languages(settings, declared) if each in languages()]
    calendars = [calendar(each, bool(declared.years)) for each in written]
    compared = fold(transcription.text)
    for block in leaves(spans):
        stretch = compared.inner(block.start), compared.inner(block.end)
        every = [
            replace(each, start=compared.outer(each.start), end=compared.outer(each.end))
            for dates in calendars
            for each in dates.find(compared.text, *stretch)
        ]
        yield from _longest([each for each in every if not taken.touch(each.start, each.end)])


def _languages(settings: Settings, declared: Dates) -> Sequence[str]:
    """Give the languages that dates are written in: those that are declared, else the text's."""
    return declared.languages or (settings.language.partition("-")[0],)


def _unread(settings: Settings, declared: Dates) -> Iterator[Finding]:
    """Tell of a language whose dates are not known (E064)."""
    for each in _languages(settings, declared):
        if each not in languages():
            told = {"language": each, "known": ", ".join(languages())}
            yield finding("E064", settings.place("dates"), NAME, **told)


def _longest(found: Sequence[Expression]) -> Sequence[Expression]:
    """Give, of dates that overlap, the longest, in the order of the text."""
    kept: list[Expression] = []
    for each in sorted(found, key=lambda each: each.start - each.end):
        at = bisect_right(kept, each.start, key=lambda other: other.start)
        after_last = at == 0 or kept[at - 1].end <= each.start
        if after_last and (at == len(kept) or each.end <= kept[at].start):
            kept.insert(at, each)
    return kept


def _refused(
    transcription: Transcription, found: Expression, year: int, declared: Dates
) -> Iterator[Finding]:
    """Tell of a date whose day does not exist, or that may be either of two."""
    place = transcription.place(found.start, found.end)
    words = " ".join(transcription.text[found.start : found.end].split())
    if is_impossible(found, year, declared.calendar):
        yield finding("E025", place, NAME, date=words)
    elif is_ambiguous(found, year, declared.calendar) or _has_short_year(transcription.text, found):
        yield finding("E024", place, NAME, date=words)


def _has_short_year(text: str, found: Expression) -> bool:
    """Whether a date without a year has two digits behind it, which may be its year."""
    last = found.last or found.first
    named = found.first.year or last.year
    return bool(last.month and not named and _SHORT_YEAR.match(text, found.end))


def _exception(place: Stretch, declared: DateException) -> Span:
    return Span(*place, ELEMENT, declared.attributes, NAME, declared.certainty, explicit=True)


def _years(declared: Dates, zones: Mapping[Stretch, DateZone]) -> Callable[[int], int]:
    """Give what tells the declared year of a place: of its zone, else of the document."""
    ordered = sorted(zones.items())
    starts = [start for (start, _), _ in ordered]

    def year(at: int) -> int:
        number = bisect_right(starts, at) - 1
        if number >= 0 and at < ordered[number][0][1]:
            return ordered[number][1].year
        return declared.year

    return year


def _doubts(transcription: Transcription, spans: Sequence[Span], taken: Zones) -> Iterator[Finding]:
    text = transcription.text
    for block in leaves(spans):
        for start, end in numeric(text, block.start, block.end):
            if not taken.touch(start, end):
                place = transcription.place(start, end)
                yield finding("E024", place, NAME, date=text[start:end])


def _places(
    transcription: Transcription,
    settings: Settings,
    key: str,
    declared: Sequence[DateZone | DateException],
) -> tuple[dict[int, Stretch], list[Finding]]:
    """Find the one place of each declaration, by its number."""
    made: dict[int, Stretch] = {}
    found: list[Finding] = []
    for number, each in enumerate(declared):
        until = each.until if isinstance(each, DateZone) else ""
        places = passages(transcription.text, each.quote, until, each.prefix, each.suffix)
        where = settings.place("dates", key, number)
        if len(places) == 1:
            made[number] = places[0]
        else:
            quote = each.quote if places else until or each.quote
            found.append(misplaced(transcription, where, NAME, quote, places))
    return made, found
