"""Schematron of a real project over its plays: time per MB, and against the engine's own parsing.

`TEIPIPE_SCHEMAS` and `TEIPIPE_CORPORA` name the folders of schemas and TEI by others. Everything
counts: sending documents to the guarded process, judging them there, and placing what was found.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from _measure import Cost, Row, alternated, report, run

SCHEMA = "dracor_1.6.0.sch"
SOURCES = ("dracor-ger", "dracor-greek", "dracor-yid")
PER_MEGABYTE = 0.25
ROUNDS = 3
"""How often each play is read, that the figure be of a corpus and not of a start."""
START = "import sys; from pathlib import Path; from teipipe.documents import load, serialised; "
START += "documents = [load(Path(each)) for each in sys.argv[2:]]; schema = Path(sys.argv[1]); "
PARSE = START + "from teipipe.saxon import shared; "
PARSE += "[shared().parse(serialised(each.tree)) for each in documents]"
CHECK = START + "from teipipe.validate import schematron; "
CHECK += "from teipipe.validate.schematron.guard import shared_guard; "
CHECK += "found = [schematron.check(each, schema, (), schema.parent) for each in documents]; "
CHECK += "assert sum(map(len, found)) > 100; shared_guard().stop()"


def main() -> None:
    named = [os.environ.get(each, "") for each in ("TEIPIPE_SCHEMAS", "TEIPIPE_CORPORA")]
    schema, corpora = Path(named[0]) / SCHEMA, Path(named[1])
    if not all(named) or not schema.is_file():
        report("Schematron", [Row("TEIPIPE_SCHEMAS, TEIPIPE_CORPORA", "not set", "–", True)])
    plays = [str(each) for name in SOURCES for each in sorted((corpora / name).rglob("*.xml"))]
    plays *= ROUNDS
    size = sum(Path(each).stat().st_size for each in plays) / 1e6

    def command(script: str, *files: str) -> Cost:
        return run((sys.executable, "-c", script, str(schema), *files))

    tasks = {
        "start": lambda: command(START),
        "parse": lambda: command(PARSE, *plays),
        "check": lambda: command(CHECK, *plays),
    }
    costs = alternated(tasks, times=3)
    checking = costs["check"].cpu - costs["start"].cpu
    parsing = costs["parse"].cpu - costs["start"].cpu
    report(
        f"Schematron: {SCHEMA} over {len(plays)} plays, {size:.1f} MB",
        [
            Row(
                "CPU per MB, with reading, starting and compiling",
                f"{checking / size:.3f} s",
                f"≤ {PER_MEGABYTE} s",
                checking / size <= PER_MEGABYTE,
            ),
            Row(
                "the same ÷ CPU of reading and the engine's parsing of these documents",
                f"{checking / parsing:.1f}",
                "–",
                True,
            ),
        ],
    )


main()
