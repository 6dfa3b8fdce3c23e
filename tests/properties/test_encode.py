"""The promises of encoding: no character is lost, the same input gives the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teipipe.encode import marked
from teipipe.encode.dates.calendars import calendar
from teipipe.encode.declarations import Brackets, Correction, Dates, Quotations
from teipipe.encode.layout import BlockQuotation, Division, Speech, Structure, Verse
from teipipe.encode.rules import RULES
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Delimiter, Span
from teipipe.encode.weaver import weave
from teipipe.transcription import Transcription, decode

NAMES = [name for name, _ in RULES]
ELEMENTS = ("p", "q", "note", "persName", "seg", "div", "pb")
MARKS = "“”‘’„\"'«»[] \n\n\u00a0,."

Drawn = tuple[Transcription, list[Span]]

legal = st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\n")
texts = st.text(legal, min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
marked_texts = st.text(st.sampled_from(f"{MARKS}abc"), min_size=1).filter(
    lambda text: bool(text.strip())
)


@st.composite
def spans_over(draw: st.DrawFn) -> tuple[Transcription, list[Span]]:
    text = draw(texts)
    places = st.integers(0, len(text))
    spans = []
    for _ in range(draw(st.integers(0, 12))):
        start, end = sorted((draw(places), draw(places)))
        delimited = end - start >= 2 and draw(st.booleans())
        spans.append(
            Span(
                start,
                end,
                draw(st.sampled_from(ELEMENTS)),
                rule=draw(st.sampled_from(NAMES)),
                block=draw(st.booleans()) and start < end,
                before=Delimiter(1, f"#c{ord(text[start])}-before") if delimited else None,
                after=Delimiter(1, f"#c{ord(text[end - 1])}-after") if delimited else None,
            )
        )
    return decode(text.encode(), "source.txt"), spans


def read_back(xml: str) -> str:
    """The text of woven markup; a rendition names the character that it restores."""
    out: list[str] = []
    for event, element in etree.iterwalk(
        etree.fromstring(f"<text>{xml}</text>"), events=("start", "end")
    ):
        side = "-before" if event == "start" else "-after"
        marks = [
            m[2 : -len(side)] for m in element.get("rendition", "").split() if m.endswith(side)
        ]
        out.extend(chr(int(mark)) for mark in marks)
        out.append((element.text if event == "start" else element.tail) or "")
    return "".join(out)


@given(spans_over())
def test_any_spans_over_any_text_give_the_text_back(
    drawn: Drawn,
) -> None:
    transcription, spans = drawn
    xml, _ = weave(transcription, spans, NAMES)
    assert read_back(xml) == transcription.text


@given(spans_over())
def test_every_span_with_characters_is_there_and_splits_are_told(
    drawn: Drawn,
) -> None:
    transcription, spans = drawn
    xml, found = weave(transcription, spans, NAMES)
    tree = etree.fromstring(f"<text>{xml}</text>")
    pieces = sum(1 for _ in tree.iter(*ELEMENTS))
    assert pieces >= len(spans)
    assert (pieces > len(spans)) == bool(found)
    identifiers = tree.xpath("//@xml:id")
    assert len(identifiers) == len(set(identifiers))
    assert {each[1:] for each in tree.xpath("//@next | //@prev")} <= set(identifiers)


@given(spans_over())
def test_weaving_twice_gives_the_same(drawn: Drawn) -> None:
    transcription, spans = drawn
    assert weave(transcription, spans, NAMES) == weave(transcription, list(spans), tuple(NAMES))


@given(marked_texts)
def test_the_rules_lose_nothing_on_any_marks(text: str) -> None:
    transcription = decode(text.encode(), "source.txt")
    settings = Settings(
        Path(),
        "encoding.toml",
        structure=Structure(
            front=("docTitle",) if text.count("a") > 3 else (),
            division=(Division(re.compile("b")),),
            lines=(("dateline", re.compile("c")),),
            quotation=(BlockQuotation('"', '"'),),
            verse=(Verse(re.compile(",")), Verse(first="«", last="»")),
            speech=Speech(re.compile("[.a]+"), re.compile(r"‘[^’]*’"), verse=text.count("b") > 2),
        ),
        brackets=Brackets("#e", "gloss", renditions=("c91-before", "c93-after"), language="fr"),
        quotations=Quotations(),
    )
    spans, _ = marked(transcription, settings, (), RULES)
    again, _ = marked(transcription, settings, (), RULES)
    xml, _ = weave(transcription, spans, NAMES)
    assert spans == again
    assert read_back(xml) == text


calendar("en", True)
"""Compiled before, for the time of each example is measured."""


@st.composite
def dated_texts(draw: st.DrawFn) -> str:
    dates = ("8th ", "March", " 1921", "May ", "1701/2", "12.3.48", "summer of ", "2", "1919")
    others = ("from ", " to ", "–", "ca. ", ", ", "of ", "x", "\n\n", "\u00a0")
    pieces = st.sampled_from((*dates, *others))
    return "".join(draw(st.lists(pieces, min_size=1, max_size=20)))


@given(dated_texts().filter(lambda text: bool(text.strip())), st.integers(0, 9))
def test_dates_and_corrections_lose_nothing_and_have_valid_values(text: str, at: int) -> None:
    transcription = decode(text.encode(), "source.txt")
    words = text.split()
    quote = words[at % len(words)]
    settings = Settings(
        Path(),
        "encoding.toml",
        dates=Dates(year=1921, years=(1700, 1930), doubtful=True),
        correction=(
            Correction(quote, "sic", correct="<corrected>", note="a note"),
            Correction(words[0], "supplied", correct=" supplied ", reason="omitted", before=True),
            Correction(words[-1], "surplus", reason="repeated"),
        ),
    )
    spans, _ = marked(transcription, settings, (), RULES)
    xml, found = weave(transcription, spans, NAMES)
    tree = etree.fromstring(f"<text>{xml}</text>")
    for element in tree.xpath("//*[@resp]"):
        element.text = ""
    assert read_back(etree.tostring(tree, encoding="unicode")[6:-7]) == text
    assert not any(each.code == "E003" for each in found)
    for value in tree.xpath("//date/@*[name() != 'cert']"):
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value)
        assert "1700" <= value[:4] <= "1931" or value[4:5] == "-"
