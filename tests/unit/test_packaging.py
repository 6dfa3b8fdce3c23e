"""The wheel holds what the repository holds, and works where nothing else of ours is."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.oracles import require
from tests.unit.cli.conftest import LETTER

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def _tree(folder: str, place: str) -> set[str]:
    files = (each for each in (ROOT / folder).rglob("*") if each.is_file())
    return {
        f"{place}/{each.relative_to(ROOT / folder).as_posix()}"
        for each in files
        if "__pycache__" not in each.parts
    }


def test_the_wheel_holds_the_package_and_its_resources(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = (
        _tree("src/teipipe", "teipipe")
        | _tree("schemas", "teipipe/shipped/schemas")
        | _tree("xslt", "teipipe/shipped/xslt")
    )
    assert names == expected
    assert "teipipe/build/__init__.py" in names


def test_the_installed_wheel_builds_a_document_elsewhere(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "empty"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    constraints = str(ROOT / "constraints.txt")
    install = [str(python), "-m", "pip", "install", "-q", "-c", constraints, str(wheel)]
    installed = subprocess.run(install, capture_output=True, text=True)
    require(installed.returncode == 0, f"no package registry: {installed.stderr[-300:]}")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "letter.xml").write_text(LETTER)
    subprocess.run(
        [str(environment / "bin" / "teipipe"), "build", "letter.xml"],
        cwd=tmp_path / "work",
        check=True,
        capture_output=True,
    )
    made = tmp_path / "work" / "outputs" / "letter"
    assert sorted(each.name for each in made.iterdir()) == [
        "letter.epub",
        "letter.html",
        "letter.txt",
        "report.json",
    ]
    assert (made / "letter.txt").read_text() == "A letter\n\nDear Ann, all is well.\n"
