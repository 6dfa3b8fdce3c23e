"""A schema reads and writes nothing outside."""

import pytest
from tests.unit.validate.schematron.conftest import pattern, rule

from teipipe import saxon
from teipipe.errors import ConfigurationError
from teipipe.saxon import Engine
from teipipe.validate.schematron import schemas
from teipipe.validate.schematron.guard import Local

READERS = (
    "doc('{uri}')",
    "document('{uri}')",
    "unparsed-text('{uri}')",
    "json-doc('{uri}')",
    "environment-variable('PATH')[. ne ''] ! 'secret'",
    "transform(map {{'stylesheet-location': '{sheet}', 'source-node': .}})?output",
)
"""Expressions that read something outside, where nothing hinders them."""
SHEET = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:template match="node()">secret</xsl:template></xsl:stylesheet>'
)


@pytest.fixture
def read_by(check, tmp_path):
    """Give what a schema says that it read by an expression; nothing where it is refused."""
    secret, sheet = tmp_path / "hidden.txt", tmp_path / "sheet.xsl"
    sheet.write_text(SHEET)

    def run(expression: str) -> str:
        secret.write_text('"secret"' if "json" in expression else "<a>secret</a>")
        value = expression.format(uri=secret.as_uri(), sheet=sheet.as_uri())
        found = check(pattern(rule("poem", f'Read: <value-of select="{value}"/>')))
        return found[0].message.replace(secret.as_uri(), "").removeprefix("Read:")

    return run


@pytest.mark.parametrize("expression", READERS)
def test_a_schema_reads_nothing(read_by, expression):
    assert "secret" not in read_by(expression)


@pytest.mark.parametrize("expression", READERS)
def test_without_the_lock_it_would_read(read_by, monkeypatch, expression):
    monkeypatch.setattr(saxon, "_made", [])
    saxon.shared.cache_clear()
    unlocked = Local()
    monkeypatch.setattr(schemas, "shared_guard", lambda: unlocked)
    monkeypatch.setattr(Engine, "_set", lambda *_: None)
    try:
        assert "secret" in read_by(expression)
    finally:
        saxon.shared.cache_clear()


def test_a_schema_writes_nothing(check, tmp_path):
    target = tmp_path / "written.xml"
    with pytest.raises(ConfigurationError):
        check(
            f'<xsl:function name="f:x"><xsl:result-document href="{target.as_uri()}"/>'
            "</xsl:function>" + pattern(rule("poem", "x", "f:x()")),
            'queryBinding="xslt3" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f"',
        )
    assert not target.exists()
