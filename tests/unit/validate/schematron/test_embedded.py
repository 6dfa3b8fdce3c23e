"""Rules that stand in RELAX NG and in ODD are applied, examples and deleted ones are not."""

from pathlib import Path

import pytest

from teipipe.documents import parse
from teipipe.errors import ConfigurationError
from teipipe.validate import schematron, validate

SCH = "http://purl.oclc.org/dsdl/schematron"
RNG = "http://relaxng.org/ns/structure/1.0"
TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"


@pytest.fixture
def check(tmp_path):
    def run(schema: str, text: str, **others: str) -> list[str]:
        file = tmp_path / "schema.xml"
        file.write_text(schema)
        for name, content in others.items():
            (tmp_path / f"{name}.rng").write_text(content)
        document = parse(text.encode(), tmp_path / "text.xml", tmp_path)
        return [each.message for each in schematron.check(document, file)]

    return run


def grammar(content: str) -> str:
    return f'<grammar xmlns="{RNG}" xmlns:s="{SCH}" ns="{TEI}">{content}</grammar>'


def odd(content: str, attributes: str = "") -> str:
    return (
        f'<TEI xmlns="{TEI}" xmlns:s="{SCH}"><text><body>'
        f'<schemaSpec ident="x"{attributes}>{content}</schemaSpec></body></text></TEI>'
    )


BARE = '<element name="l"><s:assert test="@n">none</s:assert><empty/></element>'
ATTRIBUTE = (
    '<element name="l"><attribute name="n"><s:report test="true()">seen</s:report></attribute>'
    "</element>"
)
MANY = (
    '<s:let name="most" value="1"/><s:pattern><s:rule context="/*">'
    '<s:report test="count(tei:l) gt $most">many</s:report></s:rule></s:pattern>'
)


def constraint(content: str, attributes: str = 'scheme="schematron"') -> str:
    return (
        f'<constraintSpec ident="c" {attributes}><constraint>{content}</constraint>'
        "</constraintSpec>"
    )


LINE = '<s:rule context="tei:l"><s:assert test="@n">no number</s:assert></s:rule>'
TEXT = f'<TEI xmlns="{TEI}"><l/><l n="1"/><p>x</p></TEI>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"<s:pattern>{LINE}</s:pattern>", ["no number"]),
        (f'<define name="l"><element name="l">{LINE}<empty/></element></define>', ["no number"]),
        (f'<define name="l">{BARE}</define>', ["none"]),
        (f'<define name="l">{ATTRIBUTE}</define>', ["seen"]),
        ('<s:ns prefix="t" uri="' + TEI + '"/>' + LINE.replace("tei:", "t:"), ["no number"]),
        (MANY, ["many"]),
        ("<start><empty/></start>", []),
    ],
)
def test_rules_in_relax_ng(check, content, says):
    assert check(grammar(content), TEXT) == says


def test_rules_of_an_included_grammar_are_rules_of_the_whole(check):
    part = grammar(f"<s:pattern>{LINE}</s:pattern>")
    assert check(grammar('<include href="part.rng"/>'), TEXT, part=part) == ["no number"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (constraint(LINE), ["no number"]),
        (constraint(f"<s:pattern>{LINE}</s:pattern>"), ["no number"]),
        (constraint(LINE, 'scheme="isoschematron"'), ["no number"]),
        (constraint(LINE, ""), ["no number"]),
        (constraint(LINE) + constraint(LINE, 'scheme="private"'), ["no number"]),
        (constraint(LINE) + constraint(LINE, 'mode="delete"'), ["no number"]),
        (
            '<elementSpec ident="l">' + constraint('<s:assert test="@n">x</s:assert>')
            + "</elementSpec>",
            ["x"],
        ),
        (
            '<elementSpec ident="l"><attList><attDef ident="n">'
            + constraint('<s:report test=". = 1">one</s:report>')
            + "</attDef></attList></elementSpec>",
            ["one"],
        ),
        (
            '<classSpec ident="att.x"><attList><attDef ident="n">'
            + constraint('<s:report test=". = 1">one</s:report>')
            + "</attDef></attList></classSpec>",
            ["one"],
        ),
        (constraint(LINE) + "<exemplum>" + constraint(LINE) + "</exemplum>", ["no number"]),
        (constraint(LINE) + f'<egXML xmlns="{EXAMPLES}">{LINE}</egXML>', ["no number"]),
    ],
)  # fmt: skip
def test_rules_in_an_odd(check, content, says):
    assert check(odd(content), TEXT) == says


def test_an_element_of_another_namespace_is_meant_by_ns(check):
    content = '<elementSpec ident="l">' + constraint('<s:report test="true()">x</s:report>')
    schema = odd(content + "</elementSpec>", ' ns="urn:other"')
    assert check(schema, TEXT) == []
    assert check(schema, TEXT.replace(f'xmlns="{TEI}"', 'xmlns="urn:other"')) == ["x", "x"]


@pytest.mark.parametrize("content", ["", constraint(LINE, 'scheme="private"')])
def test_tei_without_rules_is_no_schema(check, content):
    with pytest.raises(ConfigurationError):
        check(odd(content), TEXT)


def test_an_assertion_about_nothing_is_refused_at_its_place(check, tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        check(odd("\n" + constraint('<s:assert test="@n">x</s:assert>')), TEXT)
    assert caught.value.findings[0].place.line == 2


def test_an_instruction_may_name_a_grammar_for_its_rules(tmp_path):
    (tmp_path / "own.rng").write_text(
        grammar(f"<s:pattern>{LINE}</s:pattern><start><empty/></start>")
    )
    text = f'<?xml-model href="own.rng" schematypens="{SCH}"?>{TEXT}'
    document = parse(text.encode(), tmp_path / "text.xml", tmp_path)
    assert [each.code for each in validate(document)] == ["V002"]


def test_a_project_s_rules_join_the_document_s_schemas(tmp_path):
    (tmp_path / "any.rng").write_text(
        f'<grammar xmlns="{RNG}"><start><ref name="any"/></start><define name="any"><element>'
        '<anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/>'
        "</choice></zeroOrMore></element></define></grammar>"
    )
    (tmp_path / "house.odd").write_text(odd(constraint(LINE)))
    text = f'<?xml-model href="any.rng" schematypens="{RNG}"?>{TEXT}'
    document = parse(text.encode(), tmp_path / "text.xml", tmp_path)
    assert validate(document) == ()
    found = validate(document, rules=[tmp_path / "house.odd"])
    assert [each.message for each in found] == ["no number"]


def test_the_rules_of_the_tei_itself_run(schemas: Path, tmp_path):
    """The TEI's own rules compile, and find what they are for."""
    text = (
        f'<TEI xmlns="{TEI}"><text><body><p><date when="1900" from="1901"/></p></body></text></TEI>'
    )
    document = parse(text.encode(), tmp_path / "text.xml", tmp_path)
    found = schematron.check(document, schemas / "tei_all_4.12.0.rng", (), schemas)
    assert "The @when attribute cannot be used" in " ".join(each.message for each in found)
    assert {each.code for each in found} == {"V002"}
