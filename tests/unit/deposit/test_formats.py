"""Each file of metadata is judged by a schema, and the schema bites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from tests.oracles import environments
from tests.unit.deposit.samples import header
from tests.unit.deposit.test_crosswalks import SAMPLES, made
from tests.unit.deposit.test_gathering import TABLE

from teipipe.deposit import crosswalks, formats
from teipipe.deposit.crosswalks import rocrate
from teipipe.deposit.gathering import gather
from teipipe.deposit.packages.containers import Written
from teipipe.deposit.reading import value_of

CRATE = rocrate.FILE
FILE = Written("tei/a b.xml", 3, {"sha256": "0" * 64})
RUN = rocrate.Run(["tei/a b.xml"], [], {"teipipe": "1"})
WHOLE = gather("whole", [header()], TABLE)
DOCUMENT = {"file": "a.xml", "sha256": "0", "outputs": {}, "findings": []}
RECORD = json.dumps({"schemas": {}, "documents": [DOCUMENT]}).encode()

TITLE = '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">x</subfield></datafield>'


def good(name: str) -> bytes:
    """Give a file that is as it should be."""
    if name == "validation.json":
        return RECORD
    if name == CRATE:
        return rocrate.crate(SAMPLES["full"], [FILE], RUN)
    return made(WHOLE if name == "dataverse.json" else SAMPLES["full"], name)


MUTANTS = {
    "CITATION.cff": [
        ('title: "Briefe: 1895"\n', ""),
        ("cff-version", "cff-verson"),
        ('type: "dataset"', 'type: "edition"'),
        ("2024-03-05", "5 March 2024"),
        ('  - family-names: "Fox"', '  - family_names: "Fox"'),
        ("https://orcid.org/0000", "orcid:0000"),
        ("authors:", "authors: []\nauthors-all:"),
        ('url: "https', 'url: "htps'),
        ('license: "CC-BY-4.0"', 'license: "CC BY 4.0"'),
    ],
    ".zenodo.json": [
        ('"upload_type": "dataset"', '"upload_type": "edition"'),
        ('"creators"', '"creator"'),
        ('"language": "eng"', '"language": "en"'),
        ('"type": "RelatedPerson"', '"type": "Author"'),
        ("2024-03-05", "5.3.2024"),
        ('"orcid": "0000', '"orcid": "000'),
    ],
    "codemeta.json": [
        ("https://w3id.org/codemeta/3.0", "https://schema.org"),
        ('"@type": "Dataset"', '"@type": "Edition"'),
        ('"name": "Briefe"', '"title": "Briefe"'),
        ("2024-03-05", "March 2024"),
        ('"@type": "Person"', '"@type": "Human"'),
    ],
    "datacite.json": [
        ('"publicationYear": "2024"', '"publicationYear": "24"'),
        ('"creators"', '"authors"'),
        ('"Personal"', '"Person"'),
        ('"contributorType": "Other"', '"contributorType": "Cook"'),
        ('"descriptionType": "Abstract"', '"descriptionType": "abstract"'),
        ('"dateType": "Issued"', '"dateType": "Published"'),
        ('"resourceTypeGeneral": "Dataset"', '"resourceTypeGeneral": "Edition"'),
    ],
    "datacite.xml": [
        ("<publicationYear>2024</publicationYear>", ""),
        ("<publicationYear>2024", "<publicationYear>24"),
        ("<publisher>The Press", "<publisher> "),
        ("creatorName", "creatorname"),
        ('nameType="Personal"', 'nameType="Person"'),
        ('titleType="Subtitle"', 'titleType="Sub"'),
        ("kernel-4", "kernel-2"),
    ],
    "dataverse.json": [
        ('"typeName": "datasetContact"', '"typeName": "contact"'),
        ('"multiple": false', '"multiple": true'),
        ('"typeClass": "compound"', '"typeClass": "complex"'),
        ('"metadataBlocks"', '"blocks"'),
    ],
    "dublincore.xml": [
        ("dc:creator>", "dc:author>"),
        ("The Press", " "),
        ("OAI/2.0/oai_dc/", "OAI/1.0/oai_dc/"),
    ],
    "marc.xml": [
        ("nam a2200000uu 4500", "nam a220000uu 4500"),
        ('tag="245"', 'tag="244"'),
        ('<datafield tag="245"', f'{TITLE}<datafield tag="245"'),
        ('tag="008">240305', 'tag="008">24030'),
        ('tag="008"', 'tag="009"'),
        ('code="a"', 'code="A"'),
        ('ind1="1"', 'ind1=""'),
        ('tag="700"', 'tag="70"'),
        ("leader", "header"),
    ],
    "mods.xml": [
        ("titleInfo", "titleinfo"),
        ("<title>", "<name>"),
        ("namePart", "part"),
        ("<roleTerm", "<term"),
        ("http://www.loc.gov/mods/v3", "http://www.loc.gov/mods"),
    ],
    "record.json": [
        ('"publication_date": "2024-03-05"', '"publication_date": "2024-3-5"'),
        ('"resource_type"', '"type"'),
        ('"family_name"', '"surname"'),
        ('"id": "eng"', '"id": "en"'),
        ('"creators"', '"authors"'),
        ('"access"', '"acces"'),
    ],
    CRATE: [
        ('"about"', '"abut"'),
        ("ro/crate/1.3/context", "ro/context"),
        ('"datePublished": "2024-03-05"', '"datePublished": "today"'),
        ('"name": "Briefe"', '"title": "Briefe"'),
        ('"license"', '"licence"'),
        ('"contentSize": "3"', '"contentSize": 3'),
        ('"@id": "tei/a%20b.xml",\n      "@type": "File"', '"@id": "tei/a b.xml"'),
        ('"@id": "ro-crate-metadata.json"', '"@id": "metadata.json"'),
        ('"@id": "./",\n', '"@id": "#root",\n'),
    ],
    "validation.json": [
        ('"outputs"', '"puts"'),
        ('"findings": []', '"findings": {}'),
        ('"schemas": {}', '"schemas": []'),
    ],
}
EACH = [(name, *each) for name, mutants in MUTANTS.items() for each in mutants]


def test_every_file_of_a_package_has_a_judge():
    assert formats.known().keys() == {*crosswalks.CROSSWALKS, CRATE, "validation.json"}
    assert MUTANTS.keys() == formats.known().keys()


@pytest.mark.parametrize("name", MUTANTS)
def test_what_we_make_is_accepted(name):
    assert formats.fault(name, good(name)) == ""


@pytest.mark.parametrize("installed", [True, False])
@pytest.mark.parametrize(("name", "old", "new"), EACH)
def test_a_mutant_is_objected_to(name, old, new, installed, monkeypatch):
    if not installed:
        monkeypatch.setattr(formats, "_official", lambda _: None)
    text = good(name).decode("utf-8")
    assert old in text
    reason = formats.fault(name, text.replace(old, new).encode())
    assert reason
    (told,) = formats.check({f"data/{name}": text.replace(old, new).encode()})
    assert (told.code, told.place.file) == ("D037", f"data/{name}")
    assert reason in told.message


@pytest.mark.parametrize("name", MUTANTS)
@pytest.mark.parametrize("content", [b"", b"\xff", b"[" * 100_000, b"<" * 9, b"[]"])
def test_what_is_no_such_file_at_all_is_objected_to(name, content):
    assert formats.fault(name, content)


def test_the_citation_file_is_judged_as_by_the_official_schema():
    official = Draft7Validator(json.loads(environments.cff_schema().read_text("utf-8")))
    text = good("CITATION.cff").decode("utf-8")
    for old, new in MUTANTS["CITATION.cff"]:
        mutant = text.replace(old, new)
        try:
            is_valid = official.is_valid(value_of("CITATION.cff", mutant.encode()))
        except ValueError:
            continue
        assert not is_valid, new


def test_dates_of_a_citation_file_stay_words_and_repetitions_have_an_end():
    assert value_of("CITATION.cff", b"date-released: 2024-03-05\nversion: 1") == {
        "date-released": "2024-03-05",
        "version": 1,
    }
    assert value_of("CITATION.cff", b"a: &x [1]\nb: *x") == {"a": [1], "b": [1]}
    lines = [
        "a0: &a0 [x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)),
    ]
    with pytest.raises(ValueError, match="without end"):
        value_of("CITATION.cff", "\n".join(lines).encode())
    with pytest.raises(ValueError, match="without end"):
        value_of("CITATION.cff", b"a: &x [*x]")
    with pytest.raises(ValueError, match="python/object"):
        value_of("CITATION.cff", b"a: !!python/object/apply:os.getcwd []")
    assert yaml.safe_load("a: 2024-03-05") != {"a": "2024-03-05"}


def test_an_entity_is_not_read(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("2024")
    text = good("datacite.xml").decode("utf-8")
    start = text.index("<resource")
    trap = f'<!DOCTYPE resource [<!ENTITY year SYSTEM "{secret.as_uri()}">]>{text[start:]}'
    assert formats.fault("datacite.xml", trap.replace(">2024<", ">&year;<").encode())
