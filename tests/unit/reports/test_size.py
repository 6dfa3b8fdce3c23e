"""A hundred thousand findings in one file: every form bears them, in a memory that is bounded."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from teipipe.reports import FORMATS

SCRIPT = """
import sys
from pathlib import Path
from teipipe.findings import Place, finding
from teipipe.reports import Report, entries, render
from teipipe.reports.baseline import Comparison, of, read

folder, form, number = Path(sys.argv[1]), sys.argv[2], 100_000
(folder / "a.xml").write_text("<p>&lt;</p>" * number)
said = {"name": "p", "expected": "", "documentation": ""}
found = entries(
    [
        finding("V013", Place("a.xml", 1, at, 1, at + 3), attribute=f"a{at % 70_000}", **said)
        for at in range(1, 11 * number, 11)
    ],
    folder,
)
if form == "baseline":
    (folder / "base.json").write_bytes(of(found, folder).content())
    made = Comparison(read(folder / "base.json"))
    assert made.new(found) == [] and made.known == number
else:
    assert render(form, Report(found, (folder / "a.xml",), folder))
"""
MEMORY = 700 << 20
"""Bytes; the engine of the page reserves much more, and is let."""


@pytest.mark.parametrize("form", [*(form for form in FORMATS if form != "html"), "baseline"])
def test_a_hundred_thousand_findings_in_one_file(form: str, tmp_path: object) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    command = [sys.executable, "-c", SCRIPT, str(tmp_path), form]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_page_bears_them_too(tmp_path: object) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path), "html"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
