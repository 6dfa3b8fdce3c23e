"""The same input gives the same bytes: in another folder, time zone, locale, order of hashes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711",
    "USER": "somebody",
    "HOME": "/nonexistent",
}


def _built(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    for part in ("tei", "schemas"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "teipipe.toml", folder)
    subprocess.run(
        [sys.executable, "-m", "teipipe", "build"],
        cwd=folder,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    made = sorted(each for each in (folder / "outputs").rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in made}


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    here = _built(tmp_path / "here", {"TZ": "UTC", "PYTHONHASHSEED": "1"})
    there = _built(tmp_path / "a longer way" / "ünd there", ELSEWHERE)
    assert list(here) == list(there)
    assert {"report.json", "manifest.json"} < {Path(each).name for each in here}
    for name, content in here.items():
        assert there[name] == content, name
