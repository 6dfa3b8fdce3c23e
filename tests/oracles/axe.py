"""axe-core in Chromium: is a page accessible, in light, in dark and on a narrow screen?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.oracles import chromium, node


@dataclass(frozen=True, slots=True)
class Violation:
    """One element of a page that breaks one rule in one mode of `axe.mjs`."""

    file: str
    mode: str
    rule: str
    impact: str
    help: str
    target: str
    html: str


def check(pages: Iterable[Path]) -> tuple[Violation, ...]:
    """What axe finds in HTML files, the pages' own scripts refused."""
    browser = chromium.locate()
    node.package("axe-core/axe.min.js")
    printed = node.run(
        node.BROWSER / "axe.mjs",
        [page.resolve() for page in pages],
        {"TEIPIPE_CHROMIUM": str(browser)},
    )
    return tuple(Violation(**violation) for violation in json.loads(printed))
