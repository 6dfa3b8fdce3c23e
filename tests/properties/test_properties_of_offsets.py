"""Offsets: every view, cut by its map, is made of the same characters as the TEI."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.cases.test_views_cases import CASES, document, raw
from tests.properties.test_properties_of_views import documents, engine, quick

from teipipe.text import letters
from teipipe.text.offsets import Stretch, stretches
from teipipe.text.plain import finish, lay_out
from teipipe.text.views import VIEWS, read


def marked(result: str, view: str) -> str:
    return result if view == "source" else lay_out(result, view)


def own(element: etree._Element) -> str:
    """Give the characters that stand directly in an element."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def same(text: str, view: str) -> str:
    """Give what a text must have in common with its source: all but white space and form."""
    written = letters.written(text) if view == "normalised" else text
    form = unicodedata.normalize("NFD", written) if view in letters.VIEWS else written
    return "".join(form.split())


def mistakes(tree: etree._Element, result: str, view: str) -> list[tuple[str, str]]:
    """Cut the finished text by its map, and give the stretches that are not their source."""
    finished = finish(result, view)
    found = list(stretches(read(tree, VIEWS[view]), marked(result, view)))
    return [
        (finished[each.start : each.end], own(each.element)[each.first : each.last])
        for before, each, after in zip([None, *found], found, [*found[1:], None], strict=False)
        if not each.restored and not is_same(finished, each, view, overlaps(before, each, after))
    ]


def overlaps(before: Stretch | None, each: Stretch, after: Stretch | None) -> bool:
    """Whether a letter of this stretch is written together with one of a neighbour."""
    return bool(before and before.end > each.start) or bool(after and after.start < each.end)


def is_same(finished: str, each: Stretch, view: str, overlapping: bool) -> bool:
    here = same(finished[each.start : each.end], view)
    there = same(own(each.element)[each.first : each.last], view)
    return Counter(there) <= Counter(here) if overlapping else here == there


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_situation_is_cut_into_its_characters(case, view: str) -> None:
    tree = etree.fromstring(document(case))
    assert mistakes(tree, raw(case, view), view) == []


@quick
@given(documents(), st.sampled_from(sorted(VIEWS)))
def test_any_view_of_any_document_is_cut_into_its_characters(
    tree: etree._Element, view: str
) -> None:
    parsed = engine().parse(etree.tostring(tree, encoding="unicode"))
    result = engine().run("text", parsed, {"labels": {"notes": "Notes"}, "view": view}).text
    assert mistakes(tree, result, view) == []


@quick
@given(documents(), st.sampled_from(sorted(VIEWS)))
def test_every_character_of_the_text_is_in_a_stretch(tree: etree._Element, view: str) -> None:
    parsed = engine().parse(etree.tostring(tree, encoding="unicode"))
    result = engine().run("text", parsed, {"labels": {"notes": "Notes"}, "view": view}).text
    reading = read(tree, VIEWS[view])
    found = list(stretches(reading, marked(result, view)))
    cut = "".join(own(each.element)[each.first : each.last] for each in found if not each.restored)
    pieces = [piece for part in (reading.main, *reading.notes) for piece in part]
    whole = "".join(piece.string for piece in pieces if not piece.restored)
    assert "".join(cut.split()) == "".join(whole.split())
    assert [each.start for each in found] == sorted(each.start for each in found)


def test_a_text_of_another_document_is_refused() -> None:
    reading = read(etree.fromstring("<p>one</p>"), VIEWS["reading"])
    for text in ("two", "on", "ones", ""):
        with pytest.raises(ValueError, match="the text"):
            list(stretches(reading, text))


def test_a_map_that_is_off_by_one_is_seen() -> None:
    tree = etree.fromstring("<p>one two</p>")
    (each,) = stretches(read(tree, VIEWS["reading"]), "one two\n")
    assert is_same("one two\n", each, "reading", False)
    for start, end in ((1, 7), (0, 6)):
        moved = Stretch(start, end, each.element, each.first, each.last)
        assert not is_same("one two\n", moved, "reading", False)
