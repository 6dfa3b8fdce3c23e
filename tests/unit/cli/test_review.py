"""Suggesting, deciding, accepting and adding, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.cli.conftest import Teipipe

from teipipe.build.encode import accepting
from teipipe.digests import digest


@pytest.fixture
def folder(project: Path) -> Path:
    """The folder of the letter, encoded once by nobody."""
    (project / "tei/letter/encoding.toml").write_text('language = "en"\n')
    return project / "tei" / "letter"


def write_lines(path: Path, *values: dict[str, object]) -> None:
    path.write_text("".join(f"{json.dumps(each)}\n" for each in values))


def table(out: str) -> list[dict[str, str]]:
    head, *rows = [line.split("\t") for line in out.splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_suggest_prints_a_table_and_writes_lines(folder: Path, teipipe: Teipipe) -> None:
    done = teipipe("encode", "--suggest", folder=folder)
    assert (done.code, done.err) == (0, "")
    rows = table(done.out)
    assert [row["quote"] for row in rows] == ["Berne", "May", "Ann", "Bert"]
    lines = (folder / "suggestions.jsonl").read_text().splitlines()
    assert [json.loads(line)["hash"] for line in lines] == [row["hash"] for row in rows]
    assert not (folder / "letter.xml").exists()
    assert teipipe("encode", "--suggest", folder=folder) == done


def test_a_decision_is_applied_counted_and_never_asked_again(
    folder: Path, teipipe: Teipipe
) -> None:
    teipipe("encode", "--suggest", folder=folder)
    lines = [json.loads(x) for x in (folder / "suggestions.jsonl").read_text().splitlines()]
    decided = {"decision": "accepted", "by": "me"}
    rejected = {**lines[1], "decision": "rejected", "by": "me", "reason": "a month"}
    write_lines(folder / "decisions.jsonl", {**lines[3], **decided}, rejected)
    done = teipipe("encode", "--explain", folder=folder)
    assert ["decisions", "name", "1", "1", "100%"] in [
        line.split() for line in done.out.splitlines()
    ]
    assert teipipe("encode", folder=folder).code == 0
    assert "<name>Bert</name>" in (folder / "letter.xml").read_text()
    assert "decisions.jsonl" in (folder / "encoding.lock").read_text()
    rows = table(teipipe("encode", "--suggest", folder=folder).out)
    assert [row["quote"] for row in rows] == ["Berne", "Ann"]


def test_decisions_that_came_since_make_an_encoding_late(folder: Path, teipipe: Teipipe) -> None:
    assert teipipe("encode", folder=folder).code == 0
    write_lines(
        folder / "decisions.jsonl",
        {"quote": "Bert", "element": "rs", "decision": "accepted", "by": "me"},
    )
    assert "E018" in teipipe("validate", folder=folder).out
    assert teipipe("encode", folder=folder).code == 0
    assert "E018" not in teipipe("validate", folder=folder).out


def test_a_decision_without_a_place_stops_the_encoding(folder: Path, teipipe: Teipipe) -> None:
    write_lines(
        folder / "decisions.jsonl",
        {"quote": "Bart are", "element": "rs", "decision": "accepted", "by": "me"},
    )
    done = teipipe("encode", folder=folder)
    assert done.code == 1
    assert "decisions.jsonl:1:1: error E005" in done.err
    assert not (folder / "letter.xml").exists()
    assert teipipe("encode", "--suggest", folder=folder).code == 1


def test_a_wrong_line_is_wrong_configuration(folder: Path, teipipe: Teipipe) -> None:
    (folder / "decisions.jsonl").write_text("\n{")
    done = teipipe("encode", folder=folder)
    assert done.code == 2
    assert "tei/letter/decisions.jsonl:2:1: error E030" in done.err


def test_accept_takes_what_leaves_the_text_alone(folder: Path, teipipe: Teipipe) -> None:
    given = folder / "from-a-model.jsonl"
    write_lines(
        given,
        {"quote": "Bert", "element": "persName", "attributes": {"cert": "low"}, "score": 0.4},
        {"quote": "Ann", "element": "corr"},
        {"quote": "here", "element": "seg", "attributes": {"n": "<&>"}},
        {"quote": "nobody", "element": "rs"},
        {"quote": "are", "element": "seg", "attributes": {"corresp": "#nowhere"}},
        {"quote": "3 May", "element": "date"},
        {"quote": "Bert", "element": "persName"},
    )
    done = teipipe("encode", "--accept", given, "--by", "A. Model", folder=folder)
    assert done.code == 1
    assert "from-a-model.jsonl:2:1: error E033" in done.err
    assert "from-a-model.jsonl:4:1: error E005" in done.err
    assert "from-a-model.jsonl:5:1: error E037" in done.err
    decided = [json.loads(x) for x in (folder / "decisions.jsonl").read_text().splitlines()]
    assert {"Bert", "3 May"} <= {each["quote"] for each in decided}
    assert not {"Ann", "nobody"} & {each["quote"] for each in decided}
    assert len([each for each in decided if each["quote"] == "Bert"]) == 1
    assert decided[0]["by"] == "A. Model"
    text = (folder / "letter.xml").read_text()
    assert '<persName cert="low">Bert</persName>' in text
    assert "<corr>" not in text
    before = (folder / "decisions.jsonl").read_bytes()
    teipipe("encode", "--accept", given, "--by", "A. Model", folder=folder)
    assert (folder / "decisions.jsonl").read_bytes() == before
    lock = json.loads((folder / "encoding.lock").read_text())
    assert lock["read"]["decisions.jsonl"] == digest(before)


def test_accept_refuses_what_the_schemas_of_the_project_forbid(
    folder: Path, teipipe: Teipipe
) -> None:
    settings = folder.parent.parent / "teipipe.toml"
    names = ", ".join(f'"urn:teipipe:schemas:teipipe.{each}"' for each in ("rng", "sch"))
    settings.write_text(f"{settings.read_text()}\nschemas = [{names}]\n")
    write_lines(
        folder / "x.jsonl",
        {"quote": "Bert", "element": "div"},
        {"quote": "Ann", "element": "persName", "attributes": {"colour": "red"}},
        {"quote": "here", "element": "note"},
        {
            "quote": "Bert",
            "element": "persName",
            "attributes": {"ref": "../registers/persons.xml#ann"},
        },
    )
    done = teipipe("encode", "--accept", folder / "x.jsonl", "--by", "me", folder=folder)
    assert done.code == 1
    for line in (1, 2, 3):
        assert f"x.jsonl:{line}:1: error E037" in done.err
    assert "x.jsonl:4:" not in done.err
    (decided,) = (folder / "decisions.jsonl").read_text().splitlines()
    assert json.loads(decided)["element"] == "persName"
    assert teipipe("validate", folder=folder).out.count("V001") == 0


def test_accept_with_diff_writes_nothing(folder: Path, teipipe: Teipipe) -> None:
    write_lines(folder / "x.jsonl", {"quote": "Bert", "element": "rs", "by": "me"})
    done = teipipe("encode", "--accept", folder / "x.jsonl", "--diff", folder=folder)
    assert "<rs>Bert</rs>" in done.out
    assert not (folder / "decisions.jsonl").exists()
    assert not (folder / "letter.xml").exists()


def test_accept_needs_somebody_and_one_document(folder: Path, teipipe: Teipipe) -> None:
    write_lines(folder / "x.jsonl", {"quote": "Bert", "element": "rs"})
    done = teipipe("encode", "--accept", folder / "x.jsonl", folder=folder)
    assert (done.code, "x.jsonl:1:1: error P005" in done.err) == (2, True)
    other = folder.with_name("other")
    other.mkdir()
    for name in ("source.txt", "encoding.toml", "header.xml"):
        (other / name).write_bytes((folder / name).read_bytes())
    done = teipipe("encode", "--accept", folder / "x.jsonl", "--by", "me", folder=folder)
    assert (done.code, "name the one document" in done.err) == (2, True)


def test_a_committed_decision_that_changes_the_text_is_named(
    folder: Path, teipipe: Teipipe
) -> None:
    decided = {"decision": "accepted", "by": "me"}
    write_lines(
        folder / "decisions.jsonl",
        {"quote": "Ann", "element": "rs", **decided},
        {"quote": "Bert", "element": "reg", **decided},
    )
    done = teipipe("encode", folder=folder)
    assert done.code == 1
    assert "decisions.jsonl:2:1: error E033" in done.err
    assert "decisions.jsonl:1:1" not in done.err
    assert not (folder / "letter.xml").exists()


def test_without_the_gate_a_change_of_the_text_would_pass(
    folder: Path, teipipe: Teipipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accepting, "changed_text", lambda *_: "")
    with pytest.raises(AssertionError):
        test_accept_takes_what_leaves_the_text_alone(folder, teipipe)


EDITED = (
    ("<p>", "<p ><?here ?><!-- mine -->", 1),
    ("Bert", "<persName  ref = '#b'>Bert</persName>", 1),
)


@pytest.fixture
def edited(folder: Path, teipipe: Teipipe) -> Path:
    """The letter, encoded and then changed by hand, with one more decision."""
    assert teipipe("encode", folder=folder).code == 0
    text = (folder / "letter.xml").read_text()
    for old, new, times in EDITED:
        text = text.replace(old, new, times)
    (folder / "letter.xml").write_text(text)
    decided = {"decision": "accepted", "by": "me"}
    write_lines(
        folder / "decisions.jsonl",
        {"quote": "Ann", "element": "persName", **decided},
        {"quote": "Bert", "element": "rs", **decided},
        {"quote": "rt are", "element": "seg", **decided},
    )
    return folder


def test_add_inserts_what_is_new_and_nothing_else(edited: Path, teipipe: Teipipe) -> None:
    file = edited / "letter.xml"
    before, lock = file.read_text(), (edited / "encoding.lock").read_bytes()
    assert "E017" in teipipe("encode", folder=edited).err
    assert file.read_text() == before
    done = teipipe("encode", "--add", "--diff", folder=edited)
    assert "<persName>Ann</persName>" in done.out
    assert file.read_text() == before
    explained = teipipe("encode", "--add", "--explain", folder=edited).out.splitlines()
    end = explained.index("")
    (each,) = table("\n".join(explained[:end]))
    assert each | {"line": "", "column": ""} == {
        "line": "",
        "column": "",
        "rule": "decisions",
        "declared": "here",
        "element": "<persName>",
        "words": "Ann",
    }
    assert explained[end + 2].split()[:3] == ["decisions", "persName", "1"]
    done = teipipe("encode", "--add", "--prove", folder=edited)
    assert (done.code, "E034" in done.err) == (0, True)
    after = file.read_text()
    assert after == before.replace("Ann", "<persName>Ann</persName>")
    assert (edited / "encoding.lock").read_bytes() == lock
    assert teipipe("encode", "--add", folder=edited).code == 0
    assert file.read_text() == after
    assert "E017" in teipipe("encode", folder=edited).err


def test_add_to_a_file_of_our_own_keeps_it_ours(folder: Path, teipipe: Teipipe) -> None:
    assert teipipe("encode", "--add", folder=folder).code == 0
    write_lines(
        folder / "decisions.jsonl",
        {"quote": "Ann", "element": "persName", "decision": "accepted", "by": "me"},
    )
    assert teipipe("encode", "--add", folder=folder).code == 0
    assert "<persName>Ann</persName>" in (folder / "letter.xml").read_text()
    assert teipipe("encode", folder=folder).code == 0


def test_add_refuses_another_text(edited: Path, teipipe: Teipipe) -> None:
    file = edited / "letter.xml"
    file.write_text(file.read_text().replace("here", "there"))
    before = file.read_bytes()
    done = teipipe("encode", "--add", folder=edited)
    assert (done.code, "error E036" in done.err) == (1, True)
    assert "source.txt:3:18: error" in done.err
    assert file.read_bytes() == before


def test_add_refuses_what_is_not_well_formed(edited: Path, teipipe: Teipipe) -> None:
    (edited / "letter.xml").write_text("<TEI")
    done = teipipe("encode", "--add", folder=edited)
    assert (done.code, "error P001" in done.err) == (1, True)


def test_the_proof_is_of_the_level_that_is_declared(folder: Path, teipipe: Teipipe) -> None:
    assert teipipe("encode", folder=folder).code == 0
    file = folder / "letter.xml"
    file.write_text(file.read_text().replace("Bert are", "Bert  are"))
    done = teipipe("encode", "--prove", folder=folder)
    assert (done.code, done.out.count("python: white space")) == (1, 1)
    assert "V010" in teipipe("validate", folder=folder).out
    settings = folder / "encoding.toml"
    settings.write_text(settings.read_text() + '[source]\nproof = "white-space"\n')
    assert "V010" not in teipipe("validate", folder=folder).out
    assert "same white space" in teipipe("encode", "--prove", folder=folder).out


def test_who_accepts_is_asked_only_where_something_is_accepted(
    folder: Path, teipipe: Teipipe
) -> None:
    done = teipipe("encode", "--by", "A. Reader", folder=folder)
    assert (done.code, done.err) == (2, "teipipe: --by is for --accept.\n")
