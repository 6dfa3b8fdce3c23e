"""`python benchmarks`: run every benchmark, and write what they print into RESULTS.md."""

from __future__ import annotations

import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LIBRARIES = ("teipipe", "lxml", "saxonche")


def main() -> int:
    """Give 1 when a goal is missed; the table is written all the same."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    machine = f"{platform.system()} {platform.machine()}, {cpu_count()} cores"
    python = f"Python {platform.python_version()}"
    parts = [
        "# Results\n\n",
        "Ratios within one run of `make bench`; each benchmark is a file of this folder.\n\n",
        f"{datetime.now(UTC).date()}, {machine}, {python}, {libraries}.\n\n",
    ]
    failed = 0
    for benchmark in sorted(FOLDER.glob("[a-z]*.py")):
        done = subprocess.run([sys.executable, benchmark], capture_output=True, text=True)
        print(done.stdout or done.stderr, flush=True)
        parts.append(done.stdout)
        failed |= done.returncode
    (FOLDER / "RESULTS.md").write_text("".join(parts).rstrip() + "\n", "utf-8")
    return failed


sys.exit(main())
