"""A hundred thousand findings in one file: every form bears them, in a memory that is bounded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import re, sys
from pathlib import Path
from teipipe.findings import Place, finding
from teipipe.reports import FORMATS, Report, entries, render
from teipipe.reports.baseline import Comparison, of, read

folder, number = Path(sys.argv[1]), 100_000
(folder / "a.xml").write_text("<p>&lt;</p>" * number)
said = {"name": "p", "expected": "", "documentation": ""}
found = entries(
    [
        finding("V013", Place("a.xml", 1, at, 1, at + 3), attribute=f"a{at % 70_000}", **said)
        for at in range(1, 11 * number, 11)
    ],
    folder,
)
report = Report(found, (folder / "a.xml",), folder)
assert all(render(form, report) for form in FORMATS)
(folder / "base.json").write_bytes(of(found, folder).content())
compared = Comparison(read(folder / "base.json"))
assert compared.new(found) == [] and compared.known == number
status = Path("/proc/self/status").read_text("ascii", "replace")
print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) >> 10)
"""
MOST = 900
"""Megabytes of resident memory, for all forms one after the other in one process."""


def test_a_hundred_thousand_findings_in_one_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) < MOST
