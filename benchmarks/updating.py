"""A corpus of 5,000: a build of nothing new, of one change, and of documents that do harm.

Page and text are built, no book: the cheaper the full build, the harder the ratios. So many
documents as the argument says, else 5,000.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _corpus import project
from _measure import Row, build, report

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
NOTHING = 50
SECONDS = 1.0
FAULTS = 1.15
WORKERS = 1.75
FORMATS = 'formats = ["html", "text"]\n'
LIMITS = "[limits]\nseconds = 2\nsize = 1\n"
ENDLESS = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="urn:teipipe:xslt:text.xsl"/>
  <xsl:template match="rs[@type = 'endless']">
    <xsl:sequence select="
        count(for $a in 1 to 2000000000 return (1 to 2000000000)[. lt $a - 2000000001])"/>
  </xsl:template>
</xsl:stylesheet>
"""
DEADLY = """
import os, signal
def check(document):
    if b'type="deadly"' in document.content:
        os.kill(os.getpid(), signal.SIGKILL)
    return ()
"""
"""An installed check that kills the process of one document."""


def updating(folder: Path) -> list[Row]:
    whole = build(folder, "--jobs", "2", "-q")
    build(folder)
    nothing = min(build(folder, "-q").wall for _ in range(3))
    changed = [one_changed(folder, number) for number in range(3)]
    seconds = min(each for each, _ in changed)
    exact = all(each for _, each in changed)
    return [
        Row(
            f"full build of {COUNT:,} ÷ build of nothing new, wall",
            f"{whole.wall / nothing:.0f} ({whole.wall:.1f} s ÷ {nothing:.2f} s)",
            f"≥ {NOTHING}",
            whole.wall / nothing >= NOTHING,
        ),
        Row(
            f"one changed of {COUNT:,}: documents built, and wall",
            f"{'1' if exact else 'more'}, {seconds:.2f} s",
            f"1, ≤ {SECONDS} s",
            exact and seconds <= SECONDS,
        ),
    ]


def one_changed(folder: Path, number: int) -> tuple[float, bool]:
    """Change a document and build; give the seconds, and whether it alone was built."""
    file = folder / "texts" / f"inscription-{number:06}.xml"
    file.write_text(file.read_text("utf-8").replace("</p>", " novum</p>", 1), "utf-8")
    done = build(folder)
    return done.wall, f"1 built, {COUNT - 1} up to date" in done.said


def harmed(folder: Path) -> Path:
    """Put one per cent of ill-formed documents, one too large, one endless and one deadly in."""
    texts = sorted((folder / "texts").iterdir())
    for each in texts[::100]:
        each.write_text("<TEI><p", "utf-8")
    texts[1].write_text("<TEI>" + "x" * 2_000_000, "utf-8")
    for file, kind in zip(texts[2:4], ("endless", "deadly"), strict=True):
        text = file.read_text("utf-8")
        harm = f'<p><rs type="{kind}">x</rs></p></body>'
        file.write_text(text.replace("</body>", harm), "utf-8")
    return folder


def installed(folder: Path) -> Path:
    """Install the deadly check into a folder."""
    info = folder / "deadly-1.dist-info"
    info.mkdir(parents=True)
    (folder / "deadly.py").write_text(DEADLY)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[teipipe.checks]\ndeadly = deadly:check\n")
    return folder


def faults(folder: Path) -> list[Row]:
    site = installed(folder / "site")
    clean, bad = (
        project(folder / each, FORMATS + LIMITS, inscription=COUNT) for each in ("clean", "bad")
    )
    for each in (clean, harmed(bad)):
        (each / "xslt").mkdir()
        (each / "xslt" / "text.xsl").write_text(ENDLESS, "utf-8")
    without, among = (build(each, "--jobs", "2", "-q", path=site) for each in (clean, bad))
    value = among.wall / without.wall
    good = {each.stem for each in sorted((bad / "texts").iterdir())[4:]}
    good -= {f"inscription-{number:06}" for number in range(0, COUNT, 100)}
    built = {each.parent.name for each in (bad / "outputs").glob("*/report.json")}
    told = [among.said.count(f"error {code}") for code in ("P001", "P043", "P040", "P041")]
    exact = built == good and told[1:] == [1, 1, 1]
    return [
        Row(
            f"{COUNT:,} documents, 1 % ill-formed, one too large, endless, deadly ÷ none, wall",
            f"{value:.2f} ({among.wall:.1f} s ÷ {without.wall:.1f} s)",
            f"≤ {FAULTS}",
            value <= FAULTS,
        ),
        Row("every good one built, each bad one told", "yes" if exact else "no", "yes", exact),
    ]


def workers(folder: Path) -> Row:
    project(folder, FORMATS, inscription=600, play=12, novel=4)
    one, two = (
        min(build(folder, "--jobs", jobs, "--force", "-q").wall for _ in range(2))
        for jobs in ("1", "2")
    )
    value = one / two
    what = "one worker ÷ two, mixed sizes, wall"
    return Row(what, f"{value:.2f} ({one:.1f} s ÷ {two:.1f} s)", f"≥ {WORKERS}", value >= WORKERS)


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = updating(project(folder / "corpus", FORMATS, inscription=COUNT))
        rows += [*faults(folder), workers(folder / "mixed")]
    report(f"A corpus of {COUNT:,}", rows)


main()
