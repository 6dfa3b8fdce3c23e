"""Every finding is explained: a page for each code, with an example taken from its case."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def faults(made: Mapping[str, examples.Example]) -> list[str]:
    """Give what is wrong with examples: a code without one, sides alike, a path of the machine."""
    found = [f"{code} has none" for code in examples.missing(made)]
    found += [f"{code} shows nothing" for code, each in made.items() if alike(each)]
    found += [f"{code} tells a path" for code, each in made.items() if str(ROOT) in str(each)]
    return found


def alike(example: examples.Example) -> bool:
    return bool(example["wrong"] == example["right"])


def test_every_code_has_an_example_with_two_sides_that_says_nothing_of_the_machine(
    made: dict[str, examples.Example],
) -> None:
    assert faults(made) == []


def test_a_damaged_example_is_seen(made: dict[str, examples.Example]) -> None:
    (first, one), (second, other) = list(made.items())[:2]
    assert faults({code: each for code, each in made.items() if code != first}) == [
        f"{first} has none"
    ]
    assert faults({**made, first: {**one, "wrong": one["right"]}}) == [f"{first} shows nothing"]
    told = {**other, "message": f"{ROOT}/a.xml is wrong."}
    assert faults({**made, second: told}) == [f"{second} tells a path"]


def test_what_a_case_or_a_book_shows_is_no_situation() -> None:
    situations = examples.of_situations()
    shown = {*examples.of_books(), *(folder.name for folder in examples.CASES)}
    assert sorted(shown & situations.keys()) == []
    said = {code: f"{each['message']} {each['hint']}" for code, each in situations.items()}
    assert [code for code, each in said.items() if re.search(r"\{\w+\}", each)] == []
