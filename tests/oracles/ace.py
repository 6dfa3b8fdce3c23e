"""DAISY Ace: is a book accessible?"""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.oracles import chromium, node


@dataclass(frozen=True, slots=True)
class Violation:
    """One failed assertion of Ace on one file of a book."""

    file: str
    part: str
    rule: str
    impact: str
    description: str


def check(books: Iterable[Path]) -> tuple[Violation, ...]:
    """What Ace finds in EPUB files, a browser's start for each."""
    return tuple(violation for book in books for violation in _book(book))


def _book(book: Path) -> Iterable[Violation]:
    browser = chromium.locate()
    ace = node.package("@daisy/ace-cli/bin/ace.js")
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "PUPPETEER_EXECUTABLE_PATH": str(browser),
            "ACE_TIMEOUT_INITIAL": "60000",
            "XDG_CONFIG_HOME": folder,
            "XDG_STATE_HOME": folder,
        }
        node.run(ace, ["--silent", "--force", "--outdir", folder, book.resolve()], settings)
        report = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    # Ace ends with 0 whatever it finds; only the report tells.
    for part in report["assertions"]:
        name = part["earl:testSubject"]["url"]
        for assertion in part["assertions"]:
            if assertion["earl:result"]["earl:outcome"] == "fail":
                yield _violation(book, name, assertion)


def _violation(book: Path, part: str, assertion: dict[str, Any]) -> Violation:
    test = assertion["earl:test"]
    return Violation(
        file=str(book),
        part=part,
        rule=test["dct:title"],
        impact=test["earl:impact"],
        description=assertion["earl:result"]["dct:description"],
    )
