"""Every finding is explained: a page for each code, with an example taken from its case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cases import examples

from teipipe import resources
from teipipe.findings import catalogue
from teipipe.reports import explaining

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "schemas" / "examples.json"
PAGES = ROOT / "docs" / "findings"


@pytest.fixture(scope="module")
def made() -> dict[str, examples.Example]:
    return examples.examples()


def pages() -> dict[str, str]:
    """Give every page by its name."""
    explained = (explaining.explanation(code) for code in catalogue())
    made = {f"{each.code}.md": explaining.as_markdown(each) for each in explained}
    return {**made, "README.md": explaining.index()}


def test_the_examples_are_those_of_the_cases(
    made: dict[str, examples.Example], regenerates: bool
) -> None:
    """`--regen-all` writes them anew."""
    if regenerates:
        EXAMPLES.write_text(examples.content(made), "utf-8")
        resources.table.cache_clear()
    assert EXAMPLES.read_text("utf-8") == examples.content(made)


def test_the_pages_are_current(regenerates: bool) -> None:
    """`--regen-all` writes them anew."""
    if regenerates:
        PAGES.mkdir(exist_ok=True)
        for old in set(PAGES.iterdir()) - {PAGES / name for name in pages()}:
            old.unlink()
        for name, text in pages().items():
            (PAGES / name).write_text(text, "utf-8")
    written = {each.name: each.read_text("utf-8") for each in PAGES.iterdir()}
    assert written == pages()


def test_every_code_has_an_example(made: dict[str, examples.Example]) -> None:
    assert examples.missing(made) == []


def test_what_a_case_or_a_book_shows_is_no_situation() -> None:
    situations = examples.of_situations()
    shown = {*examples.of_books(), *(folder.name for folder in examples.CASES)}
    assert sorted(shown & situations.keys()) == []
    said = {code: f"{each['message']} {each['hint']}" for code, each in situations.items()}
    assert [code for code, each in said.items() if re.search(r"\{\w+\}", each)] == []


def test_an_example_has_two_sides_that_differ(made: dict[str, examples.Example]) -> None:
    assert [code for code, each in made.items() if each["wrong"] == each["right"]] == []


def test_an_example_says_nothing_of_the_machine(made: dict[str, examples.Example]) -> None:
    assert str(ROOT) not in examples.content(made)
