"""Records in a text: their notes, their edges, and the descriptions that stand for a text."""

import re

import pytest
from lxml import etree

from teipipe import resources
from teipipe.documents import tei
from teipipe.text import edges, rules, trees
from teipipe.text.edges import Edge
from teipipe.text.views import VIEWS, Reading, read

NAMESPACE = "http://www.tei-c.org/ns/1.0"
DESCRIBED = "<msDesc><msIdentifier><idno>MS 1</idno></msIdentifier></msDesc>"


def reading(content: str, header: str = "", view: str = "reading") -> Reading:
    head = f"<teiHeader><fileDesc><sourceDesc>{header}</sourceDesc></fileDesc></teiHeader>"
    tei = f"<TEI xmlns='{NAMESPACE}'>{head}{content}</TEI>"
    return read(etree.fromstring(tei), VIEWS[view])


@pytest.mark.parametrize(
    "record",
    [
        "<listPerson><person><persName>A<note>n</note></persName></person></listPerson>",
        "<listPerson><person><note>n</note></person></listPerson>",
        "<listPlace><place><location><note>n</note></location></place></listPlace>",
        "<msDesc><msContents><msItem><note>n</note></msItem></msContents></msDesc>",
        "<listBibl><bibl>A <note>n</note></bibl></listBibl>",
        "<listBibl><biblStruct><monogr/><note>n</note></biblStruct></listBibl>",
        "<taxonomy><category><note>n</note></category></taxonomy>",
        "<listRelation><relation><note>n</note></relation></listRelation>",
    ],
)
def test_a_note_of_a_record_is_a_part_of_it(record: str) -> None:
    found = reading(f"<text><body>{record}</body></text>")
    assert found.note_texts == ()
    assert found.text.endswith("n")


@pytest.mark.parametrize(
    "passage",
    [
        "<p>a <bibl>b <note>n</note></bibl></p>",
        "<p>a <biblStruct><note>n</note></biblStruct></p>",
        "<list><item>a <note>n</note></item></list>",
        "<p><persName>a <note>n</note></persName></p>",
    ],
)
def test_a_note_of_the_running_text_is_a_footnote(passage: str) -> None:
    assert reading(f"<text><body>{passage}</body></text>").note_texts == ("n",)


@pytest.mark.parametrize("view", ["reading", "source"])
@pytest.mark.parametrize(
    "text", ["<text><body><p/></body></text>", "<sourceDoc/>", "", "<text> </text>"]
)
def test_without_a_text_the_description_is_what_is_read(text: str, view: str) -> None:
    assert reading(text, DESCRIBED, view).text == "MS 1"


@pytest.mark.parametrize("text", ["<text><body><p>a</p></body></text>", "<sourceDoc>a</sourceDoc>"])
def test_beside_a_text_the_description_is_not_read(text: str) -> None:
    assert reading(text, DESCRIBED).text == "a"


def test_a_text_without_characters_and_description_is_empty() -> None:
    assert reading("<text><body><p/></body></text>", "<p>Not described.</p>").text == ""


@pytest.mark.parametrize(
    ("address", "edge"),
    [
        ("<address><street>a</street><postCode>b</postCode></address>", Edge.BREAK),
        ("<address><street>a</street>, <postCode>b</postCode></address>", Edge.NONE),
        ("<bibl><author>a</author><title>b</title></bibl>", Edge.BREAK),
        ("<bibl><author>a</author> <title>b</title></bibl>", Edge.NONE),
        ("<bibl><author>a</author><hi>b</hi></bibl>", Edge.NONE),
        ("<bibl><author>a</author></bibl>", Edge.NONE),
        ("<person><birth>a</birth></person>", Edge.BREAK),
        ("<p><birth>a</birth></p>", Edge.NONE),
    ],
)
def test_parts_with_nothing_between_them_stand_apart(address: str, edge: Edge) -> None:
    element = etree.fromstring(address.replace(">", f" xmlns='{NAMESPACE}'>", 1))
    assert edges.around(element[0])[0] is edge


TABLES = {
    "records": trees.RECORDS,
    "separators": edges._IN_PARTS,
    "cited": edges._CITED,
    "note-keepers": rules._NOTE_KEEPERS,
    "describing": trees._DESCRIBING,
}


@pytest.mark.parametrize("table", TABLES)
def test_the_stylesheets_have_the_same_tables(table: str) -> None:
    sheet = etree.parse(resources.path("xslt/common/records.xsl"))
    found = sheet.xpath(f"string(//*[@name = 'tp:{table}']/@select)")
    assert isinstance(found, str)
    keys = re.findall(r"'(\w+)':", found) or re.findall(r"\w+", found.split("'")[1])
    assert {tei(each) for each in keys} == TABLES[table]
