"""One large document to a page: its memory against libxslt with a comparable stylesheet.

The stylesheet of libxslt (`xsltproc`'s engine) does less: it makes an element of HTML of each of
TEI. So many megabytes as the argument says, else 50.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _documents import novel
from _measure import Row, report, run

MEGABYTES = int(sys.argv[1]) if len(sys.argv) > 1 else 50
WORDS_OF_A_MEGABYTE = 175_000
RATIO = 0.5
PLAIN = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="t">
  <xsl:output method="html" encoding="UTF-8"/>
  <xsl:template match="/"><html><body><xsl:apply-templates select="t:TEI/t:text"/></body></html>
  </xsl:template>
  <xsl:template match="t:head"><h2><xsl:apply-templates/></h2></xsl:template>
  <xsl:template match="t:p"><p><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="t:note"><small><xsl:apply-templates/></small></xsl:template>
  <xsl:template match="t:pb"><a id="page-{@n}"><xsl:value-of select="@n"/></a></xsl:template>
  <xsl:template match="t:div"><section><xsl:apply-templates/></section></xsl:template>
  <xsl:template match="*"><span class="{local-name()}"><xsl:apply-templates/></span></xsl:template>
</xsl:stylesheet>
"""
OTHER = """
import sys
from lxml import etree
sheet = etree.XSLT(etree.parse(sys.argv[1]))
made = sheet(etree.parse(sys.argv[2], etree.XMLParser(huge_tree=True)))
made.write_output(sys.argv[3])
"""
OURS = """
import sys
from pathlib import Path
from teipipe.documents import load
from teipipe.transform import Transformer
path = Path(sys.argv[1])
document = load(path, path.parent)
Path(sys.argv[2]).write_bytes(Transformer(["html"]).run(document, "made", {})[0].content)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source, sheet, made = folder / "large.xml", folder / "plain.xsl", str(folder / "made.html")
        source.write_text(novel(MEGABYTES * WORDS_OF_A_MEGABYTE), "utf-8")
        sheet.write_text(PLAIN, "utf-8")
        size = source.stat().st_size / 1e6
        plain = run((sys.executable, "-c", OTHER, str(sheet), str(source), made))
        ours = run((sys.executable, "-c", OURS, str(source), made))
        command = (sys.executable, "-m", "teipipe", "build", str(source), "--to", "html", "-q")
        whole = run((*command, "--out", str(folder / "out")))
    report(
        f"One document of {size:.0f} MB to a page",
        tuple(
            Row(
                f"memory of {what} ÷ of libxslt, which does less",
                f"{cost.memory / plain.memory:.2f} ({cost.memory:.0f} MB ÷ {plain.memory:.0f} MB)",
                f"≤ {goal}",
                cost.memory / plain.memory <= goal,
            )
            for what, cost, goal in (
                ("reading and rendering", ours, RATIO),
                ("the whole command, with validation and ledger", whole, 2 * RATIO),
            )
        ),
    )


main()
