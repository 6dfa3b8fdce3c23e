"""The verification of a package, composed: fixity, description, metadata, TEI and outputs.

What a package's own record (`validation.json`) tells of unchanged bytes is not worked out again;
whatever differs from it is told, and validated anew.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.build.deposit.depositing import VALIDATION, agent
from teipipe.build.deposit.surveying import survey
from teipipe.build.plan import plan
from teipipe.build.workshop import check as validated
from teipipe.deposit import formats, statements
from teipipe.deposit.packages import bagit, described, fixity
from teipipe.deposit.packages.fixity import Digests
from teipipe.deposit.packages.opening import Opened, opened
from teipipe.deposit.packages.payload import OUTPUTS
from teipipe.documents import tei
from teipipe.errors import DocumentError, TeipipeError
from teipipe.findings import Finding, Place, Severity, distinct, finding
from teipipe.project import FILE

_FIRST = 4096
_NAME = "teipipe "
_OF_MANIFESTS = ("D030", "D031", "D032", "D036")
_OF_THE_CRATE = ("D042", "D043", "D044")
Truth = Callable[[Mapping[str, bytes]], Iterable[Finding]]
"""Holds metadata files, by path, to what the TEI says."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A package that was looked at: how many files it has, and what was found."""

    count: int
    findings: tuple[Finding, ...]


def verify(path: Path) -> Verified:
    """Verify a folder or a zip, of teipipe's making or another's; it is not changed.

    Of a folder that was laid out for a target, the zip in it is verified.

    Raises `DocumentError` (D033, D041) for what cannot be read as a package at all.
    """
    zipped, beside = _laid_out(path)
    with opened(zipped) as package:
        digests = fixity.digests_of(package)
        found = [
            *fixity.check(package, digests, described.sizes(package)),
            *described.check(package, digests),
        ]
        with _unpacked(package, zipped) as data:
            found += _documents(package, data, digests, _record(package))
            truth = _truth(data, described.folder(package), _agent_of(package))
            found += _judged(_metadata_of(package), truth)
            below = f"{zipped.relative_to(path)}/" if zipped != path else ""
            named = _below(f"{below}{package.base}", _graver(_once(found), package))
            others = (*_below(below, fixity.outside(package)), *_judged(beside, truth))
        return Verified(len(package.sizes), distinct((*named, *others)))


def _below(folder: str, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Name files as they are seen from what was verified, and not from the package in it."""
    return tuple(
        replace(each, place=replace(each.place, file=f"{folder}{each.place.file}"))
        for each in found
    )


def _laid_out(path: Path) -> tuple[Path, dict[str, bytes]]:
    """Give the only zip of a folder that is no package itself, and the metadata files beside it.

    Of anything else what was named is given, and nothing beside it.
    """
    held = sorted(path.iterdir()) if path.is_dir() else []
    zips = [each for each in held if each.suffix == ".zip"]
    if len(zips) != 1 or any(each.is_dir() for each in held):
        return path, {}
    return zips[0], {each.name: each.read_bytes() for each in held if each.name in formats.known()}


def _metadata_of(package: Opened) -> dict[str, bytes]:
    """Give the metadata files at the top of a payload."""
    paths = (f"{described.folder(package)}{name}" for name in formats.known())
    return {path: package.read(path) for path in paths if path in package.sizes}


def _judged(files: Mapping[str, bytes], truth: Truth) -> Iterator[Finding]:
    """Hold metadata files to their formats (D037), and those that are valid to the TEI."""
    faults = formats.check(files)
    wrong = {each.place.file for each in faults}
    yield from faults
    yield from truth({path: each for path, each in files.items() if path not in wrong})


def _once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out what follows from another finding: manifests tell what the crate tells again."""
    told = {each.arguments.get("file") for each in found if each.code in _OF_MANIFESTS}
    told |= {each.arguments["found"] for each in found if each.code == "D036"}
    return tuple(
        each
        for each in found
        if each.code not in _OF_THE_CRATE or f"{bagit.PAYLOAD}{each.arguments['file']}" not in told
    )


def _graver(found: Sequence[Finding], package: Opened) -> tuple[Finding, ...]:
    """Make an error of a file that no description of teipipe's has: it describes every one."""
    if not _agent_of(package).startswith(_NAME):
        return tuple(found)
    grave = {"severity": "error"}
    return tuple(
        replace(each, arguments={**each.arguments, **grave}) if each.code == "D044" else each
        for each in found
    )


@contextmanager
def _unpacked(package: Opened, path: Path) -> Iterator[Path]:
    """Give the folder of the payload; of a zip, all but the outputs is unpacked for a while."""
    inside = described.folder(package)
    if path.is_dir():
        yield path / package.base / inside
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for each in package.sizes:
            name = each.removeprefix(inside)
            if each.startswith(inside) and not name.startswith(f"{OUTPUTS}/"):
                file = root / name
                file.parent.mkdir(parents=True, exist_ok=True)
                with package.open(each) as source, file.open("wb") as target:
                    shutil.copyfileobj(source, target)
        yield root


def _record(package: Opened) -> Mapping[str, Any]:
    """Give what the package tells of its validation, nothing where it cannot be used (D037)."""
    path = f"{described.folder(package)}{VALIDATION}"
    content = package.read(path) if path in package.sizes else b""
    is_sound = content and not formats.fault(VALIDATION, content)
    record: dict[str, Any] = json.loads(content) if is_sound else {}
    return record


def _agent_of(package: Opened) -> str:
    """Give the program that made a package, as far as it says so."""
    if bagit.INFORMATION not in package.sizes:
        return ""
    said = bagit.fields(package.read(bagit.INFORMATION).decode("utf-8", "replace"))
    return said.get("Bag-Software-Agent", "")


def _documents(
    package: Opened, data: Path, digests: Digests, record: Mapping[str, Any]
) -> Iterator[Finding]:
    """Hold TEI, schemas and outputs to the record, and validate what is not as it was."""
    inside = described.folder(package)
    known = {path: each["sha256"] for path, each in digests.items()}
    changed = [
        path
        for path, digest in record.get("schemas", {}).items()
        if known.get(f"{inside}{path}", digest) != digest
    ]
    documents = record.get("documents", ())
    altered = [
        each["file"]
        for each in documents
        if known.get(f"{inside}{each['file']}", each["sha256"]) != each["sha256"]
    ]
    for path in (*changed, *altered):
        yield finding("D039", Place(f"{inside}{path}"), "deposit", file=path)
    for each in documents:
        is_altered = each["file"] in altered
        for path, digest in each["outputs"].items():
            output = f"{inside}{path}"
            if output in known and (is_altered or known[output] != digest):
                told = {"file": path, "document": each["file"]}
                yield finding("D040", Place(output), "deposit", **told)
    again = [d["file"] for d in documents] if changed else altered
    files = [data / each for each in again] if record else _tei_in(data)
    yield from _validated(files, data, inside, documents)


def _tei_in(data: Path) -> list[Path]:
    """Give the TEI files of a package that has no record: they are found by their root."""
    return [each for each in sorted(data.rglob("*.xml")) if _is_tei(each)]


def _is_tei(file: Path) -> bool:
    """Whether a file is TEI, as far as its first element tells; it need not be well-formed."""
    with file.open("rb") as source:
        options = {"resolve_entities": False, "no_network": True}
        try:
            _, root = next(iter(etree.iterparse(source, ("start",), **options)))
        except (etree.XMLSyntaxError, StopIteration):
            source.seek(0)
            return source.read(_FIRST).lstrip().startswith(b"<TEI")
    return bool(root.tag.startswith(tei("")))


def _validated(
    files: Sequence[Path], data: Path, inside: str, documents: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    """Give the errors of documents that were not there when they were packed."""
    if not files:
        return
    before = {(d["file"], each["message"]) for d in documents for each in d["findings"]}
    for task, findings in validated(plan([each for each in files if each.is_file()])):
        for each in findings:
            name = each.place.file or ""
            if each.severity is Severity.ERROR and (name, each.message) not in before:
                place = replace(each.place, file=_in_package(task.root, name, data, inside))
                yield replace(each, place=place)


def _in_package(root: Path, name: str, data: Path, inside: str) -> str:
    whole = (root / name).resolve()
    base = data.resolve()
    return f"{inside}{whole.relative_to(base)}" if whole.is_relative_to(base) else name


def _truth(data: Path, inside: str, maker: str) -> Truth:
    """Give the function that holds valid metadata files to the TEI of the package (D038).

    What this teipipe made of a project is compared value by value; others write metadata in other
    ways, and theirs are compared by what all formats state, which is only a warning of strangers'.
    """
    is_project = (data / FILE).is_file()
    is_ours = is_project and maker == agent()
    compare = statements.differences if is_ours else statements.contradictions
    documents = () if is_project else _tei_in(data)
    if not (is_project or documents):
        return lambda _: ()
    try:
        metadata = survey(documents, data).metadata
    except DocumentError as error:
        unread = _below(inside, error.findings)
        return lambda files: unread if files else ()
    except TeipipeError:
        return lambda _: ()
    return lambda files: (
        each if maker.startswith(_NAME) else _milder(each)
        for each in statements.check(files, metadata, compare)
    )


def _milder(found: Finding) -> Finding:
    return replace(found, arguments={**found.arguments, "severity": "warning"})
