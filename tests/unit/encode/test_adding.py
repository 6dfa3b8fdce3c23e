"""Adding to a file that was edited: what goes where, what is left out, what is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teipipe.documents import Document, parse
from teipipe.encode import encoded, inputs
from teipipe.encode.adding import gaps, insertion, offsets
from teipipe.encode.adding.insertion import Added, add
from teipipe.encode.adding.offsets import LayoutError, laid_out
from teipipe.encode.decisions import parse_decisions
from teipipe.encode.rules import RULES
from teipipe.encode.spans import Delimiter, Span
from teipipe.project import find
from teipipe.transcription import Transcription

HEADER = (
    "<teiHeader><encodingDesc><tagsDecl>"
    '<rendition xml:id="o" scope="before">content: "["</rendition>'
    '<rendition xml:id="k" scope="after">content: "]"</rendition>'
    "</tagsDecl></encodingDesc></teiHeader>"
)


def document(body: str, before: str = "") -> Document:
    xml = (
        f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}'
        f"<text><body>{body}</body></text></TEI>"
    )
    return parse(xml.encode(), Path("letter.xml"), Path())


def source(text: str) -> Transcription:
    return Transcription("source.txt", text, "")


def span(text: str, words: str, element: str = "rs", **more: object) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), element, rule="r", **more)  # type: ignore[arg-type]


def added(body: str, *wanted: tuple[str, str], before: str = "") -> tuple[str, Added]:
    made_of = document(body, before)
    text = laid_out(made_of).text
    made = add(made_of, source(text), [span(text, *each) for each in wanted])
    content = made.content.decode()
    return content[content.index("<body>") + 6 : content.index("</body>")], made


CASES = {
    "a word": ("<p>Ann is</p>", "Ann", "<p><rs>Ann</rs> is</p>"),
    "inside an element over the same words": (
        "<p><hi>Ann</hi> is</p>",
        "Ann",
        "<p><hi><rs>Ann</rs></hi> is</p>",
    ),
    "around an element that begins with it": (
        "<p><hi>Ann</hi> Lee</p>",
        "Ann Lee",
        "<p><rs><hi>Ann</hi> Lee</rs></p>",
    ),
    "around a comment": (
        "<p>Ann<!-- < --> Lee</p>",
        "Ann Lee",
        "<p><rs>Ann<!-- < --> Lee</rs></p>",
    ),
    "around references": ("<p>A&amp;B&#x21;</p>", "&B!", "<p>A<rs>&amp;B&#x21;</rs></p>"),
    "around a whole CDATA section": (
        "<p>a <![CDATA[<b>]]> c</p>",
        "<b>",
        "<p>a <rs><![CDATA[<b>]]></rs> c</p>",
    ),
    "around alternatives": (
        "<p>by <choice><sic>teh</sic> <corr>the</corr></choice> sea</p>",
        "teh",
        "<p>by <rs><choice><sic>teh</sic> <corr>the</corr></choice></rs> sea</p>",
    ),
    "around what a bracket became": (
        '<p>a <note rendition="#o #k">b</note></p>',
        "a [b]",
        '<p><rs>a <note rendition="#o #k">b</note></rs></p>',
    ),
    "within what a bracket became": (
        '<p>a <note rendition="#o #k">b</note></p>',
        "b",
        '<p>a <note rendition="#o #k"><rs>b</rs></note></p>',
    ),
    "around an empty element that stands for a character": (
        "<p>a<pc n='>' rendition=\"#k\"/> b</p>",
        "a]",
        "<p><rs>a<pc n='>' rendition=\"#k\"/></rs> b</p>",
    ),
    "beside a tag with odd white space": (
        "<p ><hi  n = '>' >a</hi\n> b</p>",
        "b",
        "<p ><hi  n = '>' >a</hi\n> <rs>b</rs></p>",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_place(case: str) -> None:
    body, words, expected = CASES[case]
    content, made = added(body, (words, "rs"))
    assert content == expected
    assert made.findings == ()


CROSSING = {
    "a tag": ("<p>Ann <hi>Lee is</hi></p>", "Ann Lee", "hi"),
    "a block": ("<p>Ann</p><p>Lee</p>", "AnnLee", "p"),
    "a CDATA section": ("<p><![CDATA[ab]]></p>", "b", "p"),
    "one side of a choice": ("<p><choice><sic>a b</sic><corr>c</corr></choice></p>", "a", "sic"),
    "an entity": ("<p>&lab;s</p>", "bs", "p"),
}


@pytest.mark.parametrize("case", CROSSING)
def test_what_would_cross_is_told(case: str) -> None:
    body, words, other = CROSSING[case]
    content, made = added(body, (words, "rs"), before='<!DOCTYPE TEI [<!ENTITY lab "lab">]>')
    assert content == body
    assert [each.code for each in made.findings] == ["E034"]
    assert made.findings[0].arguments["other"] == other
    assert made.findings[0].place.file == "source.txt"


def test_new_ones_nest_and_do_not_cross_each_other() -> None:
    wanted = (("a b", "seg"), ("a", "rs"), ("b c", "hi"), ("a b", "q"), (" c", "w"))
    content, made = added("<p>a b c</p>", *wanted)
    assert content == "<p><seg><q><rs>a</rs> b</q></seg><w> c</w></p>"
    assert [each.arguments["element"] for each in made.findings] == ["hi"]


def test_the_earlier_rule_is_the_outer_one() -> None:
    text = "a"
    wanted = [Span(0, 1, "rs", rule="late"), Span(0, 1, "seg", rule="early")]
    made = add(document("<p>a</p>"), source(text), wanted, ("early", "late"))
    assert b"<p><seg><rs>a</rs></seg></p>" in made.content


def test_the_prefix_of_the_document_is_used() -> None:
    xml = (
        b'<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text><t:body><t:p>Ann</t:p></t:body>'
        b"</t:text></t:TEI>"
    )
    made = add(parse(xml, Path("x.xml"), Path()), source("Ann"), [span("Ann", "Ann")])
    assert b"<t:p><t:rs>Ann</t:rs></t:p>" in made.content


THERE = {
    "the same element": ("<p><q>Ann</q> is</p>", "q"),
    "another name": ("<p><name>Ann is</name></p>", "persName"),
    "a part of a date": ("<p><date>Ann is</date></p>", "date"),
}


@pytest.mark.parametrize("case", THERE)
def test_what_is_there_is_not_added(case: str) -> None:
    body, element = THERE[case]
    content, made = added(body, ("Ann", element))
    assert (content, made.spans, made.findings) == (body, (), ())


def test_an_identifier_that_is_there_is_not_given_twice() -> None:
    wanted = Span(0, 1, "seg", (("xml:id", "o"),), "r")
    assert add(document("<p>a</p>"), source("a"), [wanted]).spans == ()


def test_blocks_are_the_editors() -> None:
    wanted = Span(0, 1, "ab", rule="r", block=True)
    assert add(document("<p>a</p>"), source("a"), [wanted]).spans == ()


def test_what_was_rejected_is_not_added() -> None:
    line = '{"quote": "Ann", "element": "rs", "decision": "rejected", "by": "me"}'
    rejected = parse_decisions(line, "decisions.jsonl")
    made = add(document("<p>Ann</p>"), source("Ann"), [span("Ann", "Ann")], (), rejected)
    assert made.spans == ()
    assert add(document("<p>Ann</p>"), source("Ann"), [span("Ann", "Ann")], ()).spans != ()


def test_characters_are_never_taken_out() -> None:
    wanted = Span(0, 3, "note", rule="r", before=Delimiter(1, "#o"), after=Delimiter(1, "#k"))
    made = add(document("<p>[a]</p>"), source("[a]"), [wanted])
    assert [each.code for each in made.findings] == ["E035"]
    there = add(document('<p><note rendition="#o #k">a</note></p>'), source("[a]"), [wanted])
    assert there.findings == ()


def test_what_the_edition_brings_comes_with_its_element() -> None:
    correction = Span(3, 3, "corr", (("resp", "#me"),), "r", inserted="the & a")
    wanted = [
        Span(0, 3, "choice", (), "r", inserted=correction),
        Span(0, 3, "sic", (), "r"),
        Span(3, 3, "note", (("resp", "#me"),), "r", "low", inserted="so"),
        Span(4, 4, "pb", (("n", "2"),), "r"),
    ]
    made = add(document("<p><hi>teh</hi> sea</p>"), source("teh sea"), wanted)
    assert (
        b'<p><hi><choice><sic>teh</sic><corr resp="#me">the &amp; a</corr></choice></hi>'
        b'<note resp="#me" cert="low">so</note> <pb n="2"/>sea</p>'
    ) in made.content


REFUSED = {
    "another text": ("<p>Ann was</p>", "", "s"),
    "markup in an entity": ("<p>&e;</p>", '<!DOCTYPE TEI [<!ENTITY e "<hi>Ann is</hi>">]>', "hi"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_added_to(case: str) -> None:
    body, before, _ = REFUSED[case]
    given = document(body, before)
    made = add(given, source("Ann is"), [span("Ann is", "Ann")])
    assert made.content == given.content
    assert [each.code for each in made.findings] == ["E036"]


INDENTED = "\n  <p>Ann\n   is here </p>\n  <p><hi>Bob</hi>\n is</p>\n"
SPACED = Transcription("source.txt", "Ann is here\n\nBob  is\n", "", proof="white-space")


def test_other_white_space_is_no_other_text_where_it_is_declared_to_be_none() -> None:
    wanted = [span(SPACED.text, words) for words in ("Ann is", " here", "Bob  is", "Bob")]
    made = add(document(INDENTED), SPACED, wanted)
    assert made.findings == ()
    assert made.spans == tuple(wanted)
    assert (
        "\n  <p><rs>Ann\n   is</rs><rs> here</rs> </p>\n  "
        "<p><rs><hi><rs>Bob</rs></hi>\n is</rs></p>\n"
    ) in made.content.decode()
    again = add(parse(made.content, Path("letter.xml"), Path()), SPACED, wanted)
    assert (again.content, again.spans) == (made.content, ())


def test_a_place_is_that_of_the_transcription_whatever_the_white_space() -> None:
    made = add(
        document("<p>Ann <hi>is\n here</hi> Bob is</p>"), SPACED, [span(SPACED.text, "Ann is")]
    )
    (found,) = made.findings
    assert (found.code, found.place.line, found.place.column) == ("E034", 1, 1)


@pytest.mark.parametrize(
    "other", ["Ann is herem\n\nBob is", "Annis here Bob is", "Ann is here Bob"]
)
def test_white_space_alone_may_differ(other: str) -> None:
    made = add(document(f"<p>{other}</p>"), SPACED, [span(SPACED.text, "Ann")])
    assert [each.code for each in made.findings] == ["E036"]


def test_without_a_declaration_white_space_is_text_and_its_difference_is_shown() -> None:
    made = add(document("<p>Ann is</p>"), source("Ann is\n"), [])
    assert [each.arguments["found"] for each in made.findings] == ["…"]
    made = add(document("<p>Ann\nis</p>"), source("Ann is"), [])
    assert [each.arguments["found"] for each in made.findings] == ["⏎is"]


def test_the_place_where_the_texts_part_is_told() -> None:
    made = add(document("<p>A\nwas</p>"), source("A\nis"), [])
    (found,) = made.findings
    assert (found.place.line, found.place.column, found.arguments["found"]) == (2, 1, "was")


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_another_encoding_is_refused(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><text>é</text>'.encode(encoding)
    made = add(parse(xml, Path("x.xml"), Path()), source("é"), [span("é", "é")])
    assert ([each.code for each in made.findings], made.content) == (["E038"], xml)


def test_a_file_in_ascii_gets_references() -> None:
    xml = b'<?xml version="1.0" encoding="us-ascii"?><text>&#233;</text>'
    wanted = [span("é", "é", attributes=(("n", "ö"),))]
    made = add(parse(xml, Path("x.xml"), Path()), source("é"), wanted)
    assert made.content.endswith(b'<text><rs n="&#246;">&#233;</rs></text>')


def test_entities_of_an_outer_dtd() -> None:
    before = '<!DOCTYPE TEI SYSTEM "tei.dtd">'
    content, _ = added("<p>caf&eacute; &odd; x</p>", ("café", "rs"), ("x", "w"), before=before)
    assert content == "<p><rs>caf&eacute;</rs> &odd; <w>x</w></p>"


def test_a_byte_order_mark_is_counted() -> None:
    xml = b'\xef\xbb\xbf<text xmlns="http://www.tei-c.org/ns/1.0"><p>Ann</p></text>'
    made = add(parse(xml, Path("x.xml"), Path()), source("Ann"), [span("Ann", "Ann")])
    assert made.content.startswith(b"\xef\xbb\xbf<text")
    assert b"<p><rs>Ann</rs></p>" in made.content


def test_the_edition_without_its_names_gets_them_back_byte_for_byte() -> None:
    root = Path(__file__).parents[3]
    given = inputs(root / "tei/radek-kronstadt-1921", find(root))
    made = encoded(given)
    head, end, body = made.content.partition(b"</teiHeader>")
    bare = head + end + re.sub(rb"</?(?:pers|place|org|object)Name(?: [^>]*)?>", b"", body)
    assert bare != made.content
    order = [name for name, _ in RULES]
    again = add(parse(bare, Path("x.xml"), root), given.transcription, made.spans, order)
    assert again.content == made.content
    assert {each.element for each in again.spans} <= insertion.NAMES
    assert again.findings == ()


MUTANTS = {
    "names are not alike": ((insertion, "_alike", lambda _: ""), ("another name",), THERE),
    "alternatives are like others": (
        (gaps, "ALTERNATIVES", frozenset()),
        ("around alternatives",),
        CASES,
    ),
    "nothing is a block": (
        (gaps.Gaps, "_is_block", lambda *_: False),
        ("a block",),
        CROSSING,
    ),
    "a CDATA section is text like other": (
        (offsets._Scanner, "cdata", lambda *_: None),
        ("a CDATA section",),
        CROSSING,
    ),
}
TESTS = {id(CASES): test_a_place, id(CROSSING): test_what_would_cross_is_told}
TESTS[id(THERE)] = test_what_is_there_is_not_added


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutant_is_caught(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (owner, name, other), cases, table = MUTANTS[mutant]
    test = TESTS[id(table)]
    for case in cases:
        test(case)
    monkeypatch.setattr(owner, name, other)
    for case in cases:
        with pytest.raises((AssertionError, LayoutError)):
            test(case)


def test_without_a_look_at_new_ones_they_would_cross(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps.Gaps, "_crosses_taken", lambda *_: False)
    with pytest.raises(AssertionError):
        test_new_ones_nest_and_do_not_cross_each_other()
