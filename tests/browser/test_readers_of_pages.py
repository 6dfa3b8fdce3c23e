"""Pages as readers have them: without scripts, by keyboard, narrow, and from bad input."""

import re
from pathlib import Path

import pytest
from tests.browser.documents import BAD, GOOD, LONG
from tests.browser.test_kinds import broken_links
from tests.oracles import axe, layout, nu

from teipipe.build import build, plan

LARGE = 100_000
"""Pages above so many bytes are laid out, but axe and Nu would be long over them."""


def made(folder: Path, documents: dict[str, str]) -> dict[str, list[Path]]:
    """Build documents, every character accounted for, and give the pages of each."""
    for name, document in documents.items():
        (folder / f"{name}.xml").write_text(document, "utf-8")
    tasks = plan([folder], formats=["html"], out=folder)
    results = list(build(tasks))
    lost = [each for result in results for each in result.findings if each.code in ("T010", "T011")]
    assert lost == []
    return {
        result.identifier: [each for each in result.files if each.suffix == ".html"]
        for result in results
    }


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    return made(tmp_path_factory.mktemp("bad"), dict(BAD))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    return made(tmp_path_factory.mktemp("good"), dict(GOOD))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    return made(tmp_path_factory.mktemp("long"), dict(LONG))


def sample(pages: dict[str, list[Path]]) -> list[Path]:
    """The first two pages and the last of each document."""
    return [page for each in pages.values() for page in dict.fromkeys((*each[:2], each[-1]))]


def test_bad_input_can_be_read_on_every_screen(bad: dict[str, list[Path]]) -> None:
    assert set(bad) == set(BAD)
    assert layout.check(sample(bad)) == ()


def test_good_input_can_be_read_on_every_screen(good: dict[str, list[Path]]) -> None:
    assert layout.check(sample(good)) == ()


def test_axe_and_nu_find_nothing(bad: dict[str, list[Path]], good: dict[str, list[Path]]) -> None:
    pages = [each for each in (*sample(bad), *sample(good)) if each.stat().st_size < LARGE]
    assert len(pages) > 12
    assert [(each.mode, each.rule, each.target) for each in axe.check(pages)] == []
    assert [each for each in nu.check(pages) if each.kind == "error"] == []


def test_no_page_of_a_long_document_is_over_200_kb(
    bad: dict[str, list[Path]], long: dict[str, list[Path]]
) -> None:
    for pages in (bad["five-thousand-notes"], *long.values()):
        assert len(pages) > 1
        assert max(page.stat().st_size for page in pages) < 200_000


def test_what_is_cut_is_valid_and_goes_on(long: dict[str, list[Path]]) -> None:
    pages = [page for each in long.values() for page in dict.fromkeys((*each[:3], each[-1]))]
    assert [each for each in nu.check(pages) if each.kind == "error"] == []
    assert [broken for page in pages for broken in broken_links(page)] == []
    again = {name: each[-1].read_text("utf-8") for name, each in long.items()}
    assert '<tr class="generated"><th scope="col" class="tei-cell">What</th>' in again["table"]
    assert re.search(r'<ol start="\d{4}"', again["list"])
    assert re.search(r'<dl>\s*<dt class="tei-label">', again["terms"])


def test_controls_turn_the_readings_without_a_script(good: dict[str, list[Path]]) -> None:
    page, written = good["two-readings"]
    text = ("text", ".text .tei-p")
    *_, meant = layout.drive(page, text)
    assert meant == ["He saw the Doctor2 and his doga1, far away2. ¶ 1"]
    shown = layout.drive(
        page,
        ("click", "input[value=written]"),
        text,
        ("click", "input[value=abbreviated]"),
        text,
        ("click", "input[name=breaks][value=none]"),
        ("click", "input[name=apparatus][value=hidden]"),
        text,
        ("click", "input[value=of-editor]"),
        text,
        ("visible", "section[role=doc-endnotes] li"),
        ("visible", "section.apparatus"),
        ("click", "input[value=lines]"),
        ("visible", ".tei-lb"),
    )
    assert shown[1] == ["He saw teh Doctor2 and his doga1, far away2. ¶ 1"]
    assert shown[3] == ["He saw teh Dr2 and his doga1, far away2. ¶ 1"]
    assert shown[6] == ["He saw teh Dr and his dog1, far away2. ¶ 1"]
    assert shown[8] == ["He saw teh Dr and his dog1, far away. ¶ 1"]
    assert shown[9:11] == [1, 0]
    assert layout.drive(written, text)[0] == ["He saw teh Dr2 and his doga1, far away2. ¶ 1"]


def test_a_note_pops_up_by_keyboard_and_goes_back(good: dict[str, list[Path]]) -> None:
    page, _ = good["two-readings"]
    call = "button[popovertarget=note-1]"
    shown = layout.drive(
        page,
        ("visible", "li:popover-open"),
        ("click", call),
        ("text", "li:popover-open"),
        ("press", "Escape"),
        ("visible", "li:popover-open"),
        ("focus",),
        ("press", "Enter"),
        ("visible", "li:popover-open"),
        ("visible", "#note-2"),
    )
    assert shown[0] == shown[4] == 0
    assert "By the editor." in shown[2][0]
    assert shown[5].startswith("button")
    assert shown[7] == shown[8] == 1


def test_the_keyboard_comes_to_everything(good: dict[str, list[Path]]) -> None:
    page, _ = good["two-readings"]
    stops = "a:not(.note-call), button, summary, pre, fieldset"
    expected, reached = layout.drive(page, ("visible", stops), ("tabs", 60))
    assert expected > 15
    assert reached >= expected - 2  # the text of closed details can wait


def test_a_fault_of_the_layout_is_seen(good: dict[str, list[Path]], tmp_path: Path) -> None:
    page = good["two-readings"][0].read_text("utf-8")
    damage = {
        "runs out of the page": "p { width: 400px }",
        "overlaps": ".notes { margin-block-start: -9em }",
        "cannot be seen": ".tei-head { display: none }",
    }
    for fault, rule in damage.items():
        (tmp_path / f"{fault}.html").write_text(page.replace("</style>", f"{rule}</style>", 1))
    found = {
        (Path(each.file).stem, each.fault) for each in layout.check(sorted(tmp_path.iterdir()))
    }
    assert {(fault, fault) for fault in damage} <= found
