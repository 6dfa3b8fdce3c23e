"""What is remembered of a document holds as long as nothing that it depends on changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.unit.cli.conftest import HEADER, LETTER

from teipipe import cache, resources
from teipipe.build import check, listed, workshop
from teipipe.build.state import fingerprints
from teipipe.build.state.remembering import FILE
from teipipe.findings import Finding
from teipipe.validate import house

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0">
<include href="part.rng"/><start><ref name="any"/></start></grammar>"""
PART = """<grammar xmlns="http://relaxng.org/ns/structure/1.0">
<define name="any"><element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute>
<text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="t:p">
<report test="true()" role="info">A p.</report></rule></pattern></schema>"""
POINTING = LETTER.replace(
    "<p>Dear",
    '<p><ref target="other.txt">x</ref><ref target="../persons.xml#ann">y</ref>'
    '<ref target="../two/two.xml#here">z</ref>'
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="note.xml"/>Dear',
)
PERSONS = (
    f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<standOff><listPerson>'
    '<person xml:id="ann"><persName>Ann</persName></person></listPerson></standOff></TEI>'
)
NOTE = '<note xmlns="http://www.tei-c.org/ns/1.0">A note.</note>'
TWO = LETTER.replace("<p>", '<p xml:id="here">')
MODEL = '<?xml-model href="../../late.rng"?>'

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which a document depends on files of every kind."""
    root = tmp_path / "project"
    files = {
        "teipipe.toml": 'schemas = ["house.rng"]\nrules = ["house.sch"]\n'
        'registers = ["tei/persons.xml"]\n',
        "house.rng": GRAMMAR,
        "part.rng": PART,
        "house.sch": RULES,
        "tei/persons.xml": PERSONS,
        "tei/one/one.xml": POINTING,
        "tei/one/note.xml": NOTE,
        "tei/two/two.xml": TWO,
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    return root


Looked = tuple[list[tuple[str, tuple[Finding, ...]]], list[str]]


@pytest.fixture
def look(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Looked]:
    """Check the project, and give what was found and which documents were looked at for it."""
    looked: list[str] = []
    real = workshop._look

    def told(task: object, *rest: object) -> object:
        looked.append(task.identifier)  # type: ignore[attr-defined]
        return real(task, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(workshop, "_look", told)

    def run(schemas: Sequence[Path] = ()) -> Looked:
        looked.clear()
        tasks = listed(start=project)
        found = [(task.identifier, findings) for task, findings in check(tasks, schemas)]
        return found, list(looked)

    return run


def test_a_second_look_is_at_nothing_and_finds_the_same(look: Callable[..., Looked]) -> None:
    first, looked = look()
    assert looked == ["one", "two", "persons"]
    assert any(each.code == "V002" for _, found in first for each in found)
    assert look() == (first, [])


def test_what_a_grammar_finds_is_remembered_with_all_that_it_says(
    project: Path, look: Callable[..., Looked]
) -> None:
    (project / "teipipe.toml").write_text('schemas = ["urn:teipipe:schemas:teipipe.rng"]\n')
    (project / "tei/one/one.xml").write_text(LETTER.replace("<p>", '<qq/><p rendx="x">'))
    first, _ = look()
    assert {"V011", "V013"} <= {each.code for _, found in first for each in found}
    assert look() == (first, [])


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "the document": (lambda at: _add(at / "tei/two/two.xml"), {"one", "two"}),
    "a schema": (lambda at: _add(at / "house.rng"), {"one", "two", "persons"}),
    "what a schema includes": (lambda at: _add(at / "part.rng"), {"one", "two", "persons"}),
    "rules": (lambda at: _add(at / "house.sch"), {"one", "two", "persons"}),
    "settings": (lambda at: _add(at / "teipipe.toml", "# x"), {"one", "two", "persons"}),
    "a register": (lambda at: _add(at / "tei/persons.xml"), {"one", "two", "persons"}),
    "what is included": (lambda at: _add(at / "tei/one/note.xml"), {"one"}),
    "a target that was not there": (lambda at: (at / "tei/one/other.txt").touch(), {"one"}),
    "a target that goes": (lambda at: (at / "tei/two/two.xml").unlink(), {"one"}),
    "a transcription": (lambda at: (at / "tei/two/source.txt").write_text("x"), {"two"}),
    "nothing but the time": (lambda at: (at / "house.rng").touch(), set()),
}


def _add(path: Path, text: str = "<!-- x -->") -> None:
    path.write_text(f"{path.read_text()}\n{text}\n")


@pytest.mark.parametrize("what", CHANGES)
def test_what_depends_on_a_change_is_looked_at_again(
    what: str, project: Path, look: Callable[..., Looked]
) -> None:
    change, expected = CHANGES[what]
    look()
    change(project)
    again, looked = look()
    assert set(looked) == expected
    (cache.folder() or Path()).joinpath(FILE).unlink()
    assert look()[0] == again


def test_a_change_of_teipipe_itself_looks_at_everything_again(
    tmp_path: Path, look: Callable[..., Looked], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Path(cache.__file__).parent == resources.PACKAGE
    look()
    (tmp_path / "validate").mkdir()
    (tmp_path / "validate" / "new.py").touch()
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "validate")
    assert len(look()[1]) == 3


def test_the_code_of_which_outputs_are_made_is_that_of_all_stages() -> None:
    assert {"findings.py", "weaver.py", "formats.py"} <= {name for name, *_ in fingerprints._code()}


def test_a_schema_that_an_xml_model_names_and_that_comes_later(
    project: Path, look: Callable[..., Looked]
) -> None:
    (project / "teipipe.toml").write_text("")
    (project / "tei/two/two.xml").write_text(MODEL + TWO)
    assert "V003" in _codes(look()[0])
    assert look()[1] == []
    (project / "late.rng").write_text(
        PART.replace("<define", "<start><ref name='any'/></start><define")
    )
    found, looked = look()
    assert looked == ["two"]
    assert "V003" not in _codes(found)


def _codes(found: list[tuple[str, tuple[Finding, ...]]]) -> set[str]:
    return {each.code for _, findings in found for each in findings}


def test_another_question_has_its_own_answer(project: Path, look: Callable[..., Looked]) -> None:
    look()
    assert len(look([project / "house.sch"])[1]) == 3


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_damaged_memory_is_made_anew(content: bytes, look: Callable[..., Looked]) -> None:
    first, _ = look()
    (cache.folder() or Path()).joinpath(FILE).write_bytes(content)
    again, looked = look()
    assert (again, len(looked)) == (first, 3)
    assert look()[1] == []


def test_a_damaged_row_is_not_believed(look: Callable[..., Looked]) -> None:
    first, _ = look()
    rows = sqlite3.connect((cache.folder() or Path()) / FILE)
    rows.execute("UPDATE results SET result = '{\"files\": {}}'")
    rows.commit()
    assert look() == (first, ["one", "two", "persons"])


def test_without_a_folder_to_write_in(
    tmp_path: Path, look: Callable[..., Looked], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    first, _ = look()
    assert look() == (first, ["one", "two", "persons"])


def test_a_check_by_others_may_read_what_nobody_knows(
    look: Callable[..., Looked], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "installed", lambda: {"sample": lambda _: ()})
    look()
    assert len(look()[1]) == 3
