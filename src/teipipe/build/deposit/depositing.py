"""A deposit, composed: headers read, outputs made, documents checked, all of it packed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from teipipe.build.deposit.surveying import Edition
from teipipe.build.plan import EPOCH, Task
from teipipe.build.results import Result
from teipipe.build.unit import source_date
from teipipe.deposit import crosswalks
from teipipe.deposit.checking import check
from teipipe.deposit.crosswalks import rocrate
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.packages import bagit, payload
from teipipe.deposit.packages.containers import Item, Written, container
from teipipe.deposit.packages.readme import FILE as README
from teipipe.deposit.packages.readme import readme
from teipipe.deposit.serialising import as_json
from teipipe.deposit.targets.target import Target
from teipipe.digests import digest
from teipipe.documents import absolute, shown
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, distinct, finding
from teipipe.project import SUFFIXES

VALIDATION = "validation.json"
"""What validation found in each document, in the payload of a package."""
_TOOLS = ("teipipe", "saxonche", "lxml")
_DIGESTS = ("sha256",)
"""What the description of a package has beside the algorithms of the bag."""


Checks = Iterable[tuple[Task, tuple[Finding, ...]]]
"""What validation found, with the task of each document."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a package is made: the checksums of its manifests, what validation found before."""

    algorithms: tuple[str, ...] = (bagit.ALGORITHM,)
    checks: Checks = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was written: its place, how many files, what was found on the way."""

    path: Path
    count: int
    findings: tuple[Finding, ...]


def checked(edition: Edition, targets: Sequence[Target]) -> tuple[Finding, ...]:
    """Find what stands in the way of a deposit."""
    return check(edition.said, targets)


def pack(
    edition: Edition,
    results: Sequence[Result],
    final: Path,
    order: Order,
) -> Package:
    """Write the package: a bag, a zip of one where its name ends so.

    `results` are those of the build of its documents.
    Raises `DocumentError` where a file cannot be read or has changed, or nothing can be written;
    no half-made package is left.
    """
    made = [file for each in results for file in each.files]
    out = absolute(edition.tasks[0].base)
    own = (*crosswalks.PACKED, README, VALIDATION, rocrate.FILE)
    items = payload.checked((*_read(edition), *payload.of_outputs(out, made)), own)
    _unchanged(edition)
    prefix = f"{edition.metadata.name}/" if final.suffix == ".zip" else ""
    inside = f"{prefix}{bagit.PAYLOAD}"
    sums = tuple(dict.fromkeys((*order.algorithms, *_DIGESTS)))
    documents, found = crosswalks.files(edition.metadata)
    with container(final, bagit.DECLARATION) as target:
        written = [target.add(_in(inside, each), sums) for each in items]
        listed = [_out(inside, each) for each in written]
        described = {**documents, README: readme(edition.metadata, _contents(listed))}
        described[VALIDATION] = _record(edition, order.checks, results, listed)
        written += [target.add(Item(f"{inside}{p}", c), sums) for p, c in sorted(described.items())]
        run = _run(edition, [each.path for each in listed])
        if edition.metadata.date or run.day:
            crate = rocrate.crate(edition.metadata, [_out(inside, each) for each in written], run)
            written.append(target.add(Item(f"{inside}{rocrate.FILE}", crate), sums))
        else:
            found = (*found, crosswalks.unmade(rocrate.FILE, ("date",)))
        info = bagit.information(edition.metadata, run.day, agent())
        tags = bagit.tagged(target, written, order.algorithms, info, prefix)
    return Package(final, len(written) + tags, found)


def pack_for(
    edition: Edition, results: Sequence[Result], target: Target, folder: Path, order: Order
) -> Package:
    """Write the package as a zip, laid out for a target; raises as `pack` does."""
    name = edition.metadata.name
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder) as work:
        made = pack(edition, results, Path(work) / f"{name}.zip", order)
        laid = lay_out(edition, made.path, target, folder / f"{name}-{target.name}")
    return Package(laid.path, laid.count, distinct((*made.findings, *laid.findings)))


def lay_out(edition: Edition, package: Path, target: Target, folder: Path) -> Package:
    """Lay a zipped package out for a target: beside it, the files that the target takes."""
    made, found = crosswalks.files(edition.metadata, target.beside)
    contents = {**made, README: readme(edition.metadata, ())}
    if target.limit and len(contents) + 1 > target.limit:
        told = {"target": target.title, "limit": target.limit, "count": len(contents) + 1}
        raise DocumentError(finding("D016", Place(folder.name), "deposit", **told))
    with container(folder, package.name) as place:
        place.add(Item(package.name, package), ())
        for name, content in sorted(contents.items()):
            place.add(Item(name, content), ())
    return Package(folder, len(contents) + 1, found)


def _record(
    edition: Edition, checks: Checks, results: Sequence[Result], written: Sequence[Written]
) -> bytes:
    """Give what validation found in each document, and the hashes of all that it depends on.

    With them `verify` knows what is still as it was validated, and which outputs are still those
    of their TEI.
    """
    hashes = {each.path: each.digests["sha256"] for each in written}
    found: dict[str, list[dict[str, Any]]] = {}
    for task, findings in checks:
        name = shown(task.path, task.root)
        found.setdefault(name, []).extend(each.as_dict() for each in findings)
    outputs = {
        shown(task.path, task.root): [
            f"{payload.OUTPUTS}/{shown(file, absolute(task.base))}" for file in result.files
        ]
        for task, result in zip(edition.tasks, results, strict=True)
    }
    prefix = _prefix(edition)
    schemas = payload.schemas_of(edition.project) if edition.project else ()
    return as_json(
        {
            "schemas": {each.path: hashes[each.path] for each in schemas},
            "documents": [
                {
                    "file": f"{prefix}{name}",
                    "sha256": hashes.get(f"{prefix}{name}", ""),
                    "outputs": {path: hashes[path] for path in sorted(outputs.get(name, ()))},
                    "findings": listed,
                }
                for name, listed in sorted(found.items())
            ],
        }
    )


def _read(edition: Edition) -> Iterator[Item]:
    if edition.project:
        yield from payload.of_project(edition.project, edition.parts)
    else:
        yield from payload.of_files(absolute(edition.root), edition.parts)


def _unchanged(edition: Edition) -> None:
    """Make sure that the documents are still those whose headers were read."""
    for path, known in edition.hashes.items():
        if digest(path.read_bytes()) != known:
            name = shown(path, edition.root)
            raise DocumentError(finding("D013", Place(name), "deposit", file=name))


def _in(inside: str, item: Item) -> Item:
    return Item(f"{inside}{item.path}", item.source, item.stamp)


def _out(inside: str, written: Written) -> Written:
    return Written(written.path.removeprefix(inside), written.size, written.digests)


def _contents(files: Sequence[Written]) -> list[str]:
    """Give the top folders and files of a payload, with how many files each has."""
    counts: dict[str, int] = {}
    for each in files:
        top, slash, _ = each.path.partition("/")
        counts[f"{top}{slash}"] = counts.get(f"{top}{slash}", 0) + 1
    return [
        f"`{name}`" + (f" ({count})" if name.endswith("/") else "")
        for name, count in counts.items()
    ]


def _prefix(edition: Edition) -> str:
    """Give the folder of documents that belong to no project."""
    return "" if edition.project else f"{payload.TEI}/"


def _run(edition: Edition, paths: Sequence[str]) -> rocrate.Run:
    registers = edition.project.registers if edition.project else ()
    names = (shown(each, edition.root) for each in (*edition.parts, *registers))
    tei = frozenset(f"{_prefix(edition)}{each}" for each in names if each.endswith(SUFFIXES))
    outputs = [each for each in paths if each.startswith(f"{payload.OUTPUTS}/")]
    inputs = [each for each in paths if each not in set(outputs)]
    tools = {name: known for name in _TOOLS if (known := _version(name))}
    return rocrate.Run(inputs, outputs, tools, tei, _bagged(edition.metadata))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def agent() -> str:
    """Give what made a package: teipipe and its version."""
    return f"teipipe {_version('teipipe')}".rstrip()


def _bagged(metadata: Metadata) -> str:
    """Give the day of a bag: of `SOURCE_DATE_EPOCH`, else the last that the edition itself has."""
    return source_date(os.environ.get(EPOCH, "")) or max(metadata.changed, metadata.date)
