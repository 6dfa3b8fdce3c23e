"""The pass that brings older forms to TEI P5: what it makes, and that it hides no loss."""

from pathlib import Path

import pytest
from lxml import etree

from teipipe import resources
from teipipe.build import Result, plan
from teipipe.build.unit import make
from teipipe.build.workshop import Workshop
from teipipe.documents import TEI, XML, Document, parse, serialised
from teipipe.documents.forms import as_p5
from teipipe.saxon import Engine
from teipipe.transform.p5 import STYLESHEET, in_p5

P4 = """<!DOCTYPE TEI.2 SYSTEM "tei2.dtd">
<TEI.2><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt></fileDesc>
<profileDesc><langUsage><language id="fr">French</language></langUsage></profileDesc></teiHeader>
<text><body><div0 type="letter" id="d" TEIform="div"><head>Head<note>A note.</note></head>
<p lang="fr">Un <hi rend="italic">mot</hi> &mdash; <sic corr="non">nom</sic>, <xref
 url="a.html">l&agrave;</xref>.
<ref target="d x">ici</ref> <dateRange from="1799">1799</dateRange> <date value="1800-05">May</date>
<own>private</own></p><div><p>Deep.</p></div></div0></body></text></TEI.2>"""

TCP = """<ETS><TEMPHEAD><REVDESCR><CHANGE><DATE>2006</DATE></CHANGE></REVDESCR></TEMPHEAD>
<EEBO><IDG S="marc"><STC T="C">N011</STC></IDG><TEXT LANG="eng"><BODY><DIV1 TYPE="poem" ID="d">
<HEAD>Head<NOTE PLACE="marg">A note.</NOTE></HEAD><LG><L>Smile y<SUP>t</SUP></L></LG>
<P><GAP DESC="illegible word" EXTENT="1 word"/> <HI>there</HI> <REF TARGET="d">there</REF></P>
<LETTER><P>Dear.</P></LETTER></DIV1></BODY></TEXT></EEBO></ETS>"""

PRIVATE = """<TEI xmlns="http://example.org/edition" xmlns:x="http://example.org/other">
<teiHeader/><text><body><p>Words <x:own>of ours</x:own> <hi>here</hi>.</p></body></text></TEI>"""

BARE = """<tei><text><div><p>No <choice><sic>nmae</sic><corr>name</corr></choice>.</p></div>
</text></tei>"""

IN_P5 = f"""<TEI.2 xmlns="{TEI}"><teiHeader type="text"/><text lang="grc"><body><div0 id="d">
<p>To <xptr target="d"/>.</p><entry><gramGrp><itype>m</itype></gramGrp> <trans><tr>house</tr>
</trans></entry><table><tr><th colspan="2">Head</th></tr><tr><td>one</td> <td>two</td></tr></table>
<own id="o">private</own></div0></body></text></TEI.2>"""

LEVELS = f"""<TEI xmlns="{TEI}" xmlns:m="http://example.org/levels"><text><body><p>
<w><choice><m:facs>m<am>̅</am></m:facs>
<m:dipl>m<ex>en</ex></m:dipl> <m:norm>menn</m:norm></choice></w>
<m:punct>·</m:punct> <choice><orig>a</orig><m:norm>á</m:norm></choice></p></body></text></TEI>"""

BNC = """<bncDoc xml:id="A00"><teiHeader><fileDesc><titleStmt><title>Leaflet</title></titleStmt>
</fileDesc></teiHeader><wtext type="NONAC"><div><p><s n="1"><mw c5="PRP"><w hw="in">in </w><w>spite
</w></mw><w>of </w><hi>it</hi><c c5="PUN">.</c></s></p></div></wtext></bncDoc>"""
FORMS = {
    "levels": LEVELS,
    "P4": P4,
    "TCP": TCP,
    "private": PRIVATE,
    "bare": BARE,
    "in P5": IN_P5,
    "BNC": BNC,
}


def read(content: str) -> Document:
    return parse(content.encode(), Path("folder/old.xml"), Path("folder"))


def made(content: str) -> etree._Element:
    document, engine = read(content), Engine({})
    node = in_p5(engine, document, engine.parse(serialised(document.tree)), "")
    return etree.fromstring(engine.run(STYLESHEET, node, {}).text)


def built(folder: Path, content: str) -> Result:
    file = folder / "old.xml"
    file.write_text(content)
    (task,) = plan([file], formats=("html", "text", "epub"), out=folder / "outputs")
    return make(task, Workshop())


def codes(result: Result) -> list[str]:
    return [each.code for each in result.findings]


@pytest.mark.parametrize("form", FORMS)
def test_both_ways_agree_on_names_text_and_order(form: str) -> None:
    by_xslt, by_python = made(FORMS[form]), as_p5(read(FORMS[form])).tree.getroot()
    ours = [(each.tag, each.text, each.tail) for each in by_python.iter(etree.Element)]
    assert [(each.tag, each.text, each.tail) for each in by_xslt.iter(etree.Element)] == ours


@pytest.mark.parametrize(
    ("content", "element", "attributes"),
    [
        (P4, "div", {"type": "letter", f"{{{XML}}}id": "d"}),
        (P4, "p", {f"{{{XML}}}lang": "fr"}),
        (P4, "language", {"ident": "fr", f"{{{XML}}}id": "fr"}),
        (P4, "date[@when]", {"when": "1800-05", "value": "1800-05"}),
        (P4, "ref[@url]", {"target": "a.html", "url": "a.html"}),
        (P4, "ref[.='ici']", {"target": "#d x"}),
        (IN_P5, "cell[@cols]", {"cols": "2", "role": "label"}),
        (TCP, "text", {f"{{{XML}}}lang": "eng"}),
        (TCP, "ref", {"target": "#d"}),
        (TCP, "hi", {"rend": "sup"}),
        (TCP, "gap", {"reason": "illegible_word", "extent": "1 word", "DESC": "illegible word"}),
    ],
)
def test_attributes_say_in_p5_what_they_said(
    content: str, element: str, attributes: dict[str, str]
) -> None:
    name, _, test = element.partition("[")
    path = f"//t:{name}" + (f"[{test}" if test else "")
    found = made(content).xpath(path, namespaces={"t": TEI})
    assert dict(found[0].attrib) == attributes


@pytest.mark.parametrize("form", FORMS)
def test_a_document_in_an_older_form_is_built_whole(form: str, tmp_path: Path) -> None:
    result = built(tmp_path, FORMS[form])
    assert {each.suffix for each in result.files} == {".html", ".txt", ".epub", ".json"}
    assert codes(result).count("P020") == 1
    assert not result.failed, result.findings
    page = next(each for each in result.files if each.suffix == ".html").read_text()
    assert 'class="tei-p"' in page
    assert (tmp_path / "old.xml").read_text() == FORMS[form]


def test_a_finding_has_the_place_in_the_file(tmp_path: Path) -> None:
    found = [each for each in built(tmp_path, P4).findings if each.code == "T047"]
    places = {each.arguments["name"]: (each.place.line, each.place.column) for each in found}
    assert places["own"] == (8, 1)


MUTANTS = {
    "drops hi": '<xsl:template match="hi" as="empty-sequence()"/>',
    "takes hi for deleted": """<xsl:template match="hi" as="element()">
        <del xmlns="http://www.tei-c.org/ns/1.0"><xsl:apply-templates/></del></xsl:template>""",
    "doubles p": """<xsl:template match="p" as="element()+">
        <xsl:next-match/><xsl:next-match/></xsl:template>""",
    "takes text for header": """<xsl:template match="text" as="element()">
        <teiHeader xmlns="http://www.tei-c.org/ns/1.0"><xsl:apply-templates/></teiHeader>
        </xsl:template>""",
    "puts text into an attribute": """<xsl:template match="hi" as="element()">
        <hi n="{.}" xmlns="http://www.tei-c.org/ns/1.0"/></xsl:template>""",
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_ledger_sees_what_the_pass_loses(
    mutant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document's side is read by Python from the file, so the pass cannot hide a loss."""
    sheet = resources.path(STYLESHEET).read_text("utf-8")
    template = MUTANTS[mutant].replace("match=", 'priority="9" match=')
    end = "</xsl:stylesheet>"
    (tmp_path / "xslt").mkdir()
    (tmp_path / STYLESHEET).write_text(sheet.replace(end, template + end), "utf-8")
    path = resources.path
    monkeypatch.setattr(
        resources, "path", lambda name: tmp_path / name if name == STYLESHEET else path(name)
    )
    assert {"T010", "T011"} & set(codes(built(tmp_path, P4)))
