"""Where attributes are written in a start tag."""

from pathlib import Path

import pytest
from lxml import etree

from teipipe.documents import XML, parse
from teipipe.documents.attributes import attribute_place

TEXT = """<TEI xmlns:x="urn:x">
<p n='a="1"' xml:id = "b"
   x:a="&amp;é"\trend='a
b'>text</p><p/></TEI>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("name", "whole", "value"),
    [
        ("n", (2, 4, 2, 13), (2, 6, 2, 13)),
        (f"{{{XML}}}id", (2, 14, 2, 26), (2, 23, 2, 26)),
        ("{urn:x}a", (3, 4, 3, 16), (3, 8, 3, 16)),
        ("rend", (3, 17, 4, 3), (3, 22, 4, 3)),
        ("a", (2, 1, 4, 4), (2, 1, 4, 4)),
    ],
)
def test_an_attribute_and_its_value_have_places(name, whole, value, ending, encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?>{TEXT}'.replace("\n", ending)
    document = parse(content.encode(encoding), Path("a.xml"), Path())
    element = document.tree.getroot()[0]
    places = [attribute_place(document, element, name, part) for part in ("", "value")]
    spans = [(each.line, each.column, each.end_line, each.end_column) for each in places]
    assert spans == [whole, value]
    assert {each.xpath for each in places} == {document.place(element).xpath}


def test_a_made_element_has_no_attribute_to_point_at():
    document = parse(b"<a/>", Path("a.xml"), Path())
    root = document.tree.getroot()
    etree.SubElement(root, "b", n="1")
    assert attribute_place(document, root[0], "n").column is None
