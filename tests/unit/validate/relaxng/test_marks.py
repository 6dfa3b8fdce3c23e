"""A schema that was found right is not looked at as a whole again; its verdict is the same."""

from pathlib import Path

import pytest
from tests.oracles import jing
from tests.unit.validate.relaxng.test_seeded_faults import FAULTS, GOOD

from teipipe.documents import parse
from teipipe.errors import ConfigurationError
from teipipe.validate.relaxng import faults, load
from teipipe.validate.relaxng.reading import restrictions

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
GRAMMAR = f"""<grammar {RNG}><start><element name="a"><ref name="b"/></element></start>
<define name="b"><optional><element name="b"><text/></element></optional></define></grammar>"""

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def looked(monkeypatch) -> list[object]:
    """Every start pattern that was looked at as a whole."""
    seen: list[object] = []
    look = restrictions.fault
    monkeypatch.setattr(restrictions, "fault", lambda start: (seen.append(start), look(start))[1])
    return seen


def written(folder: Path, name: str, content: str) -> Path:
    file = folder / name
    file.write_text(content)
    return file


def test_a_schema_is_looked_at_once(tmp_path, looked):
    file = written(tmp_path, "a.rng", GRAMMAR)
    for _ in range(3):
        load(file, tmp_path)
    assert len(looked) == 1
    load(written(tmp_path, "b.rng", GRAMMAR), tmp_path)
    assert len(looked) == 1


def test_a_changed_schema_is_looked_at_again(tmp_path, looked):
    load(written(tmp_path, "a.rng", GRAMMAR), tmp_path)
    load(written(tmp_path, "a.rng", GRAMMAR.replace("optional", "zeroOrMore")), tmp_path)
    assert len(looked) == 2


def test_a_changed_include_is_looked_at_again(tmp_path, looked):
    outer = written(tmp_path, "a.rng", f'<grammar {RNG}><include href="b.rng"/></grammar>')
    written(tmp_path, "b.rng", GRAMMAR)
    load(outer, tmp_path)
    load(outer, tmp_path)
    assert len(looked) == 1
    written(tmp_path, "b.rng", GRAMMAR.replace("<text/>", "<nothing/>"))
    with pytest.raises(ConfigurationError):
        load(outer, tmp_path)


@pytest.mark.parametrize("reference", ["externalRef", "grammar"])
def test_what_refers_to_files_further_in_is_always_looked_at(tmp_path, looked, reference):
    inside = '<externalRef href="b.rng"/>'
    if reference == "grammar":
        inside = '<grammar><include href="b.rng"/></grammar>'
    outer = written(tmp_path, "a.rng", f'<element name="x" {RNG}>{inside}</element>')
    written(tmp_path, "b.rng", GRAMMAR)
    load(outer, tmp_path)
    load(outer, tmp_path)
    assert len(looked) == 2


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<text/>", '<list><element name="c"><empty/></element></list>'),
        ("</grammar>", '<define name="c"><ref name="nowhere"/></define></grammar>'),
        ("</grammar>", '<define name="c"><text>words</text></define></grammar>'),
        ("<text/>", '<data type="no such type"/>'),
    ],
)
def test_a_wrong_schema_stays_wrong(tmp_path, right, wrong):
    file = written(tmp_path, "a.rng", GRAMMAR.replace(right, wrong))
    for _ in range(2):
        with pytest.raises(ConfigurationError):
            load(file, tmp_path)


def test_the_verdict_is_the_same():
    schema = jing.tei_all()
    whole, _ = load(schema, schema.parent)
    documents = [GOOD, *(GOOD.replace(right, wrong, 1) for right, wrong, *_ in FAULTS)]
    for number, each in enumerate(documents):
        in_parts, _ = load(schema, schema.parent)
        tree = parse(each.encode(), Path(f"{number}.xml"), Path()).tree
        found = [faults(judge, tree.getroot()) for judge in (whole, in_parts)]
        one, other = (
            [(f.code, f.element, f.arguments, f.expected) for f in each] for each in found
        )
        assert [(*f[:3], sorted(f[3])) for f in one] == [(*f[:3], sorted(f[3])) for f in other]
