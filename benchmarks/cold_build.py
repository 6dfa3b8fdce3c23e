"""A cold `teipipe build` of this edition, three outputs and validation, against bare imports."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _measure import Cost, Row, alternated, report, run

EDITION = Path(__file__).resolve().parents[1]
RATIO = 12
MEMORY = 200


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:

        def build() -> Cost:
            command = (sys.executable, "-m", "teipipe", "build", "--out", folder)
            return run((*command, "--force", "--quiet"), str(EDITION))

        def imports() -> Cost:
            return run((sys.executable, "-c", "import lxml.etree, saxonche"))

        costs = alternated({"imports": imports, "build": build})
    ratio = costs["build"].cpu / costs["imports"].cpu
    memory = costs["build"].memory
    rows = (
        Row(
            "CPU of the build ÷ CPU of `import lxml.etree, saxonche`",
            f"{ratio:.1f} ({costs['build'].cpu:.2f} s ÷ {costs['imports'].cpu:.3f} s)",
            f"≤ {RATIO}",
            ratio <= RATIO,
        ),
        Row("peak memory of the build", f"{memory:.0f} MB", f"≤ {MEMORY} MB", memory <= MEMORY),
    )
    report("Cold build of this edition", rows)


main()
