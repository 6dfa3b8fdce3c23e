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


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    (tmp_path / "a.rng").write_text(GRAMMAR)
    (tmp_path / "a.xml").write_text("<p>One.</p>")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    command = [sys.executable, "-c", RUN, "validate", "a.xml", "--schema", "a.rng"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_nothing_costly_is_imported(imported: set[str]) -> None:
    assert "teipipe.validate.relaxng.validator" in imported
    assert sorted(imported.intersection(COSTLY)) == []
