"""Overriding, case by case: a small project, and what it makes.

`overrides/<case>/` is a project as a lab would have it: `teipipe.toml`, a TEI file, `xslt/…`.
Beside it stands what must come out:

    expected/<name>           an output of this name, byte for byte
    expected/<name>.holds     parts of it, a line for each, in this order (a page, a book)
    expected-findings.txt     a line for each finding

A new case is a new folder. `--regen-all` writes anew what is there, but no `.holds`.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from teipipe.build import build, plan
from teipipe.errors import TeipipeError
from teipipe.findings import Finding

FOLDER = Path(__file__).parent / "overrides"
CASES = sorted(each for each in FOLDER.iterdir() if each.is_dir())
FINDINGS = "expected-findings.txt"


def built(case: Path, to: Path) -> tuple[Path, tuple[Finding, ...]]:
    """Build a copy of the project, and give the folder of its outputs and the findings."""
    project = shutil.copytree(case, to / case.name, ignore=shutil.ignore_patterns("expected*"))
    documents = sorted(each for each in project.glob("*.xml"))
    try:
        tasks = plan(documents, out=to / "out")
        found = tuple(each for result in build(tasks) for each in result.findings)
    except TeipipeError as error:
        found = error.findings
    return to / "out" / documents[0].stem, found


def lines(found: Sequence[Finding]) -> str:
    return "".join(
        f"{each.code} {each.place.file}:{each.place.line}:{each.place.column} "
        f"{each.message} {each.hint}\n"
        for each in found
        if each.code != "V004"
    )


def content(output: Path) -> str:
    """Give an output as one string; a book by its files in order."""
    if output.suffix != ".epub":
        return output.read_text("utf-8")
    with zipfile.ZipFile(output) as book:
        parts = (book.read(name) for name in sorted(book.namelist()))
        return "\n".join(part.decode("utf-8", "replace") for part in parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path, regenerates: bool) -> None:
    out, found = built(case, tmp_path)
    expected = sorted((case / "expected").glob("*"))
    if regenerates:
        if found_lines := lines(found):
            (case / FINDINGS).write_text(found_lines, "utf-8")
        for each in expected:
            if each.suffix != ".holds":
                each.write_bytes((out / each.name).read_bytes())
    findings = case / FINDINGS
    assert lines(found) == (findings.read_text("utf-8") if findings.exists() else "")
    assert expected or findings.exists()
    for each in expected:
        if each.suffix == ".holds":
            whole, at = content(out / each.stem), 0
            for part in each.read_text("utf-8").splitlines():
                assert part in whole[at:], f"{each.stem} lacks, or has not in this place: {part}"
                at = whole.index(part, at)
        else:
            assert (out / each.name).read_text("utf-8") == each.read_text("utf-8")


@pytest.mark.parametrize("step", ["parameter", "override", "format", "label"])
def test_each_step_has_cases_that_work_and_cases_that_are_refused(step: str) -> None:
    cases = [each for each in CASES if each.name.startswith(step)]
    assert any(not (each / FINDINGS).exists() for each in cases)
    assert any((each / FINDINGS).exists() for each in cases)


@pytest.mark.parametrize("page", ["README.md", "docs/overriding.md"])
def test_each_stylesheet_of_the_documentation_is_a_case(page: str) -> None:
    text = (FOLDER.parents[2] / page).read_text("utf-8")
    shown = re.findall(r"```xml\n(.*?)```", text, re.DOTALL)
    known = {tuple(each.read_text("utf-8").split()) for each in FOLDER.rglob("*.xsl")}
    assert shown and {tuple(each.split()) for each in shown} <= known
