"""Crosswalks: each file is valid by its schema, and says what the metadata say, no more."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pymarc
import pytest
import yaml
from jsonschema import Draft7Validator
from lxml import etree
from tests.oracles import environments, metadata
from tests.unit.deposit.samples import header
from tests.unit.deposit.test_gathering import TABLE
from tests.unit.deposit.test_licences import SPELLINGS

from teipipe.deposit import crosswalks
from teipipe.deposit.crosswalks.datacite import NAMESPACE as DATACITE
from teipipe.deposit.crosswalks.dublincore import DC
from teipipe.deposit.crosswalks.invenio import record
from teipipe.deposit.crosswalks.mods import NAMESPACE as MODS
from teipipe.deposit.gathering import gather
from teipipe.deposit.licences import licence
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.packages.readme import readme

FULL = header(
    titles='<title xml:lang="de">Briefe</title><title type="sub">1895</title>'
    '<title xml:lang="en">Letters</title><title type="short">B</title>'
    '<author ref="gnd:118540238">Kraus, Karl</author><author>Sallust</author>'
    '<editor ref="https://orcid.org/0000-0002-1825-0097">Lee, Ann</editor>'
    "<respStmt><resp>translated by</resp><name>Fox, Eve</name></respStmt>"
    "<respStmt><resp>cooking</resp><orgName>The Kitchen</orgName></respStmt>"
    '<funder>The Fund<idno type="grant">P 1</idno></funder>',
    publication="<publisher>The Press<email>press@example.org</email></publisher>"
    '<date when="2024-03-05"/><idno type="URN">urn:nbn:de:1</idno>'
    '<idno type="handle">https://hdl.handle.net/21.1/0-1</idno>'
    '<idno type="URL">https://example.org/e?a=1&amp;b=2</idno><availability>'
    '<licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>',
    source='<bibl><title>Old book</title>, <date when="1850"/> &lt;&amp;"</bibl>',
    further="<encodingDesc><projectDesc><p>What <hi>it</hi> is.</p><p>And “more” &lt;b&gt;.</p>"
    "</projectDesc><editorialDecl><p>How.</p></editorialDecl></encodingDesc><profileDesc>"
    '<creation><date notBefore="1895" notAfter="1897"/><placeName>Wien</placeName></creation>'
    '<langUsage><language ident="de-AT"/><language ident="grc"/></langUsage><textClass><keywords>'
    "<term>letters: old</term></keywords></textClass></profileDesc>"
    '<revisionDesc><change when="2024-04-01"/></revisionDesc>',
)
PLAIN = header("<title>T</title>")
UNKNOWN = header(
    "<title>T</title><editor>Ann Lee</editor>",
    '<publisher>P</publisher><date when="2024"/>'
    '<availability status="unknown"><p>?</p></availability>',
)
SAMPLES = {
    "full": gather("full", [FULL], {}),
    "table": gather("table", [header()], TABLE),
    "several": gather("several", [FULL, PLAIN], {"title": "All: 'of' it # \u2028"}),
    "plain": gather("plain", [PLAIN], {}),
    "unknown": gather("unknown", [UNKNOWN], {}),
    "port": gather("port", [FULL], {"licence": "https://creativecommons.org/licenses/by/3.0/fr/"}),
}


CITED = {name: each for name, each in SAMPLES.items() if name != "plain"}
"""Those of which every file can be made: somebody is cited."""
EVERY = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES.keys())
EACH_CITED = pytest.mark.parametrize("sample", CITED.values(), ids=CITED.keys())


def made(sample: Metadata, name: str) -> bytes:
    files, _ = crosswalks.files(sample, [name])
    return files[name]


@EACH_CITED
def test_datacite_is_valid_by_its_schema(sample):
    assert metadata.objections("datacite", made(sample, "datacite.xml")) == []


@EVERY
def test_mods_is_valid_by_its_schema(sample):
    assert metadata.objections("mods", made(sample, "mods.xml")) == []


@EVERY
def test_each_element_of_dublin_core_is_valid(sample):
    root = etree.fromstring(made(sample, "dublincore.xml"))
    assert {each.tag.partition("}")[0] for each in root} == {f"{{{DC}"}
    for each in root:
        assert metadata.objections("dublincore", etree.tostring(each)) == []


@pytest.fixture(scope="module")
def cff_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(environments.cff_schema().read_text("utf-8"))
    return schema


@EACH_CITED
def test_the_citation_file_is_yaml_and_valid(cff_schema, sample):
    value = yaml.safe_load(made(sample, "CITATION.cff"))
    assert [each.message for each in Draft7Validator(cff_schema).iter_errors(value)] == []
    assert value["title"].startswith(sample.title)


def test_cffconvert_accepts_the_citation_file(tmp_path: Path):
    file = tmp_path / "CITATION.cff"
    file.write_bytes(made(SAMPLES["full"], "CITATION.cff"))
    assert environments.cffconvert(file) == environments.Verdict(True, ())


def test_every_licence_goes_into_a_citation_file_that_is_valid(cff_schema):
    judge = Draft7Validator(cff_schema)
    for text in {text for text, _ in SPELLINGS}:
        found = licence(text)
        assert found is not None
        sample = gather("x", [FULL], {"licence": found.spdx or found.address})
        value = yaml.safe_load(made(sample, "CITATION.cff"))
        assert [each.message for each in judge.iter_errors(value)] == []
        if found.address:
            assert value.get("license", "") == found.spdx or value["license-url"] == found.address


@EVERY
def test_marc_is_read_back(sample):
    (read,) = pymarc.parse_xml_to_array(BytesIO(made(sample, "marc.xml")))
    assert read["245"]["a"] == sample.title
    assert len(read["008"].data) == 40
    assert len(str(read.leader)) == 24
    people = [each["a"] for tag in ("100", "110", "700", "710") for each in read.get_fields(tag)]
    expected = (*sample.authors(), *sample.creators, *sample.contributors)
    assert sorted(people) == sorted(each.inverted for each in expected)
    assert bool(read.get_fields("540")) is (sample.licence is not None)


@pytest.mark.parametrize(
    "sample",
    [each for each in SAMPLES.values() if each.licence is None],
    ids=lambda each: each.name,
)
def test_without_rights_no_file_claims_a_licence(sample):
    files, _ = crosswalks.files(sample, crosswalks.CROSSWALKS)
    assert len(files) > 3
    for name, content in files.items():
        claims = re.findall(r"licen[sc]e|rights", content.decode("utf-8"), re.I)
        assert claims == [], name


@pytest.mark.parametrize("name", ["record.json", ".zenodo.json", "codemeta.json", "dataverse.json"])
def test_with_rights_every_file_states_the_licence(name):
    text = made(SAMPLES["full"], name).decode("utf-8").lower()
    assert "cc-by-4.0" in text or "creativecommons.org/licenses/by/4.0/" in text


def test_the_author_of_the_work_is_no_creator_of_the_deposit():
    sample = SAMPLES["full"]
    assert [each["name"] for each in json.loads(made(sample, ".zenodo.json"))["creators"]] == [
        "Lee, Ann",
        "Fox, Eve",
    ]
    tree = etree.fromstring(made(sample, "datacite.xml"))
    names = tree.findall(f"{{{DATACITE}}}creators/*/{{{DATACITE}}}creatorName")
    assert [each.text for each in names] == ["Lee, Ann", "Fox, Eve"]
    helpers = tree.findall(f"{{{DATACITE}}}contributors/{{{DATACITE}}}contributor")
    assert [(each.get("contributorType"), each[0].text) for each in helpers] == [
        ("Other", "The Kitchen"),
        ("RelatedPerson", "Kraus, Karl"),
        ("RelatedPerson", "Sallust"),
    ]
    first = etree.fromstring(made(sample, "mods.xml")).find(f"{{{MODS}}}name")
    assert "Kraus" in etree.tostring(first, encoding="unicode")


def test_a_record_of_invenio_has_what_the_repository_asks_for():
    found = record(SAMPLES["full"])["metadata"]
    assert found["title"] == "Briefe"
    assert found["publication_date"] == "2024-03-05"
    assert found["rights"] == [{"id": "cc-by-4.0"}]
    assert found["languages"] == [{"id": "eng"}, {"id": "deu"}, {"id": "grc"}]
    assert found["creators"][0]["person_or_org"] == {
        "type": "personal",
        "family_name": "Lee",
        "given_name": "Ann",
        "identifiers": [{"scheme": "orcid", "identifier": "0000-0002-1825-0097"}],
    }
    assert found["dates"][0] == {
        "date": "1895/1897",
        "type": {"id": "created"},
        "description": "1895~/1897~",
    }
    assert found["locations"] == {"features": [{"place": "Wien"}]}
    assert "B" not in [each["title"] for each in found["additional_titles"]]
    assert found["references"] == [{"reference": 'Old book, <&"'}]
    assert found["description"] == "<p>What it is.</p><p>And “more” &lt;b&gt;.</p>"
    other = record(SAMPLES["port"])["metadata"]["rights"]
    assert other[0]["link"] == "https://creativecommons.org/licenses/by/3.0/fr/"


CLOSED = header(
    "<title>T</title><editor>Lee, Ann</editor>",
    '<publisher>P</publisher><date when="2024"/><availability status="restricted">'
    '<licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>',
)


def test_what_is_restricted_is_not_sent_as_open():
    found = gather("some", [CLOSED], {})
    assert record(found)["access"] == {"record": "public", "files": "restricted"}
    zenodo = json.loads(made(found, ".zenodo.json"))
    assert zenodo["access_right"] == "restricted" and zenodo["access_conditions"]
    assert record(SAMPLES["full"])["access"] == {"record": "public", "files": "public"}


def test_an_embargo_closes_the_files_until_its_day():
    found = gather("some", [FULL], {"embargo": "2031-01-01"})
    until = {"active": True, "until": "2031-01-01"}
    assert record(found)["access"] == {"record": "public", "files": "restricted", "embargo": until}
    zenodo = json.loads(made(found, ".zenodo.json"))
    assert (zenodo["access_right"], zenodo["embargo_date"]) == ("embargoed", "2031-01-01")
    dates = json.loads(made(found, "datacite.json"))["dates"]
    assert {"date": "2031-01-01", "dateType": "Available"} in dates
    assert b"Closed until: 2031-01-01" in readme(found, ())
    assert b"Closed until" not in readme(SAMPLES["full"], ())


def test_affiliations_and_sizes_go_into_a_record():
    affiliated = header(
        "<title>T</title><editor><persName>Lee, Ann</persName>"
        "<affiliation>The Kitchen</affiliation></editor>",
    )
    found = record(gather("some", [affiliated], {}))["metadata"]
    assert found["creators"][0]["affiliations"] == [{"name": "The Kitchen"}]


def test_dataverse_learns_who_took_part_when_and_under_which_identifiers():
    made_of = json.loads(made(SAMPLES["full"], "dataverse.json"))
    fields = made_of["datasetVersion"]["metadataBlocks"]["citation"]["fields"]
    said = {
        field["typeName"]: [
            [inner["value"] for inner in each.values()] if isinstance(each, dict) else each
            for each in field["value"]
        ]
        for field in fields
    }
    assert said["contributor"] == [
        ["Other", "The Kitchen"],
        ["Related Person", "Kraus, Karl"],
        ["Related Person", "Sallust"],
    ]
    assert said["timePeriodCovered"] == [["1895", "1897"]]
    assert said["distributor"] == [["The Press"]]
    assert ["URN", "urn:nbn:de:1"] in said["otherId"]


def test_a_citation_file_has_the_identifiers_beside_the_doi():
    found = yaml.safe_load(made(SAMPLES["full"], "CITATION.cff"))["identifiers"]
    assert {"type": "other", "value": "urn:nbn:de:1"} in found
    assert {"type": "url", "value": "https://example.org/e?a=1&b=2"} in found


def test_both_forms_of_datacite_name_the_source_and_doubts_of_dates():
    found = json.loads(made(SAMPLES["full"], "datacite.json"))
    (source,) = found["relatedItems"]
    assert source["titles"] == [{"title": "Old book"}]
    assert [each["name"] for each in source["creators"]] == ["Kraus, Karl", "Sallust"]
    assert {each.get("dateInformation") for each in found["dates"]} == {None, "1895~/1897~"}
    tree = etree.fromstring(made(SAMPLES["full"], "datacite.xml"))
    assert tree.xpath("//*[@dateInformation]/text()") == ["1895/1897"]


def test_what_is_missing_is_told_and_no_file_is_made():
    files, found = crosswalks.files(SAMPLES["plain"], crosswalks.PACKED)
    assert "datacite.xml" not in files
    unmade = {".zenodo.json", "CITATION.cff", "datacite.json", "datacite.xml"}
    assert {each.place.file for each in found} == unmade
    assert {each.code for each in found} == {"D015"}


def test_the_readme_says_what_is_known_and_nothing_else():
    full = readme(SAMPLES["full"], ["`tei/` (1)"]).decode("utf-8")
    assert "# Briefe" in full
    assert "Edited by: [Ann Lee](https://orcid.org/0000-0002-1825-0097)" in full
    assert "Licence: [CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/)" in full
    assert "no licence is stated" not in full
    assert r"And “more” \<b\>." in full
    plain = readme(SAMPLES["plain"], ["`tei/` (1)"]).decode("utf-8")
    assert "## Who" not in plain
    assert "- Rights: no licence is stated" in plain
    assert "{" not in plain + full


@pytest.mark.parametrize("name", crosswalks.CROSSWALKS)
def test_the_same_metadata_give_the_same_bytes(name):
    again = gather("full", [FULL], {})
    assert made(SAMPLES["full"], name) == made(again, name)
