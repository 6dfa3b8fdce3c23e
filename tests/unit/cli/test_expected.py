"""A hint tells eight of the names that are allowed; the reports for programs have all of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.cli.conftest import Teipipe

from teipipe.build.results import plain
from teipipe.findings import finding

NAMES = ["a", "B", "c", "D", "e", "F", "g", "H", "i", "J"]
REST = "names that are allowed: --report json, under “expected”."

Reported = Callable[[int, str], str]


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, teipipe: Teipipe) -> Reported:
    """Give what a report says of a document with an element that is none of those allowed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "teipipe.toml").write_text('schemas = ["s.rng"]\n')
    (tmp_path / "d.xml").write_text("<top>\n<other-than-all/>\n</top>")

    def report(count: int, form: str) -> str:
        names = reversed(NAMES[:count])
        allowed = "".join(f'<element name="{each}"><empty/></element>' for each in names)
        start = '<element xmlns="http://relaxng.org/ns/structure/1.0" name="top">'
        (tmp_path / "s.rng").write_text(f"{start}<choice>{allowed}</choice></element>")
        return teipipe("validate", "--report", form, "d.xml", folder=tmp_path).out

    return report


def unknown_element(report: str) -> dict[str, object]:
    lines = map(json.loads, report.splitlines())
    found: dict[str, object] = next(each for each in lines if each["code"] == "V011")
    return found


@pytest.mark.parametrize("count", [1, 8, 9, 10])
def test_a_program_is_told_all_that_is_allowed(reported: Reported, count: int) -> None:
    assert unknown_element(reported(count, "jsonl"))["expected"] == NAMES[:count]


def test_what_is_remembered_has_all_names_too(reported: Reported, tmp_path: Path) -> None:
    first = reported(10, "jsonl")
    assert list((tmp_path / "cache").rglob("results.sqlite"))
    assert reported(10, "jsonl") == first
    assert unknown_element(first)["expected"] == NAMES


@pytest.mark.parametrize(("count", "told"), [(8, False), (10, True)])
def test_a_reader_is_told_where_the_rest_is(reported: Reported, count: int, told: bool) -> None:
    report = reported(count, "text")
    assert "a, B, c, D, e, F, g, H" in report
    assert (f"All {count} {REST}" in report) is told


def test_a_finding_of_plain_values_keeps_all_names() -> None:
    found = plain(finding("V011", allowed=("a", "b")))
    assert found.as_dict()["expected"] == ["a", "b"]
