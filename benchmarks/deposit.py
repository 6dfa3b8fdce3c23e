"""A deposit of 1,000 documents: packed and verified, against reading and hashing the same bytes."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from _measure import Cost, Row, alternated, report, run

COUNT = 1000
PACK, ZIP, VERIFY = 25, 40, 12
PACK_SECONDS, VERIFY_SECONDS = 10, 5
MEMORY = 150
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Letter {n}</title><author>Kraus, Karl</author>
<editor ref="https://orcid.org/0000-0002-1825-0097">Lee, Ann</editor></titleStmt><publicationStmt>
<publisher>The Press</publisher><date when="2024-03-05"/><availability>
<licence target="https://creativecommons.org/licenses/by/4.0/"/></availability></publicationStmt>
<sourceDesc><bibl>Letter {n}.</bibl></sourceDesc></fileDesc></teiHeader><text><body>
{paragraphs}</body></text></TEI>
"""
PARAGRAPH = "<p>Dear Eve, this is letter {n}, and it says what the others say in other words.</p>\n"
PACKING = """
import sys
from pathlib import Path
from teipipe.build.deposit.depositing import Order, pack
from teipipe.build.deposit.surveying import survey
from teipipe.build.results import Result

root = Path(sys.argv[1])
edition = survey(start=root)
out = root / "outputs"
made = [
    Result(t.identifier, tuple(sorted((out / t.identifier).iterdir())), ()) for t in edition.tasks
]
final = root / sys.argv[2]
pack(edition, made, final, Order(checks=[(t, ()) for t in edition.tasks]))
"""
VERIFYING = """
import sys
from pathlib import Path
from teipipe.build.deposit.verifying import verify

assert verify(Path(sys.argv[1]) / "deposit" / "letters").findings == ()
"""
HASHING = """
import hashlib, sys
from pathlib import Path

for file in sorted((Path(sys.argv[1]) / "deposit").rglob("*")):
    if file.is_file():
        content = file.read_bytes()
        hashlib.sha512(content).digest(), hashlib.sha256(content).digest()
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _make(root)

        def packing() -> Cost:
            return run((sys.executable, "-c", PACKING, folder, "deposit/letters"))

        def zipping() -> Cost:
            return run((sys.executable, "-c", PACKING, folder, "letters.zip"))

        def verifying() -> Cost:
            return run((sys.executable, "-c", VERIFYING, folder))

        def hashing() -> Cost:
            return run((sys.executable, "-c", HASHING, folder))

        tasks = {
            "packing": packing,
            "zipping": zipping,
            "verifying": verifying,
            "hashing": hashing,
        }
        costs = alternated(tasks, times=3)
        size = sum(f.stat().st_size for f in (root / "deposit").rglob("*") if f.is_file()) / 1e6
    report(f"A deposit of {COUNT:,} documents ({size:.0f} MB)", _rows(costs))


def _rows(costs: dict[str, Cost]) -> tuple[Row, ...]:
    base = costs["hashing"].cpu
    packed, verified = costs["packing"], costs["verifying"]
    memory = max(each.memory for each in costs.values())
    return (
        _row("packing", packed.cpu, base, PACK),
        _row("packing into a zip", costs["zipping"].cpu, base, ZIP),
        _row("verifying", verified.cpu, base, VERIFY),
        _seconds("packing", packed.wall, PACK_SECONDS),
        _seconds("verifying", verified.wall, VERIFY_SECONDS),
        Row("peak memory", f"{memory:.0f} MB", f"≤ {MEMORY} MB", memory <= MEMORY),
    )


def _row(what: str, cpu: float, base: float, goal: int) -> Row:
    ratio = cpu / base
    value = f"{ratio:.1f} ({cpu:.2f} s ÷ {base:.2f} s)"
    return Row(f"CPU of {what} ÷ CPU of hashing its files", value, f"≤ {goal}", ratio <= goal)


def _seconds(what: str, wall: float, goal: int) -> Row:
    return Row(f"{what}, wall", f"{wall:.1f} s", f"≤ {goal} s", wall <= goal)


def _make(root: Path) -> None:
    """Write a project with outputs of the size that they have."""
    settings = '[deposit]\ntitle = "Letters"\nname = "letters"\n'
    (root / "teipipe.toml").write_text(settings, "utf-8")
    for number in range(COUNT):
        name = f"letter-{number:04}"
        text = PARAGRAPH.format(n=number) * 20
        tei = TEI.format(n=number, paragraphs=text).encode("utf-8")
        source = {"identifier": name, "sha256": hashlib.sha256(tei).hexdigest()}
        files = {
            f"tei/{name}/{name}.xml": tei,
            f"outputs/{name}/{name}.html": tei * 8,
            f"outputs/{name}/{name}.txt": text.encode("utf-8"),
            f"outputs/{name}/{name}.epub": tei * 10,
            f"outputs/{name}/report.json": json.dumps({"document": source}).encode("utf-8"),
        }
        for path, content in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


main()
