"""Plain text, element by element: `text/<element>.xml` and the text that it becomes.

A new case is two files; `--regen-all` writes the second from what the stylesheet makes.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from teipipe import resources
from teipipe.saxon import Engine, Result
from teipipe.text.ledger import account
from teipipe.text.marks import unmark
from teipipe.text.plain import lay_out
from teipipe.text.readers import read_html, read_text
from teipipe.text.views import VIEWS, read

LABELS = resources.table("xslt/locale/en.json")
CASES = sorted((Path(__file__).parent / "text").glob("*.xml"))
TOLD_OF = {
    "fallback": {"T001"},
    "other-vocabularies": {"T047"},
    "strange-division": {"T047"},
    "strange-root": {"T001"},
}
"""What is said of the elements of a case that no template is for."""


@cache
def engine() -> Engine:
    return Engine({name: resources.path(f"xslt/{name}.xsl") for name in ("text", "source")})


@cache
def run(case: Path, name: str = "text", view: str = "reading") -> Result:
    """Give what a stylesheet makes of a case, once for all tests of it."""
    document = engine().parse(case.read_text("utf-8"))
    return engine().run(name, document, {"labels": LABELS, "view": view})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_text_is_the_expected_one(case: Path, regenerates: bool) -> None:
    expected, made = case.with_suffix(".txt"), unmark(lay_out(run(case).text))
    if regenerates:
        expected.write_text(made, "utf-8")
    assert made == expected.read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_character_is_accounted_for(case: Path) -> None:
    reading = read(etree.parse(case), VIEWS["reading"])
    ledger = account("text", reading, read_text(lay_out(run(case).text)))
    assert ledger.balanced, ledger.entries


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_only_the_fallback_reports_elements(case: Path) -> None:
    codes = [message.attributes.get("code") for message in run(case).messages]
    assert set(codes) == TOLD_OF.get(case.stem, set())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_source_view_has_one_text_by_every_way(case: Path) -> None:
    text = run(case, "source").text
    assert text == read(etree.parse(case), VIEWS["source"]).text
    assert text == run(case, view="source").text


def test_every_element_that_a_template_names_has_a_case() -> None:
    in_cases = {
        etree.QName(element).localname
        for case in CASES
        for element in etree.parse(case).iter(etree.Element)
    }
    folder = resources.path("xslt/text.xsl").parent / "text"
    patterns = [
        pattern
        for sheet in sorted(folder.glob("*.xsl"))
        for pattern in etree.parse(sheet).xpath("//@match")
    ]
    named = {
        name for pattern in patterns for name in re.findall(r"\b[A-Za-z-]+\b(?!:)", _steps(pattern))
    }
    assert patterns
    assert named <= in_cases, sorted(named - in_cases)


def _steps(pattern: str) -> str:
    """Give a pattern without its predicates, the innermost first."""
    bare, times = re.subn(r"\[[^\[\]]*\]|[\w-]+\(\)", " ", pattern)
    return _steps(bare) if times else bare


@pytest.mark.parametrize(
    ("tokens", "lang", "shown"),
    [
        ("<w>a</w>\n<pc>,</pc>\n<w>b</w>\n<pc>(</pc>\n<w>c</w>\n<pc>)</pc>", "en", "a, b (c)"),
        ('<pc>"</pc>\n<w>a</w>\n<pc>"</pc>\n<w>b</w>', "en", '"a" b'),
        ("<pc>»</pc>\n<w>a</w>\n<pc>«</pc>\n<w>b</w>", "de", "»a« b"),
        ("<pc>«</pc>\n<w>a</w>\n<pc>»</pc>\n<w>b</w>", "fr", "«a» b"),
        ("<pc>„</pc>\n<w>a</w>\n<pc>“</pc>\n<w>b</w>", "de", "„a“ b"),
        ("<pc>“</pc>\n<w>a</w>\n<pc>”</pc>\n<w>b</w>", "en", "“a” b"),
        ("<w>l’</w>\n<w>eau</w>\n<w>d'</w>\n<w>or</w>", "fr", "l’eau d'or"),
        ("<w>th’</w>\n<w>other</w>", "en", "th’ other"),
        ("<w>a</w>\n<pc>–</pc>\n<w>b</w>", "en", "a – b"),
        ("<w>a</w> <pc>!</pc>", "fr", "a !"),
        ('<w join="right">a</w>\n<pc>.</pc>\n<w>b</w>\n<pc>!</pc>', "en", "a. b !"),
        ('<w>a</w>\n<w join="left">b</w>\n<w join="both">c</w>\n<w>d</w>', "en", "abcd"),
        ('<w join="no">a</w>\n<w>b</w>', "en", "a b"),
    ],
)
def test_tokens_stand_together_as_in_print(tokens: str, lang: str, shown: str) -> None:
    body = f'<body><p xml:lang="{lang}"><s>\n{tokens}\n</s></p></body>'
    source = f'<text xmlns="http://www.tei-c.org/ns/1.0">{body}</text>'
    engine = Engine({name: resources.path(f"xslt/{name}.xsl") for name in ("html", "text")})
    parameters = {"labels": LABELS, "view": "reading"}
    text = engine.run("text", engine.parse(source), parameters).text
    page = engine.run("html", engine.parse(source), parameters).text
    reading = read(etree.fromstring(source), VIEWS["reading"])
    assert unmark(lay_out(text)).strip() == shown
    assert " ".join(read_html(page).main.split()) == shown
    assert account("text", reading, read_text(lay_out(text))).balanced
    assert account("html", reading, read_html(page)).balanced


def test_tokens_that_run_together_are_caught(tmp_path: Path) -> None:
    sheet = tmp_path / "text.xsl"
    sheet.write_text(
        f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:import href="{resources.path("xslt/text.xsl").as_uri()}"/>
        <xsl:template match="s" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
        <xsl:apply-templates select="w"/></xsl:template>
        </xsl:stylesheet>"""
    )
    source = '<text xmlns="http://www.tei-c.org/ns/1.0"><p><s><w>a</w> <w>b</w></s></p></text>'
    damaged = Engine({"text": sheet})
    raw = damaged.run("text", damaged.parse(source), {"labels": LABELS}).text
    reading = read(etree.fromstring(source), VIEWS["reading"])
    assert account("text", reading, read_text(lay_out(raw))).joined == 1


def test_a_template_that_loses_text_is_caught(tmp_path: Path) -> None:
    sheet = tmp_path / "text.xsl"
    sheet.write_text(
        f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:import href="{resources.path("xslt/text.xsl").as_uri()}"/>
        <xsl:template match="hi" xpath-default-namespace="http://www.tei-c.org/ns/1.0"/>
        </xsl:stylesheet>"""
    )
    case = next(case for case in CASES if case.stem == "hi")
    damaged = Engine({"text": sheet})
    raw = damaged.run("text", damaged.parse(case.read_text("utf-8")), {"labels": LABELS}).text
    ledger = account("text", read(etree.parse(case), VIEWS["reading"]), read_text(lay_out(raw)))
    assert [entry.document for entry in ledger.entries if not entry.output] == ["word"]
    assert not ledger.balanced
