"""Chromium's layout: does all of a page stand where it can be read, on wide and narrow screens?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.oracles import chromium, node


@dataclass(frozen=True, slots=True)
class Fault:
    """Words that run out of the page, overlap or cannot be seen, at a width in pixels."""

    file: str
    width: int
    fault: str
    text: str


def check(pages: Iterable[Path]) -> tuple[Fault, ...]:
    """What is wrong with the layout of HTML files, the pages' own scripts refused."""
    return tuple(Fault(**each) for each in _run("layout.mjs", [page.resolve() for page in pages]))


def drive(page: Path, *steps: tuple[str | int, ...]) -> list[Any]:
    """Do steps on a page as a reader would (see `drive.mjs`), and give what each shows."""
    return list(_run("drive.mjs", [page.resolve(), json.dumps(steps)]))


def _run(program: str, arguments: list[str | Path]) -> Any:
    environment = {"TEIPIPE_CHROMIUM": str(chromium.locate())}
    node.package("playwright-core/package.json")
    return json.loads(node.run(node.BROWSER / program, arguments, environment))
