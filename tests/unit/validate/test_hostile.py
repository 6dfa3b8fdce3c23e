"""What would exhaust a machine or leave its folder ends as a finding, or as a schema's error."""

from pathlib import Path

import pytest

from teipipe.build import check, plan
from teipipe.errors import TeipipeError

SCH = "http://purl.oclc.org/dsdl/schematron"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
)


def codes(folder: Path, schemas: tuple[Path, ...] = ()) -> set[str]:
    """Give the codes of findings, or of the error that stops the command."""
    try:
        tasks = plan([folder])
        return {each.code for _, found in check(tasks, schemas) for each in found}
    except TeipipeError as error:
        assert error.exit_code == 2
        return {each.code for each in error.findings}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "teipipe.toml").write_text("[schematron]\nseconds = 3\n")
    (tmp_path / "text").mkdir()
    return tmp_path / "text"


@pytest.mark.parametrize(
    "content",
    [
        f"{LAUGHS}<TEI>&a11;</TEI>".encode(),
        f'{LAUGHS}<TEI n="&a11;"/>'.encode(),
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"PK\x03\x04",
        b"\x00" * 1000,
        b"<TEI>" * 100_000,
        b"\xff\xfe<\x00T\x00",
    ],
    ids=["laughs", "laughs in an attribute", "PNG", "zip", "nought", "depth", "half"],
)
def test_a_document_that_is_a_trap_is_one_finding_and_the_others_are_checked(folder, content):
    (folder / "a.xml").write_bytes(content)
    (folder / "b.xml").write_text('<TEI><ref target="#x"/></TEI>')
    found = codes(folder)
    assert found <= {"P001", "P002", "P003", "P010", "V004", "V005"}
    assert len(found & {"P001", "P003", "P010"}) == 1
    assert "V005" in found


@pytest.mark.parametrize("kind", ["rng", "sch"])
@pytest.mark.parametrize(
    "content",
    [
        LAUGHS + "<schema>&a11;</schema>",
        *(f"{each}<schema/>" for each in OUTSIDE),
        "\x89PNG",
        "",
        "<schema>",
    ],
    ids=["laughs", "entity", "DTD", "PNG", "empty", "broken"],
)
def test_a_schema_that_is_a_trap_stops_the_command(folder, kind, content):
    (folder / "a.xml").write_text("<TEI/>")
    schema = folder / f"schema.{kind}"
    schema.write_text(content)
    assert codes(folder / "a.xml", (schema,)) & {"P001", "P002", "P010", "V017"}


def sheet(body: str, more: str = "") -> str:
    return (
        f'<schema xmlns="{SCH}" queryBinding="xslt3" xmlns:f="urn:f" '
        f'xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{more}<pattern><rule context="TEI">'
        f"{body}</rule></pattern></schema>"
    )


LOOP = (
    '<xsl:function name="f:on"><xsl:param name="n"/><xsl:sequence select="f:on($n + 1)"/>'
    "</xsl:function>"
)
DEEP = (
    '<xsl:function name="f:on"><xsl:param name="n"/><xsl:sequence select="1 + f:on($n + 1)"/>'
    "</xsl:function>"
)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (sheet('<assert test="f:on(1)">x</assert>', LOOP), {"V070"}),
        (sheet('<let name="x" value="f:on(1)"/><assert test="$x">x</assert>', LOOP), {"V070"}),
        (sheet('<assert test="f:on(1) gt 0">x</assert>', DEEP), {"V070", "V071"}),
        (sheet('<assert test="count(1 to 1000000000000) lt 0">x</assert>'),
         {"V002", "V070", "V071"}),
        (sheet("<assert test=\"string-length(string-join((1 to 400000000) ! 'xxxxxxxxxx')) lt 0\">"
               "x</assert>"), {"V002", "V070", "V071"}),
        (sheet("<assert test=\"matches('" + "a" * 40 + "!', '^(a+)+$')\">x</assert>"),
         {"V002", "V070", "V071"}),
        (sheet("<report test=\"doc-available('file:///etc/passwd')\">x</report>"), set()),
        (sheet("<report test=\"contains(unparsed-text('file:///etc/passwd'), 'root')\">x</report>"),
         {"V071"}),
        (sheet("<report test=\"environment-variable('PATH') != ''\">x</report>"), set()),
        (sheet('<assert test="true()">x</assert>', '<include href="../../../etc/x.sch"/>'),
         {"V008"}),
        (sheet('<assert test="true()">x</assert>', '<include href="schema.sch"/>'), {"V017"}),
    ],
)  # fmt: skip
def test_rules_that_do_not_end_or_reach_too_far_are_told(folder, schema, expected):
    (folder / "a.xml").write_text("<TEI/>")
    (folder / "schema.sch").write_text(schema)
    found = codes(folder / "a.xml", (folder / "schema.sch",))
    assert found <= expected
    assert found or not expected


def test_a_long_chain_of_includes_ends(folder):
    """Each file takes in the next: a document is read so far, a schema is refused."""
    count = 1500
    for at in range(count):
        following = "" if at == count - 1 else f'<include href="s{at + 1}.sch"/>'
        (folder / f"s{at}.sch").write_text(f'<schema xmlns="{SCH}">{following}</schema>')
        part = f'<include xmlns="http://www.w3.org/2001/XInclude" href="x{at + 1}.xml"/>'
        (folder / f"x{at}.xml").write_text(f'<div xml:id="i{at}">{part}</div>')
    (folder / f"x{count}.xml").write_text('<div xml:id="last"/>')
    include = '<include xmlns="http://www.w3.org/2001/XInclude" href="x0.xml"/>'
    (folder / "a.xml").write_text(f'<TEI>{include}<ref target="#last"/></TEI>')
    assert codes(folder / "a.xml") == {"V004", "V005", "P028"}
    assert codes(folder / "a.xml", (folder / "s0.sch",)) == {"V017"}
