"""Fields: what may be stated of a deposit, how it is known whether it is, what each is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from teipipe import resources
from teipipe.deposit.metadata import PERSON, Metadata

FIELDS: Mapping[str, Callable[[Metadata], object]] = {
    "contact": lambda metadata: metadata.email,
    "creators": lambda metadata: metadata.creators,
    "date": lambda metadata: metadata.date,
    "description": lambda metadata: metadata.description,
    "disciplines": lambda metadata: metadata.disciplines,
    "identifiers": lambda metadata: metadata.identifiers or metadata.address,
    "keywords": lambda metadata: metadata.subjects,
    "licence": lambda metadata: metadata.licence,
    "languages": lambda metadata: metadata.languages,
    "publisher": lambda metadata: metadata.publisher,
    "surnames": lambda metadata: all(
        each.family for each in metadata.creators if each.kind == PERSON
    ),
    "title": lambda metadata: metadata.title,
}
"""Whether a field is stated."""


def missing(metadata: Metadata, names: Iterable[str]) -> tuple[str, ...]:
    """Give the fields among some that nothing states."""
    return tuple(each for each in names if not FIELDS[each](metadata))


def words(name: str) -> Mapping[str, str]:
    """Give what a field is, where in a header it stands, and how the settings say it."""
    return _words()[name]


def _words() -> Mapping[str, Mapping[str, str]]:
    return resources.table("schemas/fields.json")
