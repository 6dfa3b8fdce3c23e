"""Decisions: how a place is told, what a wrong line says, what edits elsewhere do not touch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teipipe.encode import decisions
from teipipe.encode.decisions import (
    Selector,
    located,
    parse_decisions,
    read_decisions,
    read_suggestions,
    selector_of,
    written,
)
from teipipe.errors import ConfigurationError
from teipipe.transcription import Transcription

LINE = {"quote": "Ann", "element": "rs", "decision": "accepted", "by": "me"}


def lines(*values: object) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in values)


def source(text: str) -> Transcription:
    return Transcription("source.txt", text, "")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("{", "E030", "Expecting"),
        ("[1]", "E030", "list"),
        (lines({**LINE, "decison": 1}), "P005", "decison"),
        (lines({**LINE, "decision": "maybe"}), "P005", "maybe"),
        (lines({**LINE, "quote": " "}), "P005", "quote"),
        (lines({**LINE, "element": "rs x"}), "P005", "element"),
        (lines({**LINE, "attributes": {"xmlns": "x"}}), "P005", "attributes"),
        (lines({**LINE, "attributes": {"a b": "x"}}), "P005", "attributes"),
        (lines({**LINE, "attributes": {"n": 1}}), "P005", "attributes"),
        (lines({k: v for k, v in LINE.items() if k != "by"}), "P005", "by"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(line: str, code: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_decisions(f"{lines(LINE)}\n{line}", "decisions.jsonl")
    (found,) = caught.value.findings
    assert (found.code, found.place.file, found.place.line) == (code, "decisions.jsonl", 3)
    assert said in found.message


def test_a_good_file_is_read_and_written_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / decisions.FILE
    assert read_decisions(file, tmp_path) == ()
    file.write_text(lines({**LINE, "reason": "é", "attributes": {"n": "1", "key": "a"}}), "utf-8")
    (made,) = read_decisions(file, tmp_path)
    assert made.attributes == (("n", "1"), ("key", "a"))
    assert json.loads(written([made])) == made.value


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"\xff")
    with pytest.raises(ConfigurationError) as caught:
        read_suggestions(tmp_path / "x.jsonl", tmp_path)
    assert caught.value.findings[0].code == "P003"


def test_suggestions_are_accepted_by_somebody(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(
        lines({"quote": "a", "element": "rs"}, {**LINE, "by": "you", "decision": "rejected"})
    )
    first, second = read_suggestions(tmp_path / "x.jsonl", tmp_path, "me")
    assert (first.decision, first.value["by"]) == ("accepted", "me")
    assert (second.decision, second.value["by"]) == ("rejected", "you")


@pytest.mark.parametrize("text", ["a b a", f"{'x ' * 60}a{' y' * 60}a{' y' * 60}", "aaaa"])
def test_a_selector_finds_its_place_again(text: str) -> None:
    for at in (each for each, letter in enumerate(text) if letter == "a"):
        selector = selector_of(text, at, at + 1)
        value = {**LINE, "quote": "a", "prefix": selector.prefix, "suffix": selector.suffix}
        (made,) = parse_decisions(lines({**value, "hash": selector.hash}), "x")
        ((_, places),), found = located(source(text), [made])
        assert (places, found) == (((at, at + 1),), ())


def test_a_decision_survives_edits_elsewhere_and_other_line_ends() -> None:
    text = f"{'far away. ' * 9}We met Ann in the park.{' And so on.' * 9}"
    start = text.index("Ann")
    selector = selector_of(text, start, start + 3)
    value = {**LINE, "prefix": selector.prefix, "suffix": selector.suffix, "hash": selector.hash}
    (made,) = parse_decisions(lines(value), "x")
    edited = text.replace("far", "very far", 3).replace("in the park", "in the\npark")
    ((_, ((found, _),)),), _ = located(source(f"New. {edited}"), [made])
    assert f"New. {edited}"[found:].startswith("Ann in the\npark")


def test_the_hash_tells_words_and_context_but_no_white_space() -> None:
    assert Selector("a b", "c ", " d").hash == Selector("a\nb", " c", "d ").hash
    others = {Selector("a", "b").hash, Selector("a", "", "b").hash, Selector("ab").hash}
    assert len(others) == 3


def test_everywhere_means_whole_words() -> None:
    (made,) = parse_decisions(lines({**LINE, "everywhere": True}), "x")
    ((_, places),), _ = located(source("Ann, Annals, Ann-Lee, Ann"), [made])
    assert places == ((0, 3), (22, 25))


def test_mutant_without_context_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "_LONGEST", 0)
    monkeypatch.setattr(decisions, "_CONTEXT", 0)
    with pytest.raises(ValueError, match="unpack"):
        test_a_selector_finds_its_place_again("a b a")


BEFORE, AFTER = "On the morning of that day ", " went down to the harbour."
EDITED = {
    "before": (f"On that day Ann{AFTER}", 1),
    "after": (f"{BEFORE}Ann left.", 1),
    "on both sides": ("On that day Ann left.", 0),
    "and the words around stand twice": (f"On that day Ann{AFTER} {BEFORE}Ann left.", 0),
    "and the words are gone": (f"{BEFORE}Anna{AFTER}", 0),
}


@pytest.mark.parametrize("edit", EDITED)
@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_a_decision_survives_an_edit_on_one_side_of_its_words(edit: str, decision: str) -> None:
    text, count = EDITED[edit]
    line = {**LINE, "prefix": BEFORE, "suffix": AFTER, "decision": decision}
    found, mistakes = located(source(f"Ann said so. {text}"), parse_decisions(lines(line), "d"))
    assert (len(found), len(mistakes)) == (count, 1 - count)
    assert all(where == ((13 + text.index("Ann"), 16 + text.index("Ann")),) for _, where in found)


def test_little_context_is_all_meant() -> None:
    line = {**LINE, "prefix": "dear ", "suffix": " is"}
    assert located(source("my Ann is here"), parse_decisions(lines(line), "d"))[0] == ()
