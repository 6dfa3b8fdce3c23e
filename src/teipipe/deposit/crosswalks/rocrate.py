"""RO-Crate 1.3: the package described, and how it was made (Process Run Crate).

The crate is the payload of the bag, as the two specifications say of bags with a crate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from teipipe.deposit.crosswalks.codemeta import agent as as_agent
from teipipe.deposit.metadata import Agent, Metadata
from teipipe.deposit.packages.containers import Written
from teipipe.deposit.serialising import as_json, kept, words

FILE = "ro-crate-metadata.json"
VERSION = "1.3"
CRATE = f"https://w3id.org/ro/crate/{VERSION}"
PROCESS = "https://w3id.org/ro/wfrun/process/0.5"


@dataclass(frozen=True, slots=True)
class Run:
    """How outputs were made: what was read and made (paths), by which tools; which are TEI.

    `day` is that of the package: a crate must be dated, also where no publication is.
    """

    inputs: Sequence[str]
    outputs: Sequence[str]
    tools: Mapping[str, str]
    tei: frozenset[str] = frozenset()
    day: str = ""


def crate(metadata: Metadata, files: Sequence[Written], run: Run) -> bytes:
    """Give `ro-crate-metadata.json` for the files of a payload, whose paths are below it."""
    agents: dict[str, dict[str, Any]] = {}
    root = {**_root(metadata, files, agents), "datePublished": metadata.date or run.day}
    entities = [
        {
            "@id": FILE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": CRATE},
            "about": {"@id": "./"},
        },
        root,
        *(_file(each, run) for each in files),
        *_licence(metadata),
        *_sources(metadata, agents),
        *_run(run),
        *agents.values(),
    ]
    graph = [{key: _plain(value) for key, value in each.items()} for each in entities]
    return as_json({"@context": f"{CRATE}/context", "@graph": graph})


def identifier(path: str) -> str:
    """Give the `@id` of a file: its path as a relative reference (RFC 3986)."""
    return quote(path, safe="/!$&'()*+,;=@~-._")


def _root(
    metadata: Metadata, files: Sequence[Written], agents: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    doi = f"https://doi.org/{metadata.doi}" if metadata.doi else ""
    people = [_known(each, agents) for each in metadata.creators]
    return kept(
        {
            "@id": "./",
            "@type": "Dataset",
            "conformsTo": {"@id": PROCESS},
            "name": metadata.title or metadata.name,
            "description": "\n\n".join(metadata.description) or metadata.title or metadata.name,
            "identifier": doi,
            "dateModified": metadata.changed,
            "version": metadata.version,
            "author": people,
            "editor": [_known(each, agents) for each in metadata.creators if "edt" in each.roles],
            "contributor": [_known(each, agents) for each in metadata.contributors],
            "publisher": _known(metadata.publisher, agents) if metadata.publisher else None,
            "funder": [_known(each.funder, agents) for each in metadata.funding],
            "license": _rights(metadata),
            "inLanguage": list(metadata.languages),
            "keywords": [each.text for each in metadata.subjects],
            "temporalCoverage": metadata.created.edtf if metadata.created else "",
            "url": metadata.address,
            "isBasedOn": [{"@id": f"#source-{n}"} for n, _ in enumerate(metadata.sources, 1)],
            "mentions": {"@id": "#build"},
            "hasPart": [{"@id": identifier(each.path)} for each in files],
        }
    )


def _rights(metadata: Metadata) -> Any:
    """Give the licence; a crate must have words on it, so unknown rights are said to be so."""
    stated = metadata.licence
    if stated is None:
        return words()["unknown-rights"]
    return {"@id": stated.address} if stated.address else stated.title


def _tool(name: str) -> str:
    return str(words()["tools"][name])


def _plain(value: Any) -> Any:
    """Give a list of one as its only value, as the specification writes it."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _known(agent: Agent, agents: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Give the reference to an agent, whose entity is added to the crate once."""
    described = as_agent(agent)
    described["affiliation"] = [_known(each, agents) for each in agent.affiliations]
    name = described.setdefault("@id", f"#agent-{quote(agent.inverted.replace(' ', '-'))}")
    agents.setdefault(name, kept(described))
    return {"@id": name}


def _file(file: Written, run: Run) -> dict[str, Any]:
    suffix = PurePosixPath(file.path).suffix.removeprefix(".").lower()
    media = "application/tei+xml" if file.path in run.tei else words()["media-types"].get(suffix)
    return kept(
        {
            "@id": identifier(file.path),
            "@type": "File",
            "name": PurePosixPath(file.path).name,
            "contentSize": str(file.size),
            "encodingFormat": media or "application/octet-stream",
            "sha256": file.digests["sha256"],
        }
    )


def _licence(metadata: Metadata) -> Iterator[dict[str, Any]]:
    stated = metadata.licence
    if stated and stated.address:
        yield kept(
            {
                "@id": stated.address,
                "@type": "CreativeWork",
                "name": stated.title,
                "identifier": stated.spdx,
            }
        )


def _sources(metadata: Metadata, agents: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, each in enumerate(metadata.sources, 1):
        yield kept(
            {
                "@id": f"#source-{number}",
                "@type": "CreativeWork",
                "name": each.title,
                "description": each.citation,
                "author": [_known(author, agents) for author in each.authors],
                "dateCreated": each.dated.edtf if each.dated else "",
            }
        )


def _run(run: Run) -> Iterator[dict[str, Any]]:
    yield {
        "@id": PROCESS,
        "@type": ["CreativeWork", "Profile"],
        "name": "Process Run Crate",
        "version": PROCESS.rpartition("/")[2],
    }
    yield {
        "@id": "#build",
        "@type": "CreateAction",
        "name": words()["run"],
        "instrument": _plain([{"@id": _tool(name)} for name in run.tools]),
        "object": _plain([{"@id": identifier(each)} for each in run.inputs]),
        "result": _plain([{"@id": identifier(each)} for each in run.outputs]),
    }
    for name, version in run.tools.items():
        yield {
            "@id": _tool(name),
            "@type": "SoftwareApplication",
            "name": name,
            "url": _tool(name),
            "softwareVersion": version,
            "version": version,
        }
