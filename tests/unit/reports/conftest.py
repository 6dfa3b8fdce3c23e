"""A report of everything that is hard to hand on: odd names, places and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from teipipe.findings import Finding, Place, finding
from teipipe.reports import Report, entries

ODD = "a b: c,%é\n::x|`<&.xml"
"""The name of a file, as file systems allow it."""
HOSTILE = "]]> <script>alert(1)</script> | `x` @all \x1b[31m\n::error::no \u202e \ufffe %0A"
LINES = '<TEI>\n  <p rent="italic">Dear Ann,</p>\n\t<p\n    rent="x">Bert</p>\n<p/>\n</TEI>\n'


def report_of(folder: Path, findings: Sequence[Finding], *documents: str) -> Report:
    files = tuple(folder / each for each in documents)
    return Report(entries(findings, folder), files, folder)


@pytest.fixture
def findings() -> list[Finding]:
    first = finding(
        "V013",
        Place("one.xml", 2, 3, 2, 20),
        attribute="rent",
        name="p",
        expected="rend",
        documentation="",
    )
    return [
        first,
        replace(first, place=Place("one.xml", 3, 2, 4, 14)),
        replace(first, place=Place("one.xml", 5, 1, 5, 5), count=3),
        finding("V057", Place(ODD, 2, 3, 2, 20), text=HOSTILE, name="title"),
        finding("V004", Place("one.xml", 1, 1)),
        finding("V005", Place("sub/gone.xml", 99, 1), pointer="#x", attribute="ref"),
        finding("V060", text=HOSTILE, name="sample", severity="note"),
    ]


@pytest.fixture
def report(tmp_path: Path, findings: list[Finding]) -> Report:
    for name in ("one.xml", ODD):
        (tmp_path / name).write_text(LINES)
    return report_of(tmp_path, findings, "one.xml", ODD, "clean.xml")
