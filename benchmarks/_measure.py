"""What all benchmarks share: CPU and memory of child processes, and the table they print.

Figures are ratios within one run: seconds of a shared machine say nothing a day later.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""As an installed package runs: its modules compiled once, not at every start."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one process: CPU seconds (user and system), peak of resident memory in MB, seconds."""

    cpu: float
    memory: float
    wall: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was measured, the value, the goal, and whether it holds."""

    what: str
    value: str
    goal: str
    holds: bool


def run(command: Sequence[str], folder: str | None = None) -> Cost:
    """Run a command to its end and give its cost; a command that fails ends the benchmark."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{said}")
    wall = time.monotonic() - start
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, wall)


_CHILD = """
import json, resource, sys, time
from pathlib import Path

path, times = Path(sys.argv[1]), int(sys.argv[2])

def least(task):
    costs = []
    for _ in range(times):
        start = time.process_time()
        made = task()
        costs.append(time.process_time() - start)
    return min(costs), made

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
"""


def apart(code: str, path: Path, times: int) -> list[float]:
    """Run code in a process of its own, and give the numbers that it prints as JSON.

    It has a `path`, the `least` CPU seconds of so many `times`, and its `peak` of memory in MB.
    """
    command = (sys.executable, "-c", _CHILD + code, str(path), str(times))
    found: list[float] = json.loads(subprocess.check_output(command, env=ENVIRONMENT))
    return found


@dataclass(frozen=True, slots=True)
class Build:
    """What a build took, in seconds by the wall, and what it said."""

    wall: float
    said: str


def build(folder: Path, *arguments: str, path: Path | None = None) -> Build:
    """Run `teipipe build` in a folder; `path` is where further packages are, if any."""
    start = time.monotonic()
    command = (sys.executable, "-m", "teipipe", "build", *arguments)
    found = os.pathsep.join(filter(None, (str(path or ""), ENVIRONMENT.get("PYTHONPATH"))))
    environment = {**ENVIRONMENT, "PYTHONPATH": found}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    if done.returncode > 1:
        sys.exit(done.stderr)
    return Build(time.monotonic() - start, done.stderr)


def alternated(tasks: Mapping[str, Callable[[], Cost]], times: int = 15) -> dict[str, Cost]:
    """Run the tasks in turns and give the least of each: what else ran can only have added."""
    for task in tasks.values():
        task()
    costs: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(times):
        for name, task in tasks.items():
            costs[name].append(task())
    return {
        name: Cost(min(c.cpu for c in each), max(c.memory for c in each), min(c.wall for c in each))
        for name, each in costs.items()
    }


def report(title: str, rows: Sequence[Row]) -> None:
    """Print the table and exit with 1 when a goal is missed."""
    print(f"### {title}\n\n| what | measured | goal | |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.value} | {row.goal} | {'holds' if row.holds else 'MISSED'} |")
    print()
    sys.exit(0 if all(row.holds for row in rows) else 1)
