"""A build killed at random moments: outputs are old or new, and the next build repairs all.

`TEIPIPE_MOMENTS` says how often (`make soak`); edits and moments come from a seed. A moment is one
at which a process of the build is about to do something to a file, so no clock has a say.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from tests.unit.build.corpora import letter, outputs, project, run, strike

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


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_killed_at_any_moment(jobs: str, tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} {jobs}")
    texts = dict.fromkeys(NAMES, "First.")
    folder, place = project(tmp_path / "p", texts, SOURCES), tmp_path / "strike"
    was_killed, whole = strike(folder, place, 0, "--jobs", jobs)
    assert not was_killed
    struck = 0
    for _ in range((MOMENTS + 1) // 2):
        before = shown(folder)
        edited(folder, texts, chance)
        moment = chance.randint(1, whole // 2)
        struck += strike(folder, place, moment, "--jobs", jobs)[0]
        for name, text in shown(folder).items():
            assert text in (before.get(name), texts.get(name)), name
        if chance.random() < 0.5:
            edited(folder, texts, chance)
        assert run(folder, "--jobs", jobs).code == 0
        assert shown(folder) == texts
        run(folder, "--jobs", jobs, "--out", "clean")
        assert outputs(folder / "outputs") == outputs(folder / "clean")
        assert not list(folder.rglob(".teipipe-new-*"))
    assert struck
