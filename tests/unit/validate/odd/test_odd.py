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
            changed("p", '<classes mode="change"><memberOf key="model.divlike"/></classes>'),
            [("model.divlike", "model.divLike")],
        ),
        (changed("p", "<content><elementRef key='hI'/></content>"), [("hI", "hi")]),
        (changed("p", attribute('ident="nn" mode="change">')), [("p/@nn", "p/@n")]),
        (changed("p", attribute('ident="nn" mode="delete">')), [("p/@nn", "p/@n")]),
        (changed("p", attribute('ident="place" mode="delete">')), []),
        (changed("persName", ""), [("persName", "")]),
        ('<specGrp xml:id="a"/><specGrpRef target="#b"/>', [("#b", "#a")]),
        (
            '<macroSpec ident="macro.own" module="lab"><content><textNode/></content></macroSpec>',
            [],
        ),
        (changed("persName", "", "delete"), []),
    ],
)
def test_what_an_odd_says_in_vain_is_told(
    tmp_path: Path, specs: str, told: list[tuple[str, str]]
) -> None:
    made = outcome(tmp_path, specs)
    assert [(each.name, each.nearest) for each in made.unknown] == told
    assert {each.place.line for each in made.unknown} <= {3}


def test_documents_begin_with_what_the_odd_says(tmp_path: Path) -> None:
    made = outcome(tmp_path, "", modules="")
    assert made.reason == "it has no element that a document can begin with"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("tei:current", ""),
        ("https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml", ""),
        ("tei:4.3.0", "it builds on TEI 4.3.0, and 4."),
        ("../current/base.odd", "it builds on “../current/base.odd”, which is not here"),
        ("compiled.odd", "it builds on “compiled.odd”, which is not here"),
        ("lab.odd", "it builds on itself"),
    ],
)
def test_an_odd_is_compiled_against_the_tei_that_it_asks_for(
    tmp_path: Path, source: str, reason: str
) -> None:
    made = outcome(tmp_path, "", f' source="{source}"')
    assert made.reason.startswith(reason)
    assert (made.grammar is None) is bool(reason)


@pytest.mark.parametrize(
    "source", ["tei:3.10.2", "https://www.tei-c.org/Vault/P5/3.10.2/xml/tei/odd/p5subset.xml"]
)
def test_another_version_of_the_tei_is_named_by_the_project(tmp_path: Path, source: str) -> None:
    old = jing.tei_all().read_text("utf-8").replace("Version\u00a04.1", "Version 3.1", 1)
    (tmp_path / "old.rng").write_text(old, "utf-8")
    settings = '[schema-files]\n"tei:3.10.2" = "old.rng"\n'
    (tmp_path / "teipipe.toml").write_text(settings, "utf-8")
    made = outcome(tmp_path, "", f' source="{source}"')
    assert made.grammar is not None
    assert (tmp_path / "old.rng").absolute() in made.files


def test_an_odd_builds_on_what_the_tei_specifies_in_one_file(tmp_path: Path) -> None:
    (tmp_path / "p5subset.xml").write_text(
        f'<TEI {TEI}><text><body><elementSpec ident="TEI" module="lab"><content>'
        '<elementRef key="l" maxOccurs="unbounded"/></content></elementSpec><elementSpec ident="l"'
        ' module="lab"><content><dataRef key="lab.mark"/></content></elementSpec>'
        '<dataSpec ident="lab.mark" module="lab"><content><dataRef name="int"/></content>'
        "</dataSpec></body></text></TEI>"
    )
    mine = changed("l", attribute('ident="n"><datatype><dataRef key="lab.mark"/></datatype>'))
    schema = odd(tmp_path, mine, ' source="p5subset.xml"', '<moduleRef key="lab"/>')
    jing.tei_all()
    wrong = parse(f'<TEI {TEI}><l n="a">1</l><l n="1">a</l></TEI>'.encode(), schema, tmp_path)
    assert [each.code for each in validate(wrong, [schema])] == ["V015", "V033"]


LIVES = """<schemaSpec xmlns:s="http://purl.oclc.org/dsdl/schematron" ident="lives" start="TEI">
<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="core" except="gap"/>
<moduleRef key="textstructure"/>
<elementSpec ident="life" mode="add"><classes><memberOf key="model.pLike"/></classes>
<content><textNode/></content>
<constraintSpec ident="a" scheme="schematron"><constraint>
<s:assert test="text()">A life has words.</s:assert></constraint></constraintSpec>
<constraintSpec ident="b" scheme="schematron"><constraint>
<s:assert test="@n">A life has its number.</s:assert></constraint></constraintSpec>
</elementSpec></schemaSpec>"""


def test_an_odd_builds_on_another(judge: Judge, tmp_path: Path) -> None:
    (tmp_path / "lives.odd").write_text(f"<TEI {TEI}><text><body>{LIVES}</body></text></TEI>")
    chained = {"attributes": ' source="lives.odd"'}
    assert judge("", "<p><gap/></p>", **chained) == ["V011"]
    assert judge("", "<life>a</life>", **chained) == ["V011"]
    lives = '<moduleRef key="derived-module-lives"/>'
    assert judge(lives, "<life/>", **chained) == ["V002", "V002"]
    changes = changed("life", '<constraintSpec ident="a" mode="delete"/>')
    assert judge(lives + changes, "<life/>", **chained) == ["V002"]
    (tmp_path / "lives.odd").write_text(
        f"<TEI {TEI}><text><body>{LIVES.replace('textNode', 'foo')}</body></text></TEI>"
    )
    assert "V073" in judge(lives, "<life/>", **chained)


@pytest.mark.parametrize(
    "part",
    [
        '<specGrpRef target="parts/lb.xml#lb"/>',
        '<specGrpRef target="parts/lb.xml"/>',
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="parts/lb.xml"/>',
    ],
)
def test_parts_of_an_odd_stand_in_other_files(judge: Judge, tmp_path: Path, part: str) -> None:
    (tmp_path / "parts").mkdir()
    specs = '<elementSpec ident="lb" mode="delete"/>\n<elementSpec ident="LB" mode="delete"/>'
    (tmp_path / "parts/lb.xml").write_text(f'<specGrp {TEI} xml:id="lb">{specs}</specGrp>')
    assert judge(part, "<p><lb/></p>") == ["V074", "V011"]
    made = compiled(tmp_path / "lab.odd", tmp_path)
    assert made.files >= {tmp_path / "lab.odd", tmp_path / "parts/lb.xml"}
    assert [(each.place.file, each.place.line) for each in made.unknown] == [("parts/lb.xml", 2)]
    (tmp_path / "parts/lb.xml").unlink()
    with pytest.raises(ConfigurationError) as raised:
        judge(part, "<p/>")
    assert raised.value.findings[0].code == "P021"


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
    assert _disputed(source, published) == []


def test_the_tei_made_of_its_specifications_judges_as_the_one_it_publishes(
    schemas: Path, tmp_path: Path
) -> None:
    (published,) = schemas.glob("p5subset*.xml")
    (tmp_path / "p5subset.xml").write_bytes(published.read_bytes())
    table = json.loads(resources.path("schemas/modules.json").read_text("utf-8"))
    every = "".join(f'<moduleRef key="{each}"/>' for each in table["modules"])
    made = odd(tmp_path, "", ' source="p5subset.xml"', every)
    made.write_text(made.read_text("utf-8").replace('start="TEI"', 'start="TEI teiCorpus"'))
    assert _disputed(made, jing.tei_all()) == []


def _disputed(*schemas: Path) -> list[bytes]:
    """Give what two schemas judge differently of documents made at random of each, and damaged."""
    both = [relaxng.load(each, each.parent)[0] for each in schemas]
    made = [each for schema in both for each in Maker(schema, 3).documents(8)]
    made += [mutant for each in made[::4] for mutant in mutants(each, 6, 1)]
    roots = [parse(each, Path("a.xml"), Path()).tree.getroot() for each in made]
    first, second = ([bool(relaxng.faults(schema, each)) for each in roots] for schema in both)
    assert set(first) == {True, False}
    return [each for each, one, other in zip(made, first, second, strict=True) if one != other]


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
