"""Languages: a BCP 47 tag as ISO 639 has it (three letters of part 3; MARC's of part 2)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from teipipe import resources


def iso639_3(tag: str) -> str:
    """Give the three letters of a tag's language, nothing for a private or unknown one."""
    language = tag.partition("-")[0].lower()
    if len(language) != 3:
        return str(_table()["two"].get(language, ""))
    language = {other: code for code, other in _table()["bibliographic"].items()}.get(
        language, language
    )
    return language if language in _registered() else ""


def marc(tag: str) -> str:
    """Give the code of MARC's list of languages (ISO 639-2/B), “und” where it has none."""
    code = iso639_3(tag)
    known = code in _table()["two"].values() or code in " ".join(_table()["further"]).split()
    return str(_table()["bibliographic"].get(code, code if known else "und"))


def name(tag: str) -> str:
    """Give a language's name in English, the tag itself where it is not listed."""
    return str(_table()["names"].get(iso639_3(tag), tag))


def _table() -> Mapping[str, Any]:
    return resources.table("schemas/iso639.json")


@cache
def _registered() -> frozenset[str]:
    """Give the languages that have three letters: those of the registry of BCP 47 have no two."""
    listed = resources.table("schemas/languages.json")
    registered = (each for each in " ".join(listed["language"]).split() if len(each) == 3)
    return frozenset((*registered, *_table()["two"].values()))
