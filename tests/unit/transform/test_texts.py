"""What of a document is its text: the same in the view, in the source view and in every output."""

import re
from pathlib import Path

import pytest

from teipipe.build import build, plan
from teipipe.documents import TEI, Document, parse, serialised
from teipipe.resources import path
from teipipe.saxon import Engine
from teipipe.text.views import VIEWS, read

HEADER = "<teiHeader><fileDesc><titleStmt><title>Title</title></titleStmt></fileDesc></teiHeader>"

STRUCTURES = {
    "text without body": ("<TEI>{h}<text><div><p>alpha</p></div></text></TEI>", "alpha"),
    "text in text": ("<TEI>{h}<text><text><body><p>alpha</p></body></text></text></TEI>", "alpha"),
    "bare text": ("<text><p>alpha</p><p>beta</p></text>", "alpha beta"),
    "bare body": ("<body><p>alpha</p></body>", "alpha"),
    "bare division": ("<div><head>alpha</head><p>beta</p></div>", "alpha beta"),
    "bare paragraph": ("<p>alpha</p>", "alpha"),
    "bare page": (
        "<surface><zone><line>alpha</line><line>beta</line></zone></surface>",
        "alpha beta",
    ),
    "bare list of persons": (
        "<listPerson><person><persName>alpha</persName></person></listPerson>",
        "alpha",
    ),
    "bare header": ("<teiHeader><fileDesc/></teiHeader>", ""),
    "header alone": ("<TEI>{h}</TEI>", ""),
    "empty text": ("<TEI>{h}<text/></TEI>", ""),
    "pages only": (
        (
            "<TEI>{h}<sourceDoc><surface><line>alpha</line></surface></sourceDoc>"
            "<standOff><listPerson/></standOff></TEI>"
        ),
        "alpha",
    ),
    "text beside pages": (
        (
            "<TEI>{h}<facsimile><graphic/></facsimile><text><body><p>alpha</p></body></text>"
            "<sourceDoc><surface><line>omega</line></surface></sourceDoc></TEI>"
        ),
        "alpha",
    ),
    "registers only": (
        (
            "<TEI>{h}<standOff><listPerson><person><persName>alpha</persName></person></listPerson>"
            "</standOff></TEI>"
        ),
        "alpha",
    ),
    "something else": ("<TEI>{h}<own><p>alpha</p></own></TEI>", "alpha"),
    "corpus": (
        (
            "<teiCorpus>{h}<TEI>{h}<text><body><p>alpha</p></body></text></TEI>"
            "<teiCorpus>{h}<TEI>{h}<sourceDoc><surface><line>beta</line></surface></sourceDoc></TEI>"
            "</teiCorpus><TEI>{h}<text><body><p>gamma</p></body></text></TEI></teiCorpus>"
        ),
        "alpha beta gamma",
    ),
    "TEI in TEI": (
        (
            "<TEI>{h}<TEI>{h}<text><body><p>alpha</p></body></text></TEI>"
            "<text><body><p>beta</p></body></text></TEI>"
        ),
        "alpha beta",
    ),
    "corpus with a text of its own": (
        (
            "<teiCorpus>{h}<TEI>{h}<text><body><p>alpha</p></body></text></TEI>"
            "<text><body><p>beta</p></body></text></teiCorpus>"
        ),
        "alpha beta",
    ),
    "wrapped": (
        (
            "<w:record xmlns:w='urn:wrapper'><w:id>omega</w:id><w:data>"
            "<TEI>{h}<text><body><p>alpha</p></body></text></TEI>"
            "<TEI>{h}<text><body><p>beta</p></body></text></TEI></w:data></w:record>"
        ),
        "alpha beta",
    ),
}


def document(structure: str) -> Document:
    content = structure.replace("{h}", HEADER)
    content = re.sub(r"^<([\w:]+)", rf"<\1 xmlns='{TEI}'", content)
    return parse(content.encode(), Path("folder/doc.xml"), Path("folder"))


def words(text: str) -> list[str]:
    return re.findall("alpha|beta|gamma|omega", text)


@pytest.mark.parametrize("name", STRUCTURES)
def test_the_views_read_it(name: str) -> None:
    structure, expected = STRUCTURES[name]
    read_as = document(structure)
    assert words(read(read_as.tree, VIEWS["reading"]).text) == expected.split()
    engine = Engine({"source": path("xslt/source.xsl")})
    by_xslt = engine.run("source", engine.parse(serialised(read_as.tree)), {}).text
    assert by_xslt == read(read_as.tree, VIEWS["source"]).text


@pytest.mark.parametrize("name", STRUCTURES)
def test_every_output_has_it(name: str, tmp_path: Path) -> None:
    structure, expected = STRUCTURES[name]
    file = tmp_path / "doc.xml"
    file.write_bytes(document(structure).content)
    (result,) = build(plan([file], formats=("html", "text", "epub"), out=tmp_path / "outputs"))
    assert not result.failed, result.findings
    page, text = (
        (tmp_path / "outputs" / "doc" / f"doc.{each}").read_text() for each in ("html", "txt")
    )
    shown = re.search(r'<div id="text".*', re.sub(r"(?s)<footer.*", "", page), re.S)
    assert shown
    assert words(re.sub(r"<[^>]*>", " ", shown[0])) == expected.split()
    assert words(text) == expected.split()
