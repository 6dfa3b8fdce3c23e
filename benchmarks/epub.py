"""A long document to a book: against parsing it, and beside other makers of books.

The others have no TEI: they are given the page that we make of it. Ours is the whole command, with
start, validation and ledger.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from _documents import novel
from _measure import Row, apart, report, run

WORDS = 100_000
GROWN = 454_000
RATIO = 6
MEMORY = 100
GROWTH = 1.25
OTHERS = {
    "pandoc": ["pandoc", "{page}", "-o", "{book}"],
    "calibre": ["ebook-convert", "{page}", "{book}"],
}

MEASURE = """
from teipipe.documents import load, serialised
from teipipe.transform import Transformer, epub
from teipipe.transform.formats import Made
from teipipe.transform.cutting import cut

document, transformer = load(path, path.parent), Transformer(["epub"])
string = serialised(document.tree)
epub.cover("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
undrawn = epub.cover.cache_clear
before = peak()
transformer.run(document, "made", {})
after = peak()

parse, _ = least(lambda: transformer._engine.parse(string))
whole, (made,) = least(lambda: undrawn() or transformer.run(document, "made", {}))
result = Made(made.result, "", "reading", "made")
reading, _ = least(lambda: made.format.read(result, made.files))
drawing, _ = least(lambda: undrawn() or epub.cover(cut(made.result)[epub.DRAWING]))
print(json.dumps([parse, whole - reading, drawing, after - before]))
"""


def measured(folder: Path, words: int, times: int) -> tuple[float, float, float, float]:
    """Give the CPU of parsing, of making the book with the parse, of its cover, and the memory."""
    path = folder / f"{words}.xml"
    path.write_text(novel(words), "utf-8")
    parse, book, cover, memory = apart(MEASURE, path, times)
    return parse, book, cover, memory


def beside(folder: Path) -> list[Row]:
    """Compare the CPU of our command with that of the others that are installed."""
    source, teipipe = folder / f"{WORDS}.xml", [sys.executable, "-m", "teipipe", "build", "-q"]
    out = str(folder / "out")
    run([*teipipe, str(source), "--to", "html", "--set", "pages=one", "--out", out])
    ours = run([*teipipe, str(source), "--to", "epub", "--out", out])
    places = {"page": f"{out}/{WORDS}/{WORDS}.html", "book": f"{out}/other.epub"}
    rows = []
    for name, command in OTHERS.items():
        what = f"CPU of {name} ÷ CPU of `teipipe build --to epub`, {WORDS:,} words"
        if shutil.which(command[0]) is None:
            rows.append(Row(what, "not installed", "> 1", True))
            continue
        theirs = run([each.format_map(places) for each in command])
        ratio = theirs.cpu / ours.cpu
        value = f"{ratio:.1f} ({theirs.cpu:.2f} s ÷ {ours.cpu:.2f} s)"
        rows.append(Row(what, value, "> 1", ratio > 1))
    return rows


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parse, book, cover, memory = measured(folder, WORDS, 7)
        grown_parse, grown_book, *_ = measured(folder, GROWN, 3)
        others = beside(folder)
    ratio = book / parse
    growth = (grown_book - cover) / grown_parse / ((book - cover) / parse)
    report(
        "A long document to a book",
        (
            Row(
                f"CPU of {WORDS:,} words to a book ÷ CPU of parsing them",
                f"{ratio:.1f} ({book * 1000:.0f} ms ÷ {parse * 1000:.1f} ms)",
                f"≤ {RATIO}",
                ratio <= RATIO,
            ),
            Row("of it the drawing of the cover", f"{cover / parse:.1f}", "–", True),
            Row(
                "memory of one book over compiling",
                f"{memory:.0f} MB",
                f"≤ {MEMORY} MB",
                memory <= MEMORY,
            ),
            Row(
                f"the ratio without cover for {GROWN:,} words ÷ for {WORDS:,}",
                f"{growth:.2f}",
                f"≤ {GROWTH}",
                growth <= GROWTH,
            ),
            *others,
        ),
    )


main()
