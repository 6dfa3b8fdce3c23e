"""Two implementations of one source view, Python and XSLT, on trees of every shape."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.builder import ElementMaker

from teipipe import resources
from teipipe.saxon import Engine
from teipipe.text.ledger import account
from teipipe.text.plain import lay_out
from teipipe.text.proof import Level, prove
from teipipe.text.readers import read_text
from teipipe.text.views import VIEWS, read

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
MAKE = ElementMaker(namespace=TEI, nsmap={None: TEI})
INLINE = ["abbr", "corr", "del", "ex", "expan", "hi", "lb", "note", "orig", "q", "reg", "sic"]
INLINE += ["choice", "persName", "supplied", "surplus", "unclear"]
RESP = ["", "#ed", "#tr", "#app", "#tr #ed", "#nobody", "ed", "other.xml#ed"]
RENDITION = ["", "#open", "#open #close", "#close #open", "#nothing #bold", "open"]

words = st.text(alphabet=st.sampled_from("ab é.,[-\u00a0\n\u0301\u0364\U0001d11eſﬁ"), max_size=6)
contents = st.text(alphabet=st.sampled_from("[]\"'\\;: a5B\u201c"), max_size=5)


@cache
def engine() -> Engine:
    return Engine({name: resources.path(f"xslt/{name}.xsl") for name in ("source", "text")})


def quoted(content: str) -> str:
    return '"' + content.replace("\\", "\\\\").replace('"', r"\22 ") + '"'


def header(opening: str, closing: str) -> etree._Element:
    make = MAKE
    return make.teiHeader(
        make.fileDesc(
            make.titleStmt(
                make.title("Title"),
                make.editor("E", {XML_ID: "ed"}),
                make.editor("T", {XML_ID: "tr", "role": "translator"}),
            )
        ),
        make.encodingDesc(
            make.appInfo(make.application({XML_ID: "app", "ident": "a", "version": "1"})),
            make.tagsDecl(
                make.rendition(f"content: {quoted(opening)}", {XML_ID: "open", "scope": "before"}),
                make.rendition(
                    f"x: ';'; content: {quoted(closing)};", {XML_ID: "close", "scope": "after"}
                ),
                make.rendition('content: "b"', {XML_ID: "bold"}),
            ),
        ),
    )


@st.composite
def inlines(draw: st.DrawFn, depth: int = 3) -> etree._Element:
    element = MAKE(draw(st.sampled_from(INLINE)))
    for name, values in (("resp", RESP), ("rendition", RENDITION)):
        if value := draw(st.sampled_from(values)):
            element.set(name, value)
    if element.tag == f"{{{TEI}}}lb":
        if draw(st.booleans()):
            element.set("break", "no")
        element.tail = draw(words)
        return element
    element.text, element.tail = draw(words), draw(words)
    for child in draw(st.lists(inlines(depth - 1), max_size=2)) if depth else []:
        element.append(child)
    return element


@st.composite
def documents(draw: st.DrawFn) -> etree._Element:
    paragraphs = []
    for _ in range(draw(st.integers(0, 3))):
        paragraph = MAKE.p(draw(words), *draw(st.lists(inlines(), max_size=3)))
        paragraph.tail = draw(words.filter(lambda tail: not tail.strip()))
        if draw(st.booleans()):
            paragraph.append(etree.Comment("no text"))
        paragraphs.append(paragraph)
    return MAKE.TEI(header(draw(contents), draw(contents)), MAKE.text(MAKE.body(*paragraphs)))


quick = settings(max_examples=150)


@quick
@given(documents())
def test_both_ways_of_the_source_view_agree(document: etree._Element) -> None:
    by_python = read(document, VIEWS["source"]).text
    parsed = engine().parse(etree.tostring(document, encoding="unicode"))
    assert by_python == engine().run("source", parsed, {}).text, etree.tostring(document)
    assert by_python == engine().run("text", parsed, {"view": "source"}).text
    assert prove(by_python, document, by_python).level is Level.BYTES


@quick
@given(documents())
def test_plain_text_accounts_for_every_character(document: etree._Element) -> None:
    parsed = engine().parse(etree.tostring(document, encoding="unicode"))
    raw = engine().run("text", parsed, {"labels": {"notes": "Notes"}}).text
    ledger = account("text", read(document, VIEWS["reading"]), read_text(lay_out(raw)))
    assert ledger.balanced, (ledger.entries, etree.tostring(document[1], encoding="unicode"))


@quick
@given(documents(), st.sampled_from(["normalised", "search", "markdown"]))
def test_each_view_of_the_text_accounts_for_every_character(
    document: etree._Element, view: str
) -> None:
    parsed = engine().parse(etree.tostring(document, encoding="unicode"))
    raw = engine().run("text", parsed, {"labels": {"notes": "Notes"}, "view": view}).text
    ledger = account("text", read(document, VIEWS[view]), read_text(lay_out(raw, view)))
    assert ledger.balanced, (ledger.as_dict(), etree.tostring(document[1], encoding="unicode"))


@quick
@given(documents(), st.data())
def test_a_lost_character_is_never_overlooked(
    document: etree._Element, data: st.DataObject
) -> None:
    parsed = engine().parse(etree.tostring(document, encoding="unicode"))
    text = lay_out(engine().run("text", parsed, {"labels": {"notes": "Notes"}}).text)
    kept = read_text(text)
    places = [at for at, character in enumerate(kept.main) if character.strip()]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    damaged = type(kept)(kept.main[:at] + kept.main[at + 1 :], kept.notes)
    assert not account("text", read(document, VIEWS["reading"]), damaged).balanced
