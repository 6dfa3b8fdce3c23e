"""Starting: `--version` and `--help` against bare Python; one document against bare imports."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _corpus import document
from _measure import Cost, Row, alternated, report, run

HELP = 4


def main() -> None:
    def teipipe(*arguments: str) -> Cost:
        return run((sys.executable, "-m", "teipipe", *arguments))

    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "one.xml"
        file.write_text(document("inscription", 1), "utf-8")
        costs = alternated(
            {
                "python": lambda: run((sys.executable, "-c", "pass")),
                "version": lambda: teipipe("--version"),
                "help": lambda: teipipe("--help"),
                "page": lambda: teipipe("build", str(file), "--to", "html", "--out", place),
            },
            7,
        )
    bare = costs["python"].cpu
    rows = [
        Row(
            f"CPU of `teipipe {name}` ÷ CPU of `python -c pass`",
            f"{costs[key].cpu / bare:.1f}",
            f"≤ {HELP}",
            costs[key].cpu / bare <= HELP,
        )
        for key, name in (("version", "--version"), ("help", "--help"))
    ]
    page = f"{costs['page'].cpu:.2f} s, {costs['page'].memory:.0f} MB"
    rows.append(Row("one inscription to a page by the full command", page, "–", True))
    report("Starting", rows)


main()
