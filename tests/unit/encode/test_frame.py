"""The frame: the editor's header, byte for byte, with the application that encoded."""

from pathlib import Path

import pytest
from lxml import etree

from teipipe import __version__
from teipipe.encode.frame import completed, dangling, framed, is_identifier, read_header
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Delimiter, Span
from teipipe.errors import DocumentError

TEI = "http://www.tei-c.org/ns/1.0"
ADDED = f'<application ident="teipipe" version="{__version__}"><label>teipipe</label></application>'
FILE = "<fileDesc>\n    <p  a = 'b'>&#233; é <!-- kept --></p>\n  </fileDesc>"


def header(content: str) -> str:
    file = Path("header.xml")
    return read_header(content.encode(), file, Path()).text


def test_the_header_is_copied_and_nothing_else_of_its_file() -> None:
    element = f'<teiHeader xmlns="{TEI}">\n  {FILE}\n<encodingDesc><p/></encodingDesc></teiHeader>'
    made = header(f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- a -->\n{element}\n<!-- b -->\n')
    assert made == element.replace("</encodingDesc>", f"<appInfo>{ADDED}</appInfo></encodingDesc>")


PLACES = {
    "in the appInfo that is there": (
        "<encodingDesc>\n    <appInfo>\n    </appInfo>\n  </encodingDesc>",
        f"<encodingDesc>\n    <appInfo>\n      {ADDED}\n    </appInfo>\n  </encodingDesc>",
    ),
    "in the encodingDesc that is there": (
        "<encodingDesc>\n    <p/>\n  </encodingDesc>",
        f"<encodingDesc>\n    <p/>\n    <appInfo>{ADDED}</appInfo>\n  </encodingDesc>",
    ),
    "in an encodingDesc that is one tag": (
        '<encodingDesc n="a/>"/>',
        f'<encodingDesc n="a/>"><appInfo>{ADDED}</appInfo></encodingDesc>',
    ),
    "in an appInfo that is one tag": (
        "<encodingDesc><appInfo /></encodingDesc>",
        f"<encodingDesc><appInfo>{ADDED}</appInfo></encodingDesc>",
    ),
    "after the fileDesc": ("", f"<encodingDesc><appInfo>{ADDED}</appInfo></encodingDesc>"),
}


@pytest.mark.parametrize("case", PLACES)
def test_the_application_stands(case: str) -> None:
    given, made = PLACES[case]
    content = f'<teiHeader xmlns="{TEI}">{FILE}{given}</teiHeader>'
    assert header(content) == f'<teiHeader xmlns="{TEI}">{FILE}{made}</teiHeader>'


WRONG = {
    "another root": (f'<header xmlns="{TEI}"/>', "E013"),
    "no namespace": ("<teiHeader><fileDesc/></teiHeader>", "E013"),
    "a DOCTYPE": (f'<!DOCTYPE teiHeader><teiHeader xmlns="{TEI}"/>', "E013"),
    "another encoding": (
        f'<?xml version="1.0" encoding="latin1"?><teiHeader xmlns="{TEI}"/>',
        "E013",
    ),
    "not well-formed": ("<teiHeader>", "P001"),
    "nothing": ("", "P002"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_header_is_told(case: str) -> None:
    content, code = WRONG[case]
    with pytest.raises(DocumentError) as caught:
        header(content)
    assert caught.value.findings[0].code == code


def test_the_frame_names_schemas_from_where_the_document_stands() -> None:
    head = read_header(
        f'<teiHeader xmlns="{TEI}">{FILE}</teiHeader>'.encode(), Path("h.xml"), Path()
    )
    settings = Settings(Path("/project/tei/a"), "encoding.toml", "fr")
    schemas = [Path("/project/schemas/a.rng"), Path("/project/schemas/b.sch")]
    made = framed("a", settings, head, schemas, "<body/>")
    tree = etree.fromstring(made.encode())
    models = [each.text for each in tree.xpath("preceding-sibling::processing-instruction()")]
    assert ['href="../../schemas/a.rng"' in models[0], "relaxng" in models[0]] == [True, True]
    assert ['href="../../schemas/b.sch"' in models[1], "schematron" in models[1]] == [True, True]
    assert dict(tree.attrib) == {
        f"{{http://www.w3.org/XML/1998/namespace}}{k}": v for k, v in (("id", "a"), ("lang", "fr"))
    }
    assert 'xml:id="1a"' not in framed("1a", settings, head, (), "<body/>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "<tagsDecl>{}</tagsDecl></encodingDesc>"),
        ("<encodingDesc><tagsDecl/></encodingDesc>", "<tagsDecl>{}</tagsDecl>"),
        (
            "<encodingDesc><tagsDecl><rendition/><namespace/></tagsDecl></encodingDesc>",
            "<rendition/>{}<namespace/>",
        ),
        ('<encodingDesc><tagsDecl><rendition xml:id="k"/></tagsDecl></encodingDesc>', ""),
    ],
)
def test_renditions_go_where_the_header_has_them(before: str, after: str) -> None:
    content = f'<teiHeader xmlns="{TEI}"><fileDesc/>{before}</teiHeader>'
    head = read_header(content.encode(), Path("header.xml"), Path())
    made = completed(head, "“a”", [Span(0, 3, "q", after=Delimiter(1, "#k"))])
    said = '<rendition xml:id="k" scheme="css" scope="after">content: "”"</rendition>'
    assert after.format(said) in made.text
    assert (made == head, "k" in made.identifiers) == (not after, True)
    etree.fromstring(made.text)


def test_pointers_into_nothing_are_told_once() -> None:
    content = f'<teiHeader xmlns="{TEI}"><fileDesc xml:id="known"/></teiHeader>'
    head = read_header(content.encode(), Path("header.xml"), Path())
    spans = [
        Span(0, 3, "note", (("resp", "#known #missing"),), before=Delimiter(1, "#open")),
        Span(3, 6, "note", (("resp", "#missing"), ("xml:id", "own"))),
        Span(6, 9, "note", (("target", "#own"), ("source", "other.xml#there"))),
    ]
    assert [(f.code, f.arguments["pointer"]) for f in dangling(head, spans)] == [
        ("E014", "missing"),
        ("E014", "open"),
    ]


@pytest.mark.parametrize(
    ("name", "can"), [("a-1", True), ("1a", False), ("a b", False), ("", False)]
)
def test_a_name_may_be_an_identifier(name: str, can: bool) -> None:
    assert is_identifier(name) is can
