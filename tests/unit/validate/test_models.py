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
        ('href="x.nvdl"', "V009"),
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
    ("content", "code"),
    [("<html/>", "V017"), ("start = element", "V017"), ("", "V017"), (None, "V003")],
)
def test_a_given_schema_that_is_none_stops_the_command(project, content, code):
    schema = project / "schema.rnc"
    if content is not None:
        schema.write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        validate(document(project), [schema])
    first = caught.value.findings[0]
    assert (caught.value.exit_code, first.code, first.place.file) == (2, code, "schema.rnc")


def test_an_older_schematron_is_told_as_such(project):
    schema = project / "old.sch"
    schema.write_text('<s:schema xmlns:s="http://www.ascc.net/xml/schematron"/>')
    with pytest.raises(ConfigurationError, match=r"Schematron 1\.5") as caught:
        schemas_of(document(project), (schema,))
    assert caught.value.findings[0].code == "V017"


def test_both_languages_speak_of_one_document(project):
    shutil.copy(CASES / "small.rng", project / "small.rng")
    text = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n<p><foreign>à</foreign></p></body></text></TEI>'
    letter = document(project, 'href="../small.rng"', 'href="../rules.sch"', text=text)
    found = validate(letter)
    assert [(each.code, each.check, each.place.line) for each in found] == [
        ("V011", "relaxng", 4),
        ("V002", "language", 4),
    ]


RULE = f'<s:report xmlns:s="{SCH}" test="@rend">rendered</s:report>'
GRAMMAR = (
    f'<element name="p" xmlns="{RNG}"><optional><attribute name="rend"/></optional>{{}}<text/>'
    "</element>"
)
TEI = "http://www.tei-c.org/ns/1.0"
ODD = (
    f'<TEI xmlns="{TEI}"><schemaSpec ident="x"><elementSpec ident="p" ns=""><constraintSpec '
    f'ident="r" scheme="schematron"><constraint>{RULE}</constraint></constraintSpec></elementSpec>'
    "</schemaSpec></TEI>"
)


def written(project: Path, name: str, content: str) -> Path:
    file = project / name
    file.write_text(content)
    return file


def judged(project: Path, *schemas: Path, text: str = '<p rend="x"/>') -> list[str]:
    return [each.code for each in validate(document(project, text=text), schemas)]


def test_rules_in_a_given_grammar_are_applied(project):
    with_rule = written(project, "rule.rng", GRAMMAR.format(RULE))
    assert judged(project, with_rule) == ["V002"]
    assert judged(project, with_rule, text="<p/>") == []
    assert judged(project, written(project, "none.rng", GRAMMAR.format(""))) == []


def test_rules_in_what_a_given_grammar_includes_are_applied(project):
    written(project, "rule.rng", GRAMMAR.format(RULE))
    outer = written(project, "outer.rng", f'<externalRef href="rule.rng" xmlns="{RNG}"/>')
    assert judged(project, outer) == ["V002"]


def test_rules_that_a_grammar_and_the_project_name_are_applied_once(project):
    file = written(project, "rule.rng", GRAMMAR.format(RULE))
    found = validate(document(project, text='<p rend="x"/>'), [file], rules=[file])
    assert [each.code for each in found] == ["V002"]


def test_a_given_odd_judges_by_its_rules_and_says_that_its_grammar_does_not(project):
    odd = written(project, "x.odd", ODD)
    assert judged(project, odd) == ["V073", "V002"]
    assert judged(project, odd, text="<p/>") == ["V073"]
    without = written(project, "y.odd", ODD.replace(RULE, ""))
    assert judged(project, without) == ["V073"]


def test_an_odd_with_the_grammar_made_of_it_judges_wholly(project):
    odd = written(project, "x.odd", ODD)
    grammar = written(project, "x.rng", GRAMMAR.format(""))
    assert judged(project, odd, grammar) == ["V002"]
    assert judged(project, odd, grammar, text="<q/>") == ["V011"]


@pytest.mark.parametrize("pseudo", [f' schematypens="{TEI}"', ""])
def test_an_odd_may_be_named_by_the_document(project, pseudo):
    written(project, "x.odd", ODD)
    found = validate(document(project, f'href="../x.odd"{pseudo}', text='<p rend="x"/>'))
    assert [(each.code, each.severity.name) for each in found] == [
        ("V073", "WARNING"),
        ("V002", "ERROR"),
    ]


def test_a_project_may_name_an_installed_schema(project):
    assert judged(project, project / "tei_bare") == ["V011"]


def test_a_document_of_tei_is_no_schema(project):
    with pytest.raises(ConfigurationError):
        judged(project, written(project, "x.xml", f'<TEI xmlns="{TEI}"/>'))


COMPACT = "application/relax-ng-compact-syntax"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


@pytest.mark.parametrize(
    ("before", "root", "found"),
    [
        ('<?oxygen RNGSchema="../any.rng" type="xml"?>', "<p/>", "any.rng"),
        (
            '<?oxygen RNGSchema="../any.rng"\n SCHSchema="../rules.sch"?>',
            "<p/>",
            "any.rng rules.sch",
        ),
        ('<?xml-model href="..&#x2F;any&#46;rng"?>', "<p/>", "any.rng"),
        ('<?oxygen RNGSchema="a.rnc" type="compact"?>', "<p/>", "V003 WARNING 1 a.rnc"),
        (f'\n<?xml-model\n href="a.rng" type="{COMPACT}"\n?>', "<p/>", "V009 WARNING 2 compact"),
        ('<!-- <?xml-model --><?xml-model href="a.dtd"?>', "<p/>", "V003 WARNING 1 a.dtd"),
        (f'<?xml-model schematypens="{RNG}"?>', "<p/>", "V009 WARNING 1 href is missing"),
        ('\n<!DOCTYPE p\n SYSTEM "p.dtd">', "<p/>", "V003 NOTE 2 p.dtd"),
        ("\n", f'<p {XSI} xsi:noNamespaceSchemaLocation="p.xsd"/>', "V009 NOTE 2 XML Schema"),
        (
            "",
            f'<p xmlns="urn:a" {XSI} xsi:schemaLocation="urn:a a.xsd urn:b b.xsd"/>',
            "V009 NOTE 1",
        ),
        ("", f'<p xmlns="urn:a" {XSI} xsi:schemaLocation="urn:b b.xsd"/>', "V004 NOTE 1"),
        ('<?xml-model href="../any.rng"?>\n<!DOCTYPE p SYSTEM "p.dtd">', "<p/>", "any.rng"),
    ],
)
def test_what_a_document_names_is_applied_or_told_where_it_stands(project, before, root, found):
    letter = parse(f"{before}{root}".encode(), project / "tei" / "letter.xml", project)
    schemas, findings = schemas_of(letter, ())
    names = [each.path.name for each in schemas]
    told = [
        f"{each.code} {each.severity.name} {each.place.line} {each.message}" for each in findings
    ]
    if not found.startswith("V"):
        assert (names, told) == (found.split(), [])
        return
    (message,) = told
    assert names == []
    assert message.startswith(found[: found.index(found.split()[2]) + 1])
    assert " ".join(found.split()[3:]) in message
