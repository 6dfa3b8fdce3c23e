"""The ledger: every way in which an output can betray its document is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from teipipe.documents import parse
from teipipe.text.alignment import Kind
from teipipe.text.ledger import Ledger, account
from teipipe.text.readers import Output, read_html
from teipipe.text.views import VIEWS, read

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<p>The <hi>grey</hi> ship<note>First note.</note> sailed<lb/>north.</p>
<p>The <choice><sic>croo</sic><corr>crew</corr></choice> slept.<del>Snored.</del></p>
<p>Then<note>Second note.</note> came morning.</p></body></text></TEI>"""

PAGE = """<html><body><p>The <b>grey</b> ship<sup class="generated">1</sup> sailed<br>north.</p>
<p>The crew slept.</p>
<p>Then<sup class="generated">2</sup> came morning.</p>
<section class="notes"><ol><li>First note.</li><li>Second note.</li></ol></section></body></html>"""


def ledger(page: str) -> Ledger:
    return account("html", read(etree.fromstring(TEI), VIEWS["reading"]), read_html(page))


def test_a_clean_page_accounts_for_every_character() -> None:
    found = ledger(PAGE)
    assert found.balanced
    assert found.entries == ()
    assert (found.document, found.kept, found.moved) == (84, 52, 21)
    assert (found.replaced, found.left_out) == ({"choice": 4}, {"del": 7})
    assert found.document == found.kept + found.moved + 4 + 7
    assert found.share_left_out == 7 / 84


def replaced(old: str, new: str) -> Callable[[str], str]:
    def damage(page: str) -> str:
        assert old in page
        return page.replace(old, new, 1)

    return damage


MUTANTS = {
    "drops hi": (replaced("<b>grey</b>", ""), Kind.LOST, "hi", "main"),
    "loses white space": (replaced("<b>grey</b> ", "<b>grey</b>"), Kind.JOINED, "p", "main"),
    "joins lines": (replaced("sailed<br>", "sailed"), Kind.JOINED, "p", "main"),
    "splits a word": (replaced("slept", "sle<br>pt"), Kind.SPLIT, "p", "main"),
    "doubles a note": (
        replaced("<li>First note.</li>", "<li>First note.</li>" * 2),
        Kind.SURPLUS,
        "note",
        "notes",
    ),
    "reorders notes": (
        replaced(
            "<li>First note.</li><li>Second note.</li>", "<li>Second note.</li><li>First note.</li>"
        ),
        Kind.LOST,
        "note",
        "notes",
    ),
    "keeps a note in its place": (
        replaced("ship", "ship (First note.)"),
        Kind.SURPLUS,
        "p",
        "main",
    ),
    "moves text to an attribute": (
        replaced("<b>grey</b>", '<b title="grey"></b>'),
        Kind.LOST,
        "hi",
        "main",
    ),
    "hides text": (replaced("<b>grey", "<b hidden>grey"), Kind.LOST, "hi", "main"),
    "hides text by its style": (
        replaced("<b>grey", '<b style="DISPLAY : none">grey'),
        Kind.LOST,
        "hi",
        "main",
    ),
    "makes text invisible": (
        replaced("<b>grey", '<b style="visibility: hidden">grey'),
        Kind.LOST,
        "hi",
        "main",
    ),
    "makes text transparent": (
        replaced("<b>grey", '<b style="color: red; opacity: 0.0 !important">grey'),
        Kind.LOST,
        "hi",
        "main",
    ),
    "gives text no size": (
        replaced("<b>grey", '<b style="font-size: 0px">grey'),
        Kind.LOST,
        "hi",
        "main",
    ),
    "leaves text to what cannot show a film": (
        replaced("<b>grey</b>", "<video>grey</video>"),
        Kind.LOST,
        "hi",
        "main",
    ),
    "leaves text in a comment": (
        replaced("<b>grey</b>", "<!--grey-->"),
        Kind.LOST,
        "hi",
        "main",
    ),
    "calls text generated": (
        replaced("<p>The crew", '<p class="generated">The crew'),
        Kind.LOST,
        "p",
        "main",
    ),
    "shows both sides": (replaced("The crew", "The croo crew"), Kind.SURPLUS, "p", "main"),
    "makes text up": (replaced("<p>Then", "<p>Figure 1. Then"), Kind.SURPLUS, "p", "main"),
    "changes a letter": (replaced("morning", "mourning"), Kind.LOST, "p", "main"),
    "loses the end": (replaced("<p>Then", "<p hidden>Then"), Kind.LOST, "p", "main"),
    "reorders paragraphs": (
        lambda page: replaced("<section", "<p>The crew slept.</p><section")(
            replaced("<p>The crew slept.</p>", "")(page)
        ),
        Kind.LOST,
        "p",
        "main",
    ),
}


def name_of(element: etree._Element | None) -> str:
    return "" if element is None else etree.QName(element).localname


@pytest.mark.parametrize("name", MUTANTS)
def test_a_damaged_page_is_caught_with_its_place(name: str) -> None:
    damage, kind, element, stream = MUTANTS[name]
    found = ledger(damage(PAGE))
    assert not found.balanced
    told = [(each.kind, each.stream, name_of(each.element)) for each in found.entries]
    assert (kind, stream, element) in told


def test_a_small_and_pale_text_is_seen() -> None:
    assert ledger(PAGE.replace("<b>grey", '<b style="font-size:0.8em;opacity:.05">grey')).balanced


def test_an_entry_has_line_and_path() -> None:
    document = parse(TEI.encode(), Path("folder/ship.xml"), Path("folder"))
    page = read_html(PAGE.replace("<b>grey</b>", ""))
    found = account("html", read(document.tree, VIEWS["reading"]), page)
    first = found.as_dict(document)["entries"][0]
    assert (first["file"], first["line"], first["document"]) == ("ship.xml", 2, "grey")
    assert first["xpath"] == "/*/*/*/*[1]/*[1]"


def test_both_sides_come_from_their_own_readers() -> None:
    reading, output = read(etree.fromstring(TEI), VIEWS["reading"]), read_html(PAGE)
    for one, other in ((reading, reading), (output, output), (output, reading)):
        with pytest.raises(TypeError):
            account("html", one, other)  # type: ignore[arg-type]


def test_an_empty_document_and_an_empty_output_balance() -> None:
    nothing = read(etree.fromstring("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"), VIEWS["reading"])
    assert account("text", nothing, Output("", "")).balanced
    assert account("text", nothing, Output("x", "")).surplus == 1
