"""Markdown, read by a parser of CommonMark: it says what the plain text says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.builder import ElementMaker
from markdown_it import MarkdownIt
from tests.cases.test_views_cases import CASES, shown
from tests.properties.test_properties_of_views import engine, quick

from teipipe.text.plain import finish

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
TEI = "http://www.tei-c.org/ns/1.0"
MAKE = ElementMaker(namespace=TEI, nsmap={None: TEI})


def page(markdown: str) -> etree._Element:
    return etree.fromstring(f"<body>{PARSER.render(markdown)}</body>")


def without_notes(markdown: str) -> str:
    """Make paragraphs of footnotes, which CommonMark alone does not have."""
    body, *notes = re.split(r"^\[\^\d+\]: ", markdown, flags=re.MULTILINE)
    dedented = [re.sub(r"^ {4}", "", note, flags=re.MULTILINE) for note in notes]
    return re.sub(r"(?<!\\)\[\^\d+\]", "", "\n\n".join([body, *dedented]))


def words(markdown: str) -> str:
    """Give what a reader of the rendered text finds, the signs of footnotes apart."""
    rendered = "".join(map(str, page(without_notes(markdown)).itertext()))
    return "".join(rendered.split())


NOTES = re.compile(r"^Notes$|\[\d+\]", re.MULTILINE)
SIGNS = re.compile(r"^ *(?:-|\d+\.) (?=\S)", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_situation_says_the_same_in_markdown(case) -> None:
    if case.stem == "signs-of-markdown":
        plain = shown(case, "reading")
    else:
        plain = SIGNS.sub("", NOTES.sub("", shown(case, "reading")))
    assert words(shown(case, "markdown")) == "".join(plain.split())


SPECIAL = "*_`[]()<>#+-=~|!&;:.\\/ \n1a“"


@quick
@given(st.lists(st.text(SPECIAL, max_size=12), min_size=1, max_size=4))
def test_no_text_is_taken_for_syntax(texts: list[str]) -> None:
    document = MAKE.text(MAKE.body(*[MAKE.p(text) for text in texts]))
    parsed = engine().parse(etree.tostring(document, encoding="unicode"))
    made = finish(engine().run("text", parsed, {"view": "markdown"}).text, "markdown")
    rendered = page(made)
    assert "".join("".join(texts).split()) == "".join(
        "".join(map(str, rendered.itertext())).split()
    )
    assert {each.tag for each in rendered.iter()} <= {"body", "p"}


def markdown(body: str) -> etree._Element:
    document = engine().parse(f'<text xmlns="{TEI}"><body>{body}</body></text>')
    return page(finish(engine().run("text", document, {"view": "markdown"}).text, "markdown"))


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("<div><head>H</head><p>t</p></div>", "h2[.='H']"),
        ("<div><div><head>H<lb/>I</head></div></div>", "h3[.='H I']"),
        ("<p>a <hi rend='italic'>b</hi> c</p>", "p/em[.='b']"),
        ("<p>a <hi rend='bold'> b </hi> c</p>", "p/strong[.='b']"),
        ("<list><item>a<list><item>b</item></list></item></list>", "ul/li/ul/li[.='b']"),
        ("<list type='ordered'><item>a</item><item>b</item></list>", "ol/li[2][.='b']"),
        ("<quote><p>a</p><quote><p>b</p></quote></quote>", "blockquote/blockquote/p[.='b']"),
        ("<lg><l>a</l><l>b</l></lg>", "p/br"),
        ("<quote><lg><l>a</l><l>b</l></lg></quote>", "blockquote/p/br"),
        ("<table><row role='label'><cell>a</cell></row></table>", "table/thead/tr/th[.='a']"),
        (
            "<table><row><cell>a</cell><cell>b|c</cell></row></table>",
            "table/tbody/tr/td[2][.='b|c']",
        ),
        ("<p><ref target='https://e.org/a_(b)'>c</ref></p>", "p/a[@href='https://e.org/a_(b)']"),
        ("<sp><speaker>A</speaker><p>b</p></sp>", "p/strong[.='A']"),
        ("<list><label>a</label><item>b</item></list>", "ul/li/strong[.='a']"),
    ],
)
def test_what_has_a_sign_in_markdown_gets_it(body: str, path: str) -> None:
    assert markdown(body).xpath(path), etree.tostring(markdown(body))
