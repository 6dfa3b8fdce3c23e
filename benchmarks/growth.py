"""What must grow with its input and no faster: eight times as much against once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from _measure import Row, report
from teipipe import resources
from teipipe.documents import parse
from teipipe.encode.dates.calendars import calendar
from teipipe.encode.spans import Span
from teipipe.encode.weaver import weave
from teipipe.text.alignment import Stream, compare
from teipipe.transcription import decode

TIMES = 8
GROWTH = 20
LOADING = 200
Task = Callable[[], object]


def least(task: Task) -> float:
    """Give the least CPU seconds of five runs."""
    costs = []
    for _ in range(5):
        start = time.process_time()
        task()
        costs.append(time.process_time() - start)
    return min(costs)


def aligning(count: int, vocabulary: int) -> Task:
    """Compare a text of so many words with itself after a loss in each thousand."""
    chance = random.Random(7)
    words = [f"w{int(chance.paretovariate(0.6)) % vocabulary}" for _ in range(count)]
    whole = Stream(" ".join(words))
    damaged = Stream(" ".join(word for number, word in enumerate(words) if number % 1000))
    return lambda: list(compare(whole, damaged))


def placing(count: int) -> Task:
    """Give the place of each of so many siblings."""
    here = Path(__file__).parent
    document = parse(b"<r>" + b"<a/>" * count + b"</r>", here / "made.xml", here)
    document.place(None)
    return lambda: [document.place(each) for each in document.tree.getroot()]


def weaving(count: int, width: int) -> Task:
    """Weave so many spans into a text; those wider than a word cross each other."""
    transcription = decode(b"word " * count, "source.txt")
    spans = [Span(4 * at, 4 * at + width, "w") for at in range(count)]
    return lambda: weave(transcription, spans)


def dating(count: int, piece: str) -> Task:
    """Look for dates in a text that nearly has some."""
    dates, text = calendar("en", True), piece * count
    return lambda: sum(1 for _ in dates.find(text, 0, len(text)))


def grown(what: str, make: Callable[[int], Task], count: int) -> Row:
    growth = least(make(TIMES * count)) / least(make(count))
    return Row(what, f"{growth:.1f}", f"≤ {GROWTH}", growth <= GROWTH)


def loading() -> Row:
    """Load the profile: a grammar whose patterns explode takes minutes."""
    grammar = resources.path("schemas/teipipe.rng")
    files = [grammar, *grammar.with_suffix("").glob("*.rng")]
    parsing = least(lambda: [etree.parse(each) for each in files])
    ratio = least(lambda: etree.RelaxNG(etree.parse(grammar))) / parsing
    what = "CPU of loading the profile ÷ CPU of parsing its files"
    return Row(what, f"{ratio:.0f}", f"≤ {LOADING}", ratio <= LOADING)


def main() -> None:
    rows = [
        grown("comparing texts of few words", lambda count: aligning(count, 8), 12_500),
        grown("comparing texts of many words", lambda count: aligning(count, 50_000), 12_500),
        grown("places of siblings", placing, 8_000),
        grown("weaving spans that stand apart", lambda count: weaving(count, 3), 2_000),
        grown("weaving spans that cross", lambda count: weaving(count, 6), 2_000),
    ]
    rows += [
        grown(f"looking for dates in “{piece.strip()} …”", lambda n, p=piece: dating(n, p), 4_000)
        for piece in ("1 ", "8 March ", "ca. ", "8\n \n", "1917–", "from 8 ")
    ]
    report(f"Growth: CPU for {TIMES} times as much ÷ CPU for once", [*rows, loading()])


main()
