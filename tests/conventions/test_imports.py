"""What a cold `teipipe validate` imports: nothing costly that this document does not need."""

import subprocess
import sys
from pathlib import Path

import pytest

RUN = """
import sys
from teipipe.cli import main
try:
    main()
except SystemExit as stop:
    assert stop.code == 0, stop.code
print("\\n".join(sys.modules))
"""
COSTLY = (
    *("asyncio", "importlib.metadata", "multiprocessing", "rich", "saxonche", "zipfile"),
    *("jsonschema", "teipipe.deposit", "teipipe.encode", "teipipe.saxon", "teipipe.transform"),
    *("teipipe.text", "teipipe.validate.epub", "teipipe.validate.schematron"),
)
GRAMMAR = '<element name="p" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'


RULES = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern/></schema>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.rng").write_text(GRAMMAR)
    (tmp_path / "a.sch").write_text(RULES)
    (tmp_path / "a.xml").write_text("<p>One.</p>")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def imported(folder: Path, schema: str) -> set[str]:
    """Give the modules that a run has imported in the end."""
    command = [sys.executable, "-c", RUN, "validate", "a.xml", "--schema", schema]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_nothing_costly_is_imported(folder: Path) -> None:
    found = imported(folder, "a.rng")
    assert "teipipe.validate.relaxng.validator" in found
    assert sorted(found.intersection(COSTLY)) == []


def test_what_is_costly_is_seen(folder: Path) -> None:
    assert "teipipe.validate.schematron" in imported(folder, "a.sch").intersection(COSTLY)
