"""Older and private forms of TEI: told from P5, named as P5 names them, places kept."""

from pathlib import Path

import pytest
from lxml import etree
from tests.oracles import jing

from teipipe import resources
from teipipe.documents import TEI, XML, Document, parse
from teipipe.documents.forms import as_p5, foreign, names


def read(content: str) -> Document:
    return parse(content.encode(), Path("folder/old.xml"), Path("folder"))


@pytest.mark.parametrize(
    ("content", "namespaces"),
    [
        (f"<TEI xmlns='{TEI}'><text/></TEI>", ()),
        (f"<t:TEI xmlns:t='{TEI}'><t:text/></t:TEI>", ()),
        (f"<surface xmlns='{TEI}'/>", ()),
        (f"<OAI xmlns='urn:oai'><TEI xmlns='{TEI}'/></OAI>", ()),
        (f"<TEI xmlns='{TEI}'><xenoData><a xmlns='urn:a'/></xenoData></TEI>", ()),
        (f"<TEI xmlns='{TEI}'><own xmlns='urn:a'/></TEI>", ()),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", ()),
        ("<grammar/>", ()),
        ("<TEI/>", ("",)),
        ("<tei/>", ("",)),
        ("<TEI.2/>", ("",)),
        ("<teiCorpus.2/>", ("",)),
        ("<ETS/>", ("",)),
        ("<DIV1/>", ("",)),
        ("<listPerson/>", ("",)),
        ("<TEI xmlns='http://example.org/ns'/>", ("http://example.org/ns",)),
        (f"<TEI xmlns='{TEI}'><text xmlns=''/></TEI>", ("",)),
        (f"<TEI.2 xmlns='{TEI}'><text/></TEI.2>", (TEI,)),
        (f"<TEI xmlns='{TEI}'><text><body><div0/></body></text></TEI>", (TEI,)),
        (f"<TEI xmlns='{TEI}'><text><BODY/></text></TEI>", (TEI,)),
        (f"<TEI xmlns='{TEI}'><text lang='grc'/></TEI>", (TEI,)),
        (f"<TEI xmlns='{TEI}'><text><own/></text></TEI>", ()),
        (f"<TEI xmlns='{TEI}'><choice><own xmlns='urn:a'/></choice></TEI>", (TEI,)),
        (f"<TEI xmlns='{TEI}'><choice><sic/><!-- c --><own/></choice></TEI>", ()),
        (f"<TEI xmlns='{TEI}'><text><svg id='a' xmlns='urn:a'/></text></TEI>", ()),
        (f"<TEI xmlns='{TEI}' xmlns:c='urn:c'><text><c:div><p/></c:div></text></TEI>", ("urn:c",)),
        (f"<TEI xmlns='{TEI}' xmlns:c='urn:c'><text><c:own><p/></c:own></text></TEI>", ()),
        (f"<TEI xmlns='{TEI}' xmlns:c='urn:c'><text><c:div><c:p/></c:div></text></TEI>", ()),
    ],
)
def test_a_form_is_told_by_its_names(content: str, namespaces: tuple[str, ...]) -> None:
    document = read(content)
    assert foreign(document.tree) == namespaces
    named = as_p5(document)
    strange = content.startswith(("<html", "<grammar"))
    assert (named is document) == (not namespaces and not strange)
    assert [each.code for each in named.findings] == ["P020"] * bool(namespaces) + [
        "P052"
    ] * strange


OLD = """<!DOCTYPE TEI.2 SYSTEM "tei2.dtd">
<TEI.2 id="one" TEIform="TEI.2">
<text lang="en"><body><DIV0 TYPE="poem" ID="d1">
<dateRange from="1">then</dateRange><xyz id="x" xml:id="y">&mdash;</xyz><!-- c -->
<persname KEY="p"><HI REND="it">A</HI></persname></DIV0></body></text></TEI.2>"""


def test_names_become_those_of_p5_and_everything_stays_where_it_was() -> None:
    document = read(OLD)
    named = as_p5(document)
    before, after = (list(each.tree.iter()) for each in (document, named))
    assert [each.text for each in before] == [each.text for each in after]
    assert [each.tail for each in before] == [each.tail for each in after]
    tags = [each.tag for each in after if isinstance(each.tag, str)]
    local = [etree.QName(tag).localname for tag in tags]
    assert local == ["TEI", "text", "body", "div", "date", "xyz", "persName", "hi"]
    assert {etree.QName(tag).namespace for tag in tags} == {TEI, None}
    assert after[0].get(f"{{{XML}}}id") == "one"
    assert after[1].get(f"{{{XML}}}lang") == "en"
    assert after[3].attrib == {"type": "poem", f"{{{XML}}}id": "d1"}
    assert after[-1].attrib == {"rend": "it"}
    assert document.tree.getroot().tag == "TEI.2"


def test_places_are_those_of_the_file() -> None:
    document = read(OLD)
    named = as_p5(document)
    hi = named.at(
        "/Q{%s}TEI[1]/Q{%s}text[1]/Q{%s}body[1]/Q{%s}div[1]/Q{%s}persName[1]" % ((TEI,) * 5)
    )
    place = named.place(hi)
    assert (place.line, place.column, place.xpath) == (5, 1, "/TEI.2/text/body/DIV0/persname")


def test_the_names_of_p5_are_those_of_its_grammar() -> None:
    listed = resources.table("schemas/names.json")
    grammar = etree.parse(jing.tei_all())
    for kind in ("element", "attribute"):
        found = {str(each) for each in grammar.xpath(f"//*[local-name() = '{kind}']/@name")}
        assert found - set(listed[f"{kind}s"]) == set()
    assert set(listed["older"]["elements"]).isdisjoint(listed["elements"])
    assert set(listed["older"]["elements"].values()) <= set(listed["elements"])


def test_no_two_names_are_one_in_lower_case() -> None:
    listed = resources.table("schemas/names.json")
    assert len({each.lower() for each in listed["elements"]}) == len(listed["elements"])
    assert names().element("TEIHEADER") == names().element("teiheader") == "teiHeader"
    assert names().element("strange") is None
    assert names().element("header") is None
