"""A corpus of 5,000: a build of nothing new, of one change, and of documents that do harm.

Plain text alone is built: the cheaper the full build, the harder the ratios.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _corpus import project
from _measure import Row, report

COUNT = 5_000
NOTHING = 50
SECONDS = 1.0
FAULTS = 1.15
WORKERS = 1.75
TEXT = 'formats = ["text"]\n'
LIMITS = "[limits]\nseconds = 5\nsize = 1\n"


def built(folder: Path, *arguments: str) -> tuple[float, str]:
    """Build, and give the seconds by the wall and what was said on standard error."""
    start = time.monotonic()
    command = (sys.executable, "-m", "teipipe", "build", *arguments)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(done.stderr)
    return time.monotonic() - start, done.stderr


def updating(folder: Path) -> list[Row]:
    whole, _ = built(folder, "--jobs", "2")
    built(folder)
    nothing = min(built(folder)[0] for _ in range(3))
    changed = []
    for number in range(3):
        file = folder / "texts" / f"inscription-{number:06}.xml"
        file.write_text(file.read_text("utf-8").replace("</p>", " novum</p>", 1), "utf-8")
        seconds, said = built(folder)
        changed.append((seconds, said.count(f"1 built, {COUNT - 1:} up to date")))
    seconds = min(each[0] for each in changed)
    exact = all(each[1] for each in changed)
    return [
        Row(
            f"full build of {COUNT:,} ÷ build of nothing new, wall",
            f"{whole / nothing:.0f} ({whole:.1f} s ÷ {nothing:.2f} s)",
            f"≥ {NOTHING}",
            whole / nothing >= NOTHING,
        ),
        Row(
            f"one changed of {COUNT:,}: documents built, and wall",
            f"{'1' if exact else 'more'}, {seconds:.2f} s",
            f"1, ≤ {SECONDS} s",
            exact and seconds <= SECONDS,
        ),
    ]


def harmed(folder: Path) -> None:
    """Put one per cent of ill-formed documents, and one too large, into a corpus."""
    texts = sorted((folder / "texts").iterdir())
    for each in texts[::100]:
        each.write_text("<TEI><p", "utf-8")
    texts[1].write_text("<TEI>" + "x" * 2_000_000, "utf-8")


def faults(folder: Path, count: int) -> Row:
    project(folder / "clean", TEXT + LIMITS, inscription=count)
    project(folder / "harmed", TEXT + LIMITS, inscription=count)
    harmed(folder / "harmed")
    clean, harm = (built(folder / each, "--jobs", "2")[0] for each in ("clean", "harmed"))
    value = harm / clean
    what = f"{count:,} documents with 1 % ill-formed and one too large ÷ without, wall"
    return Row(what, f"{value:.2f} ({harm:.1f} s ÷ {clean:.1f} s)", f"≤ {FAULTS}", value <= FAULTS)


def workers(folder: Path) -> Row:
    project(folder, TEXT, inscription=600, play=12, novel=4)
    one, two = (
        min(built(folder, "--jobs", jobs, "--force")[0] for _ in range(2)) for jobs in ("1", "2")
    )
    value = one / two
    what = "one worker ÷ two, mixed sizes, wall"
    return Row(what, f"{value:.2f} ({one:.1f} s ÷ {two:.1f} s)", f"≥ {WORKERS}", value >= WORKERS)


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = updating(project(folder / "corpus", TEXT, inscription=COUNT))
        rows += [faults(folder, 1_000), workers(folder / "mixed")]
    report("A corpus of 5,000", rows)


main()
