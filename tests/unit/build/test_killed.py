"""A build killed at random moments: outputs are old or new, and the next build repairs all.

`TEIPIPE_MOMENTS` says how often (`make soak`); edits and moments come from a seed.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest
from tests.unit.build.corpora import all_gone, files, letter, project, run, start

SEED = 1921
MOMENTS = int(os.environ.get("TEIPIPE_MOMENTS", "4"))
NAMES = tuple(f"letter-{number:02}" for number in range(16))
SOURCES = 'sources = ["letters"]\n'


def edited(folder: Path, texts: dict[str, str], chance: random.Random) -> None:
    """Change, remove and add some documents; one always stays."""
    for name in chance.sample(NAMES[1:], 8):
        file = folder / "letters" / f"{name}.xml"
        if chance.random() < 0.25:
            file.unlink(missing_ok=True)
            texts.pop(name, None)
        else:
            texts[name] = f"Text {chance.random()}"
            file.write_text(letter(texts[name]))


def shown(folder: Path) -> dict[str, str]:
    """Give the text of each document as its output has it."""
    found = (folder / "outputs").glob("*/*.bare.txt")
    return {each.parent.name: each.read_text().strip() for each in found}


def told(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(folder).items() if ".teipipe" not in name}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_killed_at_any_moment(jobs: str, tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} {jobs}")
    texts = dict.fromkeys(NAMES, "First.")
    folder = project(tmp_path / "p", texts, SOURCES)
    began = time.monotonic()
    assert run(folder, "--jobs", jobs).code == 0
    whole = time.monotonic() - began
    struck, moments = 0, (MOMENTS + 1) // 2
    for number in range(10 * moments):
        if number >= moments and struck:
            break
        before = shown(folder)
        edited(folder, texts, chance)
        process = start(folder, "--jobs", jobs)
        time.sleep(chance.uniform(0.1, 1.0) * whole)
        process.kill()
        process.communicate(timeout=60)
        struck += process.returncode != 0
        assert all_gone(process.pid)
        for name, text in shown(folder).items():
            assert text in (before.get(name), texts.get(name)), name
        if chance.random() < 0.5:
            edited(folder, texts, chance)
        assert run(folder, "--jobs", jobs).code == 0
        assert shown(folder) == texts
        run(folder, "--jobs", jobs, "--out", "clean")
        assert told(folder / "outputs") == told(folder / "clean")
        assert not list(folder.rglob("*.new"))
    assert struck
