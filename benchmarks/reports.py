"""Reports: a second run over an unchanged collection, and 100,000 findings in one file."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _measure import Cost, Row, report, run
from teipipe.reports import FORMATS

DOCUMENTS = 5_000
FINDINGS = 100_000
TEIPIPE = [sys.executable, "-m", "teipipe"]
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt><publicationStmt>"
    "<publisher>A lab</publisher><availability><p>free</p></availability></publicationStmt>"
    "<sourceDesc><bibl>a sheet</bibl></sourceDesc></fileDesc></teiHeader>"
)
PARAGRAPH = '<p n="{n}">Dear <persName>Ann</persName>, all is well on <date>Monday</date>.</p>\n'
WRONG = "<q{n}/>"


def main() -> None:
    """Make the material, and measure with caches of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [*_second_run(folder), *_many_findings(folder)]
    report(f"Reports: {DOCUMENTS:,} documents again, {FINDINGS:,} findings in one file", rows)


def _document(body: str) -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text xml:lang="en"><body>\n{body}'
        "</body></text></TEI>\n"
    )


def _second_run(folder: Path) -> list[Row]:
    """Check a project of many letters, one of a hundred with a fault, twice."""
    corpus = folder / "corpus"
    (corpus / "tei").mkdir(parents=True)
    (corpus / "teipipe.toml").write_text('schemas = ["urn:teipipe:schemas:teipipe.rng"]\n')
    body = "".join(PARAGRAPH.format(n=n) for n in range(60))
    for n in range(DOCUMENTS):
        fault = WRONG.format(n=n) if n % 100 == 0 else ""
        path = corpus / "tei" / f"letter-{n}" / f"letter-{n}.xml"
        path.parent.mkdir()
        path.write_text(_document(f"{body}{fault}<p>{n}</p>"))
    first, second = (_validate(corpus) for _ in range(2))
    ratio = first.cpu / second.cpu
    costs = f"1 ÷ {ratio:.0f} ({second.cpu:.2f} s ÷ {first.cpu:.1f} s)"
    memory = f"{first.memory:.0f} MB, {second.memory:.0f} MB"
    return [
        Row(
            "CPU of a run with everything known ÷ CPU of the first", costs, "≤ 1 ÷ 20", ratio >= 20
        ),
        Row("peak memory of the first run, of the second", memory, "–", True),
    ]


def _many_findings(folder: Path) -> list[Row]:
    corpus = folder / "one"
    corpus.mkdir()
    body = "".join(WRONG.format(n=n) for n in range(FINDINGS))
    (corpus / "one.xml").write_text(_document(body))
    (corpus / "teipipe.toml").write_text('schemas = ["urn:teipipe:schemas:teipipe.rng"]\n')
    first = _validate(corpus, "one.xml")
    costs = {form: _validate(corpus, "one.xml", f"--report={form}=report") for form in FORMATS}
    cpu, memory = (max(costs, key=lambda form: key(costs[form])) for key in (_cpu, _memory))
    slowest = f"{costs[cpu].cpu:.1f} s ({cpu}); checking and printing {first.cpu:.1f} s"
    largest = f"{costs[memory].memory:.0f} MB ({memory})"
    ratio = costs[cpu].cpu / first.cpu
    return [
        Row("CPU of the costliest report of findings known before", slowest, "≤ 1", ratio <= 1),
        Row("peak memory of the largest", largest, "≤ 700 MB", costs[memory].memory <= 700),
    ]


def _cpu(cost: Cost) -> float:
    return cost.cpu


def _memory(cost: Cost) -> float:
    return cost.memory


def _validate(folder: Path, *arguments: str) -> Cost:
    """Give the cost of a run; that findings make it end with 1 is no failure."""
    tolerant = ["sh", "-c", '"$@" || test $? -eq 1', "sh", "env", f"XDG_CACHE_HOME={folder}/.cache"]
    return run([*tolerant, *TEIPIPE, "validate", "--quiet", *arguments], str(folder))


main()
