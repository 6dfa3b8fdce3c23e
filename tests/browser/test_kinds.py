"""Pages of real documents of many kinds: valid, accessible, laid out, linked."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.oracles import axe, layout, nu

from teipipe.build import build, plan

LEAST, LARGE = 4_000, 60_000
"""A document is a little more than a header; axe is long over large pages."""


@pytest.fixture(scope="module")
def pages(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The first page of each source's smallest document that is one."""
    sources = sorted(folder for folder in corpora.iterdir() if folder.is_dir())
    tasks = plan(
        [smallest(source) for source in sources],
        formats=["html"],
        out=tmp_path_factory.mktemp("kinds"),
    )
    firsts = [result.files[0] for result in build(tasks)]
    kept = [page for page in firsts if page.stat().st_size < LARGE]
    assert len(kept) >= 20
    return kept


def smallest(source: Path) -> Path:
    sized = sorted((file.stat().st_size, file) for file in source.rglob("*.xml"))
    return next(file for size, file in sized if size > LEAST)


def test_axe_finds_nothing(pages: list[Path]) -> None:
    assert [(each.file, each.mode, each.rule, each.target) for each in axe.check(pages)] == []


def test_nu_finds_no_error(pages: list[Path]) -> None:
    assert [each for each in nu.check(pages) if each.kind == "error"] == []


def test_nothing_overlaps_or_runs_out_of_the_page(pages: list[Path]) -> None:
    assert layout.check(pages) == ()


def test_every_link_within_the_output_resolves(pages: list[Path]) -> None:
    files = [file for page in pages for file in page.parent.rglob("*.html")]
    assert [broken for file in files for broken in broken_links(file)] == []


def broken_links(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    found = []
    for path, name in re.findall(r'<a [^>]*?href="([^":#?]*\.html)?#([^"]*)"', text):
        there = (page.parent / unquote(path)).read_text("utf-8") if path else text
        if f' id="{unquote(name)}"' not in there:
            found.append(f"{page.name}: {path}#{name}")
    return found


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="#x">x</a><a href="b.html#y">y</a>')
    (tmp_path / "b.html").write_text('<p id="y">y</p><a href="a.html#y">y</a>')
    assert broken_links(tmp_path / "a.html") == ["a.html: #x"]
    assert broken_links(tmp_path / "b.html") == ["b.html: a.html#y"]
