"""ODDs: they judge as the schemas that the TEI makes of them, or say what cannot be followed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from tests.oracles import jing
from tests.oracles.instances import Maker
from tests.oracles.mutants import mutants

from teipipe import resources
from teipipe.documents import load, parse
from teipipe.errors import ConfigurationError
from teipipe.validate import catalogs, relaxng, validate
from teipipe.validate.odd.compiling import Outcome, compiled

ROOT = Path(__file__).parents[4]
MODULES = "".join(
    f'<moduleRef key="{each}"/>' for each in ("tei", "header", "core", "textstructure")
)
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p/>"
    "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
NS = "http://www.tei-c.org/ns/1.0"
TEI = f'xmlns="{NS}"'
Judge = Callable[..., list[str]]


def odd(folder: Path, specs: str, attributes: str = "", modules: str = MODULES) -> Path:
    written = folder / "lab.odd"
    written.write_text(
        f'<TEI {TEI} xmlns:rng="http://relaxng.org/ns/structure/1.0">{HEADER}<text><body>\n'
        f'<schemaSpec ident="lab" start="TEI"{attributes}>{modules}\n{specs}</schemaSpec>'
        "</body></text></TEI>"
    )
    return written


def outcome(folder: Path, specs: str, attributes: str = "", modules: str = MODULES) -> Outcome:
    jing.tei_all()
    return compiled(odd(folder, specs, attributes, modules), folder)


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Give the codes of what an ODD's grammar finds in the body of a document."""
    jing.tei_all()

    def judge(specs: str, body: str, **more: str) -> list[str]:
        schema = odd(tmp_path, specs, **more)
        (tmp_path / "a.xml").write_text(
            f"<TEI {TEI}>{HEADER}<text><body>{body}</body></text></TEI>"
        )
        return [each.code for each in validate(load(tmp_path / "a.xml"), [schema])]

    return judge


def changed(name: str, content: str, mode: str = "change") -> str:
    return f'<elementSpec ident="{name}" mode="{mode}">{content}</elementSpec>'


def attribute(content: str, kind: str = "attDef") -> str:
    return f"<attList><{kind} {content}</{kind}></attList>"


def listed(kind: str, *values: str, mode: str = "add") -> str:
    items = "".join(f'<valItem ident="{each}"/>' for each in values)
    return f'<valList type="{kind}" mode="{mode}">{items}</valList>'


PLACE = 'ident="place" mode="change"'
CLOSED = attribute(f"{PLACE}>" + listed("closed", "top", "margin"))
SPACED = changed("note", CLOSED)
MACRO = (
    '<macroSpec ident="macro.paraContent" mode="change"><content><textNode/></content></macroSpec>'
)


@pytest.mark.parametrize(
    ("specs", "wrong", "right"),
    [
        ("", "<p><persName>A</persName></p>", "<p><name>A</name></p>"),
        ('<elementRef key="persName"/>', "<p><placeName/></p>", "<p><persName>A</persName></p>"),
        ('<elementSpec ident="gap" mode="delete"/>', "<p><gap/></p>", "<p><lb/></p>"),
        ('<specGrp><elementSpec ident="gap" mode="delete"/></specGrp>', "<p><gap/></p>", "<p/>"),
        (SPACED, '<p><note place="top right">a</note></p>', '<p><note place="top margin"/></p>'),
        (
            changed("note", attribute(f"{PLACE}>" + listed("semi", "anywhere at all"))),
            '<p><note place="a"/><note place=""/></p>',
            '<p><note place="left bottom"/></p>',
        ),
        (
            changed("div", attribute('ident="type" mode="change" usage="req">')),
            "<div><p/></div>",
            '<div type="a"><p/></div>',
        ),
        (
            changed("div", attribute('ident="n" mode="delete">')),
            '<div n="1"><p/></div>',
            '<div xml:id="a"><p n="1"/></div>',
        ),
        (
            changed("list", attribute('ident="type" mode="delete">')),
            '<list type="gloss"><item/></list>',
            '<list subtype="a"><item/></list>',
        ),
        (
            changed(
                "list",
                attribute(
                    'ident="type" mode="change"><valList type="closed" mode="change">'
                    '<valItem ident="gloss" mode="delete"/><valItem ident="new" mode="add"/>'
                    "</valList>"
                ),
            ),
            '<list type="gloss"><item/></list>',
            '<list type="new"><item/></list><list type="index"><item/></list>',
        ),
        (
            changed(
                "p",
                attribute(
                    'ident="lines" usage="opt"><datatype minOccurs="1" maxOccurs="2">'
                    '<dataRef key="teidata.count"/></datatype>'
                ),
            ),
            '<p lines="1 2 3"/>',
            '<p lines="1 2"/>',
        ),
        (
            changed(
                "p",
                attribute(
                    'ident="shelf"><datatype><dataRef name="token" restriction="[A-Z]\\d+"/>'
                    "</datatype>"
                ),
            ),
            '<p shelf="7"/>',
            '<p shelf="A7"/>',
        ),
        (
            changed(
                "p",
                attribute(
                    'ident="lines"><datatype><dataRef name="int"><dataFacet name="maxInclusive"'
                    ' value="9"/></dataRef></datatype>'
                ),
            ),
            '<p lines="10"/>',
            '<p lines="9"/>',
        ),
        (
            changed(
                "p", attribute('ident="hand"><datatype><rng:ref name="data.pointer"/></datatype>')
            ),
            '<p hand="a b"/>',
            '<p hand="#a"/>',
        ),
        (
            changed(
                "quote", "<content><elementRef key='p' minOccurs='2' maxOccurs='3'/></content>"
            ),
            "<quote><p/></quote><quote><p/><p/><p/><p/></quote>",
            "<quote><p/><p/></quote><quote><p/><p/><p/></quote>",
        ),
        (
            changed(
                "choice",
                "<content><alternate><sequence><elementRef key='abbr'/><elementRef key='expan'/>"
                "</sequence><classRef key='model.pPart.editorial' include='am'/>"
                "<elementRef key='sic' maxOccurs='unbounded'/></alternate></content>",
            ),
            "<p><choice><abbr/><sic/></choice></p>",
            "<p><choice><abbr/><expan/></choice><choice><sic/><sic/></choice></p>",
        ),
        (
            changed(
                "head", "<content><rng:zeroOrMore><rng:ref name='hi'/></rng:zeroOrMore></content>"
            ),
            "<div><head>a</head><p/></div>",
            "<div><head><hi/></head><p/></div>",
        ),
        (
            changed("hi", "<content/>") + changed("foreign", "<content><textNode/></content>"),
            "<p><hi>a</hi></p>",
            "<p><hi/><foreign>a</foreign></p>",
        ),
        (
            changed(
                "note",
                '<classes mode="change"><memberOf key="model.noteLike" mode="delete"/></classes>',
            ),
            "<p><note/></p>",
            "<p/>",
        ),
        (
            changed(
                "note",
                '<classes mode="change"><memberOf key="att.placement" mode="delete"/></classes>',
            ),
            '<p><note place="top"/></p>',
            '<p><note type="a"/></p>',
        ),
        (
            changed(
                "name",
                '<classes mode="replace"><memberOf key="model.nameLike"/>'
                '<memberOf key="att.canonical"/></classes>',
            ),
            '<p><name xml:id="a"/></p>',
            '<p><name ref="#a" key="a"/></p>',
        ),
        (
            changed(
                "plant",
                '<classes><memberOf key="model.phrase"/><memberOf key="att.global"/></classes>'
                "<content><textNode/></content>",
                "add",
            ),
            "<plant>a</plant><p><plant><hi/></plant></p>",
            '<p><plant n="1">Rosa</plant></p>',
        ),
        (
            changed("hi", "<altIdent>high</altIdent>"),
            "<p><hi/></p>",
            "<p><high/></p>",
        ),
        (
            '<classSpec ident="att.global" type="atts" mode="change">'
            + attribute('ident="n" mode="delete">')
            + "</classSpec>",
            '<p n="1"/>',
            '<p xml:id="a"/>',
        ),
        (
            '<classSpec ident="att.placement" type="atts" mode="change">'
            + attribute('ident="place" mode="change" usage="req">')
            + "</classSpec>",
            "<p><add/></p>",
            '<p><add place="top"/></p>',
        ),
        (
            '<classSpec ident="att.internetMedia" type="atts" mode="change">'
            + attribute(
                'ident="viewer" usage="req"><datatype><dataRef key="teidata.word"/></datatype>'
            )
            + "</classSpec>",
            '<p><media url="a" mimeType="a/b"/></p>',
            '<p><media url="a" mimeType="a/b" viewer="c"/></p>',
        ),
        (
            '<classSpec ident="att.placement" type="atts" mode="replace">'
            + attribute('ident="side">' + listed("closed", "left"))
            + "</classSpec>",
            '<p><add place="top"/></p>',
            '<p><add side="left"/></p>',
        ),
        ('<classSpec ident="att.placement" mode="delete"/>', '<p><add place="a"/></p>', "<p/>"),
        ('<classSpec ident="model.noteLike" mode="delete"/>', "<p><note/></p>", "<p><hi/></p>"),
        (
            '<classSpec ident="att.lab" type="atts" mode="add">'
            + attribute('ident="mood" usage="req">')
            + "</classSpec>"
            + changed("ab", '<classes mode="change"><memberOf key="att.lab" mode="add"/></classes>')
            + '<elementRef key="ab"/>',
            "<ab/>",
            '<ab mood="any words"/>',
        ),
        (
            changed("p", attribute('class="att.placement" name="place">', "attRef")),
            '<p place=""/>',
            '<p place="top"/>',
        ),
        (
            MACRO,
            "<p><hi/></p>",
            "<p>a</p>",
        ),
        (
            '<classRef key="att.global.linking" include="corresp"/>',
            '<p next="#a"/>',
            '<p corresp="#a"/>',
        ),
        (
            '<dataSpec ident="lab.mark"><content><alternate><valList type="closed"><valItem'
            ' ident="a"/></valList><dataRef name="int"/></alternate></content></dataSpec>'
            + changed("p", attribute('ident="m"><datatype><dataRef key="lab.mark"/></datatype>')),
            '<p m="b"/>',
            '<p m="a"/><p m="1"/>',
        ),
        (
            changed(
                "div",
                "<content><alternate maxOccurs='unbounded'><elementRef key='head'/>"
                "<classRef key='model.pLike' except='p'/></alternate></content>",
            )
            + changed(
                "para",
                '<classes><memberOf key="model.pLike"/></classes><content><textNode/></content>',
                "add",
            ),
            "<div><p/></div>",
            "<div><para>a</para></div>",
        ),
        (
            '<classSpec ident="att.mood" type="atts" mode="add"><classes>'
            '<memberOf key="att.lab"/></classes></classSpec>'
            '<classSpec ident="att.lab" type="atts" mode="add">'
            + attribute('ident="mood" usage="req">')
            + "</classSpec>"
            + changed("hi", '<classes mode="change"><memberOf key="att.mood"/></classes>'),
            "<p><hi/></p>",
            '<p><hi mood="any words"/></p>',
        ),
        (
            changed("quote", "<content><textNode/></content>", "replace"),
            "<quote>a</quote>",
            "<p/>",
        ),
        (
            '<dataSpec ident="lab.all"><content><alternate><dataRef key="lab.mark"/>'
            '<dataRef name="int"/></alternate></content></dataSpec>'
            '<dataSpec ident="lab.mark"><content><valList type="closed"><valItem'
            ' ident="a"/></valList></content></dataSpec>'
            + changed("p", attribute('ident="m"><datatype><dataRef key="lab.all"/></datatype>')),
            '<p m="b"/>',
            '<p m="a"/><p m="1"/>',
        ),
        (
            '<classSpec ident="att.typed" type="atts" mode="change">'
            + attribute('ident="subtype" mode="change"><altIdent>sub</altIdent>')
            + "</classSpec>"
            + changed("lg", attribute('ident="subtype" mode="delete">')),
            '<lg sub="a"><l/></lg>',
            '<lg><l/></lg><div sub="a"><p/></div>',
        ),
    ],
)
def test_what_an_odd_says_holds(judge: Judge, specs: str, wrong: str, right: str) -> None:
    assert not {"V073", "V017"} & {*judge(specs, wrong), *judge(specs, right)}
    assert judge(specs, wrong)
    assert set(judge(specs, right)) <= {"V005", "V044"}


@pytest.mark.parametrize(
    ("specs", "reason"),
    [
        ('<moduleRef url="x.rng"/>', "the module “x.rng” is not the TEI's"),
        ('<specGrpRef target="b.odd#c"/>', "the group “b.odd#c” does not stand in this file"),
        ('<classRef key="att.global" source="lab.xml"/>', "it builds on “lab.xml”"),
        (changed("p", "", "add"), "“p” is there already"),
        (changed("model.pLike", ""), "“model.pLike” is nothing that “elementSpec” specifies"),
        ('<classSpec ident="p" mode="change"/>', "“p” is nothing that “classSpec” specifies"),
        (changed("p", attribute('ident="foo" mode="change">')), "there is no @foo here"),
        (
            changed("p", '<attList org="choice"><attDef ident="a"/></attList>'),
            "attributes that exclude each other",
        ),
        (
            changed("p", "<content><anyElement/></content>"),
            "“anyElement” as content is not followed",
        ),
        (
            changed("p", "<content><sequence preserveOrder='false'/></content>"),
            "“sequence” as content is not followed",
        ),
        (
            changed("p", "<content><elementRef key='hi' maxOccurs='99'/></content>"),
            "more than 20 times",
        ),
        (
            changed("p", attribute('ident="a"><datatype><dataRef key="teidata.none"/></datatype>')),
            "the datatype teidata.none is not known here",
        ),
        (
            '<classSpec ident="att.typed" type="atts" mode="change">'
            + attribute('ident="type" mode="change" usage="req">')
            + "</classSpec>",
            "elements that have a @type of their own may follow it or not",
        ),
        ('<classSpec ident="att.typed" mode="delete"/>', "keeps @type without its class"),
        (
            '<classSpec ident="att.internetMedia" mode="delete"/>',
            "whether “media” keeps @mimeType without its class",
        ),
        (changed("hi", '<altIdent xml:lang="de">h</altIdent>'), "names by language"),
        ("<schemaRef/>", "“schemaRef” is not followed"),
        ('<elementRef key="persname"/>', "the TEI has no “persname”"),
        (
            '<classSpec ident="att.global" type="atts" mode="change">'
            + attribute('ident="rend" mode="delete">')
            + "</classSpec>",
            "@rend is of a class that “att.global” belongs to",
        ),
        (
            "".join(
                f'<classSpec ident="att.{one}" type="atts"><classes><memberOf key="att.{other}"/>'
                "</classes></classSpec>"
                for one, other in ("ab", "ba")
            ),
            "the class “att.b” would belong to itself",
        ),
        (
            '<dataSpec ident="lab.a"><content><dataRef key="lab.a"/></content></dataSpec>'
            + changed("p", attribute('ident="m"><datatype><dataRef key="lab.a"/></datatype>')),
            "the datatype stands for itself",
        ),
        (
            changed(
                "p",
                attribute(
                    'ident="m"><datatype><dataRef key="teidata.numeric"><dataFacet'
                    ' name="maxInclusive" value="5"/></dataRef></datatype>'
                ),
            ),
            "teidata.numeric cannot be restricted here",
        ),
    ],
)
def test_what_is_not_followed_is_told_with_its_line(
    tmp_path: Path, specs: str, reason: str
) -> None:
    made = outcome(tmp_path, specs)
    assert made.grammar is None
    assert reason in made.reason
    assert made.line in (2, 3)


def test_a_module_may_leave_elements_out_or_name_those_that_it_brings(judge: Judge) -> None:
    named = '<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="textstructure"/>'
    some = named + '<moduleRef key="core" include="p title hi"/>'
    assert judge("", "<p><hi/></p>", modules=some) == []
    assert judge("", "<p><lb/></p>", modules=some) == ["V011"]
    others = named + '<moduleRef key="core" except="hi att.placement"/>'
    assert judge("", '<p><add place="top"/></p>', modules=others) == []
    assert judge("", "<p><lb/></p>", modules=others) == []
    assert judge("", "<p><hi/></p>", modules=others) == ["V011"]


def test_a_class_may_lose_all_its_elements(judge: Judge) -> None:
    left = "".join(
        changed(
            each, '<classes mode="change"><memberOf key="model.noteLike" mode="delete"/></classes>'
        )
        for each in ("note", "noteGrp")
    )
    assert judge(left, "<p><note/></p>") == ["V012"]
    assert judge(left, "<p><hi/></p>") == []
    nameless = changed("list", '<classes mode="change"><memberOf mode="delete"/></classes>')
    assert judge(nameless, "<list><item/></list>") == []


def test_an_element_with_attributes_of_its_own_may_be_replaced(judge: Judge) -> None:
    replaced = changed(
        "list",
        '<classes><memberOf key="model.listLike"/><memberOf key="att.global"/></classes>'
        "<content><elementRef key='item' maxOccurs='unbounded'/></content>",
        "replace",
    )
    assert judge(replaced, '<list type="gloss"><item/></list>') == ["V013"]
    assert judge(replaced, '<list n="1"><item/><item/></list>') == []


def test_a_class_may_go_of_which_an_element_has_all_attributes_as_its_own(tmp_path: Path) -> None:
    without = '<classSpec ident="att.editLike" module="tei" mode="delete"/>'
    made = outcome(tmp_path, without, modules=f'{MODULES}<moduleRef key="namesdates"/>')
    assert made.reason == ""


@pytest.mark.parametrize(
    ("specs", "told"),
    [
        (changed("persname", "", "delete"), [("persname", "persName")]),
        ('<moduleRef key="drama" include="speker sp"/>', [("speker", "speaker")]),
        ('<moduleRef key="drama" except="Stage"/>', [("Stage", "stage")]),
        ('<classSpec ident="att.typde" type="atts" mode="change"/>', [("att.typde", "att.typed")]),
        (
            '<macroSpec ident="macro.own" module="lab"><content><textNode/></content></macroSpec>',
            [],
        ),
        (changed("persName", "", "delete"), []),
    ],
)
def test_a_name_that_nothing_has_is_told(
    tmp_path: Path, specs: str, told: list[tuple[str, str]]
) -> None:
    made = outcome(tmp_path, specs)
    assert [(each.name, each.nearest) for each in made.unknown] == told


def test_documents_begin_with_what_the_odd_says(tmp_path: Path) -> None:
    made = outcome(tmp_path, "", modules="")
    assert made.reason == "it has no element that a document can begin with"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("tei:current", ""),
        ("https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml", ""),
        ("tei:4.3.0", "it builds on TEI 4.3.0, and 4."),
        ("../current/base.odd", "it builds on “../current/base.odd”, and not on the TEI itself"),
        ("compiled.odd", "it builds on “compiled.odd”, and not on the TEI itself"),
    ],
)
def test_an_odd_is_compiled_against_the_tei_that_it_asks_for(
    tmp_path: Path, source: str, reason: str
) -> None:
    made = outcome(tmp_path, "", f' source="{source}"')
    assert made.reason.startswith(reason)
    assert (made.grammar is None) is bool(reason)


def test_another_version_of_the_tei_is_named_by_the_project(tmp_path: Path) -> None:
    old = jing.tei_all().read_text("utf-8").replace("Version\u00a04.1", "Version 3.1", 1)
    (tmp_path / "old.rng").write_text(old, "utf-8")
    settings = '[schema-files]\n"tei:3.10.2" = "old.rng"\n'
    (tmp_path / "teipipe.toml").write_text(settings, "utf-8")
    made = outcome(tmp_path, "", ' source="tei:3.10.2"')
    assert made.grammar is not None
    assert (tmp_path / "old.rng").absolute() in made.files


def test_without_the_tei_nothing_is_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogs, "by_name", dict)
    made = compiled(odd(tmp_path, ""), tmp_path)
    assert made.reason == "the TEI that it builds on is not installed"


def test_what_the_odd_says_helps_in_messages(tmp_path: Path) -> None:
    jing.tei_all()
    said = attribute('ident="type" mode="change" usage="req"><desc>what part it is</desc>')
    schema = odd(tmp_path, changed("div", said))
    (tmp_path / "a.xml").write_text(
        f"<TEI {TEI}>{HEADER}<text><body><div><p/></div></body></text></TEI>"
    )
    (found,) = validate(load(tmp_path / "a.xml"), [schema])
    assert found.code == "V014"
    assert "what part it is" in found.hint


@pytest.mark.parametrize("name", ["bare", "corpus", "drama", "lite"])
def test_verdicts_are_those_of_the_schema_that_the_tei_made_of_it(schemas: Path, name: str) -> None:
    source = schemas / "odd" / f"tei_{name}.odd"
    published = jing.tei_all().parent / f"tei_{name}.rng"
    both = [relaxng.load(each, each.parent)[0] for each in (source, published)]
    made = [each for schema in both for each in Maker(schema, 3).documents(8)]
    made += [mutant for each in made[::4] for mutant in mutants(each, 6, 1)]
    verdicts = []
    for content in made:
        root = parse(content, Path("a.xml"), Path()).tree.getroot()
        verdicts.append([bool(relaxng.faults(each, root)) for each in both])
    assert [each for each in verdicts if each[0] != each[1]] == []
    assert {each[0] for each in verdicts} == {True, False}


def test_the_profiles_own_odd_takes_the_edition() -> None:
    jing.tei_all()
    schema = resources.path("schemas/teipipe.odd")
    (edition,) = ROOT.glob("tei/radek-kronstadt-1921/*-1921.xml")
    assert compiled(schema, schema.parent).grammar is not None
    assert relaxng.check(load(edition), schema, schema.parent) == ()


def test_the_table_of_modules_is_the_teis(schemas: Path) -> None:
    (source,) = schemas.glob("p5subset*.xml")
    tree = etree.parse(source)
    table = json.loads(resources.path("schemas/modules.json").read_text("utf-8"))
    modules: dict[str, set[str]] = {}
    for kind in ("elementSpec", "classSpec", "macroSpec"):
        for each in tree.iter(f"{{{NS}}}{kind}"):
            modules.setdefault(each.get("module"), set()).add(each.get("ident"))
    newer = {"att.performed", "interleave"}
    assert {name: set(each) - newer for name, each in table["modules"].items()} == modules


@pytest.mark.parametrize(
    ("specs", "reason", "line", "at"),
    [
        (changed("hi", "<altIdent>a b</altIdent>"), "“a b” is no name", 3, "]"),
        (changed("p", "<content>\n<rng:foo/></content>"), "no element “foo”", 4, "/rng:foo"),
        (
            changed("p", "\n" + attribute('ident="m"><datatype><dataRef name="itn"/></datatype>')),
            "no datatype “itn”",
            4,
            "/*/*",
        ),
    ],
)
def test_what_makes_the_grammar_unusable_is_told_at_its_place_in_the_odd(
    tmp_path: Path, specs: str, reason: str, line: int, at: str
) -> None:
    jing.tei_all()
    schema = odd(tmp_path, specs)
    with pytest.raises(ConfigurationError, match=reason) as raised:
        relaxng.load(schema, tmp_path)
    (found,) = raised.value.findings
    assert (found.code, found.place.file, found.place.line) == ("V017", "lab.odd", line)
    assert str(found.place.xpath).endswith(at)
