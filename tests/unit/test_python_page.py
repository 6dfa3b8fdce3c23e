"""The examples of docs/python.md run, and give what the page says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from tests.unit.cli.conftest import LETTER

PAGE = Path(__file__).parents[2] / "docs/python.md"


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.xml").write_text(LETTER)
    examples = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S))
    test = doctest.DocTestParser().get_doctest(examples, {}, PAGE.name, str(PAGE), 0)
    told: list[str] = []
    ran = doctest.DocTestRunner().run(test, out=told.append)
    assert (ran.failed, ran.attempted > 10) == (0, True), "".join(told)
