"""Schemas and rules that cannot be used are told with their places."""

import re

import pytest
from tests.unit.validate.schematron.conftest import SCH, document, pattern, rule, texts

from teipipe.errors import ConfigurationError
from teipipe.validate import schematron
from teipipe.validate.schematron import schemas


@pytest.mark.parametrize(
    ("content", "attributes", "code", "line"),
    [
        ("", 'queryBinding="exslt"', "V017", 1),
        ("", 'queryBinding="xslt3" defaultPhase="none"', "V017", 1),
        ('<pattern>\n<rule><assert test="1"/></rule></pattern>', "", "V017", 3),
        ('<pattern>\n<rule context="a">\n<assert/></rule></pattern>', "", "V017", 4),
        ('<pattern>\n<rule context="a">\n<asert test="1"/></rule></pattern>', "", "V017", 4),
        ('<pattern>\n<rule context="a"><extends rule="no"/></rule></pattern>', "", "V017", 3),
        (
            '<pattern>\n<rule context="a">\n<report test="1" diagnostics="d"/></rule></pattern>',
            "",
            "V017",
            4,
        ),
        ('<pattern is-a="no"/>', "", "V017", 2),
        ('<pattern>\n<rule context="a">\n<assert test="foo("/></rule></pattern>', "", "V017", 4),
        ('<pattern>\n<rule context="a[">\n<assert test="1"/></rule></pattern>', "", "V017", 3),
        ('<pattern>\n<rule context="a">\n<assert test="$x"/></rule></pattern>', "", "V017", 4),
        ('\n<let name="x" value="1 +"/>', "", "V017", 3),
        ('\n<include href="missing.sch"/>', "", "V003", 3),
        ('\n<include href="rules.sch"/>', "", "V017", 3),
        ('\n<include href="../../x.sch"/>', "", "V008", 3),
        ('\n<include href="https://example.org/x.sch"/>', "", "V007", 3),
        (
            '\n<xsl:include xmlns:xsl="http://www.w3.org/1999/XSL/Transform" href="x.xsl"/>',
            "",
            "V003",
            3,
        ),
        (
            '\n<xsl:template xmlns:xsl="http://www.w3.org/1999/XSL/Transform" match="a"/>',
            "",
            "V017",
            3,
        ),
        ("\n<library/>", "", "V017", 3),
    ],
)
def test_a_wrong_schema_is_refused_with_its_place(check, content, attributes, code, line):
    with pytest.raises(ConfigurationError) as caught:
        check(content, attributes or 'queryBinding="xslt3"')
    first = caught.value.findings[0]
    assert caught.value.exit_code == 2
    assert (first.code, first.place.file, first.place.line) == (code, "rules.sch", line)


@pytest.mark.parametrize("expression", ["1 +", "$nowhere"])
def test_the_engine_s_error_is_told_with_its_expression_and_no_file_of_ours(check, expression):
    with pytest.raises(ConfigurationError) as caught:
        check(f'<pattern><rule context="a"><assert test="{expression}"/></rule></pattern>')
    reason = caught.value.findings[0].arguments["reason"]
    assert re.match(r"X[A-Z]{3}\d{4} ", reason)
    assert expression in reason
    assert "/" not in reason


def test_a_test_that_fails_in_the_document_is_told_and_stops_no_other(check):
    found = check(
        '<pattern>\n<rule context="line">\n<assert test="not(@n) or xs:date(@n)"/>'
        '<report test="@n = 2">second</report></rule></pattern>',
        'queryBinding="xslt3" xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    )
    assert [(each.code, each.place.line) for each in found] == [
        ("V071", 3),
        ("V071", 4),
        ("V002", 4),
    ]
    assert "xs:date" in found[0].message or "date" in found[0].message
    assert "line 4" in found[0].hint


def test_a_variable_that_fails_is_told_at_its_place(check):
    found = check(
        '<let name="day" value="xs:date(/poem/@n)"/>\n' + pattern(rule("line[. = $day]")),
        'queryBinding="xslt3" xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    )
    assert {each.code for each in found} <= {"V071"}


def test_a_schema_with_a_doctype_is_refused(tmp_path):
    schema = tmp_path / "rules.sch"
    schema.write_text(f'<!DOCTYPE schema><schema xmlns="{SCH}"/>')
    with pytest.raises(ConfigurationError):
        schematron.check(document(tmp_path), schema)


def test_a_schema_is_compiled_once_and_again_when_it_changes(check, monkeypatch):
    made = []
    compile_schema = schemas.compile_schema
    monkeypatch.setattr(
        schemas, "compile_schema", lambda *given: made.append(1) or compile_schema(*given)
    )
    assert texts(check(pattern(rule("poem", "one")))) == ["one"]
    assert texts(check(pattern(rule("poem", "one")))) == ["one"]
    assert len(made) == 1
    assert texts(check(pattern(rule("poem", "two")))) == ["two"]
    assert len(made) == 2
