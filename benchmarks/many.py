"""Many small documents to three formats: memory of driver and workers, and whether the rate holds.

So many as the argument says, else some: the goal is one of 100,000 (`make soak`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from _corpus import project
from _measure import ENVIRONMENT, Row, report

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
DRIVER = 150
WORKER = 250
GROWTH = 1.1
RATE = 0.95
EVERY = 0.5


def resident(process: int) -> float:
    """Give the MB that a process holds, 0 for one that is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    lines = (line.split() for line in status.splitlines())
    return next((int(line[1]) / 1024 for line in lines if line[:1] == ["VmRSS:"]), 0.0)


def below(process: int) -> Iterator[int]:
    """Give the processes that a process has started, and those that these have."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for each in map(int, children):
        yield each
        yield from below(each)


def watch(process: subprocess.Popen[str], seen: list[tuple[float, float]]) -> None:
    """Note from time to time what the driver holds, and what the largest worker does."""
    while process.poll() is None:
        workers = [resident(each) for each in below(process.pid)]
        seen.append((resident(process.pid), max(workers, default=0.0)))
        time.sleep(EVERY)


def built(folder: Path) -> tuple[list[float], list[tuple[float, float]]]:
    """Build, and give when each document was there, and what the processes held."""
    command = (sys.executable, "-m", "teipipe", "build", "--jobs", "2", "--quiet")
    seen: list[tuple[float, float]] = []
    process = subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    watcher = threading.Thread(target=watch, args=(process, seen))
    watcher.start()
    assert process.stderr is not None
    said = process.stderr.read()
    watcher.join()
    made = sorted(each.stat().st_mtime for each in (folder / "outputs").glob("*/report.json"))
    if process.returncode or len(made) != COUNT:
        sys.exit(f"{len(made)} of {COUNT} were built:\n{said}")
    return made, seen


def growth(held: Sequence[float]) -> float:
    """Give the largest of the last quarter by the largest of the second: the first is start."""
    quarter = len(held) // 4
    return max(held[-quarter:]) / max(held[quarter : 2 * quarter])


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        made, seen = built(project(Path(place) / "p", inscription=COUNT))
    tenth = COUNT // 10
    rate = (made[tenth] - made[0]) / (made[-1] - made[-1 - tenth])
    driver, worker = ([each[number] for each in seen] for number in (0, 1))

    def most(what: str, value: float, goal: float, unit: str = " MB") -> Row:
        shown = f"{value:.0f}" if unit else f"{value:.2f}"
        return Row(what, f"{shown}{unit}", f"≤ {goal}{unit}", value <= goal)

    report(
        f"{COUNT:,} small documents to three formats by two workers",
        (
            most("the driver", max(driver), DRIVER),
            most("the largest worker", max(worker), WORKER),
            most("it in the last quarter ÷ in the second", growth(worker), GROWTH, ""),
            Row("rate of the last tenth ÷ of the first", f"{rate:.2f}", f"≥ {RATE}", rate >= RATE),
            Row("documents per second", f"{COUNT / (made[-1] - made[0]):.0f}", "–", True),
        ),
    )


main()
