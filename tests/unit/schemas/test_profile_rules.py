"""The rules beyond the grammar: silent on the sample edition, each biting on its own damage."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree
from tests.unit.schemas.samples import HERE, PERSONS, SAMPLE, damaged

from teipipe.documents import parse
from teipipe.findings import Finding
from teipipe.registers import Register, load_registers
from teipipe.resources import path
from teipipe.validate.schematron import check

SCH = "{http://purl.oclc.org/dsdl/schematron}"

MUTANTS = {
    "availability-present": (
        (
            '<availability status="free">\n          <licence target='
            '"https://creativecommons.org/licenses/by/4.0/">Attribution 4.0</licence>\n'
            "        </availability>"
        ),
        "",
    ),
    "title-present": (
        (
            '<title type="main">A Winter on the River</title>\n'
            '        <title type="sub">with a play and a song</title>'
        ),
        "<title><gap/></title>",
    ),
    "licence-of-unknown-status": ('status="free"', 'status="unknown"'),
    "delimiter-declared": ('content: "]"', "color: red"),
    "language-present": (
        'xml:id="sample" xml:lang="en">|<text xml:lang="en">',
        'xml:id="sample">|<text>',
    ),
    "quotation-declared": ('\n        <quotation marks="all"/>', ""),
    "foreign-language": ('<foreign xml:lang="fr">', "<foreign>"),
    "language-declared": ('<foreign xml:lang="fr">', '<foreign xml:lang="nl">'),
    "note-type": ('<note type="editorial" resp="#editor">', '<note resp="#editor">'),
    "note-responsibility": (
        '<note type="editorial" resp="#editor">',
        '<note type="editorial">',
    ),
    "responsibility-declared": (
        'reason="omitted" resp="#editor"',
        'reason="omitted" resp="#vogel"',
    ),
    "rendition-declared": ('rendition="#spaced"', 'rendition="#spaced #program"'),
    "mention-registered": (
        '<persName ref="persons.xml#lenin">',
        '<persName ref="../registers/persons.xml#stalin">',
    ),
    "pointer-resolved": ('target="#maas"', 'target="#rhine"'),
    "chain-closed": (' prev="#s1"', ""),
    "not-empty": ("<p>Two people wait.</p>", "<p> </p>"),
    "choice-pair": ("<orig>shew</orig>", "<sic>shew</sic>"),
    "figure-described": ("A frozen river with a bridge.", ""),
    "date-or-period": ('when="1921-03-08"', 'when="1921-03-08" notBefore="1921"'),
    "period-forward": ('notBefore="1940"', 'notBefore="1946"'),
    "main-name": ('<placeName type="variant">', '<placeName type="main">'),
    "name-type": ('<persName type="plural">', '<persName type="several">'),
    "work-identified": ('<bibl xml:id="skating">', "<bibl>"),
}
REPEATED_FROM_THE_GRAMMAR = {"choice-pair"}


@pytest.fixture(scope="module")
def registers() -> tuple[Register, ...]:
    return load_registers([PERSONS], HERE)


def _mutant(name: str) -> bytes:
    content = SAMPLE.read_bytes()
    for old, new in zip(*(each.split("|") for each in MUTANTS[name]), strict=True):
        assert content.count(old.encode()) == 1, old
        content = content.replace(old.encode(), new.encode())
    return content


def _judge(content: bytes, registers: Sequence[Register]) -> tuple[Finding, ...]:
    return check(parse(content, SAMPLE, HERE), path("schemas/teipipe.sch"), registers)


def _assertions() -> list[etree._Element]:
    return list(etree.parse(path("schemas/teipipe.sch")).iter(f"{SCH}assert", f"{SCH}report"))


def test_every_assertion_has_a_name_and_a_severity_and_a_mutant() -> None:
    assert [each.get("id") for each in _assertions()] == list(MUTANTS)
    assert {each.get("role") for each in _assertions()} == {"error", "warning"}


@pytest.mark.parametrize("file", [SAMPLE, PERSONS], ids=lambda file: file.stem)
def test_the_samples_break_no_rule(file: Path, registers: tuple[Register, ...]) -> None:
    assert _judge(file.read_bytes(), registers) == ()


@pytest.mark.parametrize("name", MUTANTS)
def test_the_rule_bites_and_no_other(name: str, registers: tuple[Register, ...]) -> None:
    found = _judge(_mutant(name), registers)
    assert {finding.check for finding in found} == {name}
    role = {each.get("id"): each.get("role") for each in _assertions()}[name]
    assert {finding.severity.name.lower() for finding in found} == {role}


@pytest.mark.parametrize("name", MUTANTS)
def test_the_rule_says_what_the_grammar_cannot(name: str) -> None:
    profile = etree.RelaxNG(etree.parse(path("schemas/teipipe.rng")))
    valid = profile.validate(etree.fromstring(_mutant(name)))
    assert valid == (name not in REPEATED_FROM_THE_GRAMMAR)


def test_without_registers_nothing_is_said_about_mentions() -> None:
    assert _judge(_mutant("mention-registered"), ()) == ()


def test_an_address_elsewhere_is_no_dangling_mention(registers: tuple[Register, ...]) -> None:
    elsewhere = damaged('<persName ref="persons.xml', '<persName ref="https://example.org/p')
    assert _judge(elsewhere, registers) == ()


@pytest.mark.parametrize(
    ("begin", "end", "forward"),
    [
        ("1940", "1940", True),
        ("1940-05", "1940", True),
        ("1940", "1940-05-10", True),
        ("1940-05-11", "1940-05-10", False),
        ("1941-01", "1940", False),
        ("-0044", "0014", True),
    ],
)
def test_periods_are_compared_as_far_as_both_are_exact(begin: str, end: str, forward: bool) -> None:
    old = 'notBefore="1940" notAfter="1945"'
    found = _judge(damaged(old, f'notBefore="{begin}" notAfter="{end}"'), ())
    assert [each.check for each in found] == ([] if forward else ["period-forward"])
