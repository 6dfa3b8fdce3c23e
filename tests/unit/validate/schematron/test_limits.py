"""Schematron that does not end, asks for other files, or finds very much."""

import subprocess
import sys
from pathlib import Path

import pytest

from teipipe.documents import Document, parse
from teipipe.validate import schematron
from teipipe.validate.schematron import guard as guards
from teipipe.validate.schematron.guard import Guard, NoAnswerError, shared_guard
from teipipe.validate.schematron.telling import MOST

SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
LOOP = (
    f'<xsl:function name="f:on" xmlns:xsl="{XSL}"><xsl:param name="n"/>'
    '<xsl:sequence select="f:on($n + 1)"/></xsl:function>'
    '<pattern><rule context="p[@loop]"><assert test="f:on(1)">never</assert></rule></pattern>'
    '<pattern><rule context="p"><assert test="@n">no number</assert></rule></pattern>'
)


@pytest.fixture
def check(tmp_path):
    def run(content: str, text: str, **options):
        schema = tmp_path / "rules.sch"
        schema.write_text(
            f'<schema xmlns="{SCH}" queryBinding="xslt3" xmlns:f="urn:f">{content}</schema>'
        )
        return schematron.check(document(tmp_path, text), schema, **options)

    return run


def document(folder: Path, text: str) -> Document:
    return parse(text.encode(), folder / "text.xml", folder)


def codes(found) -> list[str]:
    return [each.code for each in found]


def test_a_rule_without_an_end_is_told_and_the_next_document_is_judged(check):
    assert codes(check(LOOP, '<t><p loop=""/></t>', seconds=2)) == ["V070"]
    assert codes(check(LOOP, "<t><p/></t>", seconds=60)) == ["V002"]


def test_a_schema_that_takes_the_time_of_several_documents_is_given_up(check, monkeypatch):
    asked = []
    monkeypatch.setattr(Guard, "know", lambda *_, **__: {})

    def ask(*_, **__):
        asked.append(1)
        raise NoAnswerError

    monkeypatch.setattr(Guard, "ask", ask)
    for _ in range(schematron.PATIENCE + 4):
        assert codes(check(LOOP, "<t/>")) == ["V070"]
    assert len(asked) == schematron.PATIENCE


def test_one_process_serves_a_run_and_another_follows_one_that_died(check):
    check(LOOP, "<t><p/></t>")
    first = shared_guard()._process
    check(LOOP, "<t><p/></t>")
    assert first is not None
    assert shared_guard()._process is first
    first.kill()
    first.wait()
    assert codes(check(LOOP, "<t><p/></t>")) == ["V070"]
    assert codes(check(LOOP, "<t><p/></t>")) == ["V002"]
    assert shared_guard()._process is not first


def test_an_answer_that_is_too_long_ends_the_process(check, monkeypatch):
    monkeypatch.setattr(guards, "MOST", 10)
    assert codes(check(LOOP, "<t><p/></t>")) == ["V070"]


def test_no_process_outlives_the_one_that_asked(tmp_path):
    """A parent that is killed takes its worker with it: the pipe closes."""
    script = (
        "import os, signal; from teipipe.validate.schematron.guard import shared_guard\n"
        "shared_guard().know('a', 60, 'keep', document=('<a/>', ''))\n"
        "print(shared_guard()._process.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    status = Path(f"/proc/{run.stdout.strip()}/status")
    waited = subprocess.run(
        ["timeout", "20", "sh", "-c", f"while grep -qs '^State:.[RSD]' {status}; do :; done"]
    )
    assert waited.returncode == 0


def test_what_is_found_very_often_is_counted(check):
    text = "<t>" + "<p/>" * (MOST + 500) + "</t>"
    found = check(LOOP, text)
    assert len(found) == MOST
    assert sum(each.count for each in found) == MOST + 500
    assert found[-1].place.xpath == f"/t/p[{MOST}]"


# @documents


LISTED = (
    "<pattern documents=\"/list/file/@href\"><let name='all' value='count(//p)'/>"
    '<rule context="p"><assert test="@n"><value-of select="$all"/> and no number</assert></rule>'
    "</pattern>"
    '<pattern><rule context="list"><report test="true()">the list</report></rule></pattern>'
)


def test_a_pattern_may_be_about_other_documents(check, tmp_path):
    (tmp_path / "a.xml").write_text('<t>\n<p n="1"/>\n<p/></t>')
    (tmp_path / "b.xml").write_text("<t><p/></t>")
    found = check(LISTED, '<list><file href="a.xml"/><file href="b.xml"/></list>')
    assert [(each.message, each.place.file, each.place.line) for each in found] == [
        ("the list", "text.xml", 1),
        ("2 and no number", "a.xml", 3),
        ("1 and no number", "b.xml", 1),
    ]


@pytest.mark.parametrize(
    "href", ["missing.xml", "../outside.xml", "https://example.org/x.xml", "file:///etc/passwd"]
)
def test_a_document_that_may_not_be_read_is_told(check, tmp_path, href):
    (tmp_path.parent / "outside.xml").write_text("<t><p/></t>")
    found = check(LISTED, f'<list><file href="{href}"/></list>')
    assert codes(found) == ["V002", "V072"]


def test_a_document_that_is_not_there_is_named_from_the_project_on(check):
    found = check(LISTED, '<list><file href="a.xml"/></list>')
    assert [each.arguments.get("address") for each in found] == [None, "a.xml"]


def test_a_document_that_is_not_xml_is_told(check, tmp_path):
    (tmp_path / "a.xml").write_bytes(b"\x89PNG\r\n")
    assert codes(check(LISTED, '<list><file href="a.xml"/></list>')) == ["V002", "V072"]
