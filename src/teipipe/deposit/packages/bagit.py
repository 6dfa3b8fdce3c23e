"""Bags (BagIt 1.0, RFC 8493): payload below `data/`, manifests, and what is said of the bag.

In manifests `%`, CR and LF of paths are percent-encoded, and nothing else is. A bag has no
`fetch.txt`: all of it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from teipipe.deposit.metadata import Metadata
from teipipe.deposit.packages.containers import Container, Item, Written

ALGORITHM = "sha512"
"""The algorithm of every bag (RFC 8493, 2.4)."""
ALGORITHMS = ("md5", "sha1", "sha256", "sha512")
"""Those that a manifest may have here, the weaker ones for receivers that ask for them."""
PAYLOAD = "data/"
DECLARATION = "bagit.txt"
INFORMATION = "bag-info.txt"
_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)")
_ESCAPES = re.compile(r"%(?:25|0[DdAa])")


def encoded(path: str) -> str:
    """Write a path as a manifest has it (RFC 8493, 2.1.3)."""
    return re.sub("[%\r\n]", lambda each: _ENCODED[each[0]], path)


def decoded(path: str) -> str:
    """Read a path from a manifest: only what must be encoded is decoded."""
    return _ESCAPES.sub(lambda each: unquote(each[0]), path)


def tagged(
    target: Container,
    payload: Sequence[Written],
    algorithms: Sequence[str],
    info: Mapping[str, str],
    prefix: str = "",
) -> int:
    """Write the tag files of a bag whose payload is written, and give how many there are.

    `prefix` is the bag's folder.
    """
    oxum = f"{sum(each.size for each in payload)}.{len(payload)}"
    contents = {
        DECLARATION: _DECLARED,
        INFORMATION: _information({**info, "Payload-Oxum": oxum}),
        **{
            f"manifest-{each}.txt": manifest(((w.path, w.digests[each]) for w in payload), prefix)
            for each in algorithms
        },
    }
    tags = [
        target.add(Item(f"{prefix}{path}", content), algorithms)
        for path, content in sorted(contents.items())
    ]
    for each in algorithms:
        listed = manifest(((w.path, w.digests[each]) for w in tags), prefix)
        target.add(Item(f"{prefix}tagmanifest-{each}.txt", listed), ())
    return len(tags) + len(algorithms)


def manifest(digests: Iterable[tuple[str, str]], prefix: str = "") -> bytes:
    """Give the lines of a manifest, by path."""
    lines = sorted((encoded(path.removeprefix(prefix)), digest) for path, digest in digests)
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode("utf-8")


def entries(text: str) -> Iterator[tuple[int, str, str]]:
    """Read a manifest: the number of a line, its digest, its path; both empty where it has none."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip():
            found = _LINE.fullmatch(line)
            yield (number, found[1].lower(), decoded(found[2])) if found else (number, "", "")


def information(metadata: Metadata, date: str, agent: str) -> dict[str, str]:
    """Give what a bag says of itself (RFC 8493, 2.2.2), without what nobody knows."""
    stated = {
        "Source-Organization": metadata.publisher.name if metadata.publisher else "",
        "Contact-Name": metadata.contact.name if metadata.contact else "",
        "Contact-Email": metadata.email,
        "External-Description": metadata.title,
        "External-Identifier": f"https://doi.org/{metadata.doi}" if metadata.doi else "",
        "Bagging-Date": date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else "",
        "Bag-Software-Agent": agent,
    }
    return {key: " ".join(value.split()) for key, value in stated.items() if value}


def fields(text: str) -> dict[str, str]:
    """Read `bag-info.txt`: labels and values, the lines of one value joined."""
    joined = re.sub(r"(?:\r\n|\r|\n)[ \t]+", " ", text)
    pairs = (line.partition(":") for line in re.split(r"\r\n|\r|\n", joined) if ":" in line)
    return {label.strip(): value.strip() for label, _, value in pairs}


def _information(values: Mapping[str, str]) -> bytes:
    return "".join(f"{key}: {value}\n" for key, value in values.items()).encode("utf-8")
