"""Corrections: the source stays readable byte for byte, whoever reads it back."""

from pathlib import Path

import pytest
from lxml import etree

from teipipe import resources
from teipipe.encode import Encoded, encode
from teipipe.encode.explaining import explain, told_of_each
from teipipe.saxon import Engine
from teipipe.text.proof import Level, prove
from teipipe.text.views import VIEWS, read

SOURCE = """\
The sailors an eminent role that that they shewed, oublished [a note] in trios années.

The end
"""
SETTINGS = """\
[brackets]
resp = "#translator"
type = "gloss"

[[correction]]
kind = "supplied"
quote = "sailors"
correct = " played"
reason = "omitted"

[[correction]]
kind = "surplus"
quote = "that "
prefix = "role "
reason = "repeated"

[[correction]]
kind = "orig"
quote = "shewed"
correct = "showed"

[[correction]]
kind = "sic"
quote = "oublished"
correct = "published"
note = "An apparent slip."

[[correction]]
kind = "note"
quote = "a note"
note = "Whose?"

[[correction]]
kind = "sic"
quote = "trios"
correct = "trois"
certainty = "high"

[[correction]]
kind = "supplied"
quote = "The end"
correct = "."
reason = "omitted"
"""
HEADER = """\
<teiHeader xmlns="http://www.tei-c.org/ns/1.0">
  <fileDesc>
    <titleStmt>
      <title>A text</title>
      <editor xml:id="editor">An editor</editor>
      <editor xml:id="translator" role="translator">A translator</editor>
    </titleStmt>
    <publicationStmt><p>None.</p></publicationStmt>
    <sourceDesc><p>None.</p></sourceDesc>
  </fileDesc>
  <encodingDesc>
    <tagsDecl>
      <rendition xml:id="bracket-open" scheme="css" scope="before">content: "["</rendition>
      <rendition xml:id="bracket-close" scheme="css" scope="after">content: "]"</rendition>
    </tagsDecl>
  </encodingDesc>
</teiHeader>
"""


def encoded(folder: Path, settings: str = SETTINGS) -> Encoded:
    for name, content in (
        ("source.txt", SOURCE),
        ("encoding.toml", settings),
        ("header.xml", HEADER),
    ):
        (folder / name).write_text(content, "utf-8")
    return encode(folder)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine({"source": resources.path("xslt/source.xsl")})


def test_both_ways_read_the_source_back(tmp_path: Path, engine: Engine) -> None:
    made = encoded(tmp_path)
    assert made.findings == ()
    tree = etree.fromstring(made.content).getroottree()
    by_xslt = engine.run("source", engine.parse(made.content.decode()), {}).text
    proof = prove(SOURCE, tree, by_xslt)
    assert (proof.level, proof.ways_agree) == (Level.BYTES, True)


def test_the_reading_view_has_what_the_editor_says(tmp_path: Path) -> None:
    reading = read(etree.fromstring(encoded(tmp_path).content), VIEWS["reading"])
    assert reading.text == (
        "The sailors played an eminent role that they showed, published  in trois années.\n\n"
        "The end.\n"
    )
    assert list(reading.note_texts) == ["An apparent slip.", "a note", "Whose?"]


def test_what_is_inserted_is_explained(tmp_path: Path) -> None:
    made = encoded(tmp_path)
    each = [row for row in told_of_each(made.source, made.spans) if row.rule == "corrections"]
    assert {"published", "trois", "played"} <= {row.words for row in each}
    assert all(row.explicit and row.tag.startswith("<") for row in each)
    rows = explain(made.spans)
    counts = {row.element: row.count for row in rows if row.rule == "corrections"}
    assert (counts["choice"], counts["corr"], counts["reg"], counts["note"]) == (3, 2, 1, 2)


@pytest.mark.parametrize(
    ("resp", "code"), [("#translator", "E023"), ("#nobody", "E014"), ("#nobody", "E023")]
)
def test_what_is_inserted_must_be_the_editions(tmp_path: Path, resp: str, code: str) -> None:
    settings = SETTINGS.replace('note = "Whose?"', f'note = "Whose?"\nresp = "{resp}"')
    assert code in {each.code for each in encoded(tmp_path, settings).findings}


def test_words_of_the_source_are_not_the_editions(tmp_path: Path) -> None:
    own = '[[annotation]]\nelement = "emph"\nquote = "{}"\nattributes = {{ resp = "{}" }}\n'
    settings = SETTINGS + own.format("eminent", "#editor") + own.format("role", "#translator")
    found = [each for each in encoded(tmp_path, settings).findings if each.code == "E057"]
    assert [(each.place.line, each.arguments["element"]) for each in found] == [(1, "emph")]


def test_a_pointer_of_what_is_inserted_in_an_element_is_checked(tmp_path: Path) -> None:
    settings = SETTINGS.replace('correct = "trois"', 'correct = "trois"\nresp = "#nobody"')
    assert [each.code for each in encoded(tmp_path, settings).findings] == ["E014", "E023"]
