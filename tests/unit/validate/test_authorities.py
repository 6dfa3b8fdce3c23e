"""Identifiers of authorities: shape and check digit, wherever they stand."""

from pathlib import Path

import pytest

from teipipe.documents import parse
from teipipe.validate import authorities

RIGHT = {
    "GND": ["118540238", "118571338", "4079163-4", "5165524-X"],
    "VIAF": ["24602065", "9475147271034927880009"],
    "ISNI": ["0000000120999104", "0000 0001 2099 9104", "0000-0001-2099-9104"],
    "ORCID": ["0000-0002-1825-0097", "0000-0002-1694-233X"],
    "Wikidata": ["Q5879", "q5879", "P31"],
    "GeoNames": ["2761369"],
    "ISBN": ["978-3-16-148410-0", "3-16-148410-X", "0 306 40615 2"],
    "ISSN": ["0378-5955", "03785955", "2434-561X", "2434-561x"],
    "DOI": ["10.1000/182", "10.1000.10/a(b)/c"],
    "ROR": ["05dxps055", "04wxnsj81", "03yrm5c26"],
}
"""Published identifiers, and those that the standards give as examples."""


def found(content: str) -> list[str]:
    document = parse(f"<TEI>{content}</TEI>".encode(), Path("letter.xml"), Path.cwd())
    return [each.arguments["identifier"] for each in authorities.check(document)]


@pytest.mark.parametrize(("name", "identifier"), [(k, v) for k, vs in RIGHT.items() for v in vs])
def test_a_published_identifier_is_right(name, identifier):
    assert found(f'<idno type="{name}">{identifier}</idno>') == []


@pytest.mark.parametrize("name", ["GND", "ISNI", "ORCID", "ISBN", "ISSN", "ROR"])
def test_one_wrong_digit_is_found_in_every_place(name):
    right = RIGHT[name][0]
    for at, digit in enumerate(right):
        if digit.isdigit():
            wrong = right[:at] + str((int(digit) + 1) % 10) + right[at + 1 :]
            assert found(f'<idno type="{name.lower()}">{wrong}</idno>') == [wrong]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("GND", "goethe"),
        ("GND", "118540238X"),
        ("VIAF", "0"),
        ("VIAF", "missing"),
        ("Wikidata", "5879"),
        ("Wikidata", "Q05"),
        ("GeoNames", "Wien"),
        ("ISBN", "12345"),
        ("ISSN", "0378-595"),
        ("DOI", "11.1000/182"),
        ("DOI", "10.1000"),
        ("ORCID", "0000-0002-1825"),
    ],
)
def test_another_shape_is_found(name, wrong):
    assert found(f'<idno type="{name}">{wrong}</idno>') == [wrong]


@pytest.mark.parametrize(
    "address",
    [
        "https://d-nb.info/gnd/{GND}",
        "http://d-nb.info/gnd/{GND}/about",
        "https://viaf.org/viaf/{VIAF}/",
        "https://isni.org/isni/{ISNI}",
        "https://orcid.org/{ORCID}",
        "https://www.wikidata.org/wiki/{Wikidata}#P1",
        "http://www.wikidata.org/entity/{Wikidata}",
        "https://www.geonames.org/{GeoNames}/vienna.html",
        "urn:isbn:{ISBN}",
        "urn:issn:{ISSN}",
        "https://portal.issn.org/resource/ISSN/{ISSN}",
        "https://doi.org/{DOI}",
        "doi:{DOI}",
        "gnd:{GND}",
        "WIKIDATA:{Wikidata}",
    ],
)
def test_an_address_or_a_prefix_names_its_authority(address):
    right = address.format(**{name: values[0] for name, values in RIGHT.items()})
    wrong = right.replace(next(v[0] for v in RIGHT.values() if v[0] in right), "Q1x0-wrong")
    for attribute in ("ref", "key", "corresp"):
        assert found(f'<persName {attribute}="{right}"/>') == []
    assert found(f"<idno>{right}</idno>") == []
    if not address.startswith(("https://isni", "https://orcid", "https://www.geo")):
        assert found(f'<persName ref="#x {wrong}"/>') == ["Q1x0-wrong"]


@pytest.mark.parametrize(
    "content",
    [
        '<idno type="shelfmark">12345</idno>',
        '<idno type="GND"/>',
        '<idno type="ISBN">ISBN 978-3-16-148410-0 (cloth)</idno>',
        '<idno type="eISSN">eISSN: 2434-561X (online)</idno>',
        '<idno><idno type="x">1</idno></idno>',
        '<ref target="https://www.wikidata.org/wiki/Special:Search"/>',
        '<ref target="https://www.geonames.org/about.html"/>',
        '<p key="gnd">x</p>',
        '<idno type="VIAF">https://example.org/24602065</idno>',
    ],
)
def test_what_is_no_identifier_is_left_alone(content):
    assert found(content) == []


def test_the_same_identifier_is_told_once():
    document = parse(
        ("<TEI>" + '<persName ref="gnd:1"/>' * 50 + "</TEI>").encode(), Path("a.xml"), Path.cwd()
    )
    assert [each.count for each in authorities.check(document)] == [50]
