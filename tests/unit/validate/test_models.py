"""Which schema judges a document: the one given, else those that its xml-model names."""

import shutil
from pathlib import Path

import pytest

from teipipe.documents import Document, parse
from teipipe.errors import ConfigurationError
from teipipe.validate import validate
from teipipe.validate.models import Kind, schemas_of

RNG = Kind.RELAXNG.value
SCH = Kind.SCHEMATRON.value
CASES = Path(__file__).parents[2] / "cases" / "findings"


@pytest.fixture
def project(tmp_path):
    """A project with two schemas above the document's folder."""
    root = tmp_path / "a project"
    (root / "tei").mkdir(parents=True)
    shutil.copy(CASES / "any.rng", root / "any.rng")
    shutil.copy(CASES / "V002" / "rules.sch", root / "rules.sch")
    return root


def document(project: Path, *models: str, text: str = "<p/>") -> Document:
    instructions = "".join(f"<?xml-model {each}?>\n" for each in models)
    return parse(f"{instructions}{text}".encode(), project / "tei" / "letter.xml", project)


def named(*given) -> list[tuple[str, Kind, str]]:
    return [(each.path.name, each.kind, each.phase) for each in schemas_of(*given)[0]]


def test_several_instructions_are_read_in_their_order(project):
    letter = document(
        project,
        f'href="../any.rng" type="application/xml" schematypens="{RNG}"',
        f"href='../rules.sch' schematypens='{SCH}' phase='quick'",
    )
    assert named(letter, ()) == [
        ("any.rng", Kind.RELAXNG, ""),
        ("rules.sch", Kind.SCHEMATRON, "quick"),
    ]


def test_without_a_type_the_suffix_decides(project):
    letter = document(project, 'href="../any.rng"', 'href="../rules.sch"')
    assert named(letter, ()) == [("any.rng", Kind.RELAXNG, ""), ("rules.sch", Kind.SCHEMATRON, "")]


def test_given_schemas_replace_those_of_the_document(project):
    letter = document(project, 'href="missing.rng"')
    assert named(letter, [project / "rules.sch"]) == [("rules.sch", Kind.SCHEMATRON, "")]
    assert schemas_of(letter, [project / "rules.sch"])[1] == ()


def test_a_given_schema_may_stand_outside_the_project(project, tmp_path):
    outside = tmp_path / "elsewhere.rng"
    shutil.copy(CASES / "any.rng", outside)
    assert validate(document(project), [outside]) == ()


@pytest.mark.parametrize(
    ("instruction", "code"),
    [
        (f'href="missing.rng" schematypens="{RNG}"', "V003"),
        (f'href="../../elsewhere.rng" schematypens="{RNG}"', "V008"),
        (f'href="/etc/passwd" schematypens="{RNG}"', "V008"),
        (f'href="link.rng" schematypens="{RNG}"', "V008"),
        (f'href="https://example.org/x.rng" schematypens="{RNG}"', "V007"),
        (f'href="file:///etc/passwd" schematypens="{RNG}"', "V008"),
        ('href="x.dtd" schematypens="http://www.w3.org/XML/1998/namespace"', "V009"),
        ("nonsense", "V009"),
    ],
)
def test_what_hinders_is_a_finding_at_the_instruction(project, instruction, code):
    (project.parent / "elsewhere.rng").write_text("<never-read")
    (project / "tei" / "link.rng").symlink_to(project.parent / "elsewhere.rng")
    letter = document(project, 'href="../any.rng"', instruction)
    found = validate(letter)
    assert [(each.code, each.place.file, each.place.line) for each in found] == [
        (code, "tei/letter.xml", 2)
    ]
    assert named(letter, ()) == [("any.rng", Kind.RELAXNG, "")]


def test_no_schema_is_a_note_and_the_rest_is_checked(project):
    found = validate(document(project, text='<TEI><ref target="#x"/></TEI>'))
    assert [(each.code, each.severity.name) for each in found] == [
        ("V004", "NOTE"),
        ("V005", "WARNING"),
    ]


@pytest.mark.parametrize(
    ("content", "code"), [("<html/>", "V017"), ("start = element", "P001"), (None, "V003")]
)
def test_a_given_schema_that_is_none_stops_the_command(project, content, code):
    schema = project / "schema.rnc"
    if content is not None:
        schema.write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        validate(document(project), [schema])
    first = caught.value.findings[0]
    assert (caught.value.exit_code, first.code, first.place.file) == (2, code, "schema.rnc")


def test_both_languages_speak_of_one_document(project):
    shutil.copy(CASES / "small.rng", project / "small.rng")
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n<p><foreign>à</foreign></p></body></text></TEI>'
    letter = document(project, 'href="../small.rng"', 'href="../rules.sch"', text=text)
    found = validate(letter)
    assert [(each.code, each.check, each.place.line) for each in found] == [
        ("V011", "relaxng", 4),
        ("V002", "language", 4),
    ]
