"""Real TEI by others, every file of it, to page and text: what is read, kept and known.

`TEIPIPE_CORPORA` names a folder with a folder of TEI files for each source; without it nothing is
measured. Seconds are CPU: of one file read, validated, made into both outputs and accounted for,
over Saxon's parse of the same file.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from time import process_time
from xml.parsers import expat

from lxml import etree

from _measure import Row, report
from teipipe.build import plan
from teipipe.build.plan import Task
from teipipe.build.unit import make
from teipipe.build.workshop import Workshop
from teipipe.documents import load, serialised
from teipipe.errors import TeipipeError
from teipipe.findings import Severity
from teipipe.saxon import shared

FORMATS = ("html", "text")
PATTERNS = ("*.xml", "*.tei", "*.odd")
PROCESSES = 2
SHARE_KNOWN = 0.97
NO_EDITIONS = frozenset({"tei-p5-test"})
"""Sources that try out every element of TEI, and are nobody's reading text."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One file: whether it is XML, what became of it, and the sums of its two ledgers."""

    source: str
    file: str
    well_formed: bool
    built: bool
    errors: tuple[str, ...]
    characters: Counter[str]
    known: bool
    build: float
    parse: float


_workshop = Workshop()


def measured(source: str, task: Task) -> Measured:
    _workshop.transformer(task)
    start = process_time()
    result = make(task, _workshop)
    build = process_time() - start
    found = [each.code for each in result.findings if each.severity is Severity.ERROR]
    return Measured(
        source=source,
        file=str(task.path),
        well_formed=is_well_formed(task.path.read_bytes()),
        built=bool(result.files),
        errors=tuple(code for code in found if not code.startswith("V")),
        characters=account(task) if result.files else Counter(),
        known=all(each.code != "T001" for each in result.findings),
        build=build,
        parse=parsing(task),
    )


def is_well_formed(content: bytes) -> bool:
    """Whether one of two parsers, neither of which reads a DTD, finds nothing wrong."""
    try:
        expat.ParserCreate().Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        parser = etree.XMLParser(no_network=True, huge_tree=True, collect_ids=False)
        try:
            etree.fromstring(content, parser)
        except etree.XMLSyntaxError:
            return False
    return True


def account(task: Task) -> Counter[str]:
    """Add up the ledgers of a report; what is unexplained counts in whichever way it is."""
    outputs = json.loads((task.out / "report.json").read_text("utf-8"))["outputs"]
    sums: Counter[str] = Counter()
    for ledger in (each["ledger"] for each in outputs):
        for name in ("document", "kept", "moved"):
            sums[name] += ledger[name]
        for name in ("replaced", "left_out"):
            sums[name] += sum(ledger[name].values())
        for name in ("unexplained", "surplus", "joined", "split"):
            sums["unexplained"] += ledger[name]
    return sums


def parsing(task: Task) -> float:
    try:
        xml = serialised(load(task.path, task.root).tree)
    except TeipipeError:
        return 0.0
    start = process_time()
    shared().parse(xml)
    return process_time() - start


def folder_measured(folder: Path) -> list[Measured]:
    found = {file for pattern in PATTERNS for file in folder.rglob(pattern) if file.is_file()}
    with tempfile.TemporaryDirectory() as out:
        planned = (plan([file], formats=FORMATS, out=Path(out) / "made") for file in sorted(found))
        return [measured(folder.name, task) for (task,) in planned]


def share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}" if whole else "–"


def line(name: str, files: Sequence[Measured]) -> str:
    sums: Counter[str] = sum((each.characters for each in files), Counter())
    read = [each for each in files if each.characters["document"]]
    shares = [share(sums[each], sums["document"]) for each in ("kept", "moved", "replaced")]
    cells = (
        name,
        len(files),
        sum(each.well_formed for each in files),
        sum(each.built for each in files),
        sums["unexplained"],
        share(sum(each.known for each in read), len(read)),
        *shares,
        share(sums["left_out"], sums["document"]),
        f"{sum(e.build for e in files) / (sum(e.parse for e in files) or 1):.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def table(files: Sequence[Measured]) -> Iterable[str]:
    yield (
        "| source | files | well-formed | built | unexplained | no fallback, % | kept, % "
        "| moved, % | replaced, % | left out, % | CPU ÷ parse |"
    )
    yield "|---" + "|--:" * 10 + "|"
    for name, members in groupby(files, key=lambda each: each.source):
        yield line(name, list(members))
    yield line("all", files)


def goal(what: str, bad: Sequence[Measured], goal: str) -> Row:
    named = f"{len(bad)} files" + (f", first {Path(bad[0].file).name}" if bad else "")
    return Row(what, named, goal, not bad)


def goals(files: Sequence[Measured]) -> Iterable[Row]:
    whole = [each for each in files if each.well_formed]
    yield goal("well-formed, and not built", [e for e in whole if not e.built], "0")
    yield goal("built with an error that no schema makes", [e for e in whole if e.errors], "0")
    lost = [each for each in whole if each.characters["unexplained"]]
    yield goal("with characters that the ledger does not explain", lost, "0")
    unclear = [e for e in files if not e.well_formed and len(e.errors) != 1]
    yield goal("ill-formed, and not told by one error", unclear, "0")
    read = [e for e in whole if e.characters["document"] and e.source not in NO_EDITIONS]
    known = sum(each.known for each in read)
    yield Row(
        "documents with a text in which no fallback fired",
        f"{share(known, len(read))} % of {len(read)}",
        f"≥ {SHARE_KNOWN:.0%}",
        known >= SHARE_KNOWN * len(read),
    )


def main() -> None:
    named = os.environ.get("TEIPIPE_CORPORA", "")
    if not named:
        print("### Real TEI by others\n\nNot measured: TEIPIPE_CORPORA names no folder.\n")
        return
    sources = sorted(each for each in Path(named).iterdir() if each.is_dir())
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        files = [each for found in pool.imap(folder_measured, sources) for each in found]
    if not files:
        sys.exit(f"no TEI below {named}")
    print("\n".join(table(files)), end="\n\n")
    report("Real TEI by others", tuple(goals(files)))


if __name__ == "__main__":
    main()
