"""`teipipe explain`: the same as the page of the finding, for every code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.conftest import Teipipe

from teipipe.findings import catalogue
from teipipe.reports.explaining import as_markdown, as_text, explanation

PAGES = Path(__file__).parents[3] / "docs" / "findings"


def test_a_finding_with_its_example(tmp_path: Path, teipipe: Teipipe) -> None:
    done = teipipe("explain", "v013", folder=tmp_path)
    assert done.code == 0
    assert done.out == (
        "V013: attribute not allowed (error, found by validate)\n\n"
        "The attribute @style is not allowed on “p”.\n\n"
        "Take it out, or write what it says in another. Allowed here: rend.\n\n"
        'Wrong:\n    <p style="centre">One.</p>\n\n'
        'Right:\n    <p rend="centre">One.</p>\n'
    )


@pytest.mark.parametrize("code", catalogue())
def test_the_page_and_the_terminal_say_the_same(code: str) -> None:
    explained = explanation(code)
    page = (PAGES / f"{code}.md").read_text("utf-8")
    assert page == as_markdown(explained)
    told = " ".join(as_text(explained).split())
    for each in (explained.message, explained.hint, *(p.text for p in explained.wrong)):
        assert " ".join(each.split()) in told
    assert page.count("```\n") >= len(explained.wrong) + len(explained.right)


def test_several_and_all(tmp_path: Path, teipipe: Teipipe) -> None:
    two = teipipe("explain", "V013", "V012", folder=tmp_path).out
    assert "\n\nV012: " in two
    every = teipipe("explain", folder=tmp_path).out.splitlines()
    assert [line.split()[0] for line in every] == list(catalogue())


def test_a_code_that_is_not_there(tmp_path: Path, teipipe: Teipipe) -> None:
    done = teipipe("explain", "V999", folder=tmp_path)
    assert done.code == 2
    assert "There is no finding “V999”" in done.err
