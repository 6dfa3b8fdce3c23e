"""Whether a crate describes what is there (RO-Crate 1.1 to 1.3, “Data Entities”)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from teipipe.deposit.crosswalks.rocrate import FILE
from teipipe.deposit.packages.bagit import DECLARATION, PAYLOAD
from teipipe.deposit.packages.fixity import Digests
from teipipe.deposit.packages.opening import Opened
from teipipe.findings import Finding, Place, finding


def folder(package: Opened) -> str:
    """Give the folder of a package that its crate, or its files, are in."""
    return PAYLOAD if DECLARATION in package.sizes else ""


def entities(package: Opened) -> tuple[dict[str, Any], ...]:
    """Give the entities of the crate that are files, nothing where there is no readable crate."""
    path = f"{folder(package)}{FILE}"
    if path not in package.sizes:
        return ()
    try:
        graph = json.loads(package.read(path))["@graph"]
        return tuple(each for each in graph if "File" in _types(each))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def sizes(package: Opened) -> dict[str, str]:
    """Give the sizes that the crate states, by path in the package."""
    return {
        f"{folder(package)}{_path(each)}": str(each["contentSize"])
        for each in entities(package)
        if "contentSize" in each
    }


def check(package: Opened, digests: Digests) -> Iterator[Finding]:
    """Hold the description to the files: what is not there, not as stated, not described."""
    described = {_path(each): each for each in entities(package) if _is_here(each)}
    top = folder(package)
    inside = [path.removeprefix(top) for path in package.sizes if path.startswith(top)]
    if not described:
        return
    for path, entity in described.items():
        if f"{top}{path}" not in package.sizes:
            yield finding("D042", Place(f"{top}{path}"), "deposit", file=path)
        else:
            told = _as_stated(path, entity, package.sizes[f"{top}{path}"], digests[f"{top}{path}"])
            yield from (finding("D043", Place(f"{top}{path}"), "deposit", **each) for each in told)
    folders = _folders(package)
    for path in inside:
        if path not in described and path != FILE and not path.startswith(folders):
            yield finding("D044", Place(f"{top}{path}"), "deposit", file=path)


def _as_stated(
    path: str, entity: Mapping[str, Any], size: int, digests: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """Give what is stated otherwise: a size, or else a checksum."""
    stated = str(entity.get("contentSize", size)).removesuffix(" bytes")
    known = str(entity.get("sha256", digests["sha256"])).lower()
    if stated.isdigit() and int(stated) != size:
        yield {"file": path, "expected": f"{stated} bytes", "found": f"{size} bytes"}
    elif known != digests["sha256"]:
        yield {"file": path, "expected": known, "found": digests["sha256"]}


def _folders(package: Opened) -> tuple[str, ...]:
    """Give the folders that the crate describes, each of which speaks for all in it."""
    graph = json.loads(package.read(f"{folder(package)}{FILE}"))["@graph"]
    named = (unquote(str(each.get("@id", ""))) for each in graph if "Dataset" in _types(each))
    return tuple(each for each in named if each not in ("./", "") and each.endswith("/"))


def _types(entity: Mapping[str, Any]) -> list[str]:
    stated = entity.get("@type", [])
    return stated if isinstance(stated, list) else [stated]


def _path(entity: Mapping[str, Any]) -> str:
    return unquote(str(entity.get("@id", ""))).removeprefix("./")


def _is_here(entity: Mapping[str, Any]) -> bool:
    identifier = str(entity.get("@id", ""))
    return "://" not in identifier and not identifier.startswith("#")
