"""The reading page in a browser and before the validators: light, dark, narrow."""

import re
from pathlib import Path

import pytest
from tests.oracles import axe, nu

from teipipe import resources
from teipipe.saxon import Engine

CASES = Path(__file__).parents[1] / "cases" / "html"
STYLES = [resources.path(f"xslt/assets/{each}.css") for each in ("page", "common")]
SUBJECTS = ("graphic", "head", "list", "note", "p", "person", "stage", "table", "titlePage")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Pages of some cases, with the style sheet that a build puts into them."""
    folder = tmp_path_factory.mktemp("pages")
    engine = Engine({"html": resources.path("xslt/html.xsl")})
    parameters = {
        "labels": resources.table("xslt/locale/en.json"),
        "css": "".join(each.read_text("utf-8") for each in STYLES),
        "formats": ["text", "epub"],
    }
    for subject in SUBJECTS:
        document = engine.parse((CASES / f"{subject}.xml").read_text("utf-8"))
        page = engine.run("html", document, parameters).text
        (folder / f"{subject}.html").write_text(page, "utf-8")
    return sorted(folder.iterdir())


def test_axe_finds_nothing(pages: list[Path]) -> None:
    assert axe.check(pages) == ()


def test_nu_finds_no_error(pages: list[Path]) -> None:
    assert [message for message in nu.check(pages) if message.kind == "error"] == []


def test_damage_is_seen(pages: list[Path], tmp_path: Path) -> None:
    damaged = tmp_path / "page.html"
    page = next(page for page in pages if page.stem == "p").read_text("utf-8")
    damaged.write_text(page.replace("--ink: light-dark(#23201c", "--ink: light-dark(#cccccc"))
    assert {violation.rule for violation in axe.check([damaged])} == {"color-contrast"}


def test_the_page_asks_for_nothing_from_outside(pages: list[Path]) -> None:
    for page in pages:
        text = page.read_text("utf-8")
        assert re.findall("<script[^>]*>", text) == ['<script type="application/ld+json">']
        assert 'src="http' not in text
        assert "@import" not in text
        assert "url(" not in text


def test_the_style_sheet_is_small() -> None:
    assert sum(each.stat().st_size for each in STYLES) < 25_000
