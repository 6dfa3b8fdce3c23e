"""The promises of adding: only insertions, the text as it was, and twice is once."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from teipipe.documents import Document, parse
from teipipe.encode.adding.insertion import Added, add
from teipipe.encode.adding.offsets import laid_out
from teipipe.encode.spans import Span
from teipipe.text.views import VIEWS, read
from teipipe.transcription import Transcription

NEW = ("c", "m", "w")
"""Elements that no document here has."""
HEADER = (
    "<{p}teiHeader><{p}encodingDesc><{p}tagsDecl>"
    '<{p}rendition xml:id="o" scope="before">content: "["</{p}rendition>'
    '<{p}rendition xml:id="k" scope="after">content: "]]"</{p}rendition>'
    "</{p}tagsDecl></{p}encodingDesc></{p}teiHeader>"
)

Drawn = tuple[Document, Transcription, list[Span]]

pieces = st.sampled_from(
    (
        "a",
        "b c",
        "é",
        "\U0001d11e",
        "&amp;",
        "&#233;",
        "&lab;",
        "\n",
        "\r\n",
        "<!-- w -->",
        "<?w x?>",
        "<![CDATA[<w>&]]>",
        "<{p}lb/>",
        "<{p}pb n='>'/>",
        "<{p}corr>x</{p}corr>",
        " ",
    )
)
containers = st.sampled_from(
    (
        "hi",
        "p",
        "seg rend='a>b'",
        'note rendition="#o #k"',
        'note  rendition = "#k"',
        "choice",
        "sic",
        "persName",
        "div",
    )
)


def element(start: str, content: list[str]) -> str:
    return f"<{{p}}{start}>{''.join(content)}</{{p}}{start.split()[0]}>"


contents = st.recursive(
    pieces, lambda below: st.builds(element, containers, st.lists(below, max_size=4)), max_leaves=15
)


@st.composite
def documents(draw: st.DrawFn) -> Drawn:
    prefix = draw(st.sampled_from(("", "t:")))
    bound = "xmlns:t" if prefix else "xmlns"
    body = "".join(draw(st.lists(contents, min_size=1, max_size=4)))
    xml = (
        '<!DOCTYPE x [<!ENTITY lab "Lab&#233;">]>\n'
        f'<{{p}}TEI {bound}="http://www.tei-c.org/ns/1.0">{HEADER}'
        f"<{{p}}text><{{p}}body>{body}</{{p}}body></{{p}}text></{{p}}TEI>"
    ).replace("{p}", prefix)
    document = parse(xml.encode(), Path("x.xml"), Path())
    text = laid_out(document).text
    places = st.integers(0, len(text))
    spans = [
        Span(
            *sorted((draw(places), draw(places))), draw(st.sampled_from(NEW)), (("n", "<&>"),), "r"
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    return document, transcription(text), spans


def transcription(text: str) -> Transcription:
    return Transcription("source.txt", text, "")


def added(drawn: Drawn) -> tuple[Added, Document]:
    document, source, spans = drawn
    made = add(document, source, spans, ("r",))
    return made, parse(made.content, document.path, document.root)


def without_new(content: bytes) -> bytes:
    """Take the new tags out again, wherever tags can stand."""
    parts = re.split(rb"(<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>)", content, flags=re.S)
    return b"".join(
        part if number % 2 else re.sub(rb"</?(?:t:)?[cmw](?: n=\"[^\"]*\")?/?>", b"", part)
        for number, part in enumerate(parts)
    )


@given(documents())
def test_what_the_scanner_sees_is_what_the_view_reads(drawn: Drawn) -> None:
    document, source, _ = drawn
    assert read(document.tree, VIEWS["source"]).text == source.text
    layout = laid_out(document)
    assert len(layout.characters) == len(source.text)
    for character, letter in zip(layout.characters, source.text, strict=True):
        standing = document.content[character.start : character.end]
        assert standing in (letter.encode(), b"\r\n") or standing[:1] in b"&<"


@given(documents())
def test_only_tags_are_inserted(drawn: Drawn) -> None:
    made, _ = added(drawn)
    assert without_new(made.content) == drawn[0].content


@given(documents())
def test_the_text_is_the_same(drawn: Drawn) -> None:
    _, document = added(drawn)
    assert read(document.tree, VIEWS["source"]).text == drawn[1].text


@given(documents())
def test_what_is_added_stands_over_its_words(drawn: Drawn) -> None:
    made, document = added(drawn)
    there = {
        (each.start, each.end, each.element.tag.rpartition("}")[2])
        for each in laid_out(document).elements
    }
    assert {(each.start, each.end, each.element) for each in made.spans} <= there


@given(documents())
def test_nothing_is_left_out_in_silence(drawn: Drawn) -> None:
    made, _ = added(drawn)
    distinct = {(each.start, each.end, each.element) for each in drawn[2]}
    assert len(distinct) <= len(made.spans) + len(made.findings)
    assert {each.code for each in made.findings} <= {"E034"}


@given(documents())
def test_twice_is_once(drawn: Drawn) -> None:
    made, document = added(drawn)
    again = add(document, drawn[1], drawn[2], ("r",))
    assert again.content == made.content
    assert again.spans == ()
