"""Schematron: what the compiler makes of a schema is what ISO Schematron says."""

import pytest
from tests.unit.validate.schematron.conftest import POEM, SCH, pattern, rule, texts

from teipipe.errors import ConfigurationError
from teipipe.findings import Severity
from teipipe.registers import load_registers


def test_an_assert_speaks_when_its_test_fails_and_a_report_when_it_holds(check):
    found = check(
        pattern(
            '<rule context="line"><assert test="@n">no number</assert>'
            '<report test="@n = 2">second</report></rule>'
        )
    )
    assert texts(found) == ["second", "no number"]


def test_a_finding_has_the_place_of_the_node(check):
    found = check(pattern(rule("line[@n = 2]")))
    place = found[0].place
    assert (place.file, place.line, place.column, place.xpath) == (
        "poem.xml",
        4,
        5,
        "/poem/stanza[1]/line[2]",
    )


@pytest.mark.parametrize(
    ("context", "xpath"),
    [
        ("name/@key", "/poem/stanza[1]/line[1]/name"),
        ("name/text()", "/poem/stanza[1]/line[1]/name"),
        ("/", "/poem"),
        ("/poem", "/poem"),
    ],
)
def test_an_attribute_a_text_and_the_document_are_found_at_their_element(check, context, xpath):
    assert [each.place.xpath for each in check(pattern(rule(context)))] == [xpath]


def test_the_first_rule_of_a_pattern_that_matches_wins(check):
    rules = rule("line[@n = 1]", "first"), rule("line", "any"), rule("*[@n]", "numbered")
    assert texts(check(pattern(*rules))) == ["numbered", "first", "any", "numbered", "any"]


def test_every_pattern_sees_every_node(check):
    found = check(pattern(rule("line[@n = 1]", "one")) + pattern(rule("line[1]", "two")))
    assert texts(found) == ["one", "two", "two"]


def test_a_rule_that_won_does_not_hide_nodes_below(check):
    found = check(pattern(rule("stanza[1]", "stanza"), rule("line | stanza", "other")))
    assert texts(found) == ["stanza", "other", "other", "other", "other"]


def test_a_union_fires_once_for_a_node_that_is_both(check):
    assert texts(check(pattern(rule("line[@n = 1] | line[name]")))) == ["found"]


def test_variables_of_schema_pattern_and_rule(check):
    found = check(
        '<let name="lines" value="count(//line)"/>'
        '<pattern><let name="here" value="count(//stanza)"/>'
        '<rule context="stanza[2]"><let name="mine" value="count(line)"/>'
        '<let name="sum" value="$lines + $here + $mine"/>'
        '<report test="$sum = 6"><value-of select="$lines, $here, $mine"/></report></rule>'
        "</pattern>"
    )
    assert texts(found) == ["3 2 1"]


def test_patterns_may_use_one_name_for_different_variables(check):
    found = check(
        '<pattern><let name="x" value="//stanza"/><rule context="/poem">'
        '<report test="true()"><value-of select="count($x)"/></report></rule></pattern>'
        '<pattern><let name="x" value="//line"/><rule context="stanza[2]">'
        '<report test="true()"><value-of select="count($x)"/></report></rule></pattern>'
    )
    assert texts(found) == ["2", "3"]


def test_a_variable_may_hold_elements(check):
    found = check(
        '<let name="known"><e xmlns="">calm</e><e xmlns="">rough</e></let>'
        + pattern(rule("name", "known", "@key = $known/e"))
    )
    assert texts(found) == ["known"]


def test_an_abstract_rule_is_extended_where_it_stands(check):
    found = check(
        pattern(
            '<rule abstract="true" id="numbered"><let name="n" value="@n"/>'
            '<assert test="$n">no number</assert></rule>',
            '<rule abstract="true" id="both"><extends rule="numbered"/>'
            '<assert test="node()">empty</assert></rule>',
            '<rule context="line"><extends rule="both"/></rule>',
        )
    )
    assert texts(found) == ["no number", "empty"]


def test_abstract_rules_may_stand_apart(check):
    found = check(
        '<rules><rule abstract="true" id="numbered"><assert test="@n">no number</assert></rule>'
        "</rules>" + pattern('<rule context="line"><extends rule="numbered"/></rule>')
    )
    assert texts(found) == ["no number"]


def test_a_parameter_of_an_abstract_pattern_may_have_a_default(check):
    found = check(
        '<pattern abstract="true" id="has"><param name="part" value="@none"/>'
        '<param name="whole" value="stanza"/>'
        '<rule context="$whole"><assert test="$part">no part</assert></rule></pattern>'
        '<pattern is-a="has"><param name="part" value="@n"/></pattern>'
    )
    assert [each.place.xpath for each in found] == ["/poem/stanza[1]"]


def test_an_abstract_pattern_is_filled_in(check):
    found = check(
        '<pattern abstract="true" id="has"><rule context="$whole">'
        '<assert test="$part">no part</assert></rule></pattern>'
        '<pattern is-a="has"><param name="whole" value="stanza"/>'
        '<param name="part" value="@n"/></pattern>'
    )
    assert [each.place.xpath for each in found] == ["/poem/stanza[1]"]


def test_a_message_holds_values_names_and_folded_space(check):
    message = (
        'The <name/> in\n  <name path=".."/> has <emph>number</emph> <value-of select="@n"/>: '
        '<value-of select="(1, 2)" separator=" and "/>.'
    )
    found = check(pattern(rule("line[@n = 2]", message)))
    assert texts(found) == ["The line in stanza has number 2: 1 and 2."]


@pytest.mark.parametrize(
    ("attribute", "severity"),
    [
        ("", Severity.ERROR),
        ('role="error"', Severity.ERROR),
        ('role="warning"', Severity.WARNING),
        ('flag="WARN"', Severity.WARNING),
        ('severity="information"', Severity.NOTE),
        ('role="note"', Severity.NOTE),
        ('role="whatever"', Severity.ERROR),
    ],
)
def test_severity(check, attribute, severity):
    found = check(pattern(f'<rule context="poem"><report test="1" {attribute}>x</report></rule>'))
    assert found[0].severity is severity
    found = check(pattern(f'<rule context="poem" {attribute}><report test="1">x</report></rule>'))
    assert found[0].severity is severity


def test_the_id_of_an_assertion_and_its_line_are_kept(check):
    found = check(pattern('\n<rule context="poem">\n<report id="r-1" test="1">x</report></rule>'))
    assert found[0].check == "r-1"
    assert "rules.sch, line 4" in found[0].hint


def test_diagnostics_follow_the_message(check):
    found = check(
        '<pattern><rule context="poem"><report test="1" diagnostics="d e">Fault.</report></rule>'
        '</pattern><diagnostics><diagnostic id="d">It is <value-of select="@n"/>.</diagnostic>'
        '<diagnostic id="e">Mend it.</diagnostic></diagnostics>'
    )
    assert texts(found) == ["Fault. It is 7. Mend it."]


def test_a_subject_moves_the_place(check):
    found = check(
        pattern('<rule context="poem"><report test="1" subject=".//name">x</report></rule>')
    )
    assert found[0].place.xpath == "/poem/stanza[1]/line[1]/name"


PHASES = (
    '<phase id="quick"><active pattern="a"/></phase>'
    '<pattern id="a"><rule context="poem"><report test="1">a</report></rule></pattern>'
    '<pattern id="b"><rule context="poem"><report test="1">b</report></rule></pattern>'
)


def test_a_phase_chooses_patterns(check):
    assert texts(check(PHASES)) == ["a", "b"]
    assert texts(check(PHASES, phase="quick")) == ["a"]
    assert texts(check(PHASES, 'queryBinding="xslt3" defaultPhase="quick"')) == ["a"]
    assert texts(check(PHASES, 'queryBinding="xslt3" defaultPhase="quick"', phase="#ALL")) == [
        "a",
        "b",
    ]


GROUP = (
    '<phase id="quick"><active pattern="g"/></phase><group id="g"><let name="all" value="//line"/>'
    '<rule context="line"><report test="@n = 1">one of <value-of select="count($all)"/></report>'
    '</rule><rule context="line[@n]"><report test="@n = 1">also <value-of select="count($all)"/>'
    "</report></rule></group>"
)


@pytest.mark.parametrize("phase", ["", "quick"])
def test_no_rule_of_a_group_hides_another(check, phase):
    found = check(GROUP, phase=phase)
    assert sorted(each.message for each in found) == ["also 3", "one of 3"]
    assert [each.message for each in check(GROUP.replace("group", "pattern"))] == ["one of 3"]


def test_a_group_may_be_abstract(check):
    content = (
        '<group abstract="true" id="has"><rule context="$what"><assert test="@x">no x</assert>'
        '</rule><rule context="*[@n]"><report test="self::poem">poem</report></rule></group>'
        '<group is-a="has"><param name="what" value="poem"/></group>'
    )
    assert [each.message for each in check(content)] == ["no x", "poem"]


@pytest.mark.parametrize("attribute", ["visit-each", "from", "when"])
def test_what_would_change_the_judgement_and_is_not_known_is_refused(check, attribute):
    with pytest.raises(ConfigurationError, match=f"@{attribute}"):
        check(f'<pattern><rule context="line" {attribute}="*"><assert test="1"/></rule></pattern>')


def test_the_prefix_of_datatypes_needs_no_declaration(check):
    (found,) = check(pattern('<rule context="poem"><report test="xs:integer(@n) = 7"/></rule>'))
    assert found.severity is Severity.ERROR


def test_a_wrong_test_is_quoted_as_it_is_written(check):
    with pytest.raises(ConfigurationError) as caught:
        check(pattern('<rule context="poem"><assert test="@n and">x</assert></rule>'))
    assert "not(" not in str(caught.value)


def test_an_unbalanced_test_is_refused(check):
    with pytest.raises(ConfigurationError):
        check(pattern('<rule context="poem"><assert test="@x) or (@y">x</assert></rule>'))


def test_a_phase_has_variables_of_its_own_and_only_known_patterns(check):
    rules = '<pattern id="a"><rule context="poem"><report test="$x = 7">a</report></rule></pattern>'
    phase = '<phase id="p"><let name="x" value="poem/@n"/><active pattern="{}"/></phase>'
    assert texts(check(phase.format("a") + rules, phase="p")) == ["a"]
    with pytest.raises(ConfigurationError):
        check(phase.format("b") + rules, phase="p")


@pytest.mark.parametrize("phase", ["", "#DEFAULT"])
def test_the_default_phase_is_the_one_that_the_schema_names(check, phase):
    assert texts(check(PHASES, 'queryBinding="xslt3" defaultPhase="quick"', phase=phase)) == ["a"]


def test_embedded_functions_and_keys_serve_the_rules(check):
    found = check(
        '<xsl:key name="by-n" match="line" use="@n"/>'
        '<xsl:function name="f:double" as="xs:integer"><xsl:param name="n" as="xs:integer"/>'
        '<xsl:sequence select="2 * $n"/></xsl:function>'
        + pattern(rule("poem", '<value-of select="f:double(21)"/>', "key('by-n', '2')")),
        'queryBinding="xslt3" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    )
    assert texts(found) == ["42"]


LIBRARY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="urn:poem">
  {}
</xsl:stylesheet>"""
INCLUDING = (
    'queryBinding="xslt3" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f" '
    'xmlns:p="urn:poem"'
)


def test_functions_may_stand_in_stylesheets_of_their_own(check, tmp_path):
    inner = '<xsl:variable name="one" select="1"/>'
    function = (
        '<xsl:include href="inner.xsl"/><xsl:function name="f:lines" xmlns:f="urn:f">'
        '<xsl:param name="of"/><xsl:sequence select="count($of//line) + $one"/></xsl:function>'
    )
    (tmp_path / "outer.xsl").write_text(LIBRARY.format(function))
    (tmp_path / "inner.xsl").write_text(LIBRARY.format(inner))
    rules = '<xsl:include href="outer.xsl"/>' + pattern(
        rule("p:poem", '<value-of select="f:lines(.)"/>')
    )
    found = check(rules, INCLUDING, text=POEM.replace("<poem", '<poem xmlns="urn:poem"'))
    assert texts(found) == ["4"]
    (tmp_path / "inner.xsl").write_text(LIBRARY.format(inner.replace("1", "1 +")))
    with pytest.raises(ConfigurationError) as caught:
        check(rules, INCLUDING)
    assert [(each.place.file, each.place.line) for each in caught.value.findings] == [
        ("inner.xsl", 3)
    ]


def test_namespaces_are_declared_by_ns(check):
    found = check(
        '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>' + pattern(rule("tei:p")),
        text='<TEI xmlns="http://www.tei-c.org/ns/1.0"><p/><p xmlns=""/></TEI>',
    )
    assert [each.place.xpath for each in found] == ["/*/*[1]"]


@pytest.mark.parametrize(
    "context",
    ["name", "*:name", "name/@key", "name/@*", "line/text()[1] | stanza", "(stanza|x)/line/name",
     "line//name", "key('k', 'calm')", "node()[self::name]", "*[name() = 'name']", "x | name"],
)  # fmt: skip
def test_every_node_that_a_context_names_is_reached(check, context):
    """The pass goes only where a rule may match; it must not miss one."""
    key = '<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k" match="name" '
    found = check(f'{key} use="@key"/>' + pattern(rule(context)))
    assert "found" in texts(found)


@pytest.mark.parametrize(
    ("binding", "says"),
    [
        ('queryBinding="xslt3"', "true"),
        ('queryBinding="xslt2"', "true"),
        ('queryBinding="xpath2"', "true"),
        ('queryBinding="xpath31"', "true"),
        ('queryBinding="XSLT"', "1"),
        ('queryBinding="xpath"', "1"),
        ("", "1"),
    ],
)
def test_the_query_language_rules_the_expressions(check, binding, says):
    """A sequence as a string: XSLT 1.0 takes its first item, later versions all of them."""
    message = '<value-of select="string-join(for $n in (1, 2) return string($n))"/>'
    if says == "1":
        message = "<value-of select=\"concat(/poem/stanza/line/@n, '')\"/>"
        assert texts(check(pattern(rule("poem", message)), binding)) == ["1"]
    else:
        assert texts(check(pattern(rule("poem", message)), binding)) == ["12"]


def test_registers_are_documents_with_their_addresses(check, tmp_path):
    (tmp_path / "persons.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="calm"/></TEI>'
    )
    registers = load_registers([tmp_path / "persons.xml"], tmp_path)
    rules = '<let name="registers" value="()"/>' + pattern(
        rule(
            "name",
            "<value-of select=\"tokenize(base-uri($registers), '/')[last()]\"/>",
            "exists($registers) and id(@key, $registers)",
        )
    )
    assert texts(check(rules, registers=registers)) == ["persons.xml"]
    assert texts(check(rules)) == []


def test_includes_stand_for_what_they_name(check, tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "p.sch").write_text(
        f'<pattern xmlns="{SCH}"><include href="r.sch#two"/></pattern>'
    )
    (tmp_path / "parts" / "r.sch").write_text(
        f'<pattern xmlns="{SCH}"><rule id="one" context="poem"><report test="1">one</report></rule>'
        '<rule id="two" context="poem"><report test="1">two</report></rule></pattern>'
    )
    found = check('<include href="parts/p.sch"/>')
    assert texts(found) == ["two"]
    assert "parts/r.sch" in found[0].hint


def test_a_rule_may_extend_one_of_another_file(check, tmp_path):
    (tmp_path / "library.sch").write_text(
        f'<schema xmlns="{SCH}"><rules><rule abstract="true" id="numbered">'
        '<assert test="@n">no number</assert></rule></rules></schema>'
    )
    found = check(pattern('<rule context="line"><extends href="library.sch#numbered"/></rule>'))
    assert texts(found) == ["no number"]
    assert "library.sch" in found[0].hint


def test_rich_text_and_directions_are_text(check):
    message = 'a <emph>b</emph> <span class="x">c</span> <dir value="rtl">d</dir> <!-- no --> e'
    assert texts(check(pattern(rule("poem", message)))) == ["a b c d e"]


def test_properties_are_known_and_are_no_text(check):
    properties = '<properties><property id="p">Level <value-of select="1"/></property></properties>'
    told = '<rule context="poem"><report test="1" properties="p">Fault.</report></rule>'
    assert texts(check(pattern(told) + properties)) == ["Fault."]
    with pytest.raises(ConfigurationError):
        check(pattern(told))
