"""Many documents of three kinds: rendering against the engine's parse, one run against three.

Without and with validation and ledger, which are part of a build. To the ledger belongs reading the
outputs back. Each book draws its cover: those of the plays and novels here are alike, as few are.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from _corpus import corpus
from _measure import Row, report

COUNTS = {"inscription": 60, "play": 4, "novel": 2}
PAGE = 3
FORMATS = {"inscription": 4, "play": 6, "novel": 6}
TOGETHER = {"inscription": 1.5, "play": 1.3, "novel": 1.25}

MEASURE = """
import json, sys, time
from pathlib import Path
from teipipe.build import plan
from teipipe.build.unit import make
from teipipe.build.workshop import Workshop
from teipipe.documents import load, serialised
from teipipe.transform import epub
from teipipe.transform.formats import Made

folder, out = Path(sys.argv[1]), Path(sys.argv[2])

def reading_back(outputs):
    start = time.process_time()
    for each in outputs:
        each.format.read(Made(each.result, "", "reading", "made"), each.files)
    return time.process_time() - start

def seconds(formats, everything):
    tasks, workshop = plan([folder], formats=formats, out=out), Workshop()
    transformer = workshop.transformer(tasks[0])
    documents = [load(each.path, each.root) for each in tasks]
    strings = [serialised(each.tree) for each in documents]
    best = []
    for _ in range(2):
        made, start = [], time.process_time()
        for task, document in zip(tasks, documents):
            epub.cover.cache_clear()
            if everything:
                make(task, workshop)
            else:
                made += transformer.run(document, task.identifier, task.settings)
        spent = time.process_time() - start - reading_back(made)
        if not everything:
            start = time.process_time()
            for string in strings:
                transformer._engine.parse(string)
            best.append((spent, time.process_time() - start))
        else:
            best.append((spent, 0))
    return min(each[0] for each in best), min(each[1] for each in best)

three = ["html", "text", "epub"]
page, parse = seconds(["html"], False)
formats, _ = seconds(three, False)
apart = page + sum(seconds([each], False)[0] for each in three[1:])
whole = [seconds(each, True)[0] for each in (["html"], three)]
print(json.dumps([parse, page, formats, apart, *whole]))
"""


def measured(kind: str) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        texts = corpus(Path(folder) / "texts", kind, COUNTS[kind])
        command = (sys.executable, "-c", MEASURE, str(texts), str(Path(folder) / "out"))
        figures: list[float] = json.loads(subprocess.check_output(command))
    return figures


def rows(kind: str) -> list[Row]:
    parse, page, formats, apart, page_built, built = measured(kind)
    goal = FORMATS[kind]

    def ratio(what: str, value: float, most: float) -> Row:
        return Row(f"{kind}s: {what}", f"{value:.1f}", f"≤ {most}", value <= most)

    together = apart / formats
    return [
        ratio("page ÷ parse", page / parse, PAGE),
        ratio("page with validation and ledger ÷ parse", page_built / parse, 2 * PAGE),
        ratio("three formats ÷ parse", formats / parse, goal),
        ratio("three formats with validation and ledger ÷ parse", built / parse, 2 * goal),
        Row(
            f"{kind}s: three runs ÷ one run of three formats",
            f"{together:.2f}",
            f"≥ {TOGETHER[kind]}",
            together >= TOGETHER[kind],
        ),
    ]


def main() -> None:
    found = [row for kind in COUNTS for row in rows(kind)]
    report("Batches of three kinds of documents, CPU", found)


main()
