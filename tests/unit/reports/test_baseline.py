"""The baseline as a value: what is new, known, fixed or stale, whatever moved."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.reports.conftest import ODD

from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, Place, finding
from teipipe.reports import Entry, entries
from teipipe.reports.baseline import Baseline, Comparison, merged, of, read, shrunk

SAID = {"attribute": "rent", "name": "p", "expected": "rend", "documentation": ""}
TAGS = ('<p rent="a">', '<p rent="b">', '<p rent="c">')


def fault(line: int, file: str = "a.xml", code: str = "V013") -> Finding:
    return finding(code, Place(file, line, 1, line, 13), **SAID)


def found(folder: Path, *findings: Finding) -> tuple[Entry, ...]:
    return entries(findings, folder)


def written(folder: Path, tags: tuple[str, ...] = TAGS) -> tuple[Entry, ...]:
    """Write a file with a tag a line, each a fault, and give what is found in it."""
    (folder / "a.xml").write_text("\n".join(tags))
    return found(folder, *(fault(line) for line in range(1, len(tags) + 1)))


def test_what_was_there_is_known_wherever_it_has_gone(tmp_path: Path) -> None:
    baseline = of(written(tmp_path), tmp_path)
    moved = ("<!-- -->", *TAGS)
    (tmp_path / "a.xml").write_text("\n".join(moved))
    compared = Comparison(baseline)
    assert compared.new(found(tmp_path, fault(2), fault(3), fault(4))) == []
    assert compared.known == 3
    assert compared.gone([tmp_path / "a.xml"]) == ((), ())


def test_of_many_alike_the_new_one_is_named(tmp_path: Path) -> None:
    baseline = of(written(tmp_path), tmp_path)
    new = Comparison(baseline).new(written(tmp_path, (TAGS[0], '<p rent="n">', *TAGS[1:])))
    assert [each.finding.place.line for each in new] == [2]


def test_an_old_fault_whose_tag_was_changed_is_still_known(tmp_path: Path) -> None:
    baseline = of(written(tmp_path), tmp_path)
    assert Comparison(baseline).new(written(tmp_path, ('<p n="1" rent="a">', *TAGS[1:]))) == []


def test_what_is_mended_is_fixed_and_counted(tmp_path: Path) -> None:
    baseline = of(written(tmp_path), tmp_path)
    compared = Comparison(baseline)
    assert compared.new(written(tmp_path, TAGS[:1])) == []
    fixed, stale = compared.gone([tmp_path / "a.xml"])
    assert [(each.file, each.code, each.count) for each in fixed] == [("a.xml", "V013", 2)]
    assert stale == ()


def test_a_count_that_grows_is_new_by_what_it_grew(tmp_path: Path) -> None:
    three = replace(fault(1), count=3)
    compared = Comparison(of(found(tmp_path, three), tmp_path))
    (new,) = compared.new(found(tmp_path, replace(three, count=5)))
    assert (new.finding.count, compared.known) == (2, 3)


def test_a_file_that_is_gone_is_stale_and_one_not_checked_is_neither(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("")
    both = found(tmp_path, fault(1, "gone.xml"), fault(1, "b.xml"), fault(1, "a.xml"))
    compared = Comparison(of(both, tmp_path))
    fixed, stale = compared.gone([tmp_path / "a.xml"])
    assert [each.file for each in fixed] == ["a.xml"]
    assert [each.file for each in stale] == ["gone.xml"]


def test_nothing_is_fixed_in_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    compared = Comparison(of(written(tmp_path), tmp_path))
    compared.new(found(tmp_path, finding("P001", Place("a.xml", 1, 1), reason="x")))
    assert compared.gone([tmp_path / "a.xml"]) == ((), ())


def test_numbers_in_what_is_said_are_no_part_of_it(tmp_path: Path) -> None:
    double = finding("V018", Place("a.xml", 7, 1), identifier="x", first=6)
    later = finding("V018", Place("a.xml", 9, 1), identifier="x", first=8)
    assert Comparison(of(found(tmp_path, double), tmp_path)).new(found(tmp_path, later)) == []
    other = replace(later, arguments={"identifier": "y", "first": 6})
    assert len(Comparison(of(found(tmp_path, double), tmp_path)).new(found(tmp_path, other))) == 1


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    odd = finding("V057", Place(ODD, 1, 1), text="a\n\u2028“b”", name="title")
    made = of((*written(tmp_path), *found(tmp_path, odd)), tmp_path)
    (tmp_path / "base.json").write_bytes(made.content())
    again = read(tmp_path / "base.json")
    assert again.content() == made.content()
    assert again.count == made.count == 4
    assert made.content().count(b"\n   ") == 2


def test_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "base.json").write_bytes(Baseline(tmp_path, {}).content())
    assert read(tmp_path / "base.json").count == 0


def test_shrinking_adds_nothing(tmp_path: Path) -> None:
    old = of(found(tmp_path, fault(1), fault(2)), tmp_path)
    new = of(found(tmp_path, fault(1), fault(2), fault(3), fault(1, "b.xml")), tmp_path)
    assert shrunk(old, new).count == 2
    assert shrunk(new, old).count == 2


def test_an_update_keeps_what_was_not_checked_and_drops_what_is_gone(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("")
    old = of(found(tmp_path, fault(1), fault(1, "b.xml"), fault(1, "gone.xml")), tmp_path)
    made = merged(old, Baseline(tmp_path, {}), {"a.xml"})
    assert made.files() == {"b.xml"}


DAMAGE: dict[str, Callable[[str], str]] = {
    "of another form": lambda text: text.replace('"teipipe-baseline": 1', '"teipipe-baseline": 2'),
    "the file of something else": lambda _: "{}",
    "not JSON": lambda text: text[: len(text) // 2],
    "is not JSON": lambda text: text.replace("{\n", "<<<<<<< HEAD\n{\n", 1),
    "an entry in it is damaged": lambda text: text.replace('"count": 3', '"count": "3"'),
    "an entry": lambda text: text.replace('"count": 3', '"count": 0'),
    "in it is damaged": lambda text: text.replace('"code": "V013", ', ""),
    "is damaged": lambda text: text.replace('"files": {', '"files": {"x": 1,'),
}


@pytest.mark.parametrize("said", DAMAGE)
def test_a_damaged_one_is_refused_with_the_reason(said: str, tmp_path: Path) -> None:
    content = of(written(tmp_path), tmp_path).content().decode()
    damaged = DAMAGE[said](content)
    assert damaged != content
    (tmp_path / "base.json").write_text(damaged)
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path / "base.json")
    (refused,) = caught.value.findings
    assert refused.code == "P030"
    assert said.replace("of another form", "another version of teipipe") in refused.message


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 100_000, b""])
def test_what_is_no_json_at_all(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "base.json").write_bytes(content)
    with pytest.raises(ConfigurationError):
        read(tmp_path / "base.json")


def test_one_of_another_corpus(tmp_path: Path) -> None:
    other: Any = of(found(tmp_path, fault(1, "x.xml"), fault(1, "y.xml")), tmp_path)
    with pytest.raises(ConfigurationError, match="another collection"):
        Comparison(other).gone([tmp_path / "a.xml"])


def test_json_of_a_baseline_is_plain(tmp_path: Path) -> None:
    content = json.loads(of(written(tmp_path), tmp_path).content())
    (entry,) = content["files"]["a.xml"]
    assert sorted(entry) == ["code", "count", "kind", "marks", "message"]
    assert len(entry["marks"]) == entry["count"] == 3
