"""Nobody gets in: each hole is tried through the command, in a child with a time limit.

The control tries the same stylesheet on an engine without the lock: it must get through, or the
attempt would prove nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.safety.holes import BOMBS, DOCUMENT, DOCUMENTS, STYLESHEETS

SECRET = "the-secret-that-must-stay"
LIMIT = 60

UNLOCKED = """
import sys
from saxonche import PySaxonProcessor
processor = PySaxonProcessor(license=False)
sheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
print(sheet.transform_to_string(xdm_node=processor.parse_xml(xml_file_name=sys.argv[2])))
"""


@dataclass(frozen=True)
class Outside:
    """What lies outside the project: files with a secret, and the listener."""

    folder: Path
    port: int

    def fill(self, text: str) -> str:
        files = {
            "file": "secret.txt",
            "xml": "secret.xml",
            "json": "secret.json",
            "dtd": "secret.dtd",
            "xsl": "other.xsl",
        }
        for name, file in files.items():
            text = text.replace(f"{{{name}}}", (self.folder / file).as_uri())
        text = text.replace("{folder}", self.folder.as_uri())
        text = text.replace("{url}", f"http://127.0.0.1:{self.port}/hit")
        return text.replace("{{", "{").replace("}}", "}")

    @property
    def hits(self) -> int:
        log = self.folder / "hits.log"
        return len(log.read_text().splitlines()) if log.exists() else 0


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.txt").write_text(SECRET)
    (folder / "secret.xml").write_text(f"<s>{SECRET}</s>")
    (folder / "secret.json").write_text(f'"{SECRET}"')
    (folder / "secret.dtd").write_text(f'<!ENTITY stolen "{SECRET}">')
    (folder / "other.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'<xsl:template match="*"><o>{SECRET}</o></xsl:template></xsl:stylesheet>'
    )
    command = [sys.executable, str(Path(__file__).with_name("listener.py"))]
    with subprocess.Popen([*command, str(folder / "hits.log")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield Outside(folder, int(process.stdout.readline()))
        process.terminate()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "xslt").mkdir(parents=True)
    (folder / "teipipe.toml").write_text("")
    (folder / "book.xml").write_text(DOCUMENT)
    return folder


def _run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        env={**os.environ, "TEIPIPE_SECRET": SECRET},
    )


def _build(folder: Path) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "teipipe", "build", "book.xml", "--to", "html,text")
    return _run(*command, folder=folder)


def _seen(done: subprocess.CompletedProcess[str], folder: Path) -> str:
    """Everything that the child printed or wrote."""
    outputs = [each for each in (folder / "outputs").rglob("*") if each.is_file()]
    return done.stdout + done.stderr + "".join(each.read_text("utf-8") for each in outputs)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_reads_nothing_but_itself(name: str, project: Path, outside: Outside) -> None:
    (project / "book.xml").write_text(outside.fill(DOCUMENTS[name]))
    done = _build(project)
    assert SECRET not in _seen(done, project)
    assert outside.hits == 0
    assert done.returncode in (0, 1, 2), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", BOMBS)
def test_an_entity_bomb_is_a_finding(name: str, project: Path) -> None:
    (project / "book.xml").write_text(BOMBS[name])
    done = _build(project)
    assert done.returncode == 1, done.stderr
    assert "P001" in done.stderr
    assert "book.xml:" in done.stderr


@pytest.mark.parametrize("name", STYLESHEETS)
def test_a_stylesheet_reads_nothing(name: str, project: Path, outside: Outside) -> None:
    (project / "xslt" / "html.xsl").write_text(outside.fill(STYLESHEETS[name]))
    done = _build(project)
    assert SECRET not in _seen(done, project)
    assert outside.hits == 0
    assert not (outside.folder / "written.xml").exists()
    assert done.returncode in (0, 1, 2), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", STYLESHEETS)
def test_without_the_lock_the_same_stylesheet_gets_through(
    name: str, project: Path, outside: Outside
) -> None:
    sheet = project / "xslt" / "html.xsl"
    sheet.write_text(outside.fill(STYLESHEETS[name]))
    done = _run(
        sys.executable, "-c", UNLOCKED, str(sheet), str(project / "book.xml"), folder=project
    )
    leaked = SECRET in done.stdout or outside.hits > 0
    assert leaked or (outside.folder / "written.xml").exists(), done.stderr


@pytest.mark.parametrize("name", ["entity from the net", "external DTD from the net"])
def test_without_the_lock_the_same_document_gets_through(
    name: str, project: Path, outside: Outside
) -> None:
    sheet = project / "sheet.xsl"
    sheet.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>'
    )
    (project / "book.xml").write_text(outside.fill(DOCUMENTS[name]))
    _run(sys.executable, "-c", UNLOCKED, str(sheet), str(project / "book.xml"), folder=project)
    assert outside.hits > 0
