"""The report of findings as a page, before the validators: light, dark, narrow."""

from pathlib import Path

import pytest
from tests.oracles import axe, nu

from teipipe.findings import Place, finding
from teipipe.reports import Recorded, Report, Standing, entries, render

LINES = '<TEI>\n  <p rent="italic">Dear Ann,</p>\n</TEI>\n'
KNOWN = {"name": "p", "expected": "rend", "documentation": ""}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A page with everything that can be on one, and one without a finding."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("one.xml", "two.xml"):
        (folder / name).write_text(LINES)
    found = [
        finding("V013", Place("one.xml", 2, 3, 2, 20), attribute="rent", **KNOWN),
        finding("V013", Place("one.xml", 3, 1), attribute="rent", **KNOWN),
        finding("V057", Place("two.xml", 2, 3, 2, 20), text="<b>&", name="title"),
        finding("V004", Place("two.xml", 1, 1)),
        finding("V060", text="x", name="sample"),
    ]
    gone = (Recorded("three.xml", "V005", "A pointer to nothing.", 2),)
    documents = (folder / "one.xml", folder / "two.xml")
    changed = Standing(compared=True, known=3, fixed=gone, stale=gone)
    full = Report(entries(found, folder), documents, folder, standing=changed)
    clean = Report((), documents, folder, standing=Standing(compared=True, known=3))
    for name, report in (("full", full), ("clean", clean)):
        (folder / f"{name}.html").write_bytes(render("html", report))
    return [folder / "full.html", folder / "clean.html"]


def test_axe_finds_nothing(pages: list[Path]) -> None:
    assert axe.check(pages) == ()


def test_nu_says_nothing(pages: list[Path]) -> None:
    assert [message for message in nu.check(pages) if message.kind == "error"] == []


def test_damage_is_seen(pages: list[Path], tmp_path: Path) -> None:
    damaged = tmp_path / "page.html"
    damaged.write_text(pages[0].read_text("utf-8").replace("#a3261b", "#f0d0d0"))
    assert {each.rule for each in axe.check([damaged])} == {"color-contrast"}
