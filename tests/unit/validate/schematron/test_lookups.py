"""Rules look up documents of the project that they name in quotation marks, and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teipipe.documents import parse
from teipipe.validate import schematron

Check = Callable[[str], list[str]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Give what is said of a document by a rule about its root, which stands in a folder."""
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab/codes.xml").write_text("<codes><code>a</code></codes>")
    (tmp_path / "teipipe.toml").write_text(
        '[schema-files]\n"https://lab.invalid/codes.xml" = "lab/codes.xml"\n'
    )
    (tmp_path.parent / "secret.xml").write_text("<code>a</code>")

    def run(test: str) -> list[str]:
        schema = tmp_path / "lab/rules.sch"
        schema.write_text(
            '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
            f'<rule context="/*"><report test="{test}">yes</report></rule></pattern></schema>'
        )
        document = parse(b"<a code='codes.xml'/>", tmp_path / "a.xml", tmp_path)
        found = schematron.check(document, schema)
        return [each.message.partition("quotation")[0] for each in found]

    return run


@pytest.mark.parametrize(
    "test",
    [
        "doc('codes.xml')//code = 'a'",
        "document(&quot;../lab/codes.xml&quot;, /)//code = 'a'",
        "fn:doc('https://lab.invalid/codes.xml')//code = 'a'",
        "exists(document('')//*:rule)",
        "doc-available('codes.xml') and not(doc-available('none.xml'))",
        "not(doc-available('../../secret.xml'))",
        "ends-with(base-uri(doc('codes.xml')), '/lab/codes.xml')",
    ],
)
def test_what_is_named_in_quotation_marks_is_there(check: Check, test: str) -> None:
    assert check(test) == ["yes"]


@pytest.mark.parametrize(
    ("test", "address"),
    [
        ("doc(@code)//code", "codes.xml"),
        ("doc('none.xml')//code", "none.xml"),
        ("doc('../../secret.xml')//code", "secret.xml"),
        ("doc('https://lab.invalid/others.xml')//code", "https://lab.invalid/others.xml"),
    ],
)
def test_nothing_else_is_read_and_the_rule_says_so(check: Check, test: str, address: str) -> None:
    (said,) = check(test)
    assert said.startswith("A rule could not be tried here: it asks for ")
    assert f"{address}. Rules read no file but one of the project" in said


def test_what_is_looked_up_counts_as_a_file_of_the_schema(check: Check, tmp_path: Path) -> None:
    assert check("doc('codes.xml')//code = 'b'") == []
    (tmp_path / "lab/codes.xml").write_text("<codes><code>b</code></codes>")
    assert check("doc('codes.xml')//code = 'b'") == ["yes"]
