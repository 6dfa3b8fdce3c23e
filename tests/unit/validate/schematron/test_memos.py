"""A path that is the same at many nodes is followed once; what it means there stays the same."""

from pathlib import Path

import pytest

from teipipe.documents import parse
from teipipe.validate import schematron
from teipipe.validate.schematron.compiler import compile_schema
from teipipe.validate.schematron.reader import read

NESTED = b"""<corpus><text><who id="a"/><who id="b"/><sp/></text>
<text><who id="c"/><sp/><sp><who id="d"/></sp></text></corpus>"""
EVERYWHERE = "a b c d,a b c d,a b c d"
ITS_TEXT = "a b,c d,c d"
ONCE = {
    "//who/@id": EVERYWHERE,
    "/corpus//(who|nobody)[@id]/@id": EVERYWHERE,
    "ancestor::text//who/@id": ITS_TEXT,
    " ancestor-or-self::*[2]//who[@id != 'a']/@id ": "b,c d,c d",
    "ancestor::*//who/@id": EVERYWHERE,
    "ancestor::*[1]/who/@id": "a b,c,c",
}
AT_EACH_NODE = {
    "ancestor::*/who/@id": "a b,c,c",
    "ancestor::text//who[@id = current()//@id]/@id": ",,d",
    "//who/@id | who/@id": EVERYWHERE,
    "ancestor::text/who/@id | .//@id": "a b,c,c d",
    "who/@id": ",,d",
    "ancestor::text//who[not(@id = $own)]/@id": "a b,c d,c",
}


def written(folder: Path, path: str) -> Path:
    schema = folder / "s.sch"
    schema.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern>'
        f'<rule context="sp"><let name="own" value="who/@id"/><let name="ids" value="{path}"/>'
        '<report test="true()">ids: <value-of select="$ids"/></report></rule></pattern></schema>'
    )
    return schema


@pytest.mark.parametrize(("path", "told"), [*ONCE.items(), *AT_EACH_NODE.items()])
def test_a_variable_means_what_its_path_says_at_each_node(path, told, tmp_path):
    found = schematron.check(
        parse(NESTED, tmp_path / "d.xml", tmp_path), written(tmp_path, path), root=tmp_path
    )
    assert [each.message for each in found] == [f"ids: {ids}".strip() for ids in told.split(",")]


@pytest.mark.parametrize("path", [*ONCE, *AT_EACH_NODE])
def test_only_a_path_that_does_not_look_back_is_followed_once(path, tmp_path):
    sheet = compile_schema(read(written(tmp_path, path), tmp_path)).text
    assert ('cache="yes"' in sheet) is (path in ONCE)
