"""Real TEI by others, as it is found: a few files of every source make sound pages and books.

`TEIPIPE_CORPORA` names a folder with a folder of TEI files for each source. Of every source the
smallest files are built, two unless `TEIPIPE_FILES` says how many (`make corpora`: all); a file is
left out only where lxml, too, says that it is not XML.
"""

import os
from pathlib import Path

import pytest
from lxml import etree
from tests.oracles import epubcheck, nu, rounds

from teipipe.build import Result, build, check, plan
from teipipe.documents import load
from teipipe.documents.inclusion import whole

FILES = int(os.environ.get("TEIPIPE_FILES", "2"))
SIZE = 150_000 * FILES
FORMATS = ("html", "text", "epub")


@pytest.fixture(scope="module")
def chosen(corpora: Path) -> list[Path]:
    """The smallest files of every source."""
    sources = sorted(folder for folder in corpora.iterdir() if folder.is_dir())
    chosen = [file for source in sources for file in smallest(source)]
    assert chosen, f"no TEI in the folders of {corpora}"
    return chosen


def smallest(source: Path) -> list[Path]:
    sized = sorted((file.stat().st_size, file) for file in source.rglob("*.xml"))
    return [file for size, file in sized if size < SIZE][:FILES]


@pytest.fixture(scope="module")
def results(
    chosen: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Path, Result]]:
    tasks = plan(chosen, formats=FORMATS, out=tmp_path_factory.mktemp("corpora"))
    return list(zip((task.path for task in tasks), build(tasks), strict=True))


def made(results: list[tuple[Path, Result]], suffix: str) -> list[Path]:
    return [file for _, result in results for file in result.files if file.suffix == suffix]


def is_well_formed(file: Path) -> bool:
    try:
        etree.parse(file, etree.XMLParser(no_network=True, load_dtd=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return False
    return True


def test_every_well_formed_file_is_built_to_every_format(
    results: list[tuple[Path, Result]],
) -> None:
    refused = [file for file, result in results if not result.files]
    assert [file for file in refused if is_well_formed(file)] == []
    assert len(refused) <= len(results) // 10
    made_of = [{file.suffix for file in result.files} for _, result in results if result.files]
    each = {".html", ".txt", ".epub", ".json"}
    assert [suffixes for suffixes in made_of if not each <= suffixes] == []


def test_a_file_that_is_not_xml_is_told_from_one_that_is(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
    bad.write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'>&unknown;</TEI>")
    assert [is_well_formed(good), is_well_formed(bad)] == [True, False]
    tasks = plan([good, bad], formats=FORMATS, out=tmp_path / "out")
    assert [bool(result.files) for result in build(tasks)] == [True, False]


def test_every_character_is_accounted_for_in_every_output(
    results: list[tuple[Path, Result]],
) -> None:
    unbalanced = [
        (result.identifier, finding.code, finding.message)
        for _, result in results
        for finding in result.findings
        if finding.code in {"T010", "T011", "T015"}
    ]
    assert unbalanced == []


def test_epubcheck_has_no_error(results: list[tuple[Path, Result]]) -> None:
    messages = epubcheck.check(made(results, ".epub"))
    assert [each for each in messages if each.severity in {"FATAL", "ERROR"}] == []


def test_every_book_has_what_its_document_has(results: list[tuple[Path, Result]]) -> None:
    found = [
        (result.identifier, rounds.differences(whole(load(path)), file.read_bytes()))
        for path, result in results
        for file in result.files
        if file.suffix == ".epub"
    ]
    assert len(found) > 20
    assert [each for each in found if each[1]] == []


def test_our_own_checks_find_no_error_in_a_book(results: list[tuple[Path, Result]]) -> None:
    found = check(plan(made(results, ".epub")))
    wrong = {each.code for _, findings in found for each in findings}
    assert wrong <= {"V132", "V133"}  # words of no language, or of another: the document's own


def test_nu_has_no_error(results: list[tuple[Path, Result]]) -> None:
    messages = nu.check(made(results, ".html"))
    assert [each for each in messages if each.kind != "info"] == []
