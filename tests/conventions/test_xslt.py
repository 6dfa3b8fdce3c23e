"""The house style of the stylesheets."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

XSLT = Path(__file__).parents[2] / "xslt"
SHEETS = sorted(XSLT.rglob("*.xsl"))
PAGE = sorted((XSLT / "html").glob("*.xsl"))
NAMESPACE = {"xsl": "http://www.w3.org/1999/XSL/Transform"}
KEY = "{http://www.w3.org/1999/XSL/Transform}key"
BANNED = (
    "doc|document|doc-available|unparsed-text(?:-lines|-available)?|collection|uri-collection"
    "|environment-variable|available-environment-variables|generate-id|random-number-generator"
    "|current-date|current-dateTime|current-time|implicit-timezone|transform|load-xquery-module"
)

LOOKED_UP = re.compile(r"(map\{|\$[\w:-]+\(|key\('[\w:-]+', )generate-id\(")
"""Where `generate-id` only finds a node again: as the key of a map or of `xsl:key`."""

Rule = Callable[[etree._Element], Iterator[str]]


def select(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path, namespaces=NAMESPACE)
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, etree._Element)]


def untyped(root: etree._Element) -> Iterator[str]:
    path = "//xsl:template | //xsl:function | //xsl:param | //xsl:variable | //xsl:accumulator"
    for each in select(root, path):
        if each.get("as") is None:
            yield f"{each.sourceline}: {etree.QName(each).localname} without `as`"


def loose_modes(root: etree._Element) -> Iterator[str]:
    for mode in select(root, "//xsl:mode"):
        if mode.get("on-no-match") is None or mode.get("on-multiple-match") != "fail":
            yield f"{mode.sourceline}: mode {mode.get('name')} does not say what it matches"


def unexpanded(root: etree._Element) -> Iterator[str]:
    if root.get("expand-text") != "yes" or root.get("version") != "3.0":
        yield "not XSLT 3.0 with expand-text"


def idle_prefixes(root: etree._Element) -> Iterator[str]:
    """A prefix is declared where it is used, in a name, a type, a path or a pattern."""
    written = re.sub(r'xmlns:[\w-]+="[^"]*"', "", etree.tostring(root, encoding="unicode"))
    for prefix in filter(None, root.nsmap):
        if not re.search(rf"(?<![\w-]){prefix}:[^/]", written):
            yield f"{prefix} is declared and not used"


def reaching_out(root: etree._Element) -> Iterator[str]:
    for each in select(root, "//xsl:result-document | //xsl:evaluate | //xsl:source-document"):
        yield f"{each.sourceline}: {etree.QName(each).localname}"
    for each in root.iter(etree.Element):
        written = [value for name, value in each.attrib.items() if each.tag != KEY or name != "use"]
        code = LOOKED_UP.sub("", " ".join(map(str, written)) + (each.text or ""))
        for call in re.findall(rf"(?<![\w:.$-])(?:fn:)?({BANNED})\(", code):
            yield f"{each.sourceline}: {call}()"


def out_of_order(root: etree._Element) -> Iterator[str]:
    """Templates of one mode stand in the order of their elements; patterns without one do not."""
    for mode in sorted({each.get("mode", "") for each in select(root, "xsl:template[@match]")}):
        matches = [
            each.get("match", "")
            for each in select(root, "xsl:template[@match]")
            if each.get("mode", "") == mode
        ]
        found = [name.lower() for match in matches if (name := element(match)).isalpha()]
        for one, other in pairwise(found):
            if one > other:
                yield f"{other} after {one} in mode {mode or '#default'}"


def anonymous(root: etree._Element) -> Iterator[str]:
    """The engine finds a template by an element name, where the last step of its pattern is one.

    A union in parentheses is tried on every node of the document, and so is one with a priority.
    """
    for template in select(root, "//xsl:template[@match]"):
        branches = union(template.get("match", ""))
        if template.get("priority") and len(branches) > 1:
            yield f"{template.sourceline}: a union with a priority"
        for branch in branches:
            if branch.endswith(")") and not branch.endswith("()"):
                yield f"{template.sourceline}: a union in parentheses: {branch}"


def vast_classes(root: etree._Element) -> Iterator[str]:
    """A class with all other letters (Lo) in it takes the engine 5 ms to make, at each use anew."""
    for each in root.iter(etree.Element):
        for value in each.attrib.values():
            if re.search(r"\[[^\[\]']*\\p\{Lo\}", str(value)):
                yield f"{each.sourceline}: write it as an alternative of the class"


def union(pattern: str) -> list[str]:
    """Give what a pattern is a union of, without predicates."""
    while (bare := re.sub(r"\[[^\[\]]*\]", "", pattern)) != pattern:
        pattern = bare
    return [branch.strip() for branch in re.split(r"\|(?![^(]*\))", pattern)]


def element(pattern: str) -> str:
    """Give the element that a pattern is about first: its last step, without predicates."""
    while (bare := re.sub(r"\[[^\[\]]*\]", "", pattern)) != pattern:
        pattern = bare
    first = re.split(r"\|(?![^(]*\))", re.sub(r"[\w-]+\(\)", "", pattern))[0]
    last = re.split(r"/(?![^(]*\))", first.strip())[-1]
    return last.strip("() ").split("|")[0].strip("@ ")


RULES: tuple[Rule, ...] = (
    untyped, loose_modes, unexpanded, idle_prefixes, reaching_out, anonymous, vast_classes,
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(XSLT)))
def test_a_stylesheet_keeps_the_rule(sheet: Path, rule: Rule) -> None:
    assert list(rule(etree.parse(sheet).getroot())) == []


@pytest.mark.parametrize("sheet", PAGE, ids=lambda sheet: sheet.name)
def test_the_elements_of_a_module_are_in_order(sheet: Path) -> None:
    assert list(out_of_order(etree.parse(sheet).getroot())) == []


def lists(sheet: str) -> list[list[str]]:
    """Give the names that stand in one string, for each string of a sheet that has many."""
    return [each.split() for each in re.findall(r"'(\s*[A-Za-z]+(?:\s+[A-Za-z]+){7,}\s*)'", sheet)]


@pytest.mark.parametrize("table", ["kinds", "records"])
def test_the_elements_of_a_table_are_in_order(table: str) -> None:
    found = lists((XSLT / "common" / f"{table}.xsl").read_text("utf-8"))
    assert found
    assert found == [sorted(each, key=lambda name: (name.lower(), name)) for each in found]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(XSLT)))
def test_a_stylesheet_is_short(sheet: Path) -> None:
    assert len(sheet.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("entry", ["html", "text", "source"])
def test_every_mode_is_declared_once(entry: str) -> None:
    declared = sorted(name for root in closure(entry) for name in modes(root))
    used = {
        each.get("mode", root.get("default-mode", ""))
        for root in closure(entry)
        for each in select(root, "//xsl:template[@match] | //xsl:apply-templates")
    }
    assert declared == sorted(set(declared))
    assert used - {"#current", "#default"} <= set(declared)


def closure(entry: str) -> list[etree._Element]:
    """Give an entry point and every stylesheet that it takes in."""
    waiting, taken = [XSLT / f"{entry}.xsl"], dict[Path, etree._Element]()
    while waiting:
        sheet = waiting.pop().resolve()
        if sheet not in taken:
            taken[sheet] = etree.parse(sheet).getroot()
            parts = select(taken[sheet], "xsl:include | xsl:import")
            waiting += [sheet.parent / str(part.get("href")) for part in parts]
    return list(taken.values())


def modes(root: etree._Element) -> list[str]:
    return [mode.get("name", "") for mode in select(root, "xsl:mode")]


DAMAGE = {
    untyped: '<xsl:template match="p"/>',
    loose_modes: '<xsl:mode name="m" on-no-match="fail"/>',
    unexpanded: None,
    idle_prefixes: '<xsl:template match="p" as="element()"/>',
    reaching_out: '<xsl:variable name="v" as="item()*" select="doc(\'a.xml\')"/>',
    anonymous: '<xsl:template match="text//(p | q[@type])[@n]"/>'
    '<xsl:template match="p | q" priority="1"/>',
    vast_classes: '<xsl:variable name="v" as="xs:string" select="\'[\\p{Ll}\\p{Lo}]\'"/>',
    out_of_order: '<xsl:template match="q"/><xsl:template match="x/p[@a]"/>',
}


@pytest.mark.parametrize("rule", DAMAGE, ids=lambda rule: rule.__name__)
def test_a_broken_rule_is_seen(rule: Rule) -> None:
    damage, head = DAMAGE[rule], f'xmlns:xsl="{NAMESPACE["xsl"]}" xmlns:tp="tp" version="3.0"'
    expand = ' expand-text="yes"' if damage else ""
    sheet = f"<xsl:stylesheet {head}{expand}>{damage or ''}</xsl:stylesheet>"
    assert list(rule(etree.fromstring(sheet)))
