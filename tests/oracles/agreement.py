"""How far our RELAX NG engine and Jing agree; `make agreement` runs the long form.

They are asked about mutants of real documents, and about the documents as they are.
"""

import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from lxml import etree
from tests.oracles import jing
from tests.oracles.mutants import mutants

from teipipe.documents import Document, load, parse, serialised
from teipipe.errors import DocumentError
from teipipe.findings import Place
from teipipe.validate import relaxng

FROM_PACKAGE = ("tei_simplePrint.rng", "tei_ms.rng", "tei_drama.rng")
FROM_FOLDER = ("tei_all_4.12.0.rng", "tei_lite_4.1.0.rng")
LARGEST = 60_000
"""Bytes of the largest document that mutants are made of."""
SEEDS = 25
"""How many documents mutants are made of, for each schema."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What came of documents by one schema: files whose verdict, or first place, is another."""

    schema: str
    count: int
    invalid: int
    verdicts: tuple[str, ...]
    places: tuple[str, ...]

    def __str__(self) -> str:
        """Give the line of a table."""
        same = self.invalid - len(self.places)
        return (
            f"{self.schema}: {self.count} documents, {self.invalid} invalid, "
            f"{len(self.verdicts)} other verdicts, first place the same in {same}"
        )


def schemas(folder: Path) -> list[Path]:
    """Give the five schemas, two of them from the folder that TEIPIPE_SCHEMAS names."""
    package = jing.tei_all().parent
    return [*(folder / each for each in FROM_FOLDER), *(package / each for each in FROM_PACKAGE)]


def compare(schema: Path, corpora: Path, count: int, seed: int) -> Agreement:
    """Let both judge `count` mutants of documents that a schema finds valid."""
    chosen = list(islice(_valid(schema, corpora, seed), min(SEEDS, count // 8)))
    made = [
        mutant
        for number, document in enumerate(chosen)
        for mutant in mutants(
            serialised(document.tree).encode(), -(-count // len(chosen)), seed * 1000 + number
        )
    ][:count]
    return judged(schema, made)


def compare_unchanged(schema: Path, corpora: Path) -> Agreement:
    """Let both judge all documents as they are, but without their DOCTYPE."""
    documents = _read(corpora, None)
    return judged(schema, [serialised(each.tree).encode() for each in documents])


def judged(schema: Path, documents: Sequence[bytes]) -> Agreement:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number:05}.xml" for number in range(len(documents))]
        for file, content in zip(files, documents, strict=True):
            file.write_bytes(content)
        return _compared(schema, files, _said(schema, files))


def _valid(schema: Path, corpora: Path, seed: int) -> Iterator[Document]:
    """Give small documents that a schema finds valid, shuffled."""
    judge, _ = relaxng.load(schema, schema.parent)
    documents = small(corpora)
    for each in Random(seed).sample(documents, len(documents)):
        if not relaxng.faults(judge, each.tree.getroot()):
            yield each


@cache
def small(corpora: Path) -> tuple[Document, ...]:
    """Give the documents that mutants may be made of."""
    return tuple(_read(corpora, LARGEST))


def _read(corpora: Path, largest: int | None) -> Iterator[Document]:
    for file in sorted(corpora.rglob("*.xml"), key=str):
        if largest is None or file.stat().st_size <= largest:
            try:
                yield load(file)
            except DocumentError:
                continue


def _said(schema: Path, files: Sequence[Path]) -> Mapping[str, list[jing.Message]]:
    """Give what Jing says of each file, but not where the first of two equal identifiers is."""
    said = defaultdict(list)
    for start in range(0, len(files), 200):
        for message in jing.validate(schema, files[start : start + 200]):
            if "first occurrence" not in message.text:
                said[message.file].append(message)
    return said


def _compared(
    schema: Path, files: Iterable[Path], said: Mapping[str, list[jing.Message]]
) -> Agreement:
    count = invalid = 0
    verdicts, places = [], []
    for file in files:
        count += 1
        content = file.read_bytes()
        document = parse(content, file, file.parent)
        found = relaxng.check(document, schema, schema.parent)
        theirs = said.get(str(file), [])
        if bool(found) != bool(theirs):
            verdicts.append(f"{file.name}: {[each.message for each in found]} {theirs}")
        elif found:
            invalid += 1
            first = min(theirs, key=lambda each: (each.line, each.column))
            place = found[0].place
            if not _holds(place, first.line) and not _holds(_tag(place, document), first.line):
                places.append(f"{file.name}: {found[0].message} {place} {first}")
    return Agreement(schema.name, count, invalid, tuple(verdicts), tuple(places))


def _holds(place: Place, line: int) -> bool:
    return place.line <= line <= max(place.end_line, place.line)


def _tag(place: Place, document: Document) -> Place:
    """Give the place of the start tag in which something is at fault: Jing knows no other."""
    tags = map(document.place, document.tree.iter(etree.Element))
    return next(each for each in tags if each.xpath == place.xpath)


def main() -> None:
    """Compare 5,000 mutants, a thousand by each schema, then the documents by all of the TEI."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    corpora = Path(os.environ["TEIPIPE_CORPORA"])
    listed = schemas(Path(os.environ["TEIPIPE_SCHEMAS"]))
    for schema in listed:
        _print(compare(schema, corpora, 1000, seed))
    _print(compare_unchanged(listed[0], corpora))


def _print(found: Agreement) -> None:
    print(found, *found.verdicts, *found.places, sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
