"""A poem, and what checks it by the content of a schema."""

from pathlib import Path

import pytest

from teipipe.documents import Document, parse
from teipipe.findings import Finding
from teipipe.validate import schematron

SCH = "http://purl.oclc.org/dsdl/schematron"
POEM = """<poem n="7">
  <stanza>
    <line n="1">The sea is <name key="calm">calm</name> tonight.</line>
    <line n="2">The tide is full,</line>
  </stanza>
  <stanza n="b"><line/></stanza>
</poem>
"""


@pytest.fixture
def check(tmp_path):
    """Check the poem, or another document, by the content of a schema."""

    def run(
        content: str, attributes: str = 'queryBinding="xslt3"', text: str = POEM, **options
    ) -> list[Finding]:
        schema = tmp_path / "rules.sch"
        schema.write_text(f'<schema xmlns="{SCH}" {attributes}>\n{content}\n</schema>')
        return list(schematron.check(document(tmp_path, text), schema, **options))

    return run


def document(folder: Path, text: str = POEM) -> Document:
    return parse(text.encode(), folder / "poem.xml", folder)


def pattern(*rules: str) -> str:
    return f"<pattern>{''.join(rules)}</pattern>"


def rule(context: str, message: str = "found", test: str = "true()") -> str:
    return f'<rule context="{context}"><report test="{test}">{message}</report></rule>'


def texts(found: list[Finding]) -> list[str]:
    return [each.message for each in found]
