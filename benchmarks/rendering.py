"""A long document to page and text against parsing it, with and without the ledger."""

from __future__ import annotations

import tempfile
from pathlib import Path

from _documents import novel
from _measure import Row, apart, report

WORDS = 100_000
GROWN = 1_000_000
RATIO = 8
LEDGER = 2
MEMORY = 100
GROWTH = 1.25

MEASURE = """
from teipipe.documents import load, serialised
from teipipe.text import ledger, views
from teipipe.transform import Transformer
from teipipe.transform.formats import Made

document, transformer = load(path, path.parent), Transformer(["html", "text"])
string = serialised(document.tree)

def read_back(outputs):
    made = [Made(each.result, "", "reading", "made") for each in outputs]
    return [each.format.read(it, each.files) for each, it in zip(outputs, made)]

def accounted(outputs):
    reading = views.read(document.tree, views.VIEWS["reading"])
    return ledger.accounts(reading, {each.format.name: each.text for each in outputs})

before = peak()
accounted(transformer.run(document, "made", {}))
after = peak()
parse, _ = least(lambda: transformer._engine.parse(string))
render, outputs = least(lambda: transformer.run(document, "made", {}))
reading, _ = least(lambda: read_back(outputs))
account, ledgers = least(lambda: accounted(outputs))
assert all(each.balanced for each in ledgers)
print(json.dumps([parse, render - reading, account + reading, after - before]))
"""


def measured(words: int, times: int) -> tuple[float, float, float, float]:
    """Give the CPU of parsing, of rendering with the parse, of the ledger, and the memory of these.

    To the ledger belongs reading the outputs back. The memory is that of one document, as a book's
    is: over several it would be what the engine leaves until it collects it.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xml"
        path.write_text(novel(words), "utf-8")
        parse, render, account, memory = apart(MEASURE, path, times)
    return parse, render, account, memory


def main() -> None:
    parse, render, account, memory = measured(WORDS, 7)
    grown_parse, grown_render, *_ = measured(GROWN, 2)
    ratio, whole = render / parse, (render + account) / render
    growth = grown_render / grown_parse / ratio
    rows = (
        Row(
            f"CPU of {WORDS:,} words to page and text ÷ CPU of parsing them",
            f"{ratio:.1f} ({render * 1000:.0f} ms ÷ {parse * 1000:.1f} ms)",
            f"≤ {RATIO}",
            ratio <= RATIO,
        ),
        Row("the same with the ledger ÷ without", f"{whole:.1f}", f"≤ {LEDGER}", whole <= LEDGER),
        Row(
            "memory of one document, with the ledger, over compiling",
            f"{memory:.0f} MB",
            f"≤ {MEMORY} MB",
            memory <= MEMORY,
        ),
        Row(
            f"that ratio for {GROWN:,} words ÷ for {WORDS:,}",
            f"{growth:.2f}",
            f"≤ {GROWTH}",
            growth <= GROWTH,
        ),
    )
    report("A long document to page and text", rows)


main()
