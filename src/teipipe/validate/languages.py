"""Language tags: whether they are valid by BCP 47 (RFC 5646, 2.2.9).

Subtags are those of the IANA registry; grandfathered tags and private use are valid, too. An
empty `xml:lang` says that the language is not known, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from teipipe import resources
from teipipe.documents import LANG, Document, tei
from teipipe.findings import Finding, finding, grouped

_TAG = re.compile(
    r"(?P<language>[a-z]{2,8})(?P<extlang>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")


def check(document: Document) -> tuple[Finding, ...]:
    """Find language tags that are not valid (V054), each once with a count."""
    return grouped(
        finding("V054", document.place(element), tag=tag, subtag=wrong, near=_shorter(tag))
        for element, tag in _tags(document)
        if (wrong := fault(tag))
    )


def _tags(document: Document) -> Iterator[tuple[Any, str]]:
    for element in document.tree.iter(tei("*"), "{}*"):
        if element.get(LANG):
            yield element, element.get(LANG)
    for element in document.tree.iter(tei("language")):
        yield from ((element, each) for each in element.get("ident", "").split())
    for element in document.tree.iter(tei("textLang")):
        listed = f"{element.get('mainLang', '')} {element.get('otherLangs', '')}"
        yield from ((element, each) for each in listed.split())


@lru_cache(maxsize=1024)
def fault(tag: str) -> str:
    """Give what is wrong in a tag: the subtag that nobody knows, the whole tag, or nothing."""
    lower = tag.lower()
    if lower in _known()["grandfathered"] or _PRIVATE.fullmatch(lower):
        return ""
    parsed = _TAG.fullmatch(lower)
    if parsed is None:
        return tag
    subtags = {
        "language": [parsed["language"]],
        "extlang": parsed["extlang"].split("-")[1:],
        "script": [parsed["script"]],
        "region": [parsed["region"]],
        "variant": parsed["variants"].split("-")[1:],
    }
    unknown = (
        each
        for kind, given in subtags.items()
        for each in given
        if each and each not in _known()[kind] and not _private(kind, each)
    )
    return next(unknown, "")


def _shorter(tag: str) -> str:
    """Give a tag with the code of two letters that its language has, nothing if it has none."""
    language, hyphen, rest = tag.partition("-")
    shorter = _of_three_letters().get(language.lower(), "")
    better = f"{shorter}{hyphen}{rest}"
    return better if shorter and not fault(better) else ""


@cache
def _of_three_letters() -> Mapping[str, str]:
    """Give the codes of two letters by those of three, both of ISO 639."""
    listed = resources.table("schemas/iso639.json")
    two: dict[str, str] = {three: two for two, three in listed["two"].items()}
    return {**{old: two[new] for new, old in listed["bibliographic"].items() if new in two}, **two}


def _private(kind: str, subtag: str) -> bool:
    """Whether a subtag lies in a range that the registry leaves to private use."""
    ranges = (each.split("..") for each in _known()[kind] if ".." in each)
    return any(len(subtag) == len(low) and low <= subtag <= high for low, high in ranges)


@cache
def _known() -> Mapping[str, frozenset[str]]:
    listed = resources.table("schemas/languages.json")
    return {kind: frozenset(" ".join(lines).split()) for kind, lines in listed.items()}
