"""Each damage to a clean book is seen by our own checks, EPUBCheck or Ace, as the table says."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.cases import book_mutants
from tests.cases.book_mutants import Mutant, found, good, mutants, packed
from tests.oracles import ace, epubcheck

from teipipe.findings import catalogue

MUTANTS = mutants()
GRAVE = {"FATAL", "ERROR", "WARNING"}


def test_our_own_checks_find_nothing_in_the_clean_book(tmp_path: Path) -> None:
    assert found(packed(good()), tmp_path) == ()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: each.what)
def test_our_own_checks_give_these_codes_and_no_others(mutant: Mutant, tmp_path: Path) -> None:
    assert {each.code for each in found(mutant.book(), tmp_path)} == mutant.own


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """What EPUBCheck says of the clean book and of every damaged one."""
    folder = tmp_path_factory.mktemp("mutants")
    books = {"clean": packed(good()), **{each.what: each.book() for each in MUTANTS}}
    paths = {name: folder / f"{number}.epub" for number, name in enumerate(books)}
    for name, path in paths.items():
        path.write_bytes(books[name])
    codes: dict[str, set[str]] = {str(path): set() for path in paths.values()}
    for message in epubcheck.check(paths.values()):
        if message.severity in GRAVE:
            codes[message.file].add(message.code)
    return {name: codes[str(path)] for name, path in paths.items()}


def test_epubcheck_finds_nothing_in_the_clean_book(judged: Mapping[str, set[str]]) -> None:
    assert judged["clean"] == set()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: each.what)
def test_epubcheck_says_what_the_table_says(mutant: Mutant, judged: Mapping[str, set[str]]) -> None:
    assert judged[mutant.what] == mutant.epubcheck


def test_ace_sees_what_only_a_browser_can(tmp_path: Path) -> None:
    alone = [each for each in MUTANTS if not each.own and not each.epubcheck]
    assert alone
    for mutant in alone:
        path = tmp_path / "book.epub"
        path.write_bytes(mutant.book())
        assert {each.rule for each in ace.check([path])} == mutant.ace


def test_somebody_sees_every_damage() -> None:
    assert len(MUTANTS) > 50
    assert [each.what for each in MUTANTS if not each.own | each.epubcheck | each.ace] == []


def test_every_code_of_a_book_has_a_damage() -> None:
    codes = {code for code in catalogue() if "V100" <= code < "V200"}
    assert codes - {code for each in MUTANTS for code in each.own} == set()


def test_a_damage_that_does_not_apply_is_told() -> None:
    lost = Mutant("x", {"part": "nav.xhtml", "find": "no such words"}, *[frozenset[str]()] * 3)
    with pytest.raises(AssertionError, match="has not"):
        lost.book()
    assert book_mutants.BELOW + "nav.xhtml" in good()
