"""CITATION.cff 1.2.0 (Citation File Format): YAML, its strings written as JSON's are.

The people are those of the edition; the works that it edits are references. A licence goes in by
the identifiers that the format's schema lists, any other by its address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from teipipe.deposit.metadata import BODY, Agent, Metadata
from teipipe.deposit.serialising import kept, words

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def citation(metadata: Metadata) -> bytes:
    """Give `CITATION.cff`, of a deposit with a title and somebody to cite."""
    stated = metadata.licence
    listed = stated is not None and stated.spdx and stated.spdx not in words()["not-in-cff"]
    values = kept(
        {
            "cff-version": "1.2.0",
            "message": words()["message"],
            "type": "dataset",
            "title": ": ".join(each.text for each in metadata.of_kind("main", "sub")),
            "abstract": "\n\n".join(metadata.description),
            "authors": _once(_agent(each) for each in metadata.creators),
            "contact": [_agent(metadata.contact)] if metadata.contact else [],
            "version": metadata.version,
            "doi": metadata.doi,
            "identifiers": [
                {"type": "url" if each.scheme == "URL" else "other", "value": each.value}
                for each in metadata.identifiers
                if each.scheme != "DOI"
            ],
            "date-released": metadata.date if _DAY.fullmatch(metadata.date) else "",
            "license": stated.spdx if stated and listed else "",
            "license-url": stated.address if stated and not listed else "",
            "keywords": list(dict.fromkeys(each.text for each in metadata.subjects)),
            "url": metadata.address,
            "references": _once(_references(metadata)),
        }
    )
    return ("\n".join(_lines(values, "")) + "\n").encode("utf-8")


def _agent(agent: Agent) -> dict[str, str]:
    orcid = agent.identifier("ORCID")
    affiliation = "; ".join(each.name for each in agent.affiliations)
    if agent.kind == BODY or not agent.family:
        return kept({"name": agent.name, "orcid": orcid.url if orcid else ""})
    return kept(
        {
            "family-names": agent.family,
            "given-names": agent.given,
            "affiliation": affiliation,
            "orcid": orcid.url if orcid else "",
        }
    )


def _once(values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each value once: the format takes no list with two that are equal."""
    return list({json.dumps(each): each for each in values}.values())


def _references(metadata: Metadata) -> Iterator[dict[str, Any]]:
    for each in metadata.sources:
        if each.title and each.authors:
            year = each.dated.year if each.dated else ""
            yield kept(
                {
                    "type": "generic",
                    "title": each.title,
                    "authors": [_agent(author) for author in each.authors],
                    "year": int(year) if year.isdigit() else None,
                }
            )


def _lines(value: Any, indent: str) -> Iterator[str]:
    """Give the lines of a mapping in block style."""
    for key, each in value.items():
        if isinstance(each, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(each, f"{indent}  ")
        elif isinstance(each, Sequence) and not isinstance(each, str):
            yield f"{indent}{key}:"
            for item in each:
                yield from _item(item, f"{indent}  ")
        else:
            yield f"{indent}{key}: {_scalar(each)}"


def _item(item: Any, indent: str) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"{indent}- {_scalar(item)}"
        return
    first, *others = _lines(item, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from others


def _scalar(value: Any) -> str:
    """Write a string as JSON, which YAML 1.2 reads; it escapes DEL and C1 only this way."""
    written = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda each: f"\\u{ord(each[0]):04x}", written)
