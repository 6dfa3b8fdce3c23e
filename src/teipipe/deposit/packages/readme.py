"""The README of a package, from the metadata and a template (`templates/deposit/README.md`).

A line of the template with a name in braces is there once for each value of the name, and not at
all where there is none; a heading without anything below it goes, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from teipipe import resources
from teipipe.deposit.languages import name as language_name
from teipipe.deposit.metadata import Agent, Metadata

FILE = "README.md"
_NAME = re.compile(r"\{(\w+)\}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#])")


def readme(metadata: Metadata, files: Sequence[str]) -> bytes:
    """Give the README; `files` are the lines that say what is in the package."""
    values = _values(metadata, files)
    template = (resources.template("deposit") / FILE).read_text("utf-8")
    blocks = [block for each in template.strip().split("\n\n") if (block := _block(each, values))]
    kept = [
        block
        for block, below in zip(blocks, (*blocks[1:], "#"), strict=True)
        if not (block.startswith("## ") and below.startswith("#"))
    ]
    return ("\n\n".join(kept) + "\n").encode("utf-8")


def _block(block: str, values: Mapping[str, Sequence[str]]) -> str:
    return "\n".join(line for each in block.split("\n") for line in _lines(each, values))


def _lines(line: str, values: Mapping[str, Sequence[str]]) -> Iterator[str]:
    named = _NAME.search(line)
    if named is None:
        yield line
        return
    paragraphs = line == named[0]
    for number, value in enumerate(values[named[1]]):
        if paragraphs and number:
            yield ""
        yield line.replace(named[0], value)


def _values(metadata: Metadata, files: Sequence[str]) -> dict[str, list[str]]:
    """Give the values of each name, as Markdown."""
    stated = metadata.licence
    licence = f"[{_text(stated.name)}]({stated.address})" if stated and stated.address else ""
    said = {
        "title": [_text(metadata.title or metadata.name)],
        "subtitle": [_text(each.text) for each in metadata.of_kind("sub")],
        "description": [_text(each) for each in metadata.description],
        "creator": [_agent(each) for each in metadata.creators],
        "contributor": [_agent(each) for each in metadata.contributors],
        "embargo": [metadata.embargo],
        "author": [_agent(each) for each in metadata.authors()],
        "publisher": [_agent(metadata.publisher)] if metadata.publisher else [],
        "contact": [_text(_contact(metadata))],
        "funding": [_text(f"{each.funder.name} {each.award}".strip()) for each in metadata.funding],
        "date": [metadata.date],
        "version": [_text(metadata.version)],
        "created": [metadata.created.edtf if metadata.created else ""],
        "languages": [", ".join(language_name(each) for each in metadata.languages)],
        "keywords": [_text(", ".join(each.text for each in metadata.subjects))],
        "doi": [f"https://doi.org/{metadata.doi}" if metadata.doi else ""],
        "address": [metadata.address],
        "licence": [licence or (_text(stated.name) if stated else "")],
        "source": list(dict.fromkeys(_text(each.citation) for each in metadata.sources)),
        "file": list(files),
    }
    given = {name: [each for each in values if each] for name, values in said.items()}
    return {**given, "unknown": [] if stated else [""]}


def _agent(agent: Agent) -> str:
    best = agent.identifier("ORCID", "ROR", "GND", "VIAF", "ISNI")
    return f"[{_text(agent.name)}]({best.url})" if best else _text(agent.name)


def _contact(metadata: Metadata) -> str:
    named = metadata.contact.name if metadata.contact else ""
    return ", ".join(each for each in (named, metadata.email) if each)


def _text(text: str) -> str:
    """Write words so that no Markdown is read into them."""
    return _SPECIAL.sub(r"\\\1", text)
