"""Encoding with a large register: time against bare imports, memory, and growth with the text.

The text is made from a seed: words, and every 25th a name of the register, in paragraphs.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from _measure import Cost, Row, alternated, report, run

SEED = 1921
NAMES = 10_000
SIZES = {"0.1 MB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
SYLLABLES = ("ka", "ro", "min", "tel", "bor", "an", "is", "sen", "vor", "lu", "pe", "gra")
MANY_NAMES = 50_000
MANY_CHARACTERS = 3_000_000
RATIO = 30
MATCHING = 40
MEMORY = 200
GROWTH = 12
TEI = "http://www.tei-c.org/ns/1.0"
HEADER = (
    f'<teiHeader xmlns="{TEI}"><fileDesc><titleStmt><title>Made</title></titleStmt>'
    "<publicationStmt><p>Made.</p></publicationStmt><sourceDesc><p>Made.</p></sourceDesc>"
    "</fileDesc><encodingDesc><projectDesc><p>Made.</p></projectDesc></encodingDesc></teiHeader>"
)
ENCODE = "import sys; from teipipe.encode import encode; from teipipe.project import load_project; "
ENCODE += "from pathlib import Path; project = load_project(Path(sys.argv[1]) / 'teipipe.toml'); "
ENCODE += "made = encode(Path(sys.argv[1]) / 'tei' / 'made', project); "
ENCODE += "assert len(made.spans) > int(sys.argv[2]) and not made.findings, made.findings[:3]"

MATCH = "import sys; from pathlib import Path; from teipipe.encode.matching import Forms; "
MATCH += "names, text = (Path(each).read_text('utf-8') for each in sys.argv[1:]); "
MATCH += "forms = Forms((name, name) for name in names.splitlines()); "
MATCH += "assert sum(1 for _ in forms.find(text, 0, len(text))) > 10_000"


def word(chance: random.Random, most: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, most)))


def names(chance: random.Random, count: int) -> Sequence[str]:
    """Give names, a third of them of two words, no word of one in lower case."""
    made: dict[str, None] = {}
    while len(made) < count:
        parts = (word(chance, 5).capitalize() for _ in range(chance.choice((1, 1, 2))))
        made[" ".join(parts)] = None
    return tuple(made)


def words(chance: random.Random, known: Sequence[str], size: int) -> Iterator[str]:
    written = number = 0
    while written < size:
        number += 1
        each = chance.choice(known) if number % 25 == 0 else word(chance, 3)
        end = ".\n\n" if number % 120 == 0 else " " if number % 12 else "\n"
        written += len(each) + len(end)
        yield each + end


def project(folder: Path, size: int) -> None:
    """Write a project of one document and one register."""
    chance = random.Random(SEED)
    known = names(chance, NAMES)
    document = folder / "tei" / "made"
    document.mkdir(parents=True)
    (folder / "teipipe.toml").write_text('registers = ["persons.xml"]\n', "utf-8")
    (folder / "persons.xml").write_text(
        f'<listPerson xmlns="{TEI}">'
        + "".join(
            f'<person xml:id="p{number}"><persName>{name}</persName></person>'
            for number, name in enumerate(known)
        )
        + "</listPerson>",
        "utf-8",
    )
    (document / "source.txt").write_text("".join(words(chance, known, size)), "utf-8")
    (document / "encoding.toml").write_text('[registers.persons]\nentries = "all"\n', "utf-8")
    (document / "header.xml").write_text(HEADER, "utf-8")


def encoding(folder: Path, size: int) -> Cost:
    least = str(size // 300)
    return run((sys.executable, "-c", ENCODE, str(folder), least), str(folder))


def matching(folder: Path) -> Cost:
    """Find many names in a long text, and nothing else."""
    chance = random.Random(SEED)
    known = names(chance, MANY_NAMES)
    files = (folder / "names.txt", folder / "text.txt")
    files[0].write_text("\n".join(known), "utf-8")
    files[1].write_text("".join(words(chance, known, MANY_CHARACTERS)), "utf-8")
    return run((sys.executable, "-c", MATCH, *map(str, files)), str(folder))


def main() -> None:
    with tempfile.TemporaryDirectory() as root:
        folders = {name: Path(root) / name for name in SIZES}
        for name, size in SIZES.items():
            project(folders[name], size)

        def imports() -> Cost:
            return run((sys.executable, "-c", "import lxml.etree, saxonche"), root)

        def encode() -> Cost:
            return encoding(folders["1 MB"], SIZES["1 MB"])

        costs = alternated({"imports": imports, "1 MB": encode}, times=5)
        costs["matching"] = matching(Path(root))
        costs |= {name: encoding(folders[name], SIZES[name]) for name in ("0.1 MB", "10 MB")}
    ratio = costs["1 MB"].cpu / costs["imports"].cpu
    memory = costs["1 MB"].memory
    many = costs["matching"].cpu / costs["imports"].cpu
    growth = costs["10 MB"].cpu / costs["1 MB"].cpu
    times = ", ".join(f"{name} {costs[name].cpu:.2f} s" for name in SIZES)
    rows = (
        Row(
            f"CPU to encode 1 MB with {NAMES:,} names ÷ CPU of `import lxml.etree, saxonche`",
            f"{ratio:.1f} ({costs['1 MB'].cpu:.2f} s ÷ {costs['imports'].cpu:.3f} s)",
            f"≤ {RATIO}",
            ratio <= RATIO,
        ),
        Row(
            f"CPU to find {MANY_NAMES:,} names in {MANY_CHARACTERS:,} characters ÷ CPU of imports",
            f"{many:.1f} ({costs['matching'].cpu:.2f} s)",
            f"≤ {MATCHING}",
            many <= MATCHING,
        ),
        Row("peak memory for 1 MB", f"{memory:.0f} MB", f"≤ {MEMORY} MB", memory <= MEMORY),
        Row(
            "CPU for 10 MB ÷ CPU for 1 MB",
            f"{growth:.1f} ({times})",
            f"≤ {GROWTH}",
            growth <= GROWTH,
        ),
    )
    report("Encoding with a large register", rows)


main()
