"""The weaver: nesting, splits, delimiters, and time."""

import re

from teipipe.encode.spans import Delimiter, Span
from teipipe.encode.weaver import weave
from teipipe.transcription import decode

OPEN, CLOSE = Delimiter(1, "#open"), Delimiter(1, "#close")


def woven(text: str, *spans: Span, order: tuple[str, ...] = ("first", "second")) -> str:
    return weave(decode(text.encode(), "source.txt"), spans, order)[0]


def test_the_longer_span_is_outside_whatever_the_order() -> None:
    spans = (Span(0, 2, "b"), Span(0, 5, "a"), Span(3, 5, "c"))
    assert woven("ab cd", *spans) == "<a><b>ab</b> <c>cd</c></a>"
    assert woven("ab cd", *reversed(spans)) == "<a><b>ab</b> <c>cd</c></a>"


def test_of_equal_spans_the_one_of_the_earlier_rule_is_outside() -> None:
    spans = (Span(0, 2, "b", rule="second"), Span(0, 2, "a", rule="first"))
    assert woven("ab", *spans) == "<a><b>ab</b></a>"


def test_touching_spans_do_not_cross() -> None:
    assert woven("abcd", Span(0, 2, "a"), Span(2, 4, "b")) == "<a>ab</a><b>cd</b>"


def test_a_crossing_span_of_a_later_rule_is_split_and_found() -> None:
    spans = (Span(0, 4, "q", rule="second"), Span(2, 6, "note", rule="first"))
    text, found = weave(decode(b"abcdef", "source.txt"), spans, ("first", "second"))
    assert text == (
        '<q xml:id="part-1-1" next="#part-1-2">ab</q>'
        '<note><q xml:id="part-1-2" prev="#part-1-1">cd</q>ef</note>'
    )
    assert [(each.code, each.place.column) for each in found] == [("E003", 1)]
    assert found[0].arguments == {"element": "q", "other": "note"}


def test_where_the_element_has_it_part_ties_the_parts() -> None:
    spans = (
        Span(1, 8, "seg", (("xml:id", "whole"),), rule="second"),
        *(Span(at, at + 3, "p", rule="first", block=True) for at in (0, 3, 6)),
    )
    assert woven("abcdefghi", *spans) == (
        '<p>a<seg xml:id="whole" part="I">bc</seg></p>'
        '<p><seg part="M">def</seg></p>'
        '<p><seg part="F">gh</seg>i</p>'
    )


def test_a_split_span_keeps_its_own_identifier_first() -> None:
    spans = (Span(0, 4, "q", (("xml:id", "mine"),), "second"), Span(2, 6, "p", (), "first"))
    text = woven("abcdef", *spans)
    assert text.startswith('<q xml:id="mine" next="#part-1-2">ab</q>')
    assert 'prev="#mine"' in text


def test_no_part_holds_white_space_alone() -> None:
    spans = (
        Span(0, 6, "q", rule="second"),
        Span(0, 2, "p", rule="first", block=True),
        Span(4, 6, "p", rule="first", block=True),
    )
    assert woven("ab\n\ncd", *spans).count("<q ") == 2


def test_delimiters_become_renditions() -> None:
    span = Span(0, 3, "note", before=OPEN, after=CLOSE)
    assert woven("[a]", span) == '<note rendition="#open #close">a</note>'


def test_a_delimiter_moves_once() -> None:
    spans = [Span(0, 3, "note", before=OPEN, after=CLOSE)] * 2
    assert woven("[a]", *spans) == '<note rendition="#open #close"><note>a</note></note>'


def test_each_part_of_a_split_bracket_keeps_its_own_mark() -> None:
    spans = (
        Span(1, 6, "note", rule="second", before=OPEN, after=CLOSE),
        Span(0, 3, "p", rule="first", block=True),
        Span(3, 7, "p", rule="first", block=True),
    )
    assert woven("a[bcd]e", *spans) == (
        '<p>a<note xml:id="part-1-1" rendition="#open" next="#part-1-2">b</note></p>'
        '<p><note xml:id="part-1-2" rendition="#close" prev="#part-1-1">cd</note>e</p>'
    )


def test_an_empty_span_is_an_empty_element() -> None:
    assert woven("abcd", Span(2, 2, "pb"), Span(0, 2, "a"), Span(2, 4, "b")) == (
        "<a>ab</a><b><pb/>cd</b>"
    )


def test_marks_of_xml_are_escaped() -> None:
    span = Span(0, 1, "a", (("n", '<"&\n'),))
    assert woven("&<>\u2028", span) == '<a n="&lt;&quot;&amp;&#10;">&amp;</a>&lt;&gt;\u2028'


def test_certainty_is_written() -> None:
    assert woven("a", Span(0, 1, "name", certainty="low")) == '<name cert="low">a</name>'


def test_what_is_inserted_stands_at_the_end_of_its_element() -> None:
    span = Span(0, 2, "choice", inserted=Span(2, 2, "corr", (("resp", "#e"),), inserted="b<"))
    assert woven("ab cd", span, Span(0, 2, "sic")) == (
        '<choice><sic>ab</sic><corr resp="#e">b&lt;</corr></choice> cd'
    )


def test_an_inserted_element_stays_in_the_block_that_ends_there_and_in_nothing_else() -> None:
    spans = (
        Span(0, 6, "div", block=True),
        Span(0, 2, "p", block=True),
        Span(0, 2, "q"),
        Span(2, 2, "note", certainty="low", inserted="n"),
        Span(4, 6, "p", block=True),
    )
    assert woven("ab\n\ncd", *spans) == (
        '<div><p><q>ab</q><note cert="low">n</note></p>\n\n<p>cd</p></div>'
    )


def test_an_inserted_element_at_the_end_of_the_text_is_closed() -> None:
    assert woven("ab", Span(2, 2, "supplied", inserted="c")) == "ab<supplied>c</supplied>"


def test_a_split_element_inserts_once() -> None:
    spans = (Span(0, 4, "seg", rule="second", inserted="!"), Span(2, 6, "p", rule="first"))
    assert woven("abcdef", *spans).count("!") == 1


def test_ten_thousand_levels_do_not_recurse() -> None:
    depth = 10_000
    text = woven("ab" * depth, *(Span(at, 2 * depth - at, "a") for at in range(depth)))
    assert re.sub("</?a>", "", text) == "ab" * depth
