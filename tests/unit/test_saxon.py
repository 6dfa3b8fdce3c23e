"""The engine: what a stylesheet's errors and messages become, and that no run stains the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipipe import saxon
from teipipe.errors import ConfigurationError, EngineError
from teipipe.saxon import Engine

SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="xs">
<xsl:output omit-xml-declaration="yes"/>
<xsl:param name="word" as="xs:string" select="'none'"/>
<xsl:param name="words" as="xs:string*"/>
<xsl:param name="labels" as="map(xs:string, xs:string)" select="map{}"/>
<xsl:param name="others" as="document-node()*"/>
{templates}
</xsl:stylesheet>"""
ECHO = """<xsl:template match="/"><xsl:message><m at="{path(*)}">said</m></xsl:message>
<o><xsl:value-of select="$word, $words, $labels?key, $others/*/name()"/></o></xsl:template>"""


def engine(tmp_path: Path, templates: str) -> Engine:
    path = tmp_path / "sheet.xsl"
    path.write_text(SHEET.replace("{templates}", templates), "utf-8")
    return Engine({"sheet": path})


def test_parameters_of_every_kind_arrive_and_do_not_stay(tmp_path: Path) -> None:
    made = engine(tmp_path, ECHO)
    given = {
        "word": "ein",
        "words": ["zwei", "drei"],
        "labels": {"key": "vier"},
        "others": [made.parse("<a/>"), made.parse("<b/>")],
    }
    first = made.run("sheet", made.parse("<r/>"), given)
    assert first.text == "<o>ein zwei drei vier a b</o>"
    assert made.run("sheet", made.parse("<r/>"), {}).text == "<o>none</o>"


def test_messages_are_those_of_one_run(tmp_path: Path) -> None:
    made = engine(tmp_path, ECHO)
    for name in ("r", "s"):
        (message,) = made.run("sheet", made.parse(f"<{name}/>"), {}).messages
        assert message.attributes == {"at": f"/Q{{}}{name}[1]"}
        assert message.text == "said"


def test_every_error_of_a_stylesheet_has_its_place(tmp_path: Path) -> None:
    wrong = '<xsl:template match="/">\n<xsl:value-of select="f((("/>\n<xsl:value-of select="$x"/>'
    with pytest.raises(ConfigurationError) as stop:
        engine(tmp_path, f"{wrong}</xsl:template>")
    places = [each.place for each in stop.value.findings]
    name = f"{tmp_path.name}/sheet.xsl"
    assert [(each.file, each.line) for each in places] == [(name, 9), (name, 10)]
    assert "XPST0008" in stop.value.findings[1].message


def test_an_error_at_run_time_has_its_place_and_spoils_nothing(tmp_path: Path) -> None:
    fails = '<xsl:template match="/"><xsl:value-of select="*/xs:integer(.)"/></xsl:template>'
    made = engine(tmp_path, fails)
    with pytest.raises(ConfigurationError) as stop:
        made.run("sheet", made.parse("<r>x</r>"), {})
    (found,) = stop.value.findings
    assert (found.code, found.place.line) == ("T005", 8)
    assert found.place.file == f"{tmp_path.name}/sheet.xsl"
    assert made.run("sheet", made.parse("<r>7</r>"), {}).text == "7"


def test_what_is_not_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        engine(tmp_path, ECHO).parse("<r>")


def test_an_address_space_limit_is_told_before_the_engine_aborts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(saxon.resource, "getrlimit", lambda _kind: (4 << 30, 4 << 30))
    with pytest.raises(EngineError, match="ulimit -v"):
        Engine({})


def test_a_document_may_hold_any_number_of_escaped_marks(tmp_path: Path) -> None:
    count = '<o><xsl:value-of select="count(//a)"/></o>'
    made = engine(tmp_path, f'<xsl:template match="/">{count}</xsl:template>')
    text = "<a>&lt;&amp;</a>" * 150_000
    assert made.run("sheet", made.parse(f"<r>{text}</r>"), {}).text == "<o>150000</o>"
