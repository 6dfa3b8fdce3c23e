"""The list of a corpus: manifest and pages, in three orders, without a script."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests.oracles import axe, nu
from tests.unit.build.corpora import letter, project, run

from teipipe.build.publishing import ORDERS, pages
from teipipe.build.results import Trace, Written
from teipipe.build.state.entries import entry
from teipipe.build.state.manifest import Row
from teipipe.findings import Place, finding


def entries(count: int) -> list[Mapping[str, Any]]:
    return [json.loads(entry(row)) for row in rows(count)]


def rows(count: int) -> list[Row]:
    chance = random.Random(7)
    titles = ("Ägypten", "agora", "Zeta", "Ésope", "42 letters", "„Brief“", "ode")
    return [
        Row(
            identifier=f"d-{number}", source=f"letters/d-{number}.xml", within="", fingerprints={},
            registers="",
            findings=(finding("P001", Place("x"), reason="x"),) if number % 10 == 0 else (),
            trace=Trace(
                files=(Written(f"d {number}.html", "html", 1, 1, "aa"),
                       Written(f"d {number}.txt", "text", 1, 1, "bb"),
                       Written("report.json", "", 1, 1, "cc")),
                facts={"title": f"{chance.choice(titles)} {number}", "language": "de",
                       "author": chance.choice(("Ann", "Ömer", "")),
                       "date": f"{chance.randint(900, 1950):04}"},
                is_made=number % 20 != 0,
            ),
        )
        for number in range(count)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return dict(pages(entries(200), 0, "en", None))


def listed(page: bytes) -> list[str]:
    return [
        each.text_content() for each in html.fromstring(page).iterfind(".//span[@class='title']")
    ]


def test_each_page_has_every_document_once_in_its_order(made: dict[str, bytes]) -> None:
    assert list(made) == list(ORDERS.values())
    titles = listed(made["index.html"])
    assert len(titles) == 200 and sorted(titles) == sorted(listed(made["index-date.html"]))
    words = [re.sub(r"\W*(\w+).*", r"\1", each) for each in titles]
    assert list(dict.fromkeys(words)) == [
        "42", "agora", "Ägypten", "Brief", "Ésope", "ode", "Zeta",
    ]  # fmt: skip
    dates = re.findall(r'class="date">(\d+)', made["index-date.html"].decode())
    assert list(map(int, dates)) == sorted(map(int, dates))
    assert not any(each.startswith("0") for each in dates)


def test_a_stretch_of_time_is_shown_from_end_to_end() -> None:
    listed = [{**entries(2)[0], "date": date} for date in ("0101/0200", "-0050-03/0014")]
    shown = re.findall(r'class="date">([^<]+)', pages(listed, 0, "en", None)["index.html"].decode())
    assert sorted(shown) == ["-50-03–14", "101–200"]


def test_links_states_and_groups(made: dict[str, bytes]) -> None:
    page = html.fromstring(made["index.html"])
    failed = page.findall(".//li[@class='failed']")
    assert len(failed) == 10 and not any(each.findall(".//a") for each in failed)
    first = page.findall(".//li[@class='valid']")[0]
    hrefs = [each.get("href") for each in first.findall(".//a")]
    assert re.fullmatch(r"d-\d+/d%20\d+\.html", hrefs[0]) and hrefs[1].endswith(".txt")
    targets = [each.get("href")[1:] for each in page.findall(".//nav[@class='groups']//a")]
    assert targets == [each.get("id") for each in page.findall(".//h2")]
    assert page.find(".//script") is None


def test_a_page_speaks_the_language_of_the_project() -> None:
    page = pages(entries(3), 0, "ar", None)["index.html"].decode()
    assert 'lang="ar" dir="rtl">' in page and "جميع الوثائق" in page


@pytest.mark.parametrize(
    ("spoken", "language"),
    [
        (("de", "de"), "de"),
        (("de-AT", "de-AT"), "de-AT"),
        (("de", "fr"), "en"),
        (("la", "la"), "en"),
    ],
)
def test_a_page_speaks_the_language_of_all_documents(
    spoken: tuple[str, ...], language: str
) -> None:
    listed = [{**each, "language": tag} for each, tag in zip(entries(2), spoken, strict=True)]
    assert f'lang="{language}"' in pages(listed, 0, None, None)["index.html"].decode()


def test_a_page_passes_the_oracles(made: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    files = [tmp_path / each for each in made]
    assert nu.check(files) == ()
    assert axe.check(files[:1]) == ()


def test_more_than_a_page_can_list_is_told() -> None:
    page = pages(entries(9), 5, "en", None)["index.html"].decode()
    assert page.count('class="title"') == 9
    assert "More documents, in manifest.json: 5" in page


@pytest.mark.parametrize("text", ["x", "<p"])
def test_a_source_that_changes_while_it_is_built_has_the_digest_of_what_was_read(
    text: str, tmp_path: Path
) -> None:
    folder = project(tmp_path / "p", {"a": text, "b": "x"}, 'sources = ["letters"]\n')
    source = folder / "letters" / "a.xml"
    later = time.time() + 1000
    os.utime(source, (later, later))
    assert run(folder).code == int(text == "<p")
    made = json.loads((folder / "outputs/manifest.json").read_text())
    (entry,) = [each for each in made["documents"] if each["identifier"] == "a"]
    assert entry["source"]["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()


def test_the_manifest_names_sources_outputs_and_versions(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"a": "x", "b": "<p"}, 'sources = ["letters"]\n')
    (folder / "letters" / "c.xml").write_text(letter("x", title="Τίτλος", author="Ἄννα"))
    done = run(folder)
    assert "outputs/index.html" in done.out
    made = json.loads((folder / "outputs/manifest.json").read_text())
    assert {"teipipe", "saxonche", "lxml"} <= made["versions"].keys()
    first, second, third = made["documents"]
    assert (first["state"], second["state"]) == ("valid", "failed")
    assert (third["title"], third["author"]) == ("Τίτλος", "Ἄννα")
    assert first["outputs"][0]["file"] == "a/a.bare.txt" and second["outputs"] == []
    assert second["findings"] == [{"code": "P001", "severity": "error", "count": 1}]
    before = (folder / "outputs/index.html").stat().st_mtime_ns
    assert "index" not in run(folder).out
    (folder / "letters" / "c.xml").unlink()
    run(folder)
    assert (folder / "outputs/index.html").stat().st_mtime_ns > before


@pytest.mark.parametrize("language", ["", '[parameters]\nlanguage = "de"\n'])
def test_a_single_document_has_no_list(language: str, tmp_path: Path) -> None:
    settings = 'formats = ["bare"]\nsources = ["letters"]\n'
    folder = project(tmp_path / "p", {"a": "x", "b": "x"}, 'sources = ["letters"]\n')
    run(folder)
    assert (folder / "outputs/index.html").exists()
    (folder / "letters" / "b.xml").unlink()
    (folder / "teipipe.toml").write_text(settings + language)
    run(folder)
    assert sorted(each.name for each in (folder / "outputs").glob("*.*")) == ["manifest.json"]


def test_a_list_that_somebody_else_wrote_stays(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"a": "x", "b": "x"}, 'sources = ["letters"]\n')
    run(folder)
    (folder / "outputs/index.html").write_text("mine")
    (folder / "letters" / "b.xml").unlink()
    run(folder)
    assert (folder / "outputs/index.html").read_text() == "mine"
