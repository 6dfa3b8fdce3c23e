"""RELAX NG: each damage to a valid document is one finding, at its place, with what helps."""

from pathlib import Path

import pytest

from teipipe.documents import Document, load, parse
from teipipe.documents.inclusion import whole
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding
from teipipe.validate import relaxng, sources, validate

SMALL = Path(__file__).parents[3] / "cases" / "findings" / "small.rng"
GOOD = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <text>
    <body>
      <head>The Uprising</head>
      <p rend="indent">On <date when="1921-03-01">the first</date> <persName ref="#x">he</persName>
        wrote, see <ref target="#y">there</ref>.</p>
      <lg><l>One line</l><l>and another</l></lg>
      <p>Last.</p>
    </body>
  </text>
</TEI>
"""
RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
UNUSED = """<start><element name="a"><empty/></element></start>
<define name="b"><element name="b"><element name="c"><ref name="x"/></element></element></define>"""


def document(text: str, folder: Path = SMALL.parent) -> Document:
    return parse(text.encode(), folder / "letter.xml", folder)


def check(text: str) -> tuple[Finding, ...]:
    return relaxng.check(document(text), SMALL)


def position(text: str, part: str) -> tuple[int, int]:
    """Give the line and column at which a part of a text begins."""
    before = text[: text.index(part)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def damaged(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_a_valid_document_gives_nothing():
    assert check(GOOD) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "at", "says"),
    [
        ("<p>Last.</p>", "<pp>Last.</pp>", "V011", "<pp", "p"),
        ("<head>The Uprising</head>", "<haed>The Uprising</haed>", "V011", "<haed", "head"),
        ("<p>Last.</p>", "<p>La<l>st</l>.</p>", "V012", "<l>st", "date, num, persName, ref"),
        ("<p>Last.</p>", "<p>Last.</p><head>Late</head>", "V012", "<head>Late", "lg, p"),
        ("<lg>", '<lg rend="indent">', "V013", 'rend="indent"><l', ""),
        ("<persName ref=", "<persName reff=", "V013", "reff", "ref"),
        ('<persName ref="#x">', "<persName>", "V014", "<persName", "ref"),
        ('rend="indent"', 'rend="indnt"', "V015", '"indnt', "indent"),
        ('when="1921-03-01"', 'when="1921-13-01"', "V015", '"1921-13', "date"),
        ("<lg><l>", "<lg>Stray<l>", "V016", "Stray", "Stray"),
        ("<l>One line</l><l>and another</l>", "", "V019", "</lg>", "l"),
        ('<ref target="#y">', '<ref target="#y" cRef="z">', "V001", "cRef", "ref"),
        (
            "<p>Last.</p>",
            '<p xmlns="">Last.</p>',
            "V032",
            "<p xmlns",
            "http://www.tei-c.org/ns/1.0",
        ),
    ],
)
def test_a_damage_is_found_at_its_place(old, new, code, at, says):
    text = damaged(old, new)
    found = check(text)
    assert [each.code for each in found] == [code]
    first = found[0]
    assert (first.place.line, first.place.column) == position(text, at)
    assert says in first.message + first.hint


def test_every_fault_of_a_paragraph_is_found():
    text = damaged(
        "<p>Last.</p>", '<p x="1"><persName/> <hi>a</hi> <date when="soon">b</date> <l>c</l></p>'
    )
    codes = [each.code for each in check(text)]
    assert codes == ["V013", "V014", "V011", "V015", "V012"]


def test_what_stands_in_an_unknown_element_is_judged_too():
    text = damaged("<p>Last.</p>", '<pp>Last <q/> <p rend="x"/></pp>')
    assert [each.code for each in check(text)] == ["V011", "V011", "V015"]


def test_findings_stand_in_document_order_and_in_reach_of_each_other():
    text = damaged("<head>", "<heading>").replace("</head>", "</heading>")
    text = text.replace("<p>Last.</p>", "<pp>Last.</pp>")
    lines = [(each.code, each.place.line) for each in check(text)]
    assert lines == [("V011", 4), ("V011", 8)]


def test_a_fault_is_never_blamed_on_another_division():
    text = damaged("<p>Last.</p>", "<p>Last.</p><lg><l/></lg>" * 3)
    text = text.replace("<l>One line</l>", "<l>One <hi>line</hi></l>").replace("<l/>", "", 1)
    assert [(each.code, each.place.line) for each in check(text)] == [("V011", 7), ("V019", 8)]


def test_a_child_of_a_right_name_in_a_wrong_place_is_found(tmp_path):
    schema = tmp_path / "ordered.rng"
    one, two = (f'<element name="{n}"><ref name="any"/></element>' for n in "bc")
    schema.write_text(
        f'<grammar {RNG} ns="urn:x"><start><element name="a">{one}{two}</element></start>'
        '<define name="any"><text/></define></grammar>'
    )
    text = '<x:a xmlns:x="urn:x">\n<x:c>1</x:c>\n<x:b>2</x:b></x:a>'
    found = relaxng.check(document(text, tmp_path), schema)
    assert [(each.code, each.place.line) for each in found] == [("V031", 2)]


def test_comments_and_instructions_count_for_nothing():
    text = damaged("<lg><l>One line</l>", "<lg><!-- one --><?two?><l>One line</l><!-- three -->")
    assert check(text) == ()
    assert [each.code for each in check(text.replace("<?two?>", "<?two?>stray"))] == ["V016"]


def test_a_wrong_root_is_said_once():
    found = check('<tei xmlns="http://www.tei-c.org/ns/1.0"/>')
    assert [(each.code, each.place.line) for each in found] == [("V011", 1)]


def test_of_many_allowed_names_eight_are_shown(tmp_path):
    names = "".join(
        f'<optional><element name="e{n}"><empty/></element></optional>' for n in range(9)
    )
    schema = tmp_path / "many.rng"
    schema.write_text(f'<element name="a" {RNG}>{names}</element>')
    found = relaxng.check(document("<a><zzz/></a>", tmp_path), schema)
    assert "e0, e1, e2, e3, e4, e5, e6, e7 …" in found[0].hint
    assert "e8" not in found[0].hint


def test_of_many_allowed_names_those_of_the_document_stand_first(tmp_path):
    names = "".join(f'<ref name="e{n}"/>' for n in range(10))
    defined = "".join(
        f'<define name="e{n}"><element name="e{n}"><text/></element></define>' for n in range(10)
    )
    schema = tmp_path / "many.rng"
    schema.write_text(
        f'<grammar {RNG}><start><element name="a"><oneOrMore><choice>{names}</choice></oneOrMore>'
        f"</element></start>{defined}</grammar>"
    )
    found = relaxng.check(document("<a><zzz/><e9/><e4/></a>", tmp_path), schema)
    assert "e4, e9, e0, e1, e2, e3, e5, e6 …" in found[0].hint
    assert found[0].arguments["allowed"] == tuple(f"e{n}" for n in range(10))


def test_what_may_hold_a_stray_text_is_told_and_what_completes_an_element(tmp_path):
    schema = tmp_path / "verse.rng"
    schema.write_text(
        f"""<element name="lg" {RNG}><zeroOrMore><choice><element name="pb"><empty/></element>
        <element name="head"><text/></element></choice></zeroOrMore><oneOrMore><choice>
        <element name="l"><text/></element><element name="gap"><empty/></element>
        </choice></oneOrMore></element>"""
    )
    stray, *_ = relaxng.check(document("<lg>words<l/></lg>", tmp_path), schema)
    assert stray.arguments["allowed"] == ("head", "l")
    (incomplete,) = relaxng.check(document("<lg><head/></lg>", tmp_path), schema)
    assert incomplete.arguments["allowed"] == ("gap", "l")


@pytest.mark.parametrize(("name", "near"), [("b", False), ("abb", True), ("zb", True)])
def test_a_single_letter_is_no_slip(tmp_path, name, near):
    schema = tmp_path / "ab.rng"
    schema.write_text(f'<element name="a" {RNG}><element name="ab"><empty/></element></element>')
    (found,) = relaxng.check(document(f"<a><{name}/></a>", tmp_path), schema)
    assert ("Did you mean" in found.hint) is near


def test_open_name_classes_are_not_judged(tmp_path):
    schema = tmp_path / "open.rng"
    schema.write_text(
        f'<element name="a" {RNG}><oneOrMore><attribute><anyName/></attribute></oneOrMore>'
        "<zeroOrMore><element><anyName/><empty/></element></zeroOrMore></element>"
    )
    assert relaxng.check(document('<a x="1"><b/><c/></a>', tmp_path), schema) == ()
    found = relaxng.check(document('<a x="1"><b/><c>text</c></a>', tmp_path), schema)
    assert [each.code for each in found] == ["V016"]


def test_one_name_in_two_nested_grammars_is_not_mixed_up(tmp_path):
    schema = tmp_path / "nested.rng"
    inner = '<grammar><start><element name="{0}"><ref name="x"/></element></start>{1}</grammar>'
    grammars = "".join(
        inner.format(name, f'<define name="x"><attribute name="{name}1"/></define>')
        for name in "bc"
    )
    schema.write_text(f'<element name="a" {RNG}>{grammars}</element>')
    assert relaxng.check(document('<a><b b1=""/><c c1=""/></a>', tmp_path), schema) == ()
    found = relaxng.check(document('<a><b b1=""/><c d1=""/></a>', tmp_path), schema)
    assert [(each.code, each.place.xpath) for each in found] == [("V013", "/a/c")]


# Files that include others


@pytest.fixture
def modular(tmp_path):
    """A grammar of two files, of which the first redefines a part of the second."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "core.rng").write_text(
        f'<grammar {RNG} datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        '<start><ref name="a"/></start>'
        '<define name="a"><element name="a"><attribute name="n"><ref name="number"/></attribute>'
        '<ref name="content"/></element></define>'
        '<define name="number"><data type="integer"/></define>'
        '<div><define name="content"><empty/></define></div></grammar>'
    )
    main = tmp_path / "main.rng"
    main.write_text(
        f'<grammar {RNG} ns="http://www.tei-c.org/ns/1.0"><include href="parts/core.rng">'
        '<define name="content"><externalRef href="b.rng"/></define></include></grammar>'
    )
    (tmp_path / "b.rng").write_text(f'<element name="b" {RNG}><empty/></element>')
    return main


TEI_A = '<a xmlns="http://www.tei-c.org/ns/1.0" n="{}">{}</a>'


def test_included_files_count_and_what_is_redefined_is_replaced(modular):
    folder = modular.parent
    inner = "<b/>"
    assert relaxng.check(document(TEI_A.format("1", inner), folder), modular) == ()
    codes = [
        [each.code for each in relaxng.check(document(text, folder), modular)]
        for text in (TEI_A.format("one", inner), TEI_A.format("1", "<c/>"), TEI_A.format("1", ""))
    ]
    assert codes == [["V015"], ["V011"], ["V019"]]


def test_a_schema_is_read_again_when_an_included_file_changes(modular):
    good = document(TEI_A.format("1", "<b/>"), modular.parent)
    assert relaxng.check(good, modular) == ()
    part = modular.parent / "parts" / "core.rng"
    part.write_text(part.read_text().replace('type="integer"', 'type="date"'))
    assert [each.code for each in relaxng.check(good, modular)] == ["V015"]


def test_a_schema_is_compiled_once(modular, monkeypatch):
    good = document(TEI_A.format("1", "<b/>"), modular.parent)
    relaxng.check(good, modular)
    monkeypatch.setattr(sources, "read", None)
    assert relaxng.check(good, modular) == ()


def test_an_element_that_should_leave_its_parents_namespace_is_found(tmp_path):
    schema = tmp_path / "formula.rng"
    schema.write_text(
        f"""<element name="formula" ns="http://www.tei-c.org/ns/1.0" {RNG}>
        <element name="math" ns="http://www.w3.org/1998/Math/MathML"><empty/></element></element>"""
    )
    text = '<formula xmlns="http://www.tei-c.org/ns/1.0">\n<math/></formula>'
    (found,) = relaxng.check(document(text, tmp_path), schema)
    assert (found.code, found.place.line) == ("V032", 2)
    text = "<formula>\n<math/></formula>"
    (found,) = relaxng.check(document(text, tmp_path), schema)
    assert (found.code, found.place.line) == ("V032", 1)


def test_the_base_of_an_include_may_lead_upwards(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "schema.rng").write_text(
        f'<grammar {RNG} xml:base="../"><include xml:base="parts/" href="a.rng"/></grammar>'
    )
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.rng").write_text(
        f'<grammar {RNG}><start><element name="a"><empty/></element></start></grammar>'
    )
    schema = tmp_path / "inner" / "schema.rng"
    assert relaxng.check(document("<a/>", tmp_path), schema) == ()
    assert len(sources.with_included(schema, tmp_path)) == 2


# Schemas that cannot be used


def refused(schema: Path, root: Path | None = None) -> Finding:
    with pytest.raises(ConfigurationError) as caught:
        relaxng.check(document("<a/>", schema.parent), schema, root)
    assert caught.value.exit_code == 2
    return caught.value.findings[0]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("<element", "P001", 1),
        ("", "P002", 1),
        ("<html/>", "V017", 1),
        (f'<grammar {RNG}>\n<start>\n<ref name="x"/></start></grammar>', "V017", 3),
        (f"<grammar {RNG}>\n<start>\n<elemen/></start></grammar>", "V017", 3),
        (f"<grammar {RNG}>{UNUSED}</grammar>", "V017", 2),
        (f'<!DOCTYPE grammar><element name="a" {RNG}><empty/></element>', "V017", 1),
        (f'<grammar {RNG}>\n<include href="missing.rng"/></grammar>', "V003", 2),
        (f'<grammar {RNG}>\n<include href="../outside.rng"/></grammar>', "V008", 2),
        (f'<grammar {RNG}>\n<include href="/etc/passwd"/></grammar>', "V008", 2),
        (f'<grammar {RNG}>\n<include href="file:///etc/passwd"/></grammar>', "V008", 2),
        (f'<grammar {RNG}>\n<include href="http://127.0.0.1:9/x.rng"/></grammar>', "V007", 2),
        (f'<grammar {RNG}>\n<include href="schema.rng"/></grammar>', "V017", 2),
        (f'<grammar {RNG}>\n<include href="link.rng"/></grammar>', "V008", 2),
    ],
)
def test_an_unusable_schema_is_refused_with_its_place(tmp_path, content, code, line):
    outside = tmp_path / "outside.rng"
    outside.write_text(
        f'<grammar {RNG}><start><element name="a"><empty/></element></start></grammar>'
    )
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "link.rng").symlink_to(outside)
    schema = folder / "schema.rng"
    schema.write_text(content)
    found = refused(schema, folder)
    assert (found.code, found.place.file, found.place.line) == (code, "schema.rng", line)
    assert found.severity.name == "ERROR"


def test_a_fault_in_an_included_file_has_the_place_there(modular):
    part = modular.parent / "parts" / "core.rng"
    part.write_text(part.read_text().replace("number", "numer", 1))
    found = refused(modular)
    assert (found.code, found.place.file) == ("V017", "parts/core.rng")


TYPED = f"""<element name="a" {RNG} datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<attribute name="one"><data type="token">
<param name="pattern">[^\\p{{C}}\\p{{Z}}]+</param></data></attribute>
<optional><choice><element name="b"><empty/><attribute name="mood"><choice><value>sad</value>
<value>gay</value></choice></attribute></element><element name="c"><attribute name="n"/>
<choice><element name="d"><empty/></element><element name="e"><empty/></element></choice></element>
</choice></optional></element>"""


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ('a one="x y"', "Allowed: one word without blanks (token)."),
        ('a one="x" xmlns:lab="urn:lab" lab:two="y"', "@lab:two"),
        ('a on="x"', "Did you mean @one?"),
        ('a one="x" second="y"', "no attribute more is allowed here."),
        ("a", "Add the attribute. Its value: one word without blanks (token)."),
        ('a one="x"><b/></a', "Add the attribute. Its values: gay, sad."),
        ('a one="x"><c><d/></c></a', "Add the attribute, with any value."),
        ('a one="x"><c n=""/></a', "which may be one of these: d, e."),
    ],
)
def test_a_message_says_what_may_be_as_it_is_written(tmp_path, tag, words):
    schema = tmp_path / "typed.rng"
    schema.write_text(TYPED)
    content = f"<{tag}>" if "</" in tag else f"<{tag}/>"
    (found,) = relaxng.check(document(content, tmp_path), schema)
    assert words in f"{found.message} {found.hint}"


def test_a_list_that_goes_on_ends_in_dots_and_no_full_stop(tmp_path):
    schema = tmp_path / "many.rng"
    names = "".join(f'<element name="{each}"><text/></element>' for each in "abcdefghij")
    schema.write_text(f'<element name="x" {RNG}><choice>{names}</choice></element>')
    (found,) = relaxng.check(document("<x><y/></x>", tmp_path), schema)
    assert found.hint == "Allowed at this place: a, b, c, d, e, f, g, h …"


def test_what_is_missing_where_an_inclusion_failed_is_told_by_the_inclusion_alone(tmp_path):
    schema = tmp_path / "row.rng"
    schema.write_text(f'<element name="a" {RNG}><element name="b"><empty/></element></element>')
    (tmp_path / "a.xml").write_text(
        '<a><include xmlns="http://www.w3.org/2001/XInclude" href="b.xml"/></a>'
    )
    found = validate(whole(load(tmp_path / "a.xml")), [schema])
    assert [each.code for each in found] == []
    (tmp_path / "a.xml").write_text("<a/>")
    found = validate(whole(load(tmp_path / "a.xml")), [schema])
    assert [each.code for each in found] == ["V019"]
