"""The build: one parse to all outputs, a ledger that bites, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.cli.conftest import LETTER

from teipipe.build import build, plan, unit, writing
from teipipe.build.results import Result
from teipipe.build.workshop import Workshop
from teipipe.documents import Document
from teipipe.errors import DocumentError
from teipipe.saxon import Engine, Node

OVERRIDE = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:import href="urn:teipipe:xslt:html.xsl"/>
<xsl:template match="persName" as="element()">{body}</xsl:template>
</xsl:stylesheet>"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "teipipe.toml").write_text("")
    (tmp_path / "letter.xml").write_text(LETTER)
    (tmp_path / "xslt").mkdir()
    return tmp_path


def built(project: Path, body: str | None = None, formats: tuple[str, ...] = ("html",)) -> Result:
    if body is not None:
        (project / "xslt" / "html.xsl").write_text(OVERRIDE.replace("{body}", body))
    tasks = plan([project / "letter.xml"], formats=formats, out=project / "out")
    (result,) = build(tasks)
    return result


def codes(result: Result) -> list[str]:
    return [each.code for each in result.findings if each.code.startswith("T")]


def test_a_project_overrides_one_element(project: Path) -> None:
    result = built(project, '<b class="mine"><xsl:next-match/></b>')
    assert codes(result) == []
    page = (project / "out/letter/letter.html").read_text("utf-8")
    assert '<b class="mine"><span class="tei-persName">Ann</span></b>' in page


def test_a_document_is_read_once_and_parsed_once_for_all_formats(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (task,) = plan([project / "letter.xml"], out=project / "out")
    workshop, read, parsed = Workshop(), list[Path](), list[str]()
    workshop.transformer(task)
    parse, reading = Engine.parse, unit.parse

    def counted(self: Engine, xml: str, base: str = "") -> Node:
        parsed.append(base)
        return parse(self, xml, base)

    def noted(content: bytes, path: Path, root: Path) -> Document:
        read.append(path)
        return reading(content, path, root)

    monkeypatch.setattr(Engine, "parse", counted)
    monkeypatch.setattr(unit, "parse", noted)
    assert len(unit.make(task, workshop).files) == 4
    assert (read, len(parsed)) == ([task.path], 1)


@pytest.mark.parametrize(
    ("body", "sums", "code", "text"),
    [
        ("<i/>", (3, 0, 0, 0), "T010", "Ann"),
        ('<i><xsl:value-of select="., ."/></i>', (0, 3, 0, 0), "T011", "Ann"),
        ("<i><xsl:value-of select=\"'Bob'\"/></i>", (3, 3, 0, 0), "T010", "Ann"),
        ('<i title="{.}"/>', (3, 0, 0, 0), "T010", "Ann"),
        ('<i style="display: none">Ann</i>', (3, 0, 0, 0), "T010", "Ann"),
        ("<i>A<br/>nn</i>", (0, 0, 0, 1), "T017", "Ann"),
    ],
)
def test_an_override_that_betrays_the_text_fails_the_build(
    body: str, sums: tuple[int, ...], code: str, text: str, project: Path
) -> None:
    result = built(project, body)
    assert result.failed
    assert codes(result)[:2] == ["T015", code]
    first = next(each for each in result.findings if each.code == code)
    assert text in first.arguments["text"]
    assert (first.place.file, first.place.line) == ("letter.xml", 1)
    ledger = json.loads((project / "out/letter/report.json").read_text())["outputs"][0]["ledger"]
    assert not ledger["balanced"]
    names = ("unexplained", "surplus", "joined", "split")
    assert tuple(ledger[name] for name in names) == sums


def test_generated_text_is_no_surplus(project: Path) -> None:
    body = '<i><xsl:next-match/><b class="generated">(made up)</b></i>'
    assert codes(built(project, body)) == []


def test_much_that_rules_leave_out_is_told(project: Path) -> None:
    letter = (project / "letter.xml").read_text()
    (project / "letter.xml").write_text(letter.replace("</p>", f"<del>{'x' * 400}</del></p>"))
    result = built(project)
    assert codes(result) == ["T018"]
    assert "del 400" in result.findings[-1].message
    assert not result.failed
    ledger = json.loads((project / "out/letter/report.json").read_text())["outputs"][0]["ledger"]
    assert 0.2 < ledger["share_left_out"] == round(400 / ledger["document"], 4)


def test_the_bytes_of_an_image_are_no_text_that_is_left_out(project: Path) -> None:
    letter = (project / "letter.xml").read_text()
    image = f'<binaryObject mimeType="image/png">{"x" * 400}</binaryObject>'
    (project / "letter.xml").write_text(letter.replace("</p>", f"{image}</p>"))
    assert codes(built(project)) == []
    ledger = json.loads((project / "out/letter/report.json").read_text())["outputs"][0]["ledger"]
    assert (ledger["left_out"], ledger["share_left_out"]) == ({"data": 400}, 0)


def test_a_stylesheet_with_an_error_leaves_what_was_there(project: Path) -> None:
    built(project)
    before = (project / "out/letter/letter.html").read_bytes()
    result = built(project, '<xsl:sequence select="error()"/>')
    assert result.failed
    assert result.files == ()
    assert (project / "out/letter/letter.html").read_bytes() == before


def test_equal_bytes_are_not_written_again(project: Path) -> None:
    built(project, formats=("html", "text", "epub"))
    times = {each: each.stat().st_mtime_ns for each in (project / "out/letter").iterdir()}
    built(project, formats=("html", "text", "epub"))
    assert {each: each.stat().st_mtime_ns for each in (project / "out/letter").iterdir()} == times


def test_a_crash_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.txt"
    writing.write(target, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(DocumentError, match="No space left on device"):
        writing.write(target, b"new")
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_the_report_names_document_and_outputs(project: Path) -> None:
    built(project, formats=("html", "text", "epub"))
    report = json.loads((project / "out/letter/report.json").read_text())
    assert report["document"]["file"] == "letter.xml"
    assert [each["file"] for each in report["outputs"]] == [
        "letter.html",
        "letter.txt",
        "letter.epub",
    ]
    assert all(each["ledger"]["balanced"] for each in report["outputs"])
