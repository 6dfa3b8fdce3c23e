"""The parameters, and what is written about them: one place declares each, tables follow it."""

import re
from pathlib import Path

import pytest
from lxml import etree

from teipipe import resources

ROOT = Path(__file__).parents[2]
XSL = "{http://www.w3.org/1999/XSL/Transform}"


def settings() -> dict[str, dict[str, object]]:
    schema = resources.table("schemas/project.schema.json")
    found: dict[str, dict[str, object]] = schema["properties"]["parameters"]["properties"]
    return found


def settings_table() -> str:
    """Give the table of what a project sets, by the schema."""
    rows = [
        f"| `{name}` | {values(rule)} | {rule.get('description')} |"
        for name, rule in sorted(settings().items())
    ]
    return "\n".join(["| parameter | values | meaning |", "| --- | --- | --- |", *rows])


def values(rule: dict[str, object]) -> str:
    allowed = rule.get("enum")
    if not isinstance(allowed, list):
        return str(rule["type"])
    return ", ".join(f"`{each}`" + " (default)" * (each == rule.get("default")) for each in allowed)


def parameters_table() -> str:
    """Give the table of what the stylesheets are given, by the comments before the parameters."""
    root = etree.parse(resources.path("xslt/common/parameters.xsl")).getroot()
    rows = [
        f"| `${each.get('name')}` | `{each.get('as')}` | {comment(each)} |"
        for each in root.iter(f"{XSL}param")
    ]
    return "\n".join(["| name | type | what it is |", "| --- | --- | --- |", *rows])


def comment(parameter: etree._Element) -> str:
    before = parameter.getprevious()
    assert isinstance(before, etree._Comment)
    return " ".join(str(before.text).split()).rstrip(".")


@pytest.mark.parametrize(
    ("page", "name", "table"),
    [
        ("docs/overriding.md", "settings", settings_table),
        ("xslt/README.md", "parameters", parameters_table),
    ],
)
def test_a_table_of_parameters_is_current(page: str, name: str, table, regenerates: bool) -> None:
    """`--regen-all` writes it anew."""
    between = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)
    written = (ROOT / page).read_text("utf-8")
    if regenerates:
        (ROOT / page).write_text(between.sub(lambda _: table() + "\n", written), "utf-8")
        return
    found = between.search(written)
    assert found
    assert found[0] == table() + "\n"


def test_every_setting_is_a_parameter_but_the_language_which_chooses_labels() -> None:
    root = etree.parse(resources.path("xslt/common/parameters.xsl")).getroot()
    declared = {each.get("name") for each in root.iter(f"{XSL}param")}
    assert settings().keys() - declared == {"language"}


def test_every_parameter_is_declared_in_one_place() -> None:
    home = resources.path("xslt/common/parameters.xsl")
    apart = {home, home.parents[1] / "p5.xsl"}
    sheets = (each for each in home.parents[1].rglob("*.xsl") if each not in apart)
    others = {each.name: etree.parse(each).getroot().findall(f"{XSL}param") for each in sheets}
    assert not any(others.values()), others
