"""Exports: read back by others' readers, and true to registers, letters and texts."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest
from lxml import etree
from rdflib import Graph, URIRef
from tests.oracles import jing
from tests.unit.build.deposit.packages import SETTINGS, project
from tests.unit.cli.conftest import Teipipe, teipipe

from teipipe.build.deposit.exporting import FORMS, export
from teipipe.build.deposit.surveying import survey
from teipipe.build.project.importing import import_table
from teipipe.deposit.exports.entries import _identifiers, _point
from teipipe.documents import TEI

__all__ = ["teipipe"]

REGISTER = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Names</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>
<listPerson><person xml:id="fox"><persName>Eve Fox</persName><persName>E. F.</persName>
<persName>Fox | Ltd. \\</persName>
<birth when="1850"><placeName>Graz<location><geo>47 15</geo></location></placeName></birth>
<death notAfter="1901"/><note>A “fox”, says one; not two.</note>
<idno type="GND">118540238</idno><idno type="VIAF">24602065</idno></person>
<person xml:id="nobody"><persName>Nobody</persName></person></listPerson>
<listPlace><place xml:id="wien"><placeName>Wien</placeName>
<location><geo>48.2 16.37</geo></location>
<idno type="URL">https://sws.geonames.org/2761369/</idno></place>
<place xml:id="nowhere"><placeName>Nowhere</placeName>
<location><geo>200 400</geo></location></place>
</listPlace></body></text></TEI>
"""
NAMES = "../registers/persons.xml"
LETTER = f"""<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>To Eve</title>
<editor>Lee, Ann</editor></titleStmt><publicationStmt><publisher>The Press</publisher>
<date when="2024-03-05"/><availability><licence target="https://creativecommons.org/licenses/by/4.0/"/>
</availability></publicationStmt><sourceDesc><p>A letter.</p></sourceDesc></fileDesc><profileDesc>
<correspDesc><correspAction type="sent"><persName ref="gnd:118571338">Karl Kraus</persName>
<settlement ref="{NAMES}#wien">Wien</settlement>
<date when="1895-04-25" cert="low">x</date>
</correspAction>
<correspAction type="transmitted"><name>Post</name></correspAction>
<correspAction type="received"><p><persName ref="{NAMES}#fox">Eve <hi>F.</hi></persName>,
<rs type="place">here</rs></p><date when="--04">April</date></correspAction></correspDesc>
</profileDesc></teiHeader><text><body>
<p>😀 𝔇ear <persName ref="{NAMES}#fox">Eve
<hi>Fox</hi></persName>, hello from <placeName ref="{NAMES}#wien">Wien<note>The
city,
not <placeName ref="{NAMES}#nowhere">Nowhere</placeName>.</note></placeName>.</p>
</body></text></TEI>
"""
CMIF = Path(__file__).with_name("cmif.rng")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project(tmp_path_factory.mktemp("project"), "a", SETTINGS)
    (made / "tei/registers/persons.xml").write_text(REGISTER, "utf-8")
    (made / "tei/a/a.xml").write_text(LETTER, "utf-8")
    return made


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, bytes]:
    made, found = export(survey(start=root), list(FORMS))
    assert [each.code for each in found] == ["D020"]
    return made


def test_every_form_has_its_file(files: dict[str, bytes]):
    assert set(files) == {name for name, _ in FORMS.values()}


def test_beacon(files: dict[str, bytes]):
    lines = files["beacon.txt"].decode("utf-8").splitlines()
    assert lines[0] == "#FORMAT: BEACON"
    assert "#PREFIX: https://d-nb.info/gnd/" in lines
    assert "#TIMESTAMP: 2024-03-05" in lines
    assert lines[-1] == "118540238|1|https://example.org/letters#fox"


def test_geojson_has_longitude_before_latitude_and_no_impossible_place(files: dict[str, bytes]):
    value = json.loads(files["places.geojson"])
    assert value["type"] == "FeatureCollection"
    (wien,) = value["features"]
    assert wien["geometry"] == {"type": "Point", "coordinates": [16.37, 48.2]}
    assert wien["properties"]["name"] == "Wien"
    assert wien["properties"]["documents"] == ["a"]
    assert wien["properties"]["sameAs"] == ["https://sws.geonames.org/2761369/"]


def test_the_table_is_read_back_by_the_import(files: dict[str, bytes], tmp_path: Path):
    table = tmp_path / "registers.csv"
    table.write_bytes(files["registers.csv"])
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert rows[0]["variants"] == r"E. F.|Fox \| Ltd. \\"
    assert rows[0]["idno:GND"] == "118540238"
    assert rows[0]["note"] == "A “fox”, says one; not two."
    persons = tmp_path / "persons.csv"
    kept = [line for line in table.read_text("utf-8").splitlines() if ",place," not in line]
    persons.write_text("\n".join(kept).replace("../1901~", "1901"), "utf-8")
    imported = import_table(persons, tmp_path / "persons.xml")
    assert list(imported.added) == ["fox", "nobody"]
    names = etree.fromstring(imported.content).iter(f"{{{TEI}}}persName")
    assert [each.text for each in names] == ["Eve Fox", "E. F.", "Fox | Ltd. \\", "Nobody"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_registers_are_linked_data(files: dict[str, bytes]):
    graph = Graph().parse(data=files["registers.jsonld"], format="json-ld")
    fox = URIRef("https://example.org/letters#fox")
    said = {str(predicate): str(value) for _, predicate, value in graph.triples((fox, None, None))}
    assert said["https://schema.org/name"] == "Eve Fox"
    assert said["https://schema.org/birthDate"] == "1850"
    same = {str(each) for each in graph.objects(fox, URIRef("https://schema.org/sameAs"))}
    assert same == {"https://d-nb.info/gnd/118540238", "https://viaf.org/viaf/24602065"}


def test_annotations_find_their_words_in_the_text(files: dict[str, bytes], root: Path):
    value = json.loads(files["mentions.jsonld"])
    from teipipe.build.plan import plan
    from teipipe.build.reading import text

    (task,) = plan([root / "tei/a/a.xml"], formats=["text"])
    content = text(task).content
    found = []
    for each in value["first"]["items"]:
        position, quote = each["target"]["selector"]
        words = content.decode("utf-8")
        assert words[position["start"] : position["end"]] == quote["exact"]
        assert words[: position["start"]].endswith(quote["prefix"])
        assert words[position["end"] :].startswith(quote["suffix"])
        assert each["target"]["source"]["sha256"] == hashlib.sha256(content).hexdigest()
        found.append((quote["exact"], each["body"]))
    assert found == [
        ("Eve Fox", "https://d-nb.info/gnd/118540238"),
        ("Wien", "https://sws.geonames.org/2761369/"),
        ("Nowhere", "https://example.org/letters#nowhere"),
    ]


def test_cmif_identifies_by_addresses(files: dict[str, bytes]):
    tree = etree.fromstring(files["cmif.xml"])
    (described,) = tree.iter(f"{{{TEI}}}correspDesc")
    sent, received = described
    assert [(each.tag.partition("}")[2], each.get("ref"), each.text) for each in sent] == [
        ("persName", "https://d-nb.info/gnd/118571338", "Karl Kraus"),
        ("placeName", "https://sws.geonames.org/2761369/", "Wien"),
        ("date", None, None),
    ]
    assert sent[2].get("when") == "1895-04-25"
    assert [(each.tag.partition("}")[2], each.get("ref"), each.text) for each in received] == [
        ("persName", "https://d-nb.info/gnd/118540238", "Eve F."),
        ("placeName", None, "here"),
    ]
    assert described.get("ref") == "https://example.org/letters#a"
    assert tree.find(f".//{{{TEI}}}licence").get("target").startswith("https://creativecommons.org")


def test_cmif_is_as_its_documentation_says(files: dict[str, bytes]):
    judge = etree.RelaxNG(etree.parse(CMIF))
    content = files["cmif.xml"]
    assert judge.validate(etree.fromstring(content)), judge.error_log
    for old, new in (
        (b'type="received"', b'type="transmitted"'),
        (b'when="1895-04-25"', b'when="--04-25"'),
        (b"Karl Kraus", b"Karl <hi>Kraus</hi>"),
        (b'type="url"', b'type="urn"'),
        (b'<ref target="https://example.org/letters">', b"<ref>"),
        (b"editor>", b"author>"),
        (b'type="online"', b'type="web"'),
    ):
        assert old in content
        assert not judge.validate(etree.fromstring(content.replace(old, new))), old


def test_a_writer_whom_nobody_names_is_unknown(root: Path, tmp_path: Path):
    made = project(tmp_path, "a")
    unnamed = re.sub("<correspAction.*</correspAction>", "<correspAction/>", LETTER, flags=re.S)
    (made / "tei/a/a.xml").write_text(unnamed, "utf-8")
    content, found = export(survey(start=made), ["cmif"])
    tree = etree.fromstring(content["cmif.xml"])
    assert etree.RelaxNG(etree.parse(CMIF)).validate(tree)
    assert [each.text for each in tree.iter(f"{{{TEI}}}persName")] == ["Unknown", "Unknown"]
    assert found == ()


def test_names_are_found_in_the_document_where_a_letter_only_points_to_them(tmp_path: Path):
    made = project(tmp_path, "a")
    back = (
        '<back><listPerson><person xml:id="lee"><persName>Lee, Ann</persName>'
        '<idno type="GND">118571338</idno></person></listPerson></back>'
    )
    actions = (
        '<correspAction type="sent"><persName ref="#lee"/><date when-iso="1895-04-25T10:00:00Z"/>'
        '</correspAction><correspAction type="received"><orgName><rs ref="#lee">The Office</rs>'
        "</orgName></correspAction>"
    )
    text = re.sub("<correspAction.*</correspAction>", actions, LETTER, flags=re.S)
    (made / "tei/a/a.xml").write_text(text.replace("</body>", f"</body>{back}"), "utf-8")
    tree = etree.fromstring(export(survey(start=made), ["cmif"])[0]["cmif.xml"])
    assert etree.RelaxNG(etree.parse(CMIF)).validate(tree)
    (sent, received) = next(tree.iter(f"{{{TEI}}}correspDesc"))
    gnd = "https://d-nb.info/gnd/118571338"
    assert [(each.text, dict(each.attrib)) for each in (*sent, *received)] == [
        ("Lee, Ann", {"ref": gnd}),
        (None, {"when": "1895-04-25"}),
        ("The Office", {"ref": gnd}),
    ]


@pytest.mark.parametrize(
    ("geo", "point"),
    [
        ("48.2 16.37", (48.2, 16.37)),
        ("48.2, 16.37", (48.2, 16.37)),
        ("48.2,16.37", (48.2, 16.37)),
        ("48,2 16,37", (48.2, 16.37)),
        ("-34 -58.4", (-34.0, -58.4)),
        ("48,2", (48.0, 2.0)),
        ("−34 −58.4", (-34.0, -58.4)),
        ("48°12′30″N 16°22′23″E", (48.208333, 16.373056)),
        ("16° 22' 23\" W; 48° 12' S", (-48.2, -16.373056)),
        ("48,2° N, 16.37° O", (48.2, 16.37)),
        ("48° N 16° N", None),
        ("about 48° N 16° E", None),
        ("48 12 30 N", None),
        ("200 400", None),
        ("here", None),
        ("", None),
    ],
)
def test_coordinates_are_read_with_point_or_comma(geo: str, point: tuple[float, float] | None):
    place = f'<place xmlns="{TEI}"><placeName>x</placeName><geo>{geo}</geo></place>'
    assert _point(etree.fromstring(place)) == point


def test_what_is_said_of_others_in_an_entry_is_not_said_of_it():
    town = '<place xml:id="town"><location><geo>48.2 16.37</geo></location></place>'
    named = 'Region<idno type="GND">4066009-6</idno>'
    region = f'<place xmlns="{TEI}"><placeName>{named}</placeName>{town}</place>'
    born = f"<birth><placeName>{named}</placeName></birth>"
    own = '<idno><idno type="GND">118540238</idno></idno>'
    person = f'<person xmlns="{TEI}"><persName>Ann</persName>{own}{born}</person>'
    assert _point(etree.fromstring(region)) is None
    assert [each.value for each in _identifiers(etree.fromstring(region))] == ["4066009-6"]
    assert [each.value for each in _identifiers(etree.fromstring(person))] == ["118540238"]


def test_what_cmif_lacks_is_told_and_the_file_not_made(tmp_path: Path):
    settings = 'registers = ["tei/registers/persons.xml"]\n[deposit]\ntitle = "x"\n'
    made = project(tmp_path, "a", settings)
    (made / "tei/a/a.xml").write_text(LETTER.replace("<date when", "<date n"), "utf-8")
    content, found = export(survey(start=made), ["cmif"])
    assert content == {}
    (told,) = found
    assert (told.code, told.place.file) == ("D015", "cmif.xml")
    assert "date of publication, identifier" in told.message


def test_cmif_is_valid_tei(files: dict[str, bytes], tmp_path: Path):
    file = tmp_path / "cmif.xml"
    file.write_bytes(files["cmif.xml"])
    assert jing.validate(jing.tei_all(), [file]) == ()


def test_an_edition_without_registers_and_letters_has_no_exports(tmp_path: Path):
    made = project(tmp_path, "a", "")
    assert export(survey(start=made), list(FORMS)) == ({}, ())


def test_the_command_writes_what_is_asked_for(teipipe: Teipipe, root: Path, tmp_path: Path):
    done = teipipe("deposit", "export", "--to", "csv,beacon", "--out", tmp_path / "x", folder=root)
    assert done.code == 0, done.err
    assert {each.name for each in (tmp_path / "x").iterdir()} == {"registers.csv", "beacon.txt"}
    wrong = teipipe("deposit", "export", "--to", "beakon", folder=root)
    assert wrong.code == 2
    assert "Did you mean “beacon”?" in wrong.err
