"""A collection with old findings: known ones pass, new ones fail, mended ones are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.cli.conftest import LETTER, Teipipe

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0">
<start><ref name="any"/></start>
<define name="any"><element><anyName><except><name ns="http://www.tei-c.org/ns/1.0">q</name></except>
</anyName><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice>
</zeroOrMore></element></define></grammar>"""
"""A schema that allows everything but `q`."""


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A project of two documents, the first with two errors."""
    (tmp_path / "any.rng").write_text(GRAMMAR)
    (tmp_path / "teipipe.toml").write_text('schemas = ["any.rng"]\n')
    write(tmp_path, "one", "<q>a</q>\n<q>b</q>")
    write(tmp_path, "two", "")
    return tmp_path


def write(folder: Path, name: str, faults: str) -> None:
    (folder / "tei" / name).mkdir(parents=True, exist_ok=True)
    content = LETTER.replace("<p>Dear", f"<p>\n{faults}\nDear")
    (folder / "tei" / name / f"{name}.xml").write_text(content)


def test_from_the_first_run_to_the_last(collection: Path, teipipe: Teipipe) -> None:
    assert teipipe("validate", folder=collection).code == 1
    made = teipipe("baseline", "update", folder=collection)
    assert (made.code, made.out) == (0, "teipipe-baseline.json: 2 known findings\n")
    known = teipipe("validate", "--baseline", "teipipe-baseline.json", folder=collection)
    assert (known.code, known.out) == (0, "")
    assert known.err == "2 documents: no findings; 0 new, 2 known, 0 fixed\n"

    write(collection, "two", "<q>c</q>")
    new = teipipe("validate", "--baseline", "teipipe-baseline.json", folder=collection)
    assert new.code == 1
    assert new.out.startswith("tei/two/two.xml:2:1: error V011")
    assert new.err.endswith("1 error; 1 new, 2 known, 0 fixed\n")

    write(collection, "two", "")
    write(collection, "one", "<q>b</q>")
    better = teipipe("validate", "--baseline", "teipipe-baseline.json", folder=collection)
    assert better.code == 0
    assert "Fixed since the baseline:\n    tei/one/one.xml: V011: " in better.err
    assert better.err.endswith("0 new, 1 known, 1 fixed\n")


def test_shrinking_takes_out_and_never_in(collection: Path, teipipe: Teipipe) -> None:
    assert teipipe("baseline", "update", "--shrink-only", folder=collection).code == 2
    teipipe("baseline", "update", folder=collection)
    write(collection, "one", "<q>b</q>")
    write(collection, "two", "<q>c</q>")
    done = teipipe("baseline", "update", "--shrink-only", folder=collection)
    assert (done.code, done.out) == (1, "teipipe-baseline.json: 1 known finding\n")
    assert "tei/two/two.xml:2:1: error V011" in done.err
    assert "1 finding is new and was not added." in done.err
    content = json.loads((collection / "teipipe-baseline.json").read_text())
    assert [(file, each[0]["count"]) for file, each in content["files"].items()] == [
        ("tei/one/one.xml", 1)
    ]


def test_the_baseline_holds_from_every_folder(collection: Path, teipipe: Teipipe) -> None:
    teipipe("baseline", "update", folder=collection)
    below = collection / "tei"
    done = teipipe("validate", "--baseline", "../teipipe-baseline.json", folder=below)
    assert done.code == 0


def test_a_part_of_the_collection_says_nothing_of_the_rest(
    collection: Path, teipipe: Teipipe
) -> None:
    teipipe("baseline", "update", folder=collection)
    before = (collection / "teipipe-baseline.json").read_bytes()
    two = "tei/two/two.xml"
    done = teipipe("validate", two, "--baseline", "teipipe-baseline.json", folder=collection)
    assert done.err == "1 document: no findings; 0 new, 0 known, 0 fixed\n"
    assert teipipe("baseline", "update", two, folder=collection).code == 0
    assert (collection / "teipipe-baseline.json").read_bytes() == before


@pytest.mark.parametrize("content", ["", "{}", '{"teipipe-baseline": 9}', "<<<<<<<"])
def test_one_that_cannot_be_used_stops_the_run(
    content: str, collection: Path, teipipe: Teipipe
) -> None:
    (collection / "base.json").write_text(content)
    for command in (["validate"], ["baseline", "update"]):
        done = teipipe(*command, "--baseline", "base.json", folder=collection)
        assert done.code == 2
        assert "error P030: The baseline cannot be used" in done.err
        assert (collection / "base.json").read_text() == content


def test_one_that_is_not_there(collection: Path, teipipe: Teipipe) -> None:
    done = teipipe("validate", "--baseline", "none.json", folder=collection)
    assert done.code == 2
    assert "No such file" in done.err


def test_one_of_another_collection(collection: Path, tmp_path: Path, teipipe: Teipipe) -> None:
    teipipe("baseline", "update", folder=collection)
    content = (collection / "teipipe-baseline.json").read_text()
    (collection / "teipipe-baseline.json").write_text(content.replace("tei/one", "of/others"))
    done = teipipe("validate", "--baseline", "teipipe-baseline.json", folder=collection)
    assert done.code == 2
    assert "another collection" in done.err


ACCEPT = """
[[accepted]]
code = "V011"
document = "tei/one/one.xml"
reason = "The house has its own element for this."
"""


def test_accepted_findings_are_counted_and_not_told(collection: Path, teipipe: Teipipe) -> None:
    toml = collection / "teipipe.toml"
    toml.write_text(toml.read_text() + ACCEPT)
    done = teipipe("validate", folder=collection)
    assert (done.code, done.out) == (0, "")
    assert done.err == "2 documents: no findings; 2 accepted\n"
    write(collection, "two", "<q>c</q>")
    assert teipipe("validate", folder=collection).code == 1
    built = teipipe("build", "--to", "text", folder=collection)
    assert "one.xml" not in built.err.replace("outputs", "")
    assert "tei/two/two.xml:2:1: error V011" in built.err


def test_only_what_the_message_says_is_accepted(collection: Path, teipipe: Teipipe) -> None:
    toml = collection / "teipipe.toml"
    toml.write_text(toml.read_text() + ACCEPT + 'message = "“zz”"\n')
    done = teipipe("validate", folder=collection)
    assert done.code == 1
    assert "teipipe.toml:3:1: warning P031: V011 is accepted" in done.out


def test_what_accepts_nothing_is_told_where_the_document_was_checked(
    collection: Path, teipipe: Teipipe
) -> None:
    toml = collection / "teipipe.toml"
    toml.write_text(toml.read_text() + ACCEPT)
    write(collection, "one", "")
    assert "P031" in teipipe("validate", folder=collection).out
    assert "P031" not in teipipe("validate", "tei/two/two.xml", folder=collection).out


def test_a_severity_that_is_changed(collection: Path, teipipe: Teipipe) -> None:
    toml = collection / "teipipe.toml"
    toml.write_text(toml.read_text() + '[severities]\nV011 = "note"\n')
    done = teipipe("validate", folder=collection)
    assert done.code == 0
    assert "note V011" in done.out
    teipipe("build", "--to", "text", folder=collection)
    report = json.loads((collection / "outputs/one/report.json").read_text())
    assert {each["severity"] for each in report["findings"]} == {"note"}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[severities]\nV999 = "note"', "teipipe.toml:3:1: error P005: There is no finding “V999”"),
        ('[severities]\nP001 = "note"', "P001 keeps a file from being read"),
        ('[severities]\nV011 = "none"', "teipipe.toml:3:1: error P005"),
        ('[[accepted]]\ncode = "V011"\ndocument = "x"', "teipipe.toml:2:1: error P005"),
        (ACCEPT.replace("V011", "X"), "teipipe.toml:4:1: error P005: There is no finding “X”"),
    ],
)
def test_decisions_that_cannot_be(
    settings: str, said: str, collection: Path, teipipe: Teipipe
) -> None:
    toml = collection / "teipipe.toml"
    toml.write_text(f"{toml.read_text()}{settings}\n")
    done = teipipe("validate", folder=collection)
    assert done.code == 2
    assert said in done.err
