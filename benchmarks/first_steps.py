"""The two commands of the README on a fresh clone: wall seconds, for orientation only."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic

from _measure import Row, report

EDITION = Path(__file__).resolve().parents[1]


def _seconds(command: str, folder: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    start = monotonic()
    done = subprocess.run(
        ["make", command], cwd=folder, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"make {command} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return monotonic() - start


def main() -> None:
    """Clone the committed state, and run each command there."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "teipipe"
        subprocess.run(["git", "clone", "--quiet", EDITION, clone], check=True)
        rows = [
            Row(
                f"`make {command}` on a fresh clone", f"{_seconds(command, clone):.0f} s", "–", True
            )
            for command in ("edition", "test")
        ]
    report("First steps", rows)


main()
