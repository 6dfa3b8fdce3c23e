"""Made corpora for the benchmarks: the same seed gives the same TEI.

Three kinds, as real corpora have them: inscriptions (about 4 KB), plays (about 180 KB) and novels
(about 600 KB).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

SEED = 1921
SYLLABLES = ("ka", "ro", "min", "tel", "bor", "an", "is", "sen", "vor", "lu", "pe", "gra", "e", "o")
HEADER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}'
    "</title><author>{author}</author></titleStmt><publicationStmt><p>Made.</p></publicationStmt>"
    '<sourceDesc><p><date when="{year}">{year}</date></p></sourceDesc></fileDesc></teiHeader>'
    '<text xml:lang="{language}"><body>\n'
)
FOOTER = "</body></text></TEI>\n"
Chance = random.Random


def words(chance: Chance, count: int) -> str:
    """Make so many words."""
    return " ".join(
        "".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(count)
    )


def inscription(chance: Chance) -> str:
    """Make an inscription: lines, what is supplied and unclear, names, a commentary."""
    lines = "".join(_line(chance, number) for number in range(1, 25))
    return (
        f'<div type="edition"><ab>{lines}</ab></div>\n<div type="commentary">'
        + "".join(f"<p>{words(chance, 60)}.</p>" for _ in range(3))
        + "</div>"
    )


def _line(chance: Chance, number: int) -> str:
    supplied = f'<supplied reason="lost">{words(chance, 1)}</supplied>'
    name = f"<persName>{words(chance, 2)}</persName>"
    unclear = f"<unclear>{words(chance, 1)}</unclear>"
    return f'<lb n="{number}"/>{words(chance, 4)} {supplied} {name} {unclear}\n'


def play(chance: Chance) -> str:
    """Make a play: acts, scenes, speeches in verse, stage directions."""
    scenes = (_scene(chance) for _ in range(20))
    acts = (f"<head>{words(chance, 1)}</head>{each}" for each in scenes)
    return "\n".join(f'<div type="scene">{each}</div>' for each in acts)


def _scene(chance: Chance) -> str:
    speeches = []
    for _ in range(30):
        lines = "".join(f"<l>{words(chance, 7)}</l>" for _ in range(4))
        stage = f"<stage>{words(chance, 4)}</stage>" if chance.random() < 0.3 else ""
        speeches.append(f"<sp><speaker>{words(chance, 1)}</speaker>{stage}<lg>{lines}</lg></sp>")
    return "\n".join(speeches)


def novel(chance: Chance) -> str:
    """Make a novel: chapters, paragraphs, pages, notes, emphasis."""
    return "\n".join(_chapter(chance) for _ in range(22))


def _chapter(chance: Chance) -> str:
    paragraphs = "\n".join(_paragraph(chance) for _ in range(60))
    return f"<div><head>{words(chance, 2)}</head>{paragraphs}</div>"


def _paragraph(chance: Chance) -> str:
    note = f"<note><p>{words(chance, 8)}.</p></note>" if chance.random() < 0.1 else ""
    page = "<pb/>" if chance.random() < 0.15 else ""
    return (
        f"<p>{page}{words(chance, 35)} <hi>{words(chance, 2)}</hi> {words(chance, 35)}.{note}</p>\n"
    )


KINDS: Mapping[str, Callable[[Chance], str]] = {
    "inscription": inscription,
    "play": play,
    "novel": novel,
}


def document(kind: str, number: int) -> str:
    """Make the document of a kind and a number."""
    chance = random.Random(f"{SEED} {kind} {number}")
    header = HEADER.format(
        title=words(chance, 3).capitalize(),
        author=words(chance, 2).title(),
        year=f"{chance.randint(900, 1950):04}",
        language="la" if kind == "inscription" else "en",
    )
    return f"{header}{KINDS[kind](chance)}{FOOTER}"


def corpus(folder: Path, kind: str, count: int) -> Path:
    """Write so many documents of a kind into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{kind}-{number:06}.xml").write_text(document(kind, number), "utf-8")
    return folder


def project(folder: Path, settings: str = "", **counts: int) -> Path:
    """Make a project with so many documents of each kind."""
    for kind, count in counts.items():
        corpus(folder / "texts", kind, count)
    (folder / "teipipe.toml").write_text(f'sources = ["texts"]\n{settings}', "utf-8")
    return folder
