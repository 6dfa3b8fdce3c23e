"""The largest documents by others: their pages hold all, none is too long, and links resolve."""

from pathlib import Path

import pytest
from lxml import html
from tests.browser.test_kinds import broken_links

from teipipe.build import Result, build, plan

PAGE = 200_000


@pytest.fixture(scope="module")
def results(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """Each source's largest document, built."""
    sources = sorted(folder for folder in corpora.iterdir() if folder.is_dir())
    files = [
        sorted(source.rglob("*.xml"), key=lambda file: file.stat().st_size) for source in sources
    ]
    tasks = plan(
        [each[-1] for each in files], formats=["html"], out=tmp_path_factory.mktemp("long")
    )
    return list(build(tasks))


@pytest.fixture(scope="module")
def pages(results: list[Result]) -> list[Path]:
    return [file for result in results for file in result.files if file.suffix == ".html"]


def longest_paragraph(page: Path) -> int:
    """Count the bytes of the longest element of a page that has words of its own."""
    found = html.parse(page).iterfind(".//body//*")
    words = [each for each in found if (each.text or "").strip()]
    return max((len(html.tostring(each, encoding="utf-8")) for each in words), default=0)


def test_pages_hold_every_character(results: list[Result]) -> None:
    lost = {"T010", "T011", "T015", "T016", "T017"}
    assert [each for result in results for each in result.findings if each.code in lost] == []


def test_no_page_is_over_200_kb_but_for_a_single_paragraph(pages: list[Path]) -> None:
    assert sum(page.parent.name == "html" for page in pages) > 100
    large = [page for page in pages if page.stat().st_size > PAGE]
    assert [page for page in large if longest_paragraph(page) < PAGE / 2] == []


def test_links_between_pages_resolve(pages: list[Path]) -> None:
    assert [broken for page in pages for broken in broken_links(page)] == []
