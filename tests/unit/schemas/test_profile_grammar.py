"""The profile's grammar on the sample edition: good as it is, refused when damaged."""

from pathlib import Path

import pytest
from lxml import etree
from tests.oracles import jing
from tests.unit.schemas.grammar import read
from tests.unit.schemas.samples import PERSONS, SAMPLE, damaged

from teipipe.resources import path

MUTANTS = {
    "attribute of no use here": ('<p n="1">', '<p n="1" type="first">'),
    "attribute value outside the list": ('part="I"', 'part="first"'),
    "correction without what it corrects": (
        '<choice><sic>rivver</sic><corr resp="#editor" cert="high">river</corr></choice>',
        '<corr resp="#editor" cert="high">river</corr>',
    ),
    "class of no scheme": ('<classCode scheme="https://www.thema.org/">', "<classCode>"),
    "choice of one": ("<orig>shew</orig>", ""),
    "choice in the wrong order": (
        "<orig>shew</orig><reg>show</reg>",
        "<reg>show</reg><orig>shew</orig>",
    ),
    "choice across two pairs": ("<orig>shew</orig>", "<sic>shew</sic>"),
    "date with a name of a month": ('when="1921-03-08"', 'when="8 March 1921"'),
    "date that no calendar has": ('when="1921-03-08"', 'when="1921-02-30"'),
    "date with a time zone": ('when="1921-03-08"', 'when="1921-03-08+01:00"'),
    "element of the TEI that the profile lacks": (
        '<orgName ref="#press">press</orgName>',
        "<geogName>press</geogName>",
    ),
    "entry without an identifier": ('<person xml:id="vogel">', "<person>"),
    "entry without a name": ('<orgName type="main">Rivier</orgName>', ""),
    "figure with nothing to see": (
        (
            '<graphic url="river.png"/><head>The river</head>'
            "<figDesc>A frozen river with a bridge.</figDesc>"
        ),
        "<head>The river</head>",
    ),
    "identifier used twice": ('xml:id="s2"', 'xml:id="s1"'),
    "identifier with a space": ('xml:id="here"', 'xml:id="right here"'),
    "item without its label": ("<label>lead</label> ", ""),
    "language by its name": ('<foreign xml:lang="fr">', '<foreign xml:lang="French">'),
    "list without items": ("<list><item>cold</item></list>", "<list><head>cold</head></list>"),
    "misspelled element": ("<trailer>The end.</trailer>", "<trailler>The end.</trailler>"),
    "letter of words alone": (
        '<correspAction type="sent">',
        '<correspAction type="sent">From Anna.',
    ),
    "no publisher": (
        "<publisher>A small press, <email>press@example.org</email></publisher>",
        "",
    ),
    "paragraph after a division": ("</div></body>", "</div><p>Late.</p></body>"),
    "picture without an address": (' url="river.png"', ""),
    "quotation that does not say where its marks are": ('<quotation marks="all"/>', "<quotation/>"),
    "reference to nowhere": ('<ref target="#table">', "<ref>"),
    "rendition that nothing can point to": ('<rendition xml:id="spaced"', "<rendition"),
    "row without cells": (
        (
            '<cell role="label">Bridge <note type="source" resp="#translator">p. 5</note></cell>'
            "<cell>12</cell>"
        ),
        "",
    ),
    "supplied for no reason": ('<supplied reason="omitted"', "<supplied"),
    "text beside paragraphs in an item": ("<item><p>a boat.</p>", "<item>also <p>a boat.</p>"),
    "text in a division": ("Two people wait.</p></argument>", "Two</p></argument> people wait."),
    "title of no level": ('level="a"', 'level="analytic"'),
    "two texts": ("</text>", "</text><text><body><p/></body></text>"),
    "type that cannot be a class": ('<ab type="ornament">', '<ab type="an ornament">'),
    "verse outside a speech or stanza": (
        '<ab type="ornament">* * *</ab>',
        "<l>Verse by itself.</l>",
    ),
}

REGISTER_MUTANTS = {
    "no source": ("<p>Made for it.</p>", ""),
    "no title": ("<title>Persons</title>", ""),
    "text instead of entries": ("<standOff>", "<standOff>Persons"),
}


@pytest.mark.parametrize("file", [SAMPLE, PERSONS], ids=lambda file: file.stem)
def test_the_samples_are_valid(profile: etree.RelaxNG, file: Path) -> None:
    profile.assertValid(etree.parse(file))


def test_the_samples_are_tei() -> None:
    assert jing.validate(jing.tei_all(), [SAMPLE, PERSONS]) == ()


def test_the_sample_shows_every_element() -> None:
    shown = {etree.QName(each).localname for each in etree.parse(SAMPLE).iter(etree.Element)}
    assert shown == set(read(path("schemas/teipipe.rng")).elements)


@pytest.fixture(scope="module")
def mutants() -> dict[str, bytes]:
    edition = {name: damaged(*edit) for name, edit in MUTANTS.items()}
    register = {name: damaged(*edit, PERSONS) for name, edit in REGISTER_MUTANTS.items()}
    return edition | register


@pytest.mark.parametrize("name", MUTANTS | REGISTER_MUTANTS)
def test_the_grammar_refuses(profile: etree.RelaxNG, mutants: dict[str, bytes], name: str) -> None:
    parser = etree.XMLParser(collect_ids=False)
    assert not profile.validate(etree.fromstring(mutants[name], parser))


def test_jing_refuses_the_same(mutants: dict[str, bytes], tmp_path: Path) -> None:
    files = {tmp_path / f"{name}.xml": content for name, content in mutants.items()}
    for file, content in files.items():
        file.write_bytes(content)
    messages = jing.validate(path("schemas/teipipe.rng"), [*files, SAMPLE, PERSONS])
    assert {message.file for message in messages} == {str(file) for file in files}
