"""Documents made at random from a schema: valid by it, and judged as Jing judges them."""

from pathlib import Path

from tests.oracles import jing
from tests.oracles.agreement import judged
from tests.oracles.instances import Maker
from tests.oracles.mutants import mutants

from teipipe.documents import parse
from teipipe.resources import path
from teipipe.validate import relaxng

NO_GRAMMAR = {"V005", "V018"}
"""Pointers and identifiers: what a document is made of does not tie them."""


def made(schema: Path, count: int) -> list[bytes]:
    loaded, _ = relaxng.load(schema, schema.parent)
    return list(Maker(loaded, 1).documents(count))


def codes(document: bytes, schema: Path) -> set[str]:
    read = parse(document, Path("made.xml"), Path())
    return {each.code for each in relaxng.check(read, schema, schema.parent)} - NO_GRAMMAR


def test_what_the_profile_allows_is_valid_by_it_and_by_all_of_the_tei():
    profile = path("schemas/teipipe.rng")
    documents = made(profile, 30)
    assert len(documents) > 25
    for schema in (profile, jing.tei_all()):
        assert [each for each in documents if codes(each, schema)] == []


def test_made_documents_and_damaged_ones_are_judged_as_jing_judges_them():
    schema = jing.tei_all().with_name("tei_svg.rng")
    documents = [each for each in made(schema, 12) if len(each) < 20_000]
    damaged = [mutant for each in documents for mutant in mutants(each, 3, len(each))]
    found = judged(schema, [*documents, *damaged])
    assert found.invalid > len(documents)
    assert found.verdicts == ()
